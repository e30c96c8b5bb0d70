import type { Window } from "@groundswell/model";

/** A month of which more is missing counts as not read: a day or two at its ends are no reason to drop it. */
const readEnough = 0.9;

/** Which of some windows the pulls of a source, in any order and overlapping or not, have read: all but a tenth of their time. */
export function readMonths(pulls: readonly Window[], months: readonly Window[]): boolean[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { from, to } of [...pulls].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = stretches.at(-1);
    if (last && from.getTime() <= last.to) last.to = Math.max(last.to, to.getTime());
    else stretches.push({ from: from.getTime(), to: to.getTime() });
  }
  return months.map((month) => {
    const [begin, end] = [month.from.getTime(), month.to.getTime()];
    const read = stretches.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, begin)),
      0,
    );
    return read >= readEnough * (end - begin);
  });
}
