import type { ActivityTable } from "./activity-table.ts";
import { midRankPercentiles } from "./mid-rank.ts";
import type { Policy } from "./policy.ts";

/** Per person and kind, at `person * kinds + kind`: signals counted, score, and its percentile among those active in the kind. */
export type KindScores = { counts: Float64Array; scores: Float64Array; percentiles: Float64Array };

/** Saturates each week of each person and kind, `k · log2(1 + x/k)`, and adds the weeks up. */
export function kindScores(table: ActivityTable, policy: Policy): KindScores {
  const cells = table.persons.length * table.kinds.length;
  const counts = new Float64Array(cells);
  const scores = new Float64Array(cells);
  const saturation = table.kinds.map((kind) => policy.kinds[kind]?.weeklySaturation ?? 1);
  let sum = 0;
  for (let row = 0; row < table.length; row += 1) {
    const kind = table.kind[row] ?? 0;
    const cell = (table.person[row] ?? 0) * table.kinds.length + kind;
    counts[cell] = (counts[cell] ?? 0) + (table.count[row] ?? 0);
    sum += table.value[row] ?? 0;
    const next = row + 1;
    const sameWeek =
      next < table.length &&
      table.week[next] === table.week[row] &&
      table.kind[next] === kind &&
      table.person[next] === table.person[row];
    if (sameWeek) continue;
    const k = saturation[kind] ?? 1;
    scores[cell] = (scores[cell] ?? 0) + k * Math.log2(1 + sum / k);
    sum = 0;
  }
  return { counts, scores, percentiles: percentilesByKind(table.kinds.length, counts, scores) };
}

function percentilesByKind(kinds: number, counts: Float64Array, scores: Float64Array): Float64Array {
  const percentiles = new Float64Array(scores.length).fill(Number.NaN);
  for (let kind = 0; kind < kinds; kind += 1) {
    const active: number[] = [];
    for (let cell = kind; cell < counts.length; cell += kinds) if ((counts[cell] ?? 0) > 0) active.push(cell);
    const ranked = midRankPercentiles(Float64Array.from(active, (cell) => scores[cell] ?? 0));
    for (const [index, cell] of active.entries()) percentiles[cell] = ranked[index] ?? Number.NaN;
  }
  return percentiles;
}
