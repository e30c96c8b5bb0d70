import { html, raw } from "hono/html";
import type { ReportColumn, ReportDocument, ReportFigure, ReportRow, ReportSection } from "../report/document.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { addressOf } from "./addresses.ts";
import { type HtmlKind, type Look, lookOf, styleSheets } from "./html-look.ts";
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
import type { PrintLimit } from "./within-bytes.ts";

export type Part = ReturnType<typeof html>;

/** How a print is made: for a mail or a page, how much of it, and from where its links are read. */
export type Printing = { kind: HtmlKind; look: Look; limit: PrintLimit; base: string };

/** A print without a bound, as pages have it. */
export const whole: PrintLimit = { rows: Number.POSITIVE_INFINITY, notes: Number.POSITIVE_INFINITY, lines: 1000 };
const mostCharacters = 400;

/** How to print a kind at most so much. */
export function printing(kind: HtmlKind, limit: PrintLimit, { base }: PrintLinks): Printing {
  return { kind, limit, base, look: lookOf(kind) };
}

/** The file around a print: no script, nothing fetched. `preheader` is what a list of mails shows beside the subject. */
export function fileOf({ kind, look }: Printing, title: string, preheader: string, body: Part): string {
  const attributes = (classes: string) => raw(look(classes));
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${kind === "page" ? html`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n` : ""}<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${clipped(title, mostCharacters)}</title>
${styleSheets(kind).map((sheet) => html`<style>\n${raw(sheet)}\n</style>\n`)}</head>
<body ${attributes("body ink paper")}>
${kind === "mail" ? html`<div style="display:none;max-height:0;overflow:hidden;mso-hide:all" aria-hidden="true">${clipped(preheader, 200)}</div>\n` : ""}<main ${attributes("main ink paper")}>
${body}
</main>
</body>
</html>
`}`;
}

/** Where a part's headings stand: in a digest below the title of their report. */
export type Level = "h2" | "h3";

/** The insight and what changed, with what a revision says first. */
export function opening(issue: Printable, { look, limit }: Printing, level: Level = "h2"): Part {
  const { insight, changes } = issue.document;
  return html`${
    isRevision(issue)
      ? html`<div ${raw(look("box tint"))}><p ${raw(look("text"))}><b ${raw(look("warn"))}>Revised.</b> ${revisionWords(issue)}</p>
${list(issue.edition.revised, look, limit.lines)}</div>\n`
      : ""
  }<p ${raw(look("lead"))}>${clipped(insight, 2 * mostCharacters)}</p>
${changes.length === 0 ? "" : html`${heading("What changed", level, look)}\n${list(changes, look, limit.lines)}`}`;
}

/** The figures: now, in the window before, and a year earlier. */
export function figuresPart({ figures }: ReportDocument, { look, limit }: Printing, level: Level = "h2"): Part {
  if (figures.length === 0) return html``;
  const heads = ["Now", "Before", "A year earlier"];
  return html`${heading("Figures", level, look)}
<table ${raw(look("grid"))}>
<thead><tr><th scope="col" ${raw(look("cell soft line"))}>Figure</th>${heads.map((head) => html`<th scope="col" ${raw(look("cell soft line number"))}>${head}</th>`)}</tr></thead>
${figures.slice(0, limit.lines).map(
  (
    figure,
  ) => html`<tbody ${raw(look("line"))}><tr><th scope="row" ${raw(look("cell ink line name"))}>${clipped(figure.label, mostCharacters)}${intervalPart(figure, look)}</th>
${[figure.now, figure.before, figure.lastYear].map((value, at) => html`<td ${raw(look("cell ink line number"))}>${tag(heads[at] ?? "", look)}${valueWords(value, figure.unit)}${at === 0 ? movePart(figure, look) : ""}</td>`)}</tr></tbody>\n`,
)}</table>`;
}

/** A section: its note, picture and rows; where rows are left out, how many, and where they are. */
export function sectionPart(
  section: ReportSection,
  picture: string | null,
  page: string | null,
  { look, limit, base }: Printing,
  level: Level = "h2",
): Part {
  const { title, note, columns, rows, empty } = section;
  const shown = rows.slice(0, limit.rows);
  const left = rows.length - shown.length;
  return html`<section>
${heading(clipped(title, mostCharacters), level, look)}
${note === null ? "" : html`<p ${raw(look("text"))}>${clipped(note, mostCharacters)}</p>\n`}${picturePart(section, picture, look)}${rows.length === 0 ? html`<p ${raw(look("text soft"))}>${clipped(empty, mostCharacters)}</p>` : ""}${
  shown.length === 0
    ? ""
    : html`<table ${raw(look("grid"))}>
<thead><tr>${columns.map((column) => html`<th scope="col" ${raw(look(isNumber(column) ? "cell soft line number" : "cell soft line"))}>${clipped(column.title, mostCharacters)}</th>`)}</tr></thead>
${shown.map((row) => rowPart(row, columns, look, limit, base))}</table>`
}${left > 0 ? html`\n<p ${raw(look("text soft"))}>And ${valueWords(left, "count")} more${page === null ? "." : html`: ${link("all on the web", page, look)}.`}</p>` : ""}
</section>`;
}

/** What it rests on. */
export function basisPart(document: ReportDocument, { look, limit }: Printing, level: Level = "h2"): Part {
  const { gaps, warnings } = document.basis;
  return html`<section>
${heading("What this rests on", level, look)}
${list(basisWords(document), look, whole.lines)}
${gaps.length === 0 ? "" : html`<p ${raw(look("text"))}>What was not read:</p>\n${list(gaps, look, limit.lines)}\n`}${warnings.length === 0 ? "" : html`<p ${raw(look("text"))}>Before a number is passed on:</p>\n${list(warnings, look, limit.lines)}\n`}</section>`;
}

/** Where it is on the web, and in a mail where the subscription ends: a page is passed on to people whose it is not. */
export function linksPart(page: string | null, { unsubscribe }: PrintLinks, { look, kind }: Printing): Part {
  const end = kind === "mail" ? addressOf(unsubscribe, "") : null;
  if (page === null && end === null) return html``;
  return html`<hr ${raw(look("rule line"))}>
<p ${raw(look("text small soft"))}>${page === null ? "" : link("This report on the web", page, look)}${page !== null && end !== null ? " · " : ""}${end === null ? "" : link("Unsubscribe", end, look)}</p>`;
}

/** A link, or its text alone where the address is neither of the web nor of the pages. */
export function link(text: string, url: string | null, look: Look): Part {
  return url === null ? html`${text}` : html`<a href="${url}" rel="noreferrer" ${raw(look("link"))}>${text}</a>`;
}

function heading(text: string, level: Level, look: Look): Part {
  return level === "h2" ? html`<h2 ${raw(look("head"))}>${text}</h2>` : html`<h3 ${raw(look("sub"))}>${text}</h3>`;
}

function rowPart(
  { cells, notes }: ReportRow,
  columns: readonly ReportColumn[],
  look: Look,
  limit: PrintLimit,
  base: string,
): Part {
  const shown = notes.slice(0, limit.notes);
  const end = shown.length > 0 ? " last" : "";
  return html`<tbody ${raw(look("line"))}><tr>${columns.map((column, at) => {
    const inside = link(
      clipped(cellWords(cells[at], column), mostCharacters),
      addressOf(cellUrl(cells[at]), base),
      look,
    );
    return at === 0
      ? html`<th scope="row" ${raw(look(`cell ink line name${end}`))}>${inside}</th>`
      : html`<td ${raw(look(`${isNumber(column) ? "cell ink line number" : "cell ink line"}${end}`))}>${tag(column.title, look)}${inside}</td>`;
  })}</tr>${
    shown.length === 0
      ? ""
      : html`\n<tr><td colspan="${columns.length}" ${raw(look("cell soft line small"))}>${shown.map(({ text, url }, at) => html`${at === 0 ? "" : html`<br>`}${link(clipped(text, mostCharacters), addressOf(url, base), look)}`)}${notes.length > shown.length ? html`<br>And ${notes.length - shown.length} more.` : ""}</td></tr>`
  }</tbody>\n`;
}

/** A client that drops the picture may keep its letters, which then have no size and no colour. */
function picturePart({ chart }: ReportSection, picture: string | null, look: Look): Part {
  if (chart === null) return html``;
  return html`<figure ${raw(look("figure"))}>
<figcaption ${raw(look("small soft"))}><b>${clipped(chart.title, mostCharacters)}.</b> ${clipped(chart.description, 2 * mostCharacters)}</figcaption>
${picture === null ? "" : html`<div style="font-size:0;line-height:0;color:transparent;mso-hide:all">${raw(picture)}</div>\n`}</figure>
`;
}

function intervalPart(figure: ReportFigure, look: Look): Part {
  const words = intervalWords(figure);
  return words === null ? html`` : html`<br><span ${raw(look("small soft"))}>${words}</span>`;
}

function movePart(figure: ReportFigure, look: Look): Part {
  const words = moveWords(figure);
  if (words === null) return html``;
  const tone = words.endsWith("better") ? "good" : words.endsWith("worse") ? "bad" : "soft";
  return html` <br><span ${raw(look(`small ${tone}`))}>${words}</span>`;
}

/** The title of a column before its value, where a narrow screen shows rows as lists. */
function tag(title: string, look: Look): Part {
  return html`<span ${raw(look("tag soft"))}>${clipped(title, mostCharacters)}: </span>`;
}

function list(lines: readonly string[], look: Look, most: number): Part {
  if (lines.length === 0) return html``;
  const left = lines.length - most;
  return html`<ul ${raw(look("list"))}>${lines.slice(0, most).map((line) => html`<li ${raw(look("item"))}>${clipped(line, mostCharacters)}</li>`)}${left > 0 ? html`<li ${raw(look("item soft"))}>And ${left} more.</li>` : ""}</ul>`;
}

function isNumber({ kind }: ReportColumn): boolean {
  return kind !== "text" && kind !== "date";
}
