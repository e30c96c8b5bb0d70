import colors from "picocolors";

/** Prints one JSON document, the only thing on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints a line for people; with `--json` nothing but the document goes to stdout. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Says something beside the answer: progress, logs, errors. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A number as people read it: 156,620. */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** A share as people read it: 72.7 %; unknown is a dash. */
export function share(value: number | null): string {
  return value === null ? "–" : `${(value * 100).toFixed(1)} %`;
}

export type Column = { title: string; right?: boolean; most?: number };

/** A table in plain text: columns as wide as their widest cell, long cells cut at `most` characters. */
export function table(columns: Column[], rows: string[][]): string {
  const cells = rows.map((row) => row.map((cell, i) => cut(printable(cell), columns[i]?.most ?? 60)));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, i) => (columns[i]?.right ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [colors.dim(line(columns.map((column) => column.title))), ...cells.map(line)].join("\n");
}

/** Text from a source, with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
