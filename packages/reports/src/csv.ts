/** A column of an export: its title, and what it says of a row. */
export type CsvColumn<Row> = { title: string; of: (row: Row) => string | number | boolean | null | undefined };

// Without it, spreadsheets take UTF-8 for the alphabet of their country.
const byteOrderMark = "\ufeff";

/** Rows as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, a line of titles, unknown values left empty. */
export function printCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ of }) => of(row)))];
  return byteOrderMark + lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** A cell, quoted where it has to be. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return "";
  // A number can begin with a minus and is no formula.
  if (typeof value !== "string") return String(value);
  const text = disarmed(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Blanks and marks that nobody sees before the first sign are skipped by spreadsheets, and so are they here. */
function disarmed(text: string): string {
  return /^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
}
