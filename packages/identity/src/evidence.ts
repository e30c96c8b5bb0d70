import type { LinkAccount } from "@groundswell/model";
import { conflict } from "./account.ts";
import { isNetworkAccount } from "./canonical-url.ts";
import { type LinkMethod, methodNames, reasonOf } from "./methods.ts";
import { type Profile, projectKey } from "./profile.ts";
import { type Frequencies, handleBits, nameBits, rareHandleBits, rareNameBits, rareTogether } from "./rarity.ts";

/** What evidence about a pair must know of all other accounts. */
export type Surroundings = {
  frequencies: Frequencies;
  /** Whether few enough names share a key (`keysOf`) for it to say something about persons. */
  carries(key: string): boolean;
  /** Until when another holder had this address (`u:`) or handle (`h:`); null where it had one holder only. */
  heldBefore(key: string): string | null;
};

/** What was found about a pair: a reason per method, and what else the keys tell against it. */
export type Evidence = { reasons: Map<LinkMethod, string>; against: Set<string> };

/** All evidence that two accounts are one person; null where there is none. The same for (x, y) and (y, x). */
export function evidenceOf(x: Profile, y: Profile, around: Surroundings): Evidence | null {
  const [a, b] = x.account.id < y.account.id ? [x, y] : [y, x];
  const found: Evidence = { reasons: new Map(), against: new Set() };
  const sameHolder = a.held !== null && b.held?.platform === a.held.platform && b.held.id === a.held.id;
  if (sameHolder && a.held) note(found, "forge-id", a.held.id, a.held.platform);
  byAddress(a, b, around, found);
  byNetwork(a, b, around, found);
  const twoIds = conflict(a.held, b.held);
  byProfileLinks(a, b, around, found, twoIds);
  // Two ids of one platform with the same name or page are what homonyms and colleagues look like; nobody need read that.
  if (!twoIds) {
    byNames(a, b, around, found);
    byLogin(a, b, around, found);
  }
  return found.reasons.size === 0 ? null : found;
}

/** The strongest method of some evidence. */
export function strongest({ reasons }: Evidence): LinkMethod {
  return methodNames.find((method) => reasons.has(method)) ?? "same-name";
}

function note(found: Evidence, method: LinkMethod, ...parts: string[]): void {
  const reason = reasonOf(method, ...parts);
  const before = found.reasons.get(method);
  // Several addresses may say the same; the first by code unit stands for all, in any order of accounts.
  if (before === undefined || reason < before) found.reasons.set(method, reason);
}

function byAddress(a: Profile, b: Profile, around: Surroundings, found: Evidence): void {
  if (a.email !== null && a.email === b.email && around.carries(`e:${a.email}`))
    note(found, "same-email", a.email.slice(0, 12));
  for (const hash of [a.gravatar, b.gravatar]) {
    if (hash === null || ![a, b].every((one) => one.gravatar === hash || one.email === hash)) continue;
    if (around.carries(hash.length === 64 ? `e:${hash}` : `g:${hash}`)) note(found, "gravatar", hash.slice(0, 12));
  }
}

function byNetwork(a: Profile, b: Profile, around: Surroundings, found: Evidence): void {
  for (const url of a.own)
    if (isNetworkAccount(url) && b.own.has(url) && around.carries(`n:${url}`)) note(found, "network-account", url);
}

function byProfileLinks(a: Profile, b: Profile, around: Surroundings, found: Evidence, twoIds: boolean): void {
  const pages = [...a.names].filter((url) => b.names.has(url) && !a.own.has(url) && !b.own.has(url));
  const page = pages.filter((url) => around.carries(`w:${url}`)).sort()[0];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    for (const url of [...to.own, ...to.former.keys()]) {
      if (!from.names.has(url) || !around.carries(isNetworkAccount(url) ? `n:${url}` : `u:${url}`)) continue;
      const until = to.former.get(url) ?? around.heldBefore(`u:${url}`);
      if (until !== null)
        found.against.add(`${url} was another account's or another name's until ${until.slice(0, 10)}`);
      const back = [...from.own].filter((own) => to.names.has(own)).sort()[0];
      const known = [labelOf(from.account), url] as const;
      // The address that a forge made up for a login is in no profile: whoever configured it typed it once, unchecked.
      if (from.account.platform === "git") note(found, "forge-login", ...known);
      else if (from.verified.has(url)) note(found, "verified-link", ...known);
      else if (back !== undefined) note(found, "mutual-link", ...[url, back].sort());
      // Many people name a well-known profile; only its own naming back can then tell whose it is.
      else if (twoIds || !around.carries(`w:${url}`)) continue;
      else if (page !== undefined) note(found, "linked-site", ...known, page);
      else {
        note(found, "one-way-link", ...known);
        const both = corroboration(a, b, around);
        if (both !== null) note(found, "corroborated-link", ...known, both);
      }
    }
  if (page === undefined || twoIds) return;
  const logins = a.account.platform === "git" && b.account.platform === "git";
  if (logins) note(found, "forge-login", `${labelOf(a.account)} and ${labelOf(b.account)}`, page);
  else note(found, "same-page", page);
  const until = around.heldBefore(`u:${page}`);
  if (logins && until !== null) found.against.add(`${page} was another account's until ${until.slice(0, 10)}`);
}

/** What makes a link that is not returned believable: a name or a handle that both have and hardly anybody else. */
function corroboration(a: Profile, b: Profile, around: Surroundings): string | null {
  const name = rareName(a, b, around);
  if (name !== null) return `name ${name}`;
  const handle = rareHandle(a, b, around);
  return handle === null ? null : `handle ${handle}`;
}

function rareName(a: Profile, b: Profile, { frequencies }: Surroundings): string | null {
  const shared = a.fullNames.filter((name) => b.fullNames.includes(name)).sort();
  return shared.find((name) => nameBits(frequencies, name) >= rareNameBits) ?? null;
}

function rareHandle(a: Profile, b: Profile, { frequencies, carries }: Surroundings): string | null {
  const handle = a.handle !== null && a.handle === b.handle ? a.handle : null;
  if (handle === null || !carries(`h:${handle}`)) return null;
  return handleBits(frequencies, handle) >= rareHandleBits ? handle : null;
}

function byNames(a: Profile, b: Profile, around: Surroundings, found: Evidence): void {
  const handle = rareHandle(a, b, around);
  const name = rareName(a, b, around);
  if (handle !== null) {
    note(found, "same-handle", handle);
    const until = around.heldBefore(`h:${handle}`);
    if (until !== null) found.against.add(`another account had the handle ${handle} until ${until.slice(0, 10)}`);
  }
  if (name === null) return;
  if (around.carries(`p:${name}`)) note(found, "same-name", name);
  const project = sharedProject(a.account, b.account, name, around);
  if (project !== undefined) note(found, "project-name", project, name);
  const same = a.handle !== null && a.handle === b.handle && around.carries(`h:${a.handle}`) ? a.handle : null;
  if (same !== null && rareTogether(around.frequencies, same, name)) note(found, "handle-and-name", same, name);
}

function byLogin(a: Profile, b: Profile, around: Surroundings, found: Evidence): void {
  for (const login of a.logins) {
    // Two people may call themselves the same; a forge gives a login to one of them only.
    if (!b.logins.has(login) || (login !== a.handle && login !== b.handle)) continue;
    if (handleBits(around.frequencies, login) < rareHandleBits) continue;
    const project = sharedProject(a.account, b.account, `@${login}`, around);
    if (project !== undefined) note(found, "project-login", project, login);
  }
}

function sharedProject(a: LinkAccount, b: LinkAccount, name: string, { carries }: Surroundings): string | undefined {
  if (a.platform !== "git" || b.platform !== "git") return undefined;
  const others = new Set(b.projects ?? []);
  return (a.projects ?? []).filter((project) => others.has(project) && carries(projectKey(project, name))).sort()[0];
}

/** An account as reasons name it. */
export function labelOf({ platform, platformId }: LinkAccount): string {
  return `${platform}:${platformId}`;
}
