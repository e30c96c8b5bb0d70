import type { ScoreRow } from "../activity-table.ts";
import { expectedCounts, tailOf } from "./expected-counts.ts";
import { type Finding, percent } from "./flag.ts";
import { byKind, daysOf, histories } from "./history.ts";

const days = 30;
const periods = 12;
/** A steady year has a twelfth of its signals in a month; more than four twelfths is a year made at its end. */
const leastShare = 0.35;
/** How unlikely the last month must be after the other eleven. */
const tail = 0.001;
/** With fewer signals in a month a share says nothing. */
const leastSignals = 15;

/** Much of a year's activity in the month before the instant, more than the person's other months make likely. */
export function findBursts(rows: readonly ScoreRow[], asOf: Date): Finding[] {
  const found: Finding[] = [];
  for (const [kind, people] of byKind(histories(rows, asOf, days, periods))) {
    const expected = expectedCounts(people.map(({ counts }) => counts.slice(1)));
    for (const { person, counts } of people) {
      const [last = 0, ...before] = counts;
      const earlier = before.reduce((all, count) => all + count, 0);
      const share = last / (last + earlier);
      // Whoever began last month has no other months to compare with: new is no burst.
      if (last < leastSignals || earlier === 0 || share <= leastShare) continue;
      if (tailOf(expected, last, before) >= tail) continue;
      found.push({
        flag: "burst",
        person,
        why: `${last} of the year's ${last + earlier} signals of kind ${kind} (${percent(share)}) are from its last ${days} days, after ${(earlier / before.length).toFixed(1)} a month before.`,
        signalsOf: { kind, days: daysOf(asOf, days, 0), askers: null },
      });
    }
  }
  return found;
}
