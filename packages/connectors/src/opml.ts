import { isUrl, RefusedError, sourceId } from "@groundswell/model";
import { decodeHTMLAttribute } from "entities";
import { Parser } from "htmlparser2";
import { cleanCharacters, decodeText } from "./charset.ts";
import { resolveUrl, siteId } from "./web-address.ts";

/** One feed of a subscription list. `category` is what the list says, else the folders it lies in, as `Teams/Shells`. */
export type OpmlFeed = { title: string | null; xmlUrl: string; htmlUrl: string | null; category: string | null };

type Attributes = Record<string, string>;
type Outline = { title: string | null; isComment: boolean };

/**
 * The feeds of an OPML 1.0 to 2.0 list, each once, in their order, however deep they are nested and however broken the
 * XML around them is. Notes, links to other lists and what is commented out are no feeds. Pure.
 * @throws RefusedError where the bytes are no OPML
 */
export function mapOpml(bytes: Uint8Array): OpmlFeed[] {
  const { text } = decodeText(bytes, null);
  const feeds = new Map<string, OpmlFeed>();
  const open: Outline[] = [];
  let isOpml = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        isOpml ||= name === "opml" || name === "outline";
        if (name !== "outline") return;
        const title = textOf(attributes.title) ?? textOf(attributes.text);
        const isComment = attributes.iscomment?.trim().toLowerCase() === "true";
        const feed = isComment || open.some((outline) => outline.isComment) ? null : feedOf(attributes, title, open);
        if (feed !== null && !feeds.has(feed.xmlUrl)) feeds.set(feed.xmlUrl, feed);
        open.push({ title, isComment });
      },
      onclosetag(name) {
        if (name === "outline") open.pop();
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: false },
  );
  parser.end(quotesApart(text));
  if (!isOpml) throw new RefusedError("This is no OPML list: export your subscriptions as OPML, and give that file.");
  return [...feeds.values()];
}

/** A source as the catalogue lists it. */
export type OpmlSource = { id: string; connector: "feed"; options: { url: string; kind?: "video" } };

/**
 * The sources that a list of subscriptions amounts to, each place once however its address is written. Nothing in the list
 * is ever fetched: it may come from anybody. Ids are made of the feeds' addresses. Pure.
 * @throws RefusedError where the bytes are no OPML
 */
export function sourcesFromOpml(bytes: Uint8Array): OpmlSource[] {
  const places = new Map<string, string>();
  for (const { xmlUrl } of mapOpml(bytes)) {
    const place = siteId(xmlUrl).toLowerCase();
    const known = places.get(place);
    // Of two spellings the encrypted one is kept.
    if (known === undefined || (/^http:/i.test(known) && /^https:/i.test(xmlUrl))) places.set(place, xmlUrl);
  }
  const taken = new Set<string>();
  return [...places.values()].map((url) => ({
    id: sourceId(url.replace(/\/((feed|rss|atom)s?|index|[\w-]+\.(xml|rss|atom|rdf|json))\/?([?#].*)?$/i, ""), taken),
    connector: "feed",
    options: { url, ...(/^https?:\/\/www\.youtube\.com\/feeds\//i.test(url) ? { kind: "video" as const } : {}) },
  }));
}

function feedOf(attributes: Attributes, title: string | null, open: Outline[]): OpmlFeed | null {
  const isFeed = /^(rss|atom|feed|rdf|jsonfeed)/i.test(attributes.type?.trim() ?? "");
  const xmlUrl = webAddress(attributes.xmlurl) ?? (isFeed ? webAddress(attributes.url) : null);
  if (xmlUrl === null) return null;
  const folders = open.flatMap((outline) => outline.title ?? []).join("/");
  const category = textOf(attributes.category) ?? (folders === "" ? null : folders);
  return { title, xmlUrl, htmlUrl: webAddress(attributes.htmlurl), category };
}

/** Readers of feeds write `feed:` before an address, or in place of its scheme. */
function webAddress(attribute: string | undefined): string | null {
  const address = (textOf(attribute) ?? "")
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, "")
    .replace(/^feed:\/\//i, "http://");
  // What is an address already stays as it is written.
  return /^https?:\/\/\S+$/i.test(address) && isUrl(address) ? address : resolveUrl(address);
}

/** An attribute's text; entities are those of HTML, which XML does not know and exporters write all the same. */
function textOf(attribute: string | undefined): string | null {
  const text = cleanCharacters(decodeHTMLAttribute(attribute ?? ""))
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? null : text;
}

/** Attributes written without a space between, which would run into one another. */
function quotesApart(xml: string): string {
  return xml.replace(/(=\s*"[^"<>]{0,4000}")(?=[a-z]{1,30}\s?=\s?")/gi, "$1 ");
}
