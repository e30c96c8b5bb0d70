import type { Json } from "@groundswell/model";

/**
 * The columns of rows, as the arrays that `unnest` takes: one statement saves a whole batch.
 * @returns an array per column, each as long as `rows`
 */
export function columns<Row>(rows: Row[], ...read: ((row: Row) => unknown)[]): unknown[][] {
  return read.map((column) => rows.map(column));
}

/** Text that PostgreSQL can hold: without NUL and without halves of characters. */
export function clean(text: string | null): string | null {
  if (text === null) return null;
  return (text.includes("\0") ? text.replaceAll("\0", "") : text).toWellFormed();
}

// Nested arrays in `unnest` must be rectangular, so a list travels as one text with a separator that no list holds.
const separator = "\u001f";

/** A list of texts as one text; SQL takes it apart with `unpackList`. */
export function packList(list: string[]): string {
  return list.map((item) => clean(item)?.replaceAll(separator, " ")).join(separator);
}

/** The SQL that takes a packed list apart again. */
export function unpackList(column: string): string {
  return `string_to_array(${column}, E'\\x1f')`;
}

/** A value as JSON that PostgreSQL's jsonb can hold. */
export function cleanJson(value: Json | Record<string, unknown>): string {
  const json = JSON.stringify(value);
  // jsonb refuses NUL and halves of characters even when they are escaped, as JSON.stringify does with them.
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(value, (_, inner) => {
    if (typeof inner === "string") return clean(inner);
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [clean(key), one]));
  });
}

/** The SQL of a signal's metric as a number; null where it is missing or, as any file may have it, is none. */
export function numericMetric(metrics: string, name: string): string {
  return `case when jsonb_typeof(${metrics} -> '${name}') = 'number' then (${metrics} -> '${name}')::float8 end`;
}
