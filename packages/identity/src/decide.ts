import { type AnyDecision, standingDecisions, wordsOnPairs } from "@groundswell/model";
import type { Link } from "./links.ts";
import { type LinkMethod, methods } from "./methods.ts";
import type { AcceptedLink, CannotLink } from "./persons.ts";

/** One decision, kept for ever. */
export type Decision = AnyDecision & {
  actor: string;
  at: Date;
  /** Until when a proposal is put off. */
  until?: Date | null;
  /** What had been found about the pair when it was decided; nothing known counts as everything weaker than `assert`. */
  methods?: readonly LinkMethod[];
};

/** A pair for a person to decide. */
export type Proposal = Link & { rejectedBefore: boolean };

/** What stands of evidence and decisions; `resolve` makes persons of it. */
export type Standing = {
  accepted: AcceptedLink[];
  cannot: CannotLink[];
  locks: number[][];
  proposals: Proposal[];
  /** Proposals put off, with the instant at which they come back. */
  snoozed: { a: number; b: number; until: Date }[];
};

/**
 * What evidence and decisions come to at an instant. A person's latest word on a pair stands above any evidence about it, until it is
 * undone. A rejected pair is never joined and not proposed again, unless evidence of a higher tier than was known turns up: then it is
 * proposed, and still kept apart. The order in which evidence and decisions are given does not matter.
 */
export function decide(evidence: readonly Link[], decisions: readonly Decision[], asOf: Date): Standing {
  const standing = standingDecisions(decisions);
  // A lock has a part of its own in what stands.
  const said = wordsOnPairs(standing.filter(({ kind }) => kind !== "lock"));
  const words = new Map(said.map((word) => [pairKey(word.a, word.b), word]));
  const putOff = snoozesOf(standing, asOf);
  const result: Standing = { accepted: [], cannot: [], locks: [], proposals: [], snoozed: [] };
  for (const { a, b, together } of words.values())
    if (together) result.accepted.push({ a, b, confidence: 1, byPerson: true });
    else result.cannot.push({ a, b });
  for (const { kind, accounts } of standing) if (kind === "lock") result.locks.push([...accounts].sort(ascending));
  for (const link of evidence) {
    const word = words.get(pairKey(link.a, link.b));
    const until = putOff.get(pairKey(link.a, link.b));
    if (word !== undefined && (word.together || !outweighs(link, word.decision))) continue;
    if (word === undefined && link.status === "accepted")
      result.accepted.push({ a: link.a, b: link.b, confidence: link.confidence });
    else if (until !== undefined) result.snoozed.push({ a: link.a, b: link.b, until });
    else result.proposals.push({ ...link, rejectedBefore: word !== undefined });
  }
  for (const list of [result.accepted, result.cannot, result.proposals, result.snoozed])
    list.sort((x, y) => x.a - y.a || x.b - y.b);
  result.locks.sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
  return result;
}

const ascending = (x: number, y: number) => x - y;
const pairKey = (x: number, y: number) => (x < y ? `${x} ${y}` : `${y} ${x}`);

function snoozesOf(standing: readonly Decision[], asOf: Date): Map<string, Date> {
  const putOff = new Map<string, Date>();
  for (const { kind, accounts, until } of standing) {
    const [a, b] = accounts;
    if (kind !== "snooze" || a === undefined || b === undefined || !until) continue;
    if (until > asOf) putOff.set(pairKey(a, b), until);
    else putOff.delete(pairKey(a, b));
  }
  return putOff;
}

const order = { weak: 0, medium: 1, strong: 2, assert: 3 } as const;

/** Whether evidence is of a higher tier than all that was known when its pair was rejected. */
function outweighs({ tier }: Link, { methods: known, kind }: Decision): boolean {
  // Who split an account off was not asked about any one piece of evidence.
  if (kind === "split") return false;
  const before = known ? Math.max(0, ...known.map((method) => order[methods[method].tier])) : order.strong;
  return order[tier] > before;
}
