import { html, raw } from "hono/html";
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
import { figuresText, headText, linksText, sectionText } from "./text.ts";
import { type PrintLimit, withinBytes } from "./within-bytes.ts";

type Drawn = { issue: Printable; pictures: readonly (string | null)[] };

/** Several reports as one HTML mail: what each says and what changed first, the tables after. */
export async function printDigest(issues: readonly Printable[], links: PrintLinks): Promise<string> {
  const drawn: Drawn[] = [];
  for (const issue of issues) drawn.push({ issue, pictures: await drawPictures(issue.document, "mail") });
  const mail = withinBytes(mostMailBytes, (limit) => printWith(drawn, links, limit));
  if (Buffer.byteLength(mail) <= mostMailBytes) return mail;
  const bare = issues.map((issue) => ({ issue, pictures: [] }));
  return withinBytes(mostMailBytes, (limit) => printWith(bare, links, limit));
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
        `== ${clipped(document.title, 300)}`,
        ...figuresText(document),
        ...document.sections.map((section) => sectionText(section, links.base, page)),
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

function printWith(drawn: readonly Drawn[], links: PrintLinks, limit: PrintLimit): string {
  const how = printing("mail", limit, links);
  const issues = drawn.map(({ issue }) => issue);
  const body = html`<h1 ${raw(how.look("title"))}>${digestTitle(issues)}</h1>
${issues.map((issue) => html`<section>\n${titleOf(issue, links, how)}\n${opening(issue, how, "h3")}\n</section>\n`)}${drawn.map((one) => tablesOf(one, links, how))}${linksPart(null, links, how)}`;
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
