import { plain } from "../dossier-words.ts";
import type { ReportDocument, ReportSection } from "../report/document.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { addressOf, editionAddress } from "./addresses.ts";
import {
  basisWords,
  cellUrl,
  cellWords,
  clipped,
  intervalWords,
  isRevision,
  moveWords,
  revisionWords,
  valueWords,
} from "./report-words.ts";

const mostRows = 20;
const mostCharacters = 300;

/** The plain text part of a mail: the first 20 rows of each section, and where the rest is. */
export function printText(issue: Printable, links: PrintLinks): string {
  const page = editionAddress(issue, links);
  return `${[
    headText(issue),
    ...figuresText(issue.document),
    ...issue.document.sections.map((section) => sectionText(section, links.base, page)),
    basisText(issue.document),
    linksText(page, links),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** The title, the sentence, and what changed. */
export function headText(issue: Printable): string {
  const { document, edition } = issue;
  return [
    clipped(document.title, mostCharacters),
    ...(isRevision(issue) ? ["", revisionWords(issue), ...edition.revised.map(point)] : []),
    "",
    clipped(document.insight, 2 * mostCharacters),
    ...(document.changes.length === 0 ? [] : ["", "What changed", ...document.changes.map(point)]),
  ].join("\n");
}

/** The figures, each with what it is compared with. */
export function figuresText({ figures }: ReportDocument): string[] {
  if (figures.length === 0) return [];
  return [
    [
      "Figures",
      ...figures.map((figure) => {
        const { label, unit, now, before, lastYear } = figure;
        const more = [moveWords(figure), intervalWords(figure)].filter((words) => words !== null).join("; ");
        const compared = `${valueWords(before, unit)} before, ${valueWords(lastYear, unit)} a year earlier`;
        return `- ${plain(label)}: ${valueWords(now, unit)} (${compared}${more === "" ? "" : `; ${more}`})`;
      }),
    ].join("\n"),
  ];
}

/** A section as a list, its picture in words. */
export function sectionText(
  { title, note, chart, columns, rows, empty }: ReportSection,
  base: string,
  page: string | null,
): string {
  const [first, ...others] = columns;
  const lines = rows.slice(0, mostRows).flatMap(({ cells, notes }) => {
    const name = first ? clipped(cellWords(cells[0], first), mostCharacters) : "";
    const values = others.map(
      (column, at) => `${plain(column.title)} ${clipped(cellWords(cells[at + 1], column), mostCharacters)}`,
    );
    const address = addressOf(cellUrl(cells[0]), base);
    return [
      `- ${name}${values.length === 0 ? "" : `: ${values.join("; ")}`}`,
      ...(address === null ? [] : [`  ${address}`]),
      ...notes.flatMap(({ text, url }) => [`  ${clipped(text, mostCharacters)}`, ...lineOf(addressOf(url, base))]),
    ];
  });
  const left = rows.length - mostRows;
  return [
    plain(title),
    ...(note === null ? [] : [clipped(note, mostCharacters)]),
    ...(chart === null ? [] : [clipped(`${chart.title}: ${chart.description}`, 2 * mostCharacters)]),
    ...(rows.length === 0 ? [clipped(empty, mostCharacters)] : lines),
    ...(left > 0 ? [`And ${left} more${page === null ? "" : `: ${page}`}`] : []),
  ].join("\n");
}

/** How it came about, what was not read, and what to know. */
export function basisText(document: ReportDocument): string {
  const { gaps, warnings } = document.basis;
  return ["What this rests on", ...[...basisWords(document), ...gaps, ...warnings].map(point)].join("\n");
}

/** Where it can be read whole, and where a subscription ends. */
export function linksText(page: string | null, { unsubscribe }: PrintLinks): string {
  const end = addressOf(unsubscribe, "");
  return [...(page === null ? [] : [`On the web: ${page}`]), ...(end === null ? [] : [`Unsubscribe: ${end}`])].join(
    "\n",
  );
}

function point(text: string): string {
  return `- ${clipped(text, mostCharacters)}`;
}

function lineOf(address: string | null): string[] {
  return address === null ? [] : [`    ${address}`];
}
