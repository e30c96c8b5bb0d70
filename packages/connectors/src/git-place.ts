import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Space } from "@groundswell/model";
import { isUrl } from "@groundswell/model";

/** Where a repository is: at an address that is cloned from, or in a folder that is read as it is. */
export type GitPlace = { remote: URL } | { folder: string };

const webForms = new Map([
  ["github.com", "/commit/"],
  ["codeberg.org", "/commit/"],
  ["gitlab.com", "/-/commit/"],
  ["bitbucket.org", "/commits/"],
]);

/** What is wrong with how a repository is written, as a sentence that says what to write; null where nothing is. */
export function placeProblem(text: string): string | null {
  if (text.startsWith("-")) return "a repository cannot begin with a dash: write the folder as ./-name";
  // `ext::` runs a command and `fd::` reads a file handle; no remote helper of git is wanted here.
  if (/^[\w+.-]+::/.test(text)) return "give an https:// address or a folder: git's remote helpers are not run";
  if (/^(https?|file):/i.test(text)) {
    if (!isUrl(text)) return "this is no address that can be read: give an https:// address or a folder";
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    if (protocol === "file:") return hostname === "" ? null : "a file:// address names a folder of this machine";
    if (username !== "" || password !== "")
      return "leave the user and password out of the address: set the credential token";
    return search === "" && hash === "" ? null : "leave what follows ? or # out of the address";
  }
  if (/^[a-z][\w+.-]*:\/\//i.test(text) || /^[^/\\]+@[^/\\:]+:/.test(text))
    return "only https:// addresses are cloned: for ssh and others, clone it yourself and give the folder";
  return text.includes("\0") ? "a folder's name cannot hold a zero byte" : null;
}

/** The place that a repository's text names; ask `placeProblem` first. */
export function gitPlace(text: string): GitPlace {
  if (/^file:/i.test(text)) return { folder: fileURLToPath(text) };
  if (/^https?:/i.test(text)) return { remote: new URL(text) };
  return { folder: isAbsolute(text) ? text : resolve(text) };
}

/**
 * The space that a repository is: `github.com/owner/name` is the one that the `github` connector reads, so that a
 * commit read in both ways is one signal; elsewhere commits are told apart by their hash alone, in forks as well.
 * @param name what stands for the address where the repository is a folder: "github.com/owner/name", or a word
 */
export function gitSpace(place: GitPlace, name: string | null): Space {
  const id = name ?? ("remote" in place ? `${place.remote.host}${place.remote.pathname}` : folderName(place.folder));
  const bare = id.replace(/\/+$/, "").replace(/\.git$/, "");
  const [, owned] = /^github\.com\/([^/]+\/[^/]+)$/.exec(bare) ?? [];
  const url = /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(bare) ? `https://${bare}` : null;
  if (owned !== undefined) return { platform: "github", id: owned, kind: "repository", name: owned, url };
  return { platform: "git", id: bare, kind: "repository", name: bare, url };
}

/** The page of a commit, where the place is known to have such pages. */
export function commitUrl({ url }: Pick<Space, "url">, sha: string): string | null {
  const form = url === null ? undefined : webForms.get(new URL(url).host);
  return form === undefined ? null : `${url}${form}${sha}`;
}

function folderName(folder: string): string {
  const parts = folder.split(/[/\\]+/).filter((part) => part !== "" && part !== ".git");
  return parts.at(-1) ?? "repository";
}
