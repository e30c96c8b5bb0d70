import { excerptLength, type Json, type Metrics } from "@groundswell/model";

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

/** What turns the text around it (Unicode's embeddings, overrides and isolates): "\u202Egnp.exe" is read as "exe.png". */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text that people are shown, as a title or a name, without what would turn the words beside it around, and no longer than an excerpt:
 * a source may send ten megabytes of it, and a list would repeat them.
 */
export function shown(text: string | null): string | null {
  const plain = text?.slice(0, excerptLength * 2).replace(turning, "") ?? null;
  if (plain === null || plain.length <= excerptLength) return clean(plain);
  return clean(`${plain.slice(0, excerptLength - 1).trimEnd()}…`);
}

const mostOfAddress = 4_000;
const leading = new Set(["http:", "https:", "news:", "nntp:"]);

/** The protocol of an address; empty for what is none. */
function protocolOf(text: string): string {
  try {
    return new URL(text).protocol;
  } catch {
    return "";
  }
}

/**
 * An address that people may be sent to; null for what a browser would run or open in their own files (`javascript:`, `data:`,
 * `file:`), for what is none, and for what is too long to be one: part of an address leads elsewhere.
 */
export function address(text: string | null): string | null {
  if (text === null || text.length > mostOfAddress) return null;
  return leading.has(protocolOf(text)) ? clean(text) : null;
}

const mostMetrics = 100;

/** A signal's numbers and facts, as many and as long as anybody can mean. */
export function shownMetrics(metrics: Metrics): string {
  const entries = Object.entries(metrics).slice(0, mostMetrics);
  const short = entries.map(([name, value]) => [shown(name), typeof value === "string" ? shown(value) : value]);
  return cleanJson(Object.fromEntries(short));
}

// Nested arrays in `unnest` must be rectangular, so a list travels as one text with a separator that no list holds.
const separator = "\u001f";

const mostOfList = 200;

/** A list of texts as one text, each as `read` gives it or left out; SQL takes it apart with `unpackList`. */
export function packList(list: string[], read: (text: string) => string | null = shown): string {
  const kept = list.slice(0, mostOfList).flatMap((item) => read(item) ?? []);
  return kept.map((item) => item.replaceAll(separator, " ")).join(separator);
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
