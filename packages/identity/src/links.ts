import type { LinkAccount } from "@groundswell/model";
import { conflict } from "./account.ts";
import { type Evidence, strongest } from "./evidence.ts";
import { addAccounts, allIds, createIndex, type LinkIndex, neighboursOf, profileAt } from "./link-index.ts";
import { type LinkMethod, methodNames, methods, type Tier } from "./methods.ts";
import { isPost, nameWords, type Profile } from "./profile.ts";

/** Changes with every change of the rules of evidence, so that what was linked or told apart by older ones is judged again. */
export const rulesVersion = 1;

/** Evidence that two accounts are one person; `a` < `b`. One link per pair, by its strongest method, with all its reasons. */
export type Link = {
  a: number;
  b: number;
  method: LinkMethod;
  tier: Tier;
  /** 0..1. */
  confidence: number;
  reasons: string[];
  /** What speaks against it. A link with any objection is never accepted by itself. */
  against: string[];
  status: "accepted" | "proposed";
};

/** Links between accounts, all at once. Ordered by `a` and `b`; the same accounts in any order give the same links. */
export function proposeLinks(accounts: readonly LinkAccount[]): Link[] {
  const index = createIndex(accounts);
  return linksOf(index, allIds(index));
}

/**
 * Adds accounts to an index, or puts a changed account in place of what it was, and gives the links that this makes or may change:
 * all that have an end in `touched`. Putting them in place of the earlier links with an end there gives what `proposeLinks` would
 * give of everything under the same frequencies.
 */
export function addAndLink(
  index: LinkIndex,
  accounts: readonly LinkAccount[],
): { touched: Set<number>; links: Link[] } {
  const touched = addAccounts(index, accounts);
  return { touched, links: linksOf(index, touched) };
}

/** The links of `eachLink`, ordered by `a` and `b`. */
export function linksOf(index: LinkIndex, ids: Iterable<number>): Link[] {
  return [...eachLink(index, ids)].sort((x, y) => x.a - y.a || x.b - y.b);
}

/**
 * Links with an end among the given accounts, one at a time: a million accounts may have more proposals than fit in memory beside them.
 * Accepted by itself is evidence of tier assert, strong or medium that nothing speaks against. Everything else is proposed, for a
 * person to decide.
 */
export function* eachLink(index: LinkIndex, ids: Iterable<number>): Generator<Link> {
  const wanted = new Set(ids);
  const cache = new Map<number, Neighbours>();
  const neighboursAt = (id: number) => {
    const known = cache.get(id);
    if (known) return known;
    if (cache.size >= mostKept) cache.clear();
    const found = neighboursOf(index, id);
    cache.set(id, found);
    return found;
  };
  for (const id of wanted)
    for (const [other, evidence] of neighboursAt(id)) {
      if (other < id && wanted.has(other)) continue;
      const [a, b] = [profileAt(index, Math.min(id, other)), profileAt(index, Math.max(id, other))];
      yield judge(index, a, b, evidence, neighboursAt);
    }
}

/** Everybody an account shares evidence with. */
type Neighbours = ReadonlyMap<number, Evidence>;

/** Of how many accounts the evidence is kept: the accounts of one person mostly come close to one another. */
const mostKept = 300;

function judge(
  index: LinkIndex,
  a: Profile,
  b: Profile,
  evidence: Evidence,
  neighboursAt: (id: number) => Neighbours,
): Link {
  const method = strongest(evidence);
  const { tier, confidence } = methods[method];
  const against = objections(a, b, tier, evidence);
  const [ofA, ofB] = [neighboursAt(a.account.id), neighboursAt(b.account.id)];
  if (fitsAnother(index, a, b, tier, ofA) || fitsAnother(index, b, a, tier, ofB))
    against.push("another account of the same platform fits as well");
  const reasons = evidence.reasons.size === 1 ? [...evidence.reasons.values()] : inOrder(evidence);
  const status = tier !== "weak" && against.length === 0 ? "accepted" : "proposed";
  return { a: a.account.id, b: b.account.id, method, tier, confidence, reasons, against, status };
}

function inOrder({ reasons }: Evidence): string[] {
  return methodNames.flatMap((method) => reasons.get(method) ?? []);
}

function objections(a: Profile, b: Profile, tier: Tier, evidence: Evidence): string[] {
  const against: string[] = [];
  if (a.held !== null && conflict(a.held, b.held))
    against.push(`both are accounts of ${a.held.platform}, which only a person may join`);
  against.push(...[...evidence.against].sort());
  if (tier === "assert") return against;
  for (const { account } of [a, b])
    if (isPost(account)) against.push(`${account.name ?? account.handle} is a post or a machine rather than a person`);
  if (namesDiffer(a, b)) against.push("their names have no word in common");
  const addresses =
    a.account.platform !== "git" && b.account.platform !== "git" && a.email !== null && b.email !== null;
  if (tier !== "strong" && addresses && a.email !== b.email) against.push("their e-mail addresses differ");
  return against;
}

/** Whether both tell their names and no word or handle of one is in the other. */
function namesDiffer(a: Profile, b: Profile): boolean {
  const [ofA, ofB] = [nameWords(a.account), nameWords(b.account)];
  if (ofA.size === 0 || ofB.size === 0) return false;
  for (const word of ofA) if (ofB.has(word)) return false;
  for (const login of a.logins) if (b.logins.has(login)) return false;
  return !contains(a.handle, ofB) && !contains(b.handle, ofA) && (a.handle === null || a.handle !== b.handle);
}

function contains(handle: string | null, words: ReadonlySet<string>): boolean {
  return handle !== null && [...words].some((word) => handle.includes(word));
}

/**
 * Whether a fits, as well as b, another account of b's platform: at most one can be right. A rival counts with evidence of the same tier
 * or a higher one; beside medium evidence even with the weakest.
 */
function fitsAnother(index: LinkIndex, a: Profile, b: Profile, tier: Tier, others: Neighbours): boolean {
  for (const [id, evidence] of others) {
    if (id === b.account.id) continue;
    const rival = methods[strongest(evidence)].tier;
    if (tier !== "medium" && tier !== "weak" && rival !== "assert" && rival !== tier) continue;
    const { held } = profileAt(index, id);
    // An account of a's own platform is no rival for a: it is kept apart from a anyhow.
    if (conflict(held, b.held) && !conflict(held, a.held)) return true;
  }
  return false;
}
