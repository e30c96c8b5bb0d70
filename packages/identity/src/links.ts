import { canonicalUrl, isNetworkAccount, isNetworkSite } from "./canonical-url.ts";
import { carries, emailKey, groupBy } from "./shared-key.ts";

/** An account as links are found from: `id` is the store's own number, `platformId` the platform's stable id. */
export type LinkAccount = {
  id: number;
  platform: string;
  platformId: string;
  handle: string | null;
  name: string | null;
  url: string | null;
  links: readonly string[];
  emailHash: string | null;
};

/** The evidence, strongest first. */
export type LinkMethod = "network-account" | "mutual-link" | "same-email" | "one-way-link";

/** Evidence that two accounts are one person; `a` < `b`. One link per pair, by its strongest method, with all its reasons. */
export type Link = {
  a: number;
  b: number;
  method: LinkMethod;
  /** 0..1. */
  confidence: number;
  reasons: string[];
  status: "accepted" | "proposed";
};

type Profile = {
  account: LinkAccount;
  /** Canonical addresses that are this account: its profile, its network account. */
  own: Set<string>;
  /** Canonical addresses that its profile names beside its own. */
  names: Set<string>;
};

type Found = { a: Profile; b: Profile; evidence: Map<LinkMethod, string> };

const confidences: Record<LinkMethod, number> = {
  "network-account": 0.99,
  "mutual-link": 0.98,
  "same-email": 0.95,
  "one-way-link": 0.6,
};
const methods = Object.keys(confidences) as LinkMethod[];

/**
 * Links between accounts, on strong evidence only; names alone never make one. Accepted: the same Stack Exchange network account,
 * profiles that name each other, the same e-mail hash. Proposed, for a person to decide: a profile that names one which does
 * not name it back, anything between two ids of one platform, and anything where two accounts of a platform fit a third equally.
 * Keys shared by more than three distinct names carry nothing. Ordered by `a` and `b`; the same accounts in any order give the same links.
 */
export function proposeLinks(accounts: readonly LinkAccount[]): Link[] {
  const profiles = [...accounts].sort((a, b) => a.id - b.id).map(profileOf);
  const found = new Map<string, Found>();
  sameEmail(profiles, found);
  sameNetworkAccount(profiles, found);
  namedProfiles(profiles, found);
  const pairs = [...found.values()];
  const unclear = ambiguous(pairs.filter(isStrong));
  return pairs.map((pair) => link(pair, unclear)).sort((x, y) => x.a - y.a || x.b - y.b);
}

function profileOf(account: LinkAccount): Profile {
  const named = new Set(account.links.map(canonicalUrl).filter((url) => url !== null));
  const own = new Set<string>();
  const profile = account.url === null ? null : canonicalUrl(account.url);
  if (profile !== null) own.add(profile);
  const network = isNetworkSite(account.platform) ? [...named].filter(isNetworkAccount) : [];
  // A site states one network account; a second one was typed in by hand, and which is which cannot be told.
  if (network.length === 1 && network[0]) own.add(network[0]);
  return { account, own, names: new Set([...named].filter((url) => !own.has(url))) };
}

function sameEmail(profiles: Profile[], found: Map<string, Found>): void {
  const groups = groupBy(profiles, ({ account }) => [emailKey(account.emailHash)].filter((key) => key !== null));
  for (const [hash, group] of groups)
    for (const [a, b] of comparable(group))
      add(found, a, b, "same-email", `both have the e-mail hash ${hash.slice(0, 12)}…`);
}

function sameNetworkAccount(profiles: Profile[], found: Map<string, Found>): void {
  const groups = groupBy(profiles, ({ own }) => [...own].filter(isNetworkAccount));
  for (const [url, group] of groups)
    for (const [a, b] of comparable(group))
      add(found, a, b, "network-account", `both belong to the network account ${url}`);
}

function namedProfiles(profiles: Profile[], found: Map<string, Found>): void {
  const owners = groupBy(profiles, ({ own }) => own);
  const naming = groupBy(profiles, ({ names }) => names);
  for (const [url, from] of naming) {
    const of = owners.get(url) ?? [];
    if (of.length === 0 || !carries(of.map(({ account }) => account))) continue;
    // Many people name a well-known profile; only its own naming back can then tell whose it is.
    const few = carries(from.map(({ account }) => account));
    for (const a of from)
      for (const b of of) {
        if (a === b) continue;
        const back = [...a.own].find((own) => b.names.has(own));
        if (back !== undefined)
          add(found, a, b, "mutual-link", `their profiles name each other: ${[url, back].sort().join(" and ")}`);
        else if (few && a.account.platform !== b.account.platform)
          add(found, a, b, "one-way-link", `the profile of ${label(a)} names ${url}, which does not name it back`);
      }
  }
}

/** All pairs of a group whose key carries something. */
function comparable(group: Profile[]): [Profile, Profile][] {
  if (!carries(group.map(({ account }) => account))) return [];
  return group.flatMap((a, index) => group.slice(index + 1).map((b): [Profile, Profile] => [a, b]));
}

function add(found: Map<string, Found>, x: Profile, y: Profile, method: LinkMethod, reason: string): void {
  const [a, b] = x.account.id < y.account.id ? [x, y] : [y, x];
  const key = `${a.account.id} ${b.account.id}`;
  const pair = found.get(key) ?? { a, b, evidence: new Map<LinkMethod, string>() };
  found.set(key, pair);
  const before = pair.evidence.get(method);
  // Two pairs of addresses may both name each other; the first by code unit stands for all, in any order of accounts.
  if (before === undefined || reason < before) pair.evidence.set(method, reason);
}

function isStrong({ a, b, evidence }: Found): boolean {
  return (
    a.account.platform !== b.account.platform &&
    methods.some((method) => method !== "one-way-link" && evidence.has(method))
  );
}

/** Pairs in which one account has strong evidence with two accounts of the other's platform: at most one can be right. */
function ambiguous(strong: Found[]): Set<Found> {
  const rivals = new Map<string, Found[]>();
  for (const pair of strong)
    for (const [one, other] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      const key = `${one.account.id} ${other.account.platform}`;
      const known = rivals.get(key);
      if (known) known.push(pair);
      else rivals.set(key, [pair]);
    }
  return new Set([...rivals.values()].filter((pairs) => pairs.length > 1).flat());
}

function link(pair: Found, unclear: Set<Found>): Link {
  const { a, b, evidence } = pair;
  const by = methods.filter((method) => evidence.has(method));
  const method = by[0] ?? "one-way-link";
  const reasons = by.map((known) => evidence.get(known) ?? "");
  if (a.account.platform === b.account.platform)
    reasons.push(`both are accounts of ${a.account.platform}, which only a person may join`);
  if (unclear.has(pair)) reasons.push("another account of the same platform fits as well");
  const status = isStrong(pair) && !unclear.has(pair) ? "accepted" : "proposed";
  return { a: a.account.id, b: b.account.id, method, confidence: confidences[method], reasons, status };
}

function label({ account }: Profile): string {
  return `${account.platform}:${account.platformId}`;
}
