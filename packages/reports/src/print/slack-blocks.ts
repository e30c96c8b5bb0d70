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
import { subjectOf } from "./subject.ts";
import { type PrintLimit, withinBytes } from "./within-bytes.ts";

/** What an incoming webhook of Slack takes; `text` is what notifications and screen readers say. */
export type SlackMessage = { text: string; blocks: SlackBlock[] };
type SlackBlock = { type: "header" | "section" | "context" | "divider" | "actions"; [key: string]: unknown };

// Slack takes 50 blocks, 150 characters of a header and 3000 of a section; and it has been seen to refuse messages of 13 200 altogether.
const mostBlocks = 50;
const mostHeader = 150;
const mostSection = 3000;
const mostBytes = 12_000;
const mostCharacters = 200;
const mostLines = 8;
const columnsShown = 4;

/** A report as blocks of Slack, below its limits; names can neither mention anybody nor make a link. */
export function printSlackBlocks(issue: Printable, links: PrintLinks): SlackMessage {
  return JSON.parse(withinBytes(mostBytes, (limit) => JSON.stringify(message(issue, links, limit))));
}

function message(issue: Printable, links: PrintLinks, limit: PrintLimit): SlackMessage {
  const { document, edition } = issue;
  const page = editionAddress(issue, links);
  const head = [
    header(document.title),
    ...(isRevision(issue)
      ? section([`:warning: ${mrkdwn(revisionWords(issue))}`, ...edition.revised.slice(0, mostLines).map(point)])
      : []),
    ...section([`*${mrkdwn(document.insight, 3 * mostCharacters)}*`]),
    ...titled("What changed", document.changes.slice(0, mostLines).map(point)),
    ...titled("Figures", figures(document)),
  ];
  const end = [
    context([...basisWords(document), ...document.basis.gaps, ...document.basis.warnings].slice(0, 2 * mostLines)),
    ...(page === null ? [] : [button("Open the report", page)]),
  ];
  const middle = document.sections.flatMap((one) => sectionBlocks(one, links.base, limit));
  return {
    text: mrkdwn(`${subjectOf(issue)}: ${document.insight}`, 3 * mostCharacters),
    blocks: [...head, ...middle.slice(0, mostBlocks - head.length - end.length), ...end],
  };
}

function figures({ figures }: ReportDocument): string[] {
  return figures.slice(0, mostLines).map((figure) => {
    const { label, unit, now, before, lastYear } = figure;
    const move = moveWords(figure);
    const compared = `${valueWords(before, unit)} before${move === null ? "" : `: ${move}`}; ${valueWords(lastYear, unit)} a year earlier`;
    return `• ${mrkdwn(label)}: *${mrkdwn(valueWords(now, unit))}* (${mrkdwn(compared)})`;
  });
}

function sectionBlocks(section: ReportSection, base: string, limit: PrintLimit): SlackBlock[] {
  const { title, note, chart, columns, rows, empty } = section;
  const [first, ...others] = columns.slice(0, columnsShown);
  const lines = rows.slice(0, limit.rows).map(({ cells }) => {
    const name = first ? linked(cellWords(cells[0], first), addressOf(cellUrl(cells[0]), base)) : "";
    const values = others.map((column, at) => mrkdwn(`${column.title} ${cellWords(cells[at + 1], column)}`));
    return `• ${name}${values.length === 0 ? "" : `: ${values.join("; ")}`}`;
  });
  const left = rows.length - lines.length;
  return titled(title, [
    ...(note === null ? [] : [mrkdwn(note)]),
    ...(chart === null ? [] : [mrkdwn(`${chart.title}: ${chart.description}`, 2 * mostCharacters)]),
    ...(rows.length === 0 ? [mrkdwn(empty)] : lines),
    ...(left > 0 ? [`And ${left} more.`] : []),
  ]);
}

function titled(title: string, lines: readonly string[]): SlackBlock[] {
  return lines.length === 0 ? [] : section([`*${mrkdwn(title)}*`, ...lines]);
}

/** Lines as few sections as hold them: one that is cut within a link would be broken. */
function section(lines: readonly string[]): SlackBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < mostSection) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: "section", text: markup(text) }));
}

function header(title: string): SlackBlock {
  return { type: "header", text: { type: "plain_text", text: clipped(title, mostHeader), emoji: false } };
}

function context(lines: readonly string[]): SlackBlock {
  const text = lines.map((line) => mrkdwn(line)).join(" ");
  // Escapes make a text longer; one that is cut may end in half of one, which is printed as it is.
  return { type: "context", elements: [markup(clipped(text, mostSection))] };
}

function button(title: string, url: string): SlackBlock {
  return { type: "actions", elements: [{ type: "button", text: { type: "plain_text", text: title }, url }] };
}

/** `verbatim` keeps Slack from making links of names, channels and addresses by itself. */
function markup(text: string) {
  return { type: "mrkdwn", text, verbatim: true };
}

function linked(words: string, url: string | null): string {
  if (url === null) return mrkdwn(words);
  return `<${url.replace(/[<>|]/g, encodeURIComponent).replaceAll("&", "&amp;")}|${mrkdwn(words).replaceAll("|", "¦")}>`;
}

function point(line: string): string {
  return `• ${mrkdwn(line)}`;
}

/** Text that Slack takes for text: its three signs as entities, and a sign of no width beside what would make it bold or a mention. */
function mrkdwn(words: string, most = mostCharacters): string {
  return clipped(words, most)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[*_~`@]/g, "$&\u2060");
}
