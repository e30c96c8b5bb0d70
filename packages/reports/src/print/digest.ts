import { html, raw } from "hono/html";
import { countWords } from "../report/figures.ts";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { editionAddress } from "./addresses.ts";
import { mostMailBytes } from "./html.ts";
import {
  basisPart,
  figuresPart,
  fileOf,
  link,
  linksPart,
  opening,
  type Part,
  type Printing,
  printing,
  sectionPart,
} from "./html-parts.ts";
import { drawPictures } from "./pictures.ts";
import { clipped, windowTitle } from "./report-words.ts";
import { subjectOf } from "./subject.ts";
import { basisText, figuresText, headText, linksText, sectionText } from "./text.ts";
import { type PrintLimit, withinBytes } from "./within-bytes.ts";

type Drawn = { issue: Printable; pictures: readonly (string | null)[] };

/**
 * Several reports as one HTML mail: what each says and what changed first, the tables after. Of more than one mail holds, the last are named with
 * their sentence and their page alone.
 */
export async function printDigest(issues: readonly Printable[], links: PrintLinks): Promise<string> {
  const drawn: Drawn[] = [];
  for (const issue of issues) drawn.push({ issue, pictures: await drawPictures(issue.document, "mail") });
  const mail = withinBytes(mostMailBytes, (limit) => printWith(drawn, links, limit));
  if (Buffer.byteLength(mail) <= mostMailBytes) return mail;
  const bare = issues.map((issue) => ({ issue, pictures: [] }));
  for (let whole = issues.length; ; whole = Math.floor(whole / 2)) {
    const shorter = withinBytes(mostMailBytes, (limit) => printWith(bare, links, limit, whole));
    if (whole === 0 || Buffer.byteLength(shorter) <= mostMailBytes) return shorter;
  }
}

/** The plain text part of a digest. */
export function printDigestText(issues: readonly Printable[], links: PrintLinks): string {
  return `${[
    digestTitle(issues),
    ...issues.map(headText),
    ...issues.flatMap((issue) => {
      const page = editionAddress(issue, links);
      const { document } = issue;
      return [
        `== ${clipped(document.title, 300)}\n${windowTitle(document.window)}`,
        ...figuresText(document),
        ...document.sections.map((section) => sectionText(section, links.base, page)),
        basisText(document),
        ...(page === null ? [] : [`On the web: ${page}`]),
      ];
    }),
    linksText(null, links),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** The subject of a digest, one line of at most 120 characters; of a single report its own. */
export function subjectOfDigest(issues: readonly Printable[]): string {
  const [first] = issues;
  if (first && issues.length === 1) return subjectOf(first);
  return clipped(`${digestTitle(issues)}: ${issues.map(({ document }) => document.title).join("; ")}`, 120);
}

/** @param whole of so many reports, the first ones, more is told than their sentence */
function printWith(drawn: readonly Drawn[], links: PrintLinks, limit: PrintLimit, whole = drawn.length): string {
  const how = printing("mail", limit, links);
  const issues = drawn.map(({ issue }) => issue);
  const [first, others] = [issues.slice(0, whole), issues.slice(whole)];
  const end = linksPart(null, links, how);
  const body = html`<h1 ${raw(how.look("title"))}>${digestTitle(issues)}</h1>
${first.map((issue) => html`<section>\n${titleOf(issue, links, how)}\n${opening(issue, how, "h3")}\n</section>\n`)}${others.map((issue) => html`<section>\n${titleOf(issue, links, how)}\n<p ${raw(how.look("text"))}>${clipped(issue.document.insight, 600)}</p>\n</section>\n`)}${others.length === 0 ? "" : html`<p ${raw(how.look("text"))}>The rest of ${countWords(others.length, "more report")} is on the web.</p>\n${end}`}${drawn.slice(0, whole).map((one) => tablesOf(one, links, how))}${others.length === 0 ? end : ""}`;
  return fileOf(how, digestTitle(issues), issues.map(({ document }) => document.insight).join(" "), body);
}

function tablesOf({ issue, pictures }: Drawn, links: PrintLinks, how: Printing): Part {
  const { document } = issue;
  const page = editionAddress(issue, links);
  return html`<hr ${raw(how.look("rule line"))}>
${titleOf(issue, links, how)}
${figuresPart(document, how, "h3")}
${document.sections.map((section, at) => html`${sectionPart(section, pictures[at] ?? null, page, how, "h3")}\n`)}${basisPart(document, how, "h3")}
`;
}

function titleOf(issue: Printable, links: PrintLinks, { look }: Printing): Part {
  const { title, window } = issue.document;
  return html`<h2 ${raw(look("head"))}>${link(clipped(title, 300), editionAddress(issue, links), look)}</h2>
<p ${raw(look("text small soft"))}>${windowTitle(window)}</p>`;
}

function digestTitle(issues: readonly Printable[]): string {
  return `${issues.length} ${issues.length === 1 ? "report" : "reports"}`;
}
