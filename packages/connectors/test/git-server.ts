import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether the git program is there; tests that need it are skipped with this reason where it is not. */
export const gitMissing = ((): string | null => {
  try {
    execFileSync("git", ["--version"]);
    return null;
  } catch {
    return "git is not installed";
  }
})();

/** A commit to write; `mark` is what others name as their parent. */
export type Written = {
  mark: number;
  author?: string;
  /** Seconds and zone: "1767225600 +0200". */
  at?: string;
  committedAt?: string;
  message?: string | Buffer;
  encoding?: string;
  parents?: number[];
  files?: Record<string, string>;
};

/** Runs git for a test, away from the settings of whoever runs it. */
export function testGit(folder: string, args: string[], input?: Buffer): string {
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd: folder, env, input, stdio: ["pipe", "pipe", "pipe"] })
    .toString()
    .trim();
}

/** A temporary folder, and how to take it away. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "git-test-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes commits to a branch of a bare repository, which is made where there is none; gives the branch's hashes by mark. */
export function writeCommits(folder: string, commits: Written[], branch = "main"): Map<number, string> {
  testGit(folder, ["init", "--quiet", "--bare", "--initial-branch=main", "."]);
  const pieces = commits.flatMap(({ mark, message = `change ${mark}`, ...known }) => {
    const author = known.author ?? "Ilse Vann <ilse@shells.example.net>";
    const at = known.at ?? `${1_767_225_600 + mark * 3_600} +0100`;
    const [from, ...merged] = known.parents ?? [];
    const text = Buffer.from(message);
    const files = Object.entries(known.files ?? { [`file-${mark}`]: String(mark) });
    return [
      Buffer.from(
        `commit refs/heads/${branch}\nmark :${mark}\nauthor ${author} ${at}\n` +
          `committer GitHub <noreply@github.com> ${known.committedAt ?? at}\n` +
          `${known.encoding ? `encoding ${known.encoding}\n` : ""}data ${text.length}\n`,
      ),
      text,
      Buffer.from(
        `\n${from === undefined ? "" : `from :${from}\n`}${merged.map((one) => `merge :${one}\n`).join("")}` +
          files
            .map(([name, content]) => `M 100644 inline ${name}\ndata ${Buffer.byteLength(content)}\n${content}\n`)
            .join(""),
      ),
    ];
  });
  const marks = join(folder, "marks");
  testGit(
    folder,
    [
      "fast-import",
      "--quiet",
      "--force",
      "--date-format=raw-permissive",
      `--import-marks-if-exists=${marks}`,
      `--export-marks=${marks}`,
    ],
    Buffer.concat([...pieces, Buffer.from("done\n")]),
  );
  const lines = execFileSync("cat", [marks]).toString().trim().split("\n");
  return new Map(lines.map((line) => line.split(" ")).map(([mark = "", sha = ""]) => [Number(mark.slice(1)), sha]));
}

/** Serves the repositories below a folder on loopback, as git's own smart HTTP server does; `answer` may take a request over. */
export async function serveGit(
  folder: string,
  intercept: (
    path: string,
    headers: Record<string, unknown>,
  ) => { status: number; headers?: Record<string, string> } | null = () => null,
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://git");
    asked.push(url.pathname + url.search);
    const taken = intercept(url.pathname, request.headers);
    if (taken) return void response.writeHead(taken.status, taken.headers).end();
    const backend = spawn("git", ["-c", "uploadpack.allowFilter=true", "http-backend"], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: "1",
        GIT_CONFIG_COUNT: "2",
        GIT_CONFIG_KEY_0: "uploadpack.allowFilter",
        GIT_CONFIG_VALUE_0: "true",
        GIT_CONFIG_KEY_1: "safe.directory",
        GIT_CONFIG_VALUE_1: "*",
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? "GET",
        CONTENT_TYPE: String(request.headers["content-type"] ?? ""),
        HTTP_CONTENT_ENCODING: String(request.headers["content-encoding"] ?? ""),
        GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      },
    });
    request.pipe(backend.stdin);
    const pieces: Buffer[] = [];
    backend.stdout.on("data", (piece: Buffer) => pieces.push(piece));
    backend.on("close", () => {
      const all = Buffer.concat(pieces);
      const end = all.indexOf("\r\n\r\n");
      const lines = all
        .subarray(0, end)
        .toString()
        .split("\r\n")
        .map((line) => line.split(": "));
      const status = Number(lines.find(([name]) => name === "Status")?.[1]?.slice(0, 3) ?? 200);
      const headers = Object.fromEntries(lines.filter(([name]) => name !== "Status"));
      response.writeHead(status, headers).end(all.subarray(end + 4));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
