import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { plain } from "../dossier-words.ts";
import type { ReportDocument } from "../report/document.ts";
import type { PrintLinks } from "../report/printable.ts";
import { documentFor, type Reader } from "../report/reader.ts";
import { editionAddress } from "./addresses.ts";
import { isRevision, revisionWords } from "./report-words.ts";
import { subjectOf } from "./subject.ts";

/** An edition as a feed has it. */
export type FeedEdition = {
  id: number;
  document: ReportDocument;
  cadence: string;
  revision: number;
  revised: readonly string[];
  builtAt: Date;
};

/** A feed of editions. */
export type Feed = {
  title: string;
  /** The address that it was fetched from. */
  self: string;
  /** When it began: it was changed then for the first time. */
  since: Date;
  editions: readonly FeedEdition[];
};

/**
 * A feed in Atom 1.0 (RFC 4287): one entry for each window, the newest first, of what the reader may have. A revision takes the place of the
 * edition before under the same id, with a later `updated`. An entry holds the sentences; rows, and so people, are on the page alone.
 */
export function atomFeed({ title, self, since, editions }: Feed, reader: Reader, links: PrintLinks): string {
  const entries = latestOf(editions).flatMap((edition) => {
    const document = documentFor(edition.document, reader);
    return document === null ? [] : [{ ...edition, document }];
  });
  const updated = new Date(Math.max(since.getTime(), ...entries.map(({ builtAt }) => builtAt.getTime())));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${uuidOf(["feed", self])}</id>
  <title>${xml(title)}</title>
  <updated>${updated.toISOString()}</updated>
  <author><name>Groundswell</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
${entries.map((entry) => entryOf(entry, links)).join("")}</feed>
`;
}

function entryOf(edition: FeedEdition, links: PrintLinks): string {
  const { document, id, revision, revised, builtAt } = edition;
  const issue = { document, edition: { id, revision, revised } };
  const address = editionAddress(issue, links);
  return `  <entry>
    <id>${idOf(edition)}</id>
    <title>${xml(subjectOf(issue))}</title>
    <updated>${builtAt.toISOString()}</updated>
${address === null ? "" : `    <link rel="alternate" type="text/html" href="${xml(address)}"/>\n`}    <summary>${xml(document.insight)}</summary>
    <content type="html">${xml(contentOf(edition, address))}</content>
  </entry>
`;
}

/** What changed, as a fragment of HTML; everything from a source is escaped by the template. */
function contentOf({ document, id, revision, revised }: FeedEdition, address: string | null): string {
  const issue = { document, edition: { id, revision, revised } };
  const list = (sentences: readonly string[]) =>
    sentences.length === 0 ? "" : html`<ul>${sentences.map((one) => html`<li>${plain(one)}</li>`)}</ul>`;
  const notice = isRevision(issue) ? html`<p>${revisionWords(issue)}</p>${list(revised)}` : "";
  const page = address === null ? "" : html`<p><a href="${address}">${raw("Read it whole")}</a></p>`;
  return String(html`${notice}<p>${plain(document.insight)}</p>${list(document.changes)}${page}`);
}

/** The newest revision of each window, the newest edition first. */
function latestOf(editions: readonly FeedEdition[]): FeedEdition[] {
  const latest = new Map<string, FeedEdition>();
  for (const edition of editions) {
    const known = latest.get(idOf(edition));
    if (!known || known.revision < edition.revision) latest.set(idOf(edition), edition);
  }
  return [...latest.values()].sort((a, b) => b.document.window.to.localeCompare(a.document.window.to) || b.id - a.id);
}

/** The same for every revision of a window, wherever the pages are. */
function idOf({ document, cadence }: FeedEdition): string {
  const { report, expertise, window } = document;
  return uuidOf(["edition", report, expertise, cadence, window.from, window.to]);
}

/** A UUID of some parts (RFC 9562, version 8), as a URN. */
function uuidOf(parts: readonly (string | null)[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  const groups = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ];
  return `urn:uuid:${groups.join("-")}`;
}

/** Text as XML 1.0 can hold it: without what no XML may have, and nothing that begins a tag. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
