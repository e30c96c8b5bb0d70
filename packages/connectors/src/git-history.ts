import { UnavailableError } from "@groundswell/model";
import { decodeText } from "./charset.ts";
import { type GitAuthor, gitAuthor, withoutAddresses } from "./git-author.ts";
import { complaint, type GitResult, type GitRun, GitTooLongError, runGit } from "./git-program.ts";

/** A repository that can be asked. */
export type GitRepository = { gitDir: string; run: GitRun };

/** A commit as it is kept: what git says of it, its addresses hashed and its text cut. */
export type GitCommit = {
  sha: string;
  parents: number;
  /** Unix seconds, as their authors' clocks had them: anything at all. */
  authoredAt: string;
  committedAt: string;
  author: GitAuthor;
  /** `n` is the place of the trailer in the message, from 1. */
  coAuthors: (GitAuthor & { n: number })[];
  message: string;
};

/** A commit that cannot be read, and why. */
export type UnreadCommit = { sha: string; unread: string };

const messageLength = 4_000;
const mostCoAuthors = 50;
/** Hash, parents, author, dates, message; then a line end. */
const fields = ["%H", "%P", "%aN", "%aE", "%at", "%ct", "%B"];

/**
 * Asks a repository.
 * @throws UnavailableError where git fails, with what it said
 */
export async function ask(repository: GitRepository, args: string[], run: GitRun = {}): Promise<GitResult> {
  const result = await runGit(args, { gitDir: repository.gitDir, ...repository.run, ...run });
  if (result.code === 0) return result;
  throw new UnavailableError(
    `git ${args[0]} failed in ${repository.gitDir}: ${complaint(result)}. Check that folder with git fsck, and try again.`,
  );
}

/** The heads of the branches that are wanted, in order of their hashes; empty where there is no commit yet. */
export async function branchHeads(repository: GitRepository, branch: string | null): Promise<string[]> {
  if (branch === null) {
    const { stdout, code } = await runGit(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], {
      gitDir: repository.gitDir,
      ...repository.run,
    });
    return code === 0 ? [stdout.toString().trim()] : [];
  }
  const pattern = branch === "*" ? "refs/heads/" : `refs/heads/${branch}`;
  const { stdout } = await ask(repository, ["for-each-ref", "--format=%(refname) %(objectname)", pattern]);
  const refs = stdout
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split(" "));
  const named = branch === "*" ? refs : refs.filter(([name]) => name === pattern);
  return [...new Set(named.map(([, sha = ""]) => sha))].sort();
}

/** Those of some commits that are still there: after a rewrite, git may have thrown them away. */
export async function present(repository: GitRepository, shas: string[]): Promise<string[]> {
  if (shas.length === 0) return [];
  // A partial clone would ask its origin for what is not here, and dies when it may not: then all of it is read again.
  const { stdout } = await runGit(["cat-file", "--batch-check=%(objectname) %(objecttype)"], {
    gitDir: repository.gitDir,
    ...repository.run,
    input: `${shas.join("\n")}\n`,
    protocols: [],
  });
  return stdout
    .toString()
    .split("\n")
    .flatMap((line) => /^(\w+) commit$/.exec(line)?.[1] ?? []);
}

/** The object that holds the `.mailmap` of today; null where there is none. */
export async function mailmapObject(repository: GitRepository): Promise<string | null> {
  const { code, stdout } = await runGit(["rev-parse", "--verify", "--quiet", "HEAD:.mailmap"], {
    gitDir: repository.gitDir,
    ...repository.run,
  });
  return code === 0 ? stdout.toString().trim() : null;
}

/** The commits that can be reached from `heads` and not from `without`, parents before children. */
export async function commitsBetween(
  repository: GitRepository,
  heads: string[],
  without: string[],
  { merges, since }: { merges: boolean; since: number | null },
): Promise<string[]> {
  if (heads.length === 0) return [];
  const args = ["rev-list", "--topo-order", "--reverse", "--timestamp", ...(merges ? [] : ["--no-merges"]), "--stdin"];
  const input = [...heads, ...without.map((sha) => `^${sha}`), ""].join("\n");
  const { stdout } = await ask(repository, args, { input, maxBytes: 1024 ** 3 });
  return stdout
    .toString("latin1")
    .split("\n")
    .flatMap((line) => {
      const [at, sha] = line.split(" ");
      return sha === undefined || (since !== null && Number(at) < since) ? [] : [sha];
    });
}

/** Reads commits, in the order given. One that alone is longer than `maxBytes` is told as unread. */
export async function readCommits(
  repository: GitRepository,
  shas: string[],
  maxBytes = 64 * 1024 * 1024,
): Promise<(GitCommit | UnreadCommit)[]> {
  const args = [
    "log",
    "--stdin",
    "--no-walk=unsorted",
    "--no-notes",
    "--no-color",
    "--no-decorate",
    "--no-show-signature",
    "--no-patch",
    "--encoding=UTF-8",
    `--format=tformat:${fields.map((field) => `${field}%x00`).join("")}`,
  ];
  try {
    const { stdout } = await ask(repository, args, { input: `${shas.join("\n")}\n`, maxBytes });
    const commits = parseCommits(stdout);
    await mailmapCoAuthors(repository, commits);
    const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
    return shas.map((sha) => withoutText(bySha.get(sha)) ?? { sha, unread: "commit that git did not print" });
  } catch (error) {
    if (!(error instanceof GitTooLongError)) throw error;
    const [only] = shas;
    if (shas.length === 1 && only) return [{ sha: only, unread: "commit with a message beyond all measure" }];
    const middle = Math.ceil(shas.length / 2);
    const first = await readCommits(repository, shas.slice(0, middle), maxBytes);
    return [...first, ...(await readCommits(repository, shas.slice(middle), maxBytes))];
  }
}

type Trailer = { n: number; name: string; address: string };
type Read = Omit<GitCommit, "coAuthors"> & { trailers: Trailer[]; coAuthors?: GitCommit["coAuthors"] };

/** A zero byte cannot be in a commit that git prints, so it parts the fields whatever people wrote. */
function parseCommits(printed: Buffer): Read[] {
  const parts: string[] = [];
  for (let at = 0; ; ) {
    const end = printed.indexOf(0, at);
    if (end < 0) break;
    // Without a declared encoding, or with a wrong one, bytes come as they are: field by field they are guessed at best.
    parts.push(decodeText(printed.subarray(at, end), null).text);
    at = end + 1;
  }
  const commits: Read[] = [];
  for (let i = 0; i + fields.length <= parts.length; i += fields.length) {
    const [sha = "", parents = "", name = "", address = "", authoredAt = "", committedAt = "", message = ""] =
      parts.slice(i);
    commits.push({
      sha: sha.trim(),
      parents: parents.split(" ").filter(Boolean).length,
      authoredAt,
      committedAt,
      author: gitAuthor(name, address),
      trailers: coAuthorTrailers(message),
      message: withoutAddresses(message.slice(0, messageLength * 2)).slice(0, messageLength),
    });
  }
  return commits;
}

/** `Co-authored-by:` lines, wherever they stand: a squashed pull request leaves them in several blocks. */
function coAuthorTrailers(message: string): Trailer[] {
  const found = [...message.matchAll(/^[ \t]*co-authored-by:([^\r\n<>]*)<([^\r\n<>]*)>/gim)];
  return found.slice(0, mostCoAuthors).map(([, name = "", address = ""], index) => ({
    n: index + 1,
    name: name.trim().slice(0, 500),
    address: address.trim().slice(0, 500),
  }));
}

/** Git maps authors while it prints them; those in a message it has to be asked for. */
async function mailmapCoAuthors(repository: GitRepository, commits: Read[]): Promise<void> {
  const trailers = commits.flatMap((commit) => commit.trailers);
  const contacts = trailers.map(({ name, address }) => `${name} <${address}>`.trim());
  const { stdout } =
    contacts.length === 0
      ? { stdout: Buffer.alloc(0) }
      : await ask(repository, ["check-mailmap", "--stdin"], { input: `${contacts.join("\n")}\n` });
  const mapped = stdout.toString().split("\n");
  let line = 0;
  for (const commit of commits)
    commit.coAuthors = commit.trailers.map(({ n, name, address }) => {
      const [, mappedName = name, mappedAddress = address] = /^(.*?)\s*<([^<>]*)>$/.exec(mapped[line++] ?? "") ?? [];
      return { n, ...gitAuthor(mappedName, mappedAddress) };
    });
}

function withoutText(read: Read | undefined): GitCommit | null {
  if (read === undefined) return null;
  const { trailers, coAuthors = [], ...commit } = read;
  return { ...commit, coAuthors };
}
