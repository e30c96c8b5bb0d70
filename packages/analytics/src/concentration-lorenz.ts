import { orderSpaces, type SpaceCount } from "./rank-spaces.ts";

/**
 * The Lorenz curve: points [share of spaces, share of activity that they hold], from the least active space up, from [0, 0] to [1, 1].
 * Silent spaces lie on the axis. With more than `most` spaces, only every so many is a point.
 * @returns no points where nothing happened
 */
export function lorenzCurve(
  counts: readonly SpaceCount[],
  { configured, most = 100 }: { configured: number; most?: number },
): [number, number][] {
  const ascending = orderSpaces(counts)
    .map(({ count }) => count)
    .reverse();
  const total = ascending.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const silent = configured - ascending.length;
  const points: [number, number][] = [[0, 0]];
  let sum = 0;
  let shown = 0;
  for (let space = 1; space <= configured; space += 1) {
    sum += ascending[space - 1 - silent] ?? 0;
    // As many steps as there may be points, each at the last space that it takes in.
    const step = Math.ceil((space * Math.min(most, configured)) / configured);
    const isLastOfStep = Math.ceil(((space + 1) * Math.min(most, configured)) / configured) > step;
    if (step === shown || !isLastOfStep) continue;
    shown = step;
    points.push([space / configured, space === configured ? 1 : sum / total]);
  }
  return points;
}
