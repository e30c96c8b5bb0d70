import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

/** An object of git: its hash names it, its bytes are what lies in a repository. */
export type GitObject = { sha: string; bytes: Buffer };

/** What a commit object says. */
export type CommitText = {
  tree: string;
  parents: string[];
  /** `Name <address> seconds zone`. */
  author: string;
  committer: string;
  encoding: string | null;
  message: Buffer;
};

/** An object with its header, hashed as git hashes it. */
export function gitObject(type: "blob" | "tree" | "commit", content: Buffer): GitObject {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  return { sha: createHash("sha1").update(bytes).digest("hex"), bytes };
}

/** A folder of plain files, by name. */
export function treeObject(files: Record<string, GitObject>): GitObject {
  const entries = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { sha }]) => Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(sha, "hex")]));
  return gitObject("tree", Buffer.concat(entries));
}

/** A commit. */
export function commitObject({ tree, parents, author, committer, encoding, message }: CommitText): GitObject {
  const lines = [
    `tree ${tree}`,
    ...parents.map((sha) => `parent ${sha}`),
    `author ${author}`,
    `committer ${committer}`,
    ...(encoding === null ? [] : [`encoding ${encoding}`]),
    "",
    "",
  ];
  return gitObject("commit", Buffer.concat([Buffer.from(lines.join("\n")), message]));
}

/** Lays out a bare repository with nothing in it. */
export function layOutRepository(folder: string): void {
  for (const name of ["objects", "refs/heads"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
}

/** Puts objects into a repository and points its branch to one of them. */
export function writeObjects(folder: string, objects: GitObject[], head: string): void {
  for (const { sha, bytes } of objects) {
    const path = join(folder, "objects", sha.slice(0, 2), sha.slice(2));
    if (existsSync(path)) continue;
    mkdirSync(join(folder, "objects", sha.slice(0, 2)), { recursive: true });
    writeFileSync(path, deflateSync(bytes));
  }
  // A reader sees the old head or the new one.
  writeFileSync(join(folder, "head.new"), `${head}\n`);
  renameSync(join(folder, "head.new"), join(folder, "refs/heads/main"));
}
