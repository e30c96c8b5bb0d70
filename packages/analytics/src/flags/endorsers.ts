import { type Finding, type Help, percent } from "./flag.ts";

/** Fewer than five people who count, while there are at least twenty endorsements to share out (methods of vote rings). */
const fewEndorsers = 5;
const leastEndorsements = 20;
/** One person who gives so much of it, with at least so many, carries the whole. */
const carryingShare = 0.4;
const leastOfOne = 8;

/** How often each asker endorsed each helper: acceptances, and where a helper has none, answers that somebody voted for. */
export function endorsements(help: readonly Help[]): Map<number, Map<number, number>> {
  const accepting = new Set(help.filter(({ accepted }) => accepted > 0).map(({ helper }) => helper));
  const found = new Map<number, Map<number, number>>();
  for (const { helper, asker, accepted, endorsed } of help) {
    const count = accepting.has(helper) ? accepted : endorsed;
    if (asker === null || asker === helper || count <= 0) continue;
    const by = found.get(helper) ?? new Map<number, number>();
    found.set(helper, by.set(asker, (by.get(asker) ?? 0) + count));
  }
  return found;
}

/** Whose endorsements come from very few people, or mostly from one. */
export function findFewEndorsers(help: readonly Help[]): Finding[] {
  return [...endorsements(help)].flatMap(([person, by]): Finding[] => {
    const total = sum(by.values());
    const effective = total ** 2 / sum([...by.values()].map((count) => count * count));
    const order = [...by].sort(([a, some], [b, more]) => more - some || a - b);
    const [asker, most] = order[0] ?? [0, 0];
    const found: Finding[] = [];
    if (total >= leastEndorsements && effective < fewEndorsers)
      found.push({
        flag: "few-endorsers",
        person,
        why: `${total} endorsements come from ${by.size} ${by.size === 1 ? "person" : "people"}, which counts as ${effective.toFixed(1)} by their shares.`,
        // As many as count: the ones that the rest is measured against.
        signalsOf: { kind: "answer", days: null, askers: order.slice(0, Math.ceil(effective)).map(([one]) => one) },
      });
    if (most >= leastOfOne && most / total >= carryingShare && by.size > 1)
      found.push({
        flag: "one-asker",
        person,
        why: `${most} of ${total} endorsements (${percent(most / total)}) come from one person.`,
        signalsOf: { kind: "answer", days: null, askers: [asker] },
      });
    return found;
  });
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
