import type { ActivityTable } from "./activity-table.ts";
import type { Policy } from "./policy.ts";

/**
 * Weeks of worth, one entry per person, kind and week, in that order; `start[person]` is where a person's entries begin, and
 * `start[persons]` is their number. Counts and totals per person and kind are at `person * kinds + kind`.
 */
export type KindScores = {
  kinds: number;
  /** In the window. */
  weeks: number;
  start: Uint32Array;
  kind: Uint8Array;
  week: Uint32Array;
  /** Saturated: `k · log2(1 + x/k)`. */
  value: Float64Array;
  counts: Float64Array;
  totals: Float64Array;
  /** Per kind the totals of those active in it, ascending. */
  ascending: Float64Array[];
};

/** Saturates each week of each person and kind, and adds the weeks up. */
export function kindScores(table: ActivityTable, policy: Policy): KindScores {
  const kinds = table.kinds.length;
  const cells = table.persons.length * kinds;
  const counts = new Float64Array(cells);
  const totals = new Float64Array(cells);
  const start = new Uint32Array(table.persons.length + 1);
  const kindOf = new Uint8Array(table.length);
  const week = new Uint32Array(table.length);
  const value = new Float64Array(table.length);
  const saturation = table.kinds.map((kind) => policy.kinds[kind]?.weeklySaturation ?? 1);
  let entries = 0;
  let sum = 0;
  for (let row = 0; row < table.length; row += 1) {
    const person = table.person[row] ?? 0;
    const kind = table.kind[row] ?? 0;
    const cell = person * kinds + kind;
    counts[cell] = (counts[cell] ?? 0) + (table.count[row] ?? 0);
    sum += table.value[row] ?? 0;
    const next = row + 1;
    const same = next < table.length && table.person[next] === person;
    if (same && table.week[next] === table.week[row] && table.kind[next] === kind) continue;
    const k = saturation[kind] ?? 1;
    const worth = k * Math.log2(1 + sum / k);
    totals[cell] = (totals[cell] ?? 0) + worth;
    kindOf[entries] = kind;
    week[entries] = table.week[row] ?? 0;
    value[entries] = worth;
    entries += 1;
    sum = 0;
    if (!same) start[person + 1] = entries;
  }
  return {
    kinds,
    weeks: table.weeks,
    start,
    kind: kindOf.subarray(0, entries),
    week: week.subarray(0, entries),
    value: value.subarray(0, entries),
    counts,
    totals,
    ascending: table.kinds.map((_, kind) => ascendingTotals(kind, kinds, counts, totals)),
  };
}

function ascendingTotals(kind: number, kinds: number, counts: Float64Array, totals: Float64Array): Float64Array {
  const found: number[] = [];
  for (let cell = kind; cell < counts.length; cell += kinds) if ((counts[cell] ?? 0) > 0) found.push(totals[cell] ?? 0);
  return Float64Array.from(found).sort();
}
