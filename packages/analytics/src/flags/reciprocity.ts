import hypergeometricCdf from "@stdlib/stats-base-dists-hypergeometric-cdf";
import padjust from "@stdlib/stats-padjust";
import { endorsements } from "./endorsers.ts";
import type { Finding, Help } from "./flag.ts";

/** Of the pairs that are flagged, at most one in a hundred is expected to be chance. */
const falseDiscoveries = 0.01;
/** Once each way is courtesy. */
const leastEachWay = 3;

/**
 * Pairs who endorse each other more than chance would. One way: of all endorsements, `K` are for the one and `n` by the other; the
 * hypergeometric tail says how likely so many are both. A pair is as likely as the likelier way of its two, and the pairs are held to a
 * false-discovery rate (Benjamini and Hochberg, 1995).
 */
export function findReciprocity(help: readonly Help[]): Finding[] {
  const received = endorsements(help);
  const given = new Map<number, number>();
  const totals = new Map<number, number>();
  let all = 0;
  for (const [helper, by] of received)
    for (const [asker, count] of by) {
      given.set(asker, (given.get(asker) ?? 0) + count);
      totals.set(helper, (totals.get(helper) ?? 0) + count);
      all += count;
    }
  const count = (helper: number, asker: number) => received.get(helper)?.get(asker) ?? 0;
  const tail = (helper: number, asker: number) =>
    1 - hypergeometricCdf(count(helper, asker) - 1, all, totals.get(helper) ?? 0, given.get(asker) ?? 0);
  const pairs = [...received]
    .flatMap(([a, by]) => [...by.keys()].filter((b) => a < b && count(b, a) > 0).map((b) => ({ a, b })))
    .sort((one, other) => one.a - other.a || one.b - other.b);
  if (pairs.length === 0) return [];
  const adjusted = padjust(
    pairs.map(({ a, b }) => Math.min(1, Math.max(0, tail(a, b), tail(b, a)))),
    "bh",
  );
  return pairs.flatMap(({ a, b }, at): Finding[] => {
    const chance = adjusted[at] ?? 1;
    if (Math.min(count(a, b), count(b, a)) < leastEachWay || chance >= falseDiscoveries) return [];
    return [tell(a, b), tell(b, a)];
  });

  function tell(person: number, other: number): Finding {
    return {
      flag: "reciprocity",
      person,
      why: `One person endorsed them ${count(person, other)} times and was endorsed by them ${count(other, person)} times, of ${totals.get(person) ?? 0} endorsements received: more than chance both ways.`,
      signalsOf: { kind: "answer", days: null, askers: [other] },
    };
  }
}
