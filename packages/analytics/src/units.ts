import type { SignalKind } from "@groundswell/model";

/** Kinds whose counts can be added up: one of each is about as much work. */
export type Unit = "code" | "conversation" | "publishing" | "gathering";

const unitOf: Record<SignalKind, Unit> = {
  question: "conversation",
  answer: "conversation",
  comment: "conversation",
  message: "conversation",
  issue: "conversation",
  commit: "code",
  "pull-request": "code",
  review: "code",
  "doc-edit": "code",
  release: "publishing",
  package: "publishing",
  post: "publishing",
  video: "publishing",
  episode: "publishing",
  talk: "gathering",
  event: "gathering",
};

const words: Record<Unit, string> = {
  code: "commits and reviews",
  conversation: "questions, answers and messages",
  publishing: "posts and releases",
  gathering: "talks and events",
};

/** Signals of one kind in one space. */
export type KindCount = { space: string; kind: SignalKind; count: number };

/**
 * The units that spaces are counted in, each with the spaces where it is the most frequent, in order of the unit's signals; more than one
 * means that a commit stands beside a message. Spaces without signals have no unit.
 */
export function unitsOf(counts: readonly KindCount[]): { unit: Unit; words: string; spaces: string[] }[] {
  const bySpace = new Map<string, Map<Unit, number>>();
  for (const { space, kind, count } of counts) {
    if (count === 0) continue;
    const units = bySpace.get(space) ?? new Map<Unit, number>();
    bySpace.set(space, units);
    const unit = unitOf[kind];
    units.set(unit, (units.get(unit) ?? 0) + count);
  }
  const byName = (a: string, b: string) => (a < b ? -1 : 1);
  const found = new Map<Unit, { spaces: string[]; count: number }>();
  for (const [space, units] of [...bySpace].sort(([a], [b]) => byName(a, b))) {
    const [first] = [...units].sort(([a, countA], [b, countB]) => countB - countA || byName(a, b));
    if (!first) continue;
    const [unit, count] = first;
    const known = found.get(unit) ?? { spaces: [], count: 0 };
    found.set(unit, { spaces: [...known.spaces, space], count: known.count + count });
  }
  return [...found]
    .sort(([a, one], [b, other]) => other.count - one.count || byName(a, b))
    .map(([unit, { spaces }]) => ({ unit, words: words[unit], spaces }));
}
