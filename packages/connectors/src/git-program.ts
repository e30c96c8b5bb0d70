import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { ConfigError } from "@groundswell/model";

/** What one run of git left: its exit code, what it printed, and what it complained of. */
export type GitResult = { code: number; stdout: Buffer; stderr: string };

export type GitRun = {
  /** Written to its standard input. */
  input?: string;
  /** The repository to work on; none for `clone` and the like. */
  gitDir?: string;
  /** Protocols that it may speak: `https`; nothing where it is empty. */
  protocols?: string[];
  /** Configuration for this run; it travels in the environment, where other users of the machine cannot read it. */
  config?: Record<string, string>;
  /** More than this many bytes printed end the run. */
  maxBytes?: number;
  signal?: AbortSignal;
};

/** Git printed more than was asked for. */
export class GitTooLongError extends Error {
  override readonly name = "GitTooLongError";
}

/** What somebody else's repository must not be able to set off, and settings of this machine that would change what is printed. */
const fixedConfig: Record<string, string> = {
  "core.hooksPath": "/dev/null",
  // What has been rewritten is told by objects that nothing points to any more.
  "gc.auto": "0",
  "http.followRedirects": "false",
  "http.lowSpeedLimit": "1000",
  "http.lowSpeedTime": "60",
  "http.proxy": "",
  "transfer.bundleURI": "false",
};

/**
 * Runs git without a shell, and waits for it.
 * @throws ConfigError where git is not installed; GitTooLongError beyond `maxBytes`; the signal's reason once it is aborted
 */
export function runGit(args: string[], run: GitRun = {}): Promise<GitResult> {
  const { input = "", gitDir, protocols = [], config = {}, maxBytes = 64 * 1024 * 1024, signal } = run;
  const place = gitDir === undefined ? [] : [`--git-dir=${gitDir}`, "--bare"];
  const all = ["--no-pager", "--no-replace-objects", ...place, ...args];
  return new Promise((done, failed) => {
    const child = spawn("git", all, {
      // Away from any repository: what is read is named by `gitDir` alone.
      cwd: tmpdir(),
      env: environment(protocols, { ...fixedConfig, ...config }),
      stdio: ["pipe", "pipe", "pipe"],
      ...(signal && { signal }),
    });
    const printed: Buffer[] = [];
    let bytes = 0;
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        child.kill();
        failed(new GitTooLongError(`git ${args[0]} printed more than ${maxBytes} bytes.`));
      } else printed.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-8_000);
    });
    child.on("error", (cause: NodeJS.ErrnoException) => {
      if (signal?.aborted) failed(signal.reason);
      else if (cause.code === "ENOENT")
        failed(
          new ConfigError("The git program is not there: install git, and see that it is on the PATH.", { cause }),
        );
      else
        failed(
          new ConfigError(`The git program does not start (${cause.message}): repair its installation.`, { cause }),
        );
    });
    child.on("close", (code) => done({ code: code ?? 1, stdout: Buffer.concat(printed), stderr }));
    // Git that has heard enough closes its end; its exit code says what came of it.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Nothing of the surroundings may lead git elsewhere: no GIT_* variable, no proxy, no way to ask a person. */
function environment(protocols: string[], config: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|SSH_ASKPASS$|(all|https?|ftp|socks)_proxy$)/i.test(name),
  );
  const settings = Object.entries(config).flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: String(settings.length / 2),
    GIT_ALLOW_PROTOCOL: protocols.join(":"),
    GIT_ASKPASS: "",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
  };
}

/** The last complaint of git that names what is wrong. */
export function complaint({ stderr }: Pick<GitResult, "stderr">): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const fatal = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.at(-1) ?? "git gave no reason";
  return fatal.replace(/^(fatal|error):\s*/, "").trim();
}
