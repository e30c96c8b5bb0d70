/**
 * The mid-rank percentile of each value among all given, 0..1: `(rank - ½) / n`, where equal values share the middle of their
 * ranks. The least of many is near 0, the greatest near 1, the only one 0.5.
 */
export function midRankPercentiles(values: Float64Array): Float64Array {
  const ascending = Float64Array.from(values).sort();
  return values.map((value) => midRank(ascending, value) / values.length);
}

/** How many values lie below one, those that equal it counted half. */
export function midRank(ascending: Float64Array, value: number): number {
  const below = firstAtLeast(ascending, value);
  // Few values are equal, and the second search is as dear as the first.
  return ascending[below] === value ? (below + firstAbove(ascending, value)) / 2 : below;
}

/** How many are less than a value. */
function firstAtLeast(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many are at most a value. */
export function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
