/**
 * The mid-rank percentile of each value among all given, 0..1: `(rank - ½) / n`, where equal values share the middle of their
 * ranks. The least of many is near 0, the greatest near 1, the only one 0.5.
 */
export function midRankPercentiles(values: Float64Array): Float64Array {
  const count = values.length;
  const ascending = Float64Array.from(values).sort();
  const middle = new Map<number, number>();
  for (let start = 0; start < count; ) {
    const value = ascending[start] ?? Number.NaN;
    let end = start + 1;
    while (end < count && ascending[end] === value) end += 1;
    middle.set(value, (start + end) / 2 / count);
    start = end;
  }
  return values.map((value) => middle.get(value) ?? Number.NaN);
}
