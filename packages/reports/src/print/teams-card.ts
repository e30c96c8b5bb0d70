import type { ReportDocument, ReportSection } from "../report/document.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { addressOf, editionAddress } from "./addresses.ts";
import {
  basisWords,
  cellUrl,
  cellWords,
  clipped,
  isRevision,
  moveWords,
  revisionWords,
  valueWords,
} from "./report-words.ts";
import { type PrintLimit, withinBytes } from "./within-bytes.ts";

/** What a workflow's incoming webhook takes: a message with one Adaptive Card. */
export type TeamsMessage = {
  type: "message";
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive";
      contentUrl: null;
      content: { type: "AdaptiveCard"; version: "1.5"; body: CardPart[]; actions: CardPart[] } & CardPart;
    },
  ];
};
type CardPart = { type: string; [key: string]: unknown };

/** Teams says 28 kB and has been seen to refuse from 21 kB on. */
const mostBytes = 20_000;
const mostCharacters = 240;
const mostLines = 8;
const columnsShown = 3;

/**
 * A report as an Adaptive Card 1.5 in the message that incoming webhooks of Teams workflows take, below their limit. All of it stands in
 * runs of text, in which Teams reads no Markdown, so that a name is a name whatever it says.
 */
export function printTeamsCard(issue: Printable, links: PrintLinks): TeamsMessage {
  return JSON.parse(withinBytes(mostBytes, (limit) => JSON.stringify(message(issue, links, limit))));
}

function message(issue: Printable, links: PrintLinks, limit: PrintLimit): TeamsMessage {
  const { document, edition } = issue;
  const page = editionAddress(issue, links);
  const body = [
    text(document.title, { size: "Large", weight: "Bolder" }, "heading"),
    ...(isRevision(issue)
      ? [text(revisionWords(issue), { color: "Warning" }), ...edition.revised.slice(0, mostLines).map(point)]
      : []),
    text(document.insight, { size: "Medium" }),
    ...part("What changed", document.changes.slice(0, mostLines).map(point)),
    ...part("Figures", figures(document)),
    ...document.sections.flatMap((section) => sectionParts(section, links.base, limit)),
    ...part(
      "What this rests on",
      [...basisWords(document), ...document.basis.gaps, ...document.basis.warnings]
        .slice(0, 2 * mostLines)
        .map((line) => text(line, { size: "Small", isSubtle: true })),
    ),
  ];
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          type: "AdaptiveCard",
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          version: "1.5",
          lang: "en",
          fallbackText: clipped(`${document.title}: ${document.insight}`, 2 * mostCharacters),
          msteams: { width: "Full" },
          body,
          actions: page === null ? [] : [{ type: "Action.OpenUrl", title: "Open the report", url: page }],
        },
      },
    ],
  };
}

function figures({ figures }: ReportDocument): CardPart[] {
  const rows = figures.slice(0, mostLines).map((figure) => {
    const { label, unit, now, before, lastYear } = figure;
    const move = moveWords(figure);
    return [
      label,
      `${valueWords(now, unit)}${move === null ? "" : ` (${move})`}`,
      valueWords(before, unit),
      valueWords(lastYear, unit),
    ];
  });
  if (rows.length === 0) return [];
  return [table([["figure", "now", "before", "a year earlier"], ...rows].map((row) => row.map((cell) => text(cell))))];
}

function sectionParts(section: ReportSection, base: string, limit: PrintLimit): CardPart[] {
  const { title, note, chart, columns, rows, empty } = section;
  const shown = columns.slice(0, columnsShown);
  const cells = rows
    .slice(0, limit.rows)
    .map(({ cells }) =>
      shown.map((column, at) => text(cellWords(cells[at], column), {}, null, addressOf(cellUrl(cells[at]), base))),
    );
  const left = rows.length - cells.length;
  return part(title, [
    ...(note === null ? [] : [text(note)]),
    ...(chart === null ? [] : [text(`${chart.title}: ${chart.description}`, { isSubtle: true })]),
    ...(cells.length === 0 ? [] : [table([shown.map((column) => text(column.title)), ...cells])]),
    ...(rows.length === 0 ? [text(empty)] : []),
    ...(left > 0 ? [text(`And ${left} more.`, { isSubtle: true })] : []),
  ]);
}

function part(title: string, parts: CardPart[]): CardPart[] {
  return parts.length === 0 ? [] : [{ ...text(title, { weight: "Bolder" }, "heading"), spacing: "Large" }, ...parts];
}

function point(line: string): CardPart {
  return text(`• ${line}`);
}

/** The first line is the titles. */
function table(rows: CardPart[][]): CardPart {
  return {
    type: "Table",
    firstRowAsHeader: true,
    showGridLines: false,
    columns: (rows[0] ?? []).map((_, at) => ({ width: at === 0 ? 2 : 1 })),
    rows: rows.map((cells) => ({
      type: "TableRow",
      cells: cells.map((item) => ({ type: "TableCell", items: [item] })),
    })),
  };
}

function text(
  words: string,
  look: Record<string, unknown> = {},
  style: "heading" | null = null,
  url: string | null = null,
): CardPart {
  const shown = clipped(words, mostCharacters * 2);
  // A heading is told to screen readers by a text block alone; its Markdown is escaped.
  if (style === "heading") return { type: "TextBlock", text: escaped(shown), wrap: true, style, ...look };
  const run = { type: "TextRun", text: shown, ...look };
  return {
    type: "RichTextBlock",
    inlines: [url === null ? run : { ...run, selectAction: { type: "Action.OpenUrl", url } }],
  };
}

function escaped(words: string): string {
  return words.replace(/[\\`*_[\]()<>#!~|]/g, "\\$&").replace(/^([-+]|\d+\.)(?= )/, "\\$1");
}
