import { markdownLink, markdownText } from "../dossier-markdown.ts";
import type { ReportDocument, ReportRow, ReportSection } from "../report/document.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { addressOf, editionAddress } from "./addresses.ts";
import {
  basisWords,
  cellUrl,
  cellWords,
  intervalWords,
  isRevision,
  moveWords,
  revisionWords,
  valueWords,
} from "./report-words.ts";

/** A report in Markdown, whole. Pictures are told in words: their values stand in the tables. */
export function printMarkdown(issue: Printable, links: PrintLinks): string {
  const { document, edition } = issue;
  const page = editionAddress(issue, links);
  return `${[
    `# ${markdownText(document.title)}`,
    ...(isRevision(issue)
      ? [
          [`> ${revisionWords(issue)}`, ">", ...edition.revised.map((change) => `> - ${markdownText(change)}`)].join(
            "\n",
          ),
        ]
      : []),
    `**${markdownText(document.insight)}**`,
    ...(document.changes.length === 0 ? [] : ["## What changed", points(document.changes)]),
    ...figures(document),
    ...document.sections.flatMap((section) => sectionParts(section, links.base)),
    "## What this rests on",
    points([...basisWords(document), ...document.basis.gaps, ...document.basis.warnings]),
    ...(page === null ? [] : [markdownLink("This report on the web", page)]),
  ].join("\n\n")}\n`;
}

function figures({ figures }: ReportDocument): string[] {
  if (figures.length === 0) return [];
  const rows = figures.map((figure) => {
    const { label, unit, now, before, lastYear } = figure;
    const values = [now, before, lastYear].map((value) => valueWords(value, unit));
    return [
      markdownText(label),
      ...[...values, moveWords(figure) ?? "–", intervalWords(figure) ?? "–"].map(numberText),
    ];
  });
  const heads = ["figure", "now", "before", "a year earlier", "change", "how sure"];
  return ["## Figures", tableOf(heads, rows, (at) => at > 0 && at < 4)];
}

function sectionParts({ title, note, chart, columns, rows, empty }: ReportSection, base: string): string[] {
  const heads = columns.map((column) => markdownText(column.title));
  const cells = rows.map((row) =>
    columns.map((column, at) =>
      typeof row.cells[at] === "number"
        ? numberText(cellWords(row.cells[at], column))
        : markdownLink(cellWords(row.cells[at], column), addressOf(cellUrl(row.cells[at]), base)),
    ),
  );
  return [
    `## ${markdownText(title)}`,
    ...(note === null ? [] : [markdownText(note)]),
    ...(chart === null ? [] : [`*${markdownText(chart.title)}.* ${markdownText(chart.description)}`]),
    rows.length === 0 ? markdownText(empty) : tableOf(heads, cells, (at) => isNumber(columns[at]?.kind)),
    ...noted(rows, columns, base),
  ];
}

/** Reasons and evidence, after the table, for a cell has no room for a list. */
function noted(rows: readonly ReportRow[], columns: ReportSection["columns"], base: string): string[] {
  const [first] = columns;
  const lines = rows.flatMap(({ cells, notes }) =>
    notes.length === 0 || !first
      ? []
      : [
          `- **${markdownText(cellWords(cells[0], first))}**`,
          ...notes.map(({ text, url }) => `  - ${markdownLink(text, addressOf(url, base))}`),
        ],
  );
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function isNumber(kind: string | undefined): boolean {
  return kind === "count" || kind === "share" || kind === "hours" || kind === "score";
}

/** Our own words of a number, in which only "< 0.1 %" could be taken for markup. */
function numberText(words: string): string {
  return words.replace(/[<>]/g, "\\$&");
}

function points(lines: readonly string[]): string {
  return lines.map((line) => `- ${markdownText(line)}`).join("\n");
}

/** A table of cells that are Markdown already. */
function tableOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, at) => (isRight(at) ? "---:" : "---"))), ...rows.map(line)].join("\n");
}
