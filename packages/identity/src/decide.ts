import type { Link } from "./links.ts";
import { type LinkMethod, methods } from "./methods.ts";
import type { AcceptedLink, CannotLink } from "./persons.ts";

/** What a person can decide of accounts; `undo` and `unlock` end an earlier decision. */
export type DecisionKind = "accept" | "reject" | "snooze" | "split" | "lock" | "undo" | "unlock";

/** One decision, kept for ever. The later of two has the larger id. */
export type Decision = {
  id: number;
  kind: DecisionKind;
  /** The pair; or the account that is split off, then those it leaves; or all that a locked person holds. */
  accounts: readonly number[];
  actor: string;
  at: Date;
  /** Until when a proposal is put off. */
  until?: Date | null;
  /** The decision that this one ends. */
  undoes?: number | null;
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
  const words = wordsOnPairs(standing);
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

/** The decisions that hold, the oldest first. An undo can be undone, which brings back what it ended. */
export function standingDecisions(decisions: readonly Decision[]): Decision[] {
  const ended = new Set<number>();
  // Whatever ends a decision is later, so from the latest back each is known to hold or not when it is reached.
  const latestFirst = [...decisions].sort((x, y) => y.id - x.id);
  const standing = latestFirst.filter(({ id, undoes }) => {
    if (ended.has(id)) return false;
    if (undoes != null) ended.add(undoes);
    return true;
  });
  return standing.reverse();
}

type Word = { a: number; b: number; together: boolean; decision: Decision };

const ascending = (x: number, y: number) => x - y;
const pairKey = (x: number, y: number) => (x < y ? `${x} ${y}` : `${y} ${x}`);

function wordsOnPairs(standing: readonly Decision[]): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const decision of standing) {
    if (!["accept", "reject", "split"].includes(decision.kind)) continue;
    const [first = 0, ...others] = decision.accounts;
    for (const other of others)
      if (other !== first)
        words.set(pairKey(first, other), {
          a: Math.min(first, other),
          b: Math.max(first, other),
          together: decision.kind === "accept",
          decision,
        });
  }
  return words;
}

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
