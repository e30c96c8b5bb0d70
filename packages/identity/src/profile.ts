import type { LinkAccount } from "@groundswell/model";
import { type HeldId, heldId, isForge } from "./account.ts";
import { canonicalUrl, isNetworkAccount, isNetworkSite } from "./canonical-url.ts";
import { fold, foldHandle, fullName, isRole, wordsOf } from "./names.ts";
import { leastHandleLetters } from "./rarity.ts";
import { hashKey, mostNames } from "./shared-key.ts";

/** An account with everything that can be compared in one spelling. */
export type Profile = {
  account: LinkAccount;
  held: HeldId | null;
  /** Canonical addresses that are this account: its profile, its network account. */
  own: ReadonlySet<string>;
  /** Canonical addresses that its profile had under earlier handles, and until when. */
  former: ReadonlyMap<string, string>;
  /** Canonical addresses that its profile names beside its own. */
  names: ReadonlySet<string>;
  /** Those of `names` that the platform found a link back on. */
  verified: ReadonlySet<string>;
  email: string | null;
  gravatar: string | null;
  handle: string | null;
  /** Earlier handles, and until when. */
  formerHandles: ReadonlyMap<string, string>;
  fullNames: readonly string[];
  /** Of a commit's account: the forge's login in its address, and names without a space, which may be somebody's login. */
  logins: ReadonlySet<string>;
};

// A million accounts have mostly empty sets: they share these.
const none: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<string, string> = new Map();

/** Reads an account. */
export function profileOf(account: LinkAccount): Profile {
  const named = addressesOf(account.links);
  const verified = addressesOf(account.verifiedLinks);
  const own = new Set<string>();
  const address = account.url === null ? null : canonicalUrl(account.url);
  if (address !== null) own.add(address);
  const network = isNetworkSite(account.platform) ? [...named].filter(isNetworkAccount) : [];
  // A site states one network account; a second one was typed in by hand, and which is which cannot be told.
  if (network.length === 1 && network[0]) own.add(network[0]);
  const allNames = account.names?.length ? [account.name ?? "", ...account.names] : [account.name ?? ""];
  const handle = account.handle === null ? null : foldHandle(account.handle);
  return {
    account,
    held: heldId(account),
    own,
    former: formerAddresses(account),
    names: without(verified.size === 0 ? named : new Set([...named, ...verified]), own),
    verified,
    email: hashKey(account.emailHash),
    gravatar: hashKey(account.gravatarHash),
    handle: handle === "" ? null : handle,
    formerHandles: account.formerHandles?.length
      ? new Map(account.formerHandles.map((one) => [foldHandle(one.handle), one.until]))
      : nothing,
    fullNames: [...new Set(allNames.map(fullName).filter((name) => name !== null))],
    logins: account.platform === "git" ? loginsOf(handle, allNames) : none,
  };
}

/** Words of three letters or more of all names of an account. */
export function nameWords({ name, names = [] }: LinkAccount): Set<string> {
  return new Set([name ?? "", ...names].flatMap(wordsOf).filter((word) => word.length >= 3));
}

/** Whether an account is a post's or a machine's rather than a person's. */
export function isPost({ name, handle }: LinkAccount): boolean {
  return [name, handle].some((text) => text !== null && text.trim() !== "" && isRole(text));
}

/** Whether an account itself was seen under so many names that a team, and not a person, must be using it. */
export function isShared({ name, handle, names = [] }: LinkAccount): boolean {
  if (names.length < mostNames) return false;
  return new Set([name ?? handle ?? "", ...names].map(fold).filter((one) => one !== "")).size > mostNames;
}

/**
 * The keys an account is found by, each with a letter for its kind: e-mail, md5 of one (g), network account (n), forge id (f), address
 * owned (u) or named (w), handle (h), full name (p), full name or login in a project (j).
 */
export function keysOf(profile: Profile): string[] {
  const keys: string[] = [];
  const { account, held, email, gravatar, handle } = profile;
  if (held !== null && (account.platform === "git" || isForge(held.platform)))
    keys.push(`f:${held.platform} ${held.id}`);
  // Who shares an account shares its address, its handle and its name: only a forge's number still tells whose it is.
  if (isShared(account)) return keys;
  if (email !== null) keys.push(`e:${email}`);
  if (gravatar !== null) keys.push(gravatar.length === 64 ? `e:${gravatar}` : `g:${gravatar}`);
  for (const url of profile.own) keys.push(isNetworkAccount(url) ? `n:${url}` : `u:${url}`);
  for (const url of profile.former.keys()) keys.push(`u:${url}`);
  for (const url of profile.names) keys.push(`w:${url}`);
  for (const one of [handle, ...profile.formerHandles.keys()])
    if (one !== null && one.length >= leastHandleLetters) keys.push(`h:${one}`);
  for (const name of profile.fullNames) keys.push(`p:${name}`);
  if (account.platform === "git")
    for (const project of account.projects ?? []) {
      for (const name of profile.fullNames) keys.push(projectKey(project, name));
      for (const login of profile.logins) keys.push(projectKey(project, `@${login}`));
    }
  return keys;
}

/** The key of a name, or of a login with an @ before it, in a project. */
export function projectKey(project: string, name: string): string {
  return `j:${project} ${name}`;
}

function loginsOf(handle: string | null, names: readonly string[]): Set<string> {
  const folded = [handle ?? "", ...names.map(foldHandle)];
  return new Set(folded.filter((one) => one.length >= leastHandleLetters && !/\s/.test(one) && !isRole(one)));
}

function addressesOf(links: readonly string[] = []): ReadonlySet<string> {
  if (links.length === 0) return none;
  return new Set(links.map(canonicalUrl).filter((url) => url !== null));
}

function without(urls: ReadonlySet<string>, own: ReadonlySet<string>): ReadonlySet<string> {
  for (const url of own) if (urls.has(url)) return new Set([...urls].filter((one) => !own.has(one)));
  return urls;
}

/** The profile's address with each earlier handle in place of today's. */
function formerAddresses({ url, handle, formerHandles = [] }: LinkAccount): ReadonlyMap<string, string> {
  if (formerHandles.length === 0) return nothing;
  const former = new Map<string, string>();
  if (url === null || handle === null || !url.toLowerCase().replace(/\/+$/, "").endsWith(`/${handle.toLowerCase()}`))
    return former;
  const stem = url.replace(/\/+$/, "").slice(0, -handle.length);
  for (const one of formerHandles) {
    const address = canonicalUrl(stem + one.handle);
    if (address !== null) former.set(address, one.until);
  }
  return former;
}
