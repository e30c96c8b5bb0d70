import { csvCell } from "../csv.ts";
import { plain } from "../dossier-words.ts";
import type { ReportCell, ReportDocument, ReportSection } from "../report/document.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { addressOf, editionAddress } from "./addresses.ts";
import { cellUrl } from "./report-words.ts";

type Cell = string | number | null;

// Without it, spreadsheets take UTF-8 for the alphabet of their country.
const byteOrderMark = "\ufeff";

/**
 * A report as one table for spreadsheets (RFC 4180): the name of the section in the first column, the note on a section and a line of titles before it,
 * and every line as many cells long. Numbers are as they were reckoned, shares 0..1, unknown is empty.
 */
export function printReportCsv(issue: Printable, links: PrintLinks): string {
  const { document } = issue;
  const lines = [
    ...headLines(issue, links),
    ...figureLines(document),
    ...document.sections.flatMap((section) => sectionLines(section, links.base)),
  ];
  const width = Math.max(...lines.map((cells) => cells.length));
  return byteOrderMark + lines.map((cells) => `${whole(cells, width).map(cellOf).join(",")}\r\n`).join("");
}

function headLines(issue: Printable, links: PrintLinks): Cell[][] {
  const { title, insight, changes, window, asOf, basis } = issue.document;
  const { edition } = issue;
  const rows: [string, Cell][] = [
    ["report", title],
    ["insight", insight],
    ...changes.map((change): [string, Cell] => ["change", change]),
    ["window from", window.from],
    ["window to", window.to],
    ["as of", asOf],
    ["revision", edition.revision],
    ...edition.revised.map((change): [string, Cell] => ["revised", change]),
    ["coverage", basis.coverage],
    ...basis.gaps.map((gap): [string, Cell] => ["not read", gap]),
    ["policy", basis.policyVersion],
    ["runs", basis.runs.join(" ")],
    ["signals up to", basis.inputWatermark],
    ...basis.warnings.map((warning): [string, Cell] => ["to know", warning]),
    ["page", editionAddress(issue, links)],
  ];
  return [["section", "what", "value"], ...rows.map((row) => ["about", ...row])];
}

function figureLines({ figures }: ReportDocument): Cell[][] {
  if (figures.length === 0) return [];
  return [
    ["section", "figure", "unit", "now", "before", "a year earlier", "95 % from", "95 % to", "better"],
    ...figures.map(({ label, unit, now, before, lastYear, interval, better }) => [
      ...["figures", label, unit, now, before, lastYear],
      ...[interval?.[0] ?? null, interval?.[1] ?? null, better],
    ]),
  ];
}

function sectionLines({ title, note, columns, rows, empty }: ReportSection, base: string): Cell[][] {
  return [
    ...(note === null ? [] : [[title, note]]),
    ["section", ...columns.map((column) => column.title), "notes", "links"],
    ...(rows.length === 0 ? [[title, empty]] : []),
    ...rows.map(({ cells, notes }) => [
      title,
      ...columns.map((_, at) => textOf(cells[at] ?? null)),
      notes.map(({ text }) => plain(text)).join("; "),
      [...cells.map(cellUrl), ...notes.map(({ url }) => url)].flatMap((url) => addressOf(url, base) ?? []).join(" "),
    ]),
  ];
}

function textOf(cell: ReportCell): Cell {
  return typeof cell === "object" && cell !== null ? cell.text : cell;
}

function whole(cells: readonly Cell[], width: number): Cell[] {
  return Array.from({ length: width }, (_, at) => cells[at] ?? null);
}

function cellOf(cell: Cell): string {
  return csvCell(typeof cell === "string" ? plain(cell.toWellFormed()) : cell);
}
