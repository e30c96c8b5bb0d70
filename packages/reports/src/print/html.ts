import { html, raw } from "hono/html";
import type { Printable, PrintLinks } from "../report/printable.ts";
import { editionAddress } from "./addresses.ts";
import type { HtmlKind } from "./html-look.ts";
import { basisPart, figuresPart, fileOf, linksPart, opening, printing, sectionPart, whole } from "./html-parts.ts";
import { drawPictures } from "./pictures.ts";
import { clipped, windowTitle } from "./report-words.ts";
import { type PrintLimit, withinBytes } from "./within-bytes.ts";

/** Gmail cuts a mail at 102 kB, and what comes after, as the way to unsubscribe, is gone. */
export const mostMailBytes = 95_000;

/**
 * A report as one HTML file, everything from a source escaped. A mail is bounded, and looks right without its style sheet and without
 * its pictures; a page is whole and made for paper, A4 and Letter alike.
 */
export async function printHtml(issue: Printable, links: PrintLinks, kind: HtmlKind): Promise<string> {
  const pictures = await drawPictures(issue.document, kind);
  const print = (limit: PrintLimit, drawn: readonly (string | null)[]) => printWith(issue, links, kind, limit, drawn);
  if (kind === "page") return print(whole, pictures);
  const mail = withinBytes(mostMailBytes, (limit) => print(limit, pictures));
  if (Buffer.byteLength(mail) <= mostMailBytes) return mail;
  return withinBytes(mostMailBytes, (limit) => print(limit, []));
}

function printWith(
  issue: Printable,
  links: PrintLinks,
  kind: HtmlKind,
  limit: PrintLimit,
  pictures: readonly (string | null)[],
): string {
  const { document } = issue;
  const how = printing(kind, limit, links);
  const page = editionAddress(issue, links);
  const { look } = how;
  const body = html`<h1 ${raw(look("title"))}>${clipped(document.title, 300)}</h1>
<p ${raw(look("text small soft"))}>${windowTitle(document.window)}</p>
${opening(issue, how)}
${figuresPart(document, how)}
${document.sections.map((section, at) => html`${sectionPart(section, pictures[at] ?? null, page, how)}\n`)}${basisPart(document, how)}
${linksPart(page, links, how)}`;
  return fileOf(how, document.title, document.insight, body);
}
