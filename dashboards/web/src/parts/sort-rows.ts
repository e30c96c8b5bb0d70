/** What a column is sorted by; null is unknown. */
export type SortValue = number | string | null;
export type SortDirection = "up" | "down";

/**
 * Rows by a value, `up` being the smallest first. Unknown ones come last either way: they are not small. Ties keep the order of the keys, so
 * that the same rows always come in the same order.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  valueFor: (row: Row) => SortValue,
  direction: SortDirection,
): Row[] {
  const sign = direction === "up" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const first = valueFor(a);
    const second = valueFor(b);
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byKey(a, b);
    return sign * compare(first, second) || byKey(a, b);
  });

  function byKey(a: Row, b: Row): number {
    return keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;
  }
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
}
