import { createHash } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ConfigError, RefusedError, UnavailableError } from "@groundswell/model";
import type { GitRepository } from "./git-history.ts";
import { complaint, type GitResult, type GitRun, runGit } from "./git-program.ts";
import type { Http } from "./http.ts";
import { closedRange } from "./private-address.ts";

/** What a clone needs: where it is, where to keep it, who asks. */
export type GitClone = { remote: URL; cacheFolder: string; token: string | null; http: Http; signal: AbortSignal };

const advertisement = "/info/refs?service=git-upload-pack";
const allBranches = "+refs/heads/*:refs/heads/*";

/**
 * A folder's repository, read where it is and never written to. It may belong to another user, as what is mounted into
 * a container does: it is named to git outright, and nothing that its configuration can set off is used.
 * @throws ConfigError where there is none, or where its history is cut off
 */
export async function folderRepository(folder: string, signal: AbortSignal): Promise<GitRepository> {
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new ConfigError(`${folder} is no folder: check the path of this source's repository.`);
  for (const gitDir of [join(folder, ".git"), folder]) {
    if (!(await stat(gitDir).catch(() => null))) continue;
    const { code, stdout } = await runGit(["rev-parse", "--absolute-git-dir"], { gitDir, signal });
    if (code === 0) return complete({ gitDir: stdout.toString().trim(), run: { signal } }, folder);
  }
  throw new ConfigError(`${folder} is no git repository: give the folder that holds .git, or a bare repository.`);
}

/** A history that has been cut off looks like a project that began yesterday. */
async function complete(repository: GitRepository, folder: string): Promise<GitRepository> {
  const { stdout } = await runGit(["rev-parse", "--is-shallow-repository"], {
    gitDir: repository.gitDir,
    ...repository.run,
  });
  if (stdout.toString().trim() !== "true") return repository;
  throw new ConfigError(`${folder} is a shallow clone, its history cut off: run git fetch --unshallow in it first.`);
}

/**
 * A bare clone of a repository, made or brought up to date. The host is asked over the polite client first, which
 * judges its address, its redirects and its answer; git is then held to the address that was judged.
 * @throws what `http.get` throws; RefusedError where no git answers; UnavailableError where git fails on the way
 */
export async function clonedRepository(clone: GitClone): Promise<GitRepository> {
  const { url, run } = await judged(clone);
  const gitDir = join(resolve(clone.cacheFolder), cacheName(clone.remote));
  const repository = { gitDir, run: { ...run, signal: clone.signal } };
  if ((await stat(join(gitDir, "HEAD")).catch(() => null)) === null) await cloneInto(gitDir, url, repository.run);
  else await fetchInto(repository, url);
  return repository;
}

/** Where redirects end, and a way for git to go there and nowhere else. */
async function judged({ remote, token, http }: GitClone): Promise<{ url: string; run: GitRun }> {
  const basic = token === null ? null : `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const answer = await http.get(`${remote.href.replace(/\/+$/, "")}${advertisement}`, {
    headers: { "git-protocol": "version=2", ...(basic && { authorization: basic }) },
  });
  if (!answer.headers["content-type"]?.startsWith("application/x-git-upload-pack-advertisement"))
    throw new RefusedError(`${remote.href} is no git repository: check the address of this source's repository.`);
  const url = answer.url.slice(0, answer.url.lastIndexOf("/info/refs"));
  const { protocol, hostname, port, origin } = new URL(url);
  const tls = protocol === "https:";
  const at = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (tls ? 443 : 80)) };
  const socket = await http.connect({ ...at, tls });
  const address = socket.remoteAddress ?? "";
  socket.destroy();
  if (!tls && closedRange(address) === null)
    throw new RefusedError(
      `${url} is not encrypted: give its https:// address. http:// is for machines of your own network.`,
    );
  const config: Record<string, string> = {
    // A name could lead elsewhere the next time that it is looked up.
    "http.curloptResolve": `${at.host}:${at.port}:${address.includes(":") ? `[${address}]` : address}`,
  };
  if (basic && origin === remote.origin) config[`http.${origin}/.extraHeader`] = `Authorization: ${basic}`;
  return { url, run: { protocols: [protocol.slice(0, -1)], config } };
}

/** A folder of its own for each address, that a person can still tell apart. */
function cacheName({ host, pathname, href }: URL): string {
  const plain = `${host}${pathname}`.replace(/\.git$/, "").replace(/[^\w.-]+/g, "-");
  return `${plain.slice(0, 80)}-${createHash("sha256").update(href).digest("hex").slice(0, 12)}.git`;
}

/** Clones beside the place and moves it there: a clone that was broken off is none. */
async function cloneInto(gitDir: string, url: string, run: GitRun): Promise<void> {
  const unfinished = `${gitDir}.${process.pid}.part`;
  await mkdir(dirname(gitDir), { recursive: true });
  const clone = (filter: string[]) =>
    runGit(["clone", "--bare", "--quiet", "--no-tags", "--template=", ...filter, "--", url, unfinished], run);
  try {
    await rm(unfinished, { recursive: true, force: true });
    // Contents of files are not wanted; a server that cannot leave them out sends them.
    let result = await clone(["--filter=blob:none"]);
    if (result.code !== 0 && /filter/i.test(result.stderr)) {
      await rm(unfinished, { recursive: true, force: true });
      result = await clone([]);
    }
    if (result.code !== 0) throw networkFailure(url, result);
    await rename(unfinished, gitDir);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Follows the origin, wherever its branches have gone: rewritten ones are replaced, deleted ones dropped, HEAD is its HEAD. */
async function fetchInto({ gitDir, run }: GitRepository, url: string): Promise<void> {
  const heads = await runGit(["ls-remote", "--quiet", "--symref", "--", url, "HEAD"], { gitDir, ...run });
  if (heads.code !== 0) throw networkFailure(url, heads);
  const head = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(heads.stdout.toString())?.[1];
  for (const args of [
    ["config", "remote.origin.url", url],
    ["fetch", "--quiet", "--prune", "--no-tags", "--no-write-fetch-head", "origin", allBranches],
    ...(head === undefined ? [] : [["symbolic-ref", "HEAD", head]]),
  ]) {
    const result = await runGit(args, { gitDir, ...run });
    if (result.code !== 0) throw networkFailure(url, result);
  }
}

function networkFailure(url: string, result: GitResult): Error {
  const why = complaint(result);
  if (/authentication failed|could not read username|error: 40[134]|not found/i.test(result.stderr))
    return new RefusedError(`${url} refused git (${why}): check the address and this source's token.`);
  return new UnavailableError(`git could not read ${url} (${why}). Try again later.`);
}
