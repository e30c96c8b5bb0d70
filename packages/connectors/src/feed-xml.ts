import { load } from "cheerio";
import Parser from "rss-parser";
import {
  type DomNode,
  domElement,
  type FeedElement,
  keptPrefix,
  type ObjectNode,
  objectElement,
} from "./feed-element.ts";
import { entryWords, feedWords, type NameReader, nameReader } from "./feed-names.ts";
import { closeEntries, countEntries, entrySources, repairXml, sealMarkup } from "./feed-repair.ts";

/** An XML feed as elements, and which reader it took. */
export type XmlFeed = {
  reader: "strict" | "repaired" | "lenient";
  feed: FeedElement;
  entries: FeedElement[];
  /** The root's `xml:base`, which rss-parser does not hand on. */
  base: string | null;
  language: string | null;
  /** The entries' source texts, in order, for a person to read. */
  sources(): string[];
};

/**
 * Words kept away from rss-parser's own reading: it throws on a date it cannot read and on a link without attributes, and its
 * snippets of a body take time by the square of its length.
 */
const keptApart = new Set(
  "link published updated description content:encoded content summary author itunes:keywords".split(" "),
);

/**
 * Reads RSS 0.9x to 2.0, RSS 1.0 and 1.1 (RDF), Atom 0.3 and 1.0. What is well formed goes to rss-parser; what is not is
 * mended and goes there again; what is beyond that, or holds items where they do not belong, is read leniently.
 * @returns null where the text is no feed
 */
export async function readXmlFeed(xml: string): Promise<XmlFeed | null> {
  const sealed = sealMarkup(xml);
  const expected = countEntries(sealed);
  const name = nameReader(sealed);
  const root = { ...rootAttributes(xml), sources: () => entrySources(xml) };
  for (const reader of ["strict", "repaired"] as const) {
    const text = reader === "strict" ? sealed : repairXml(sealed);
    const read = await readStrictly(text, name).catch(() => null);
    if (read && read.entries.length >= expected) return { reader, ...read, ...root };
  }
  const lenient = readLeniently(closeEntries(repairXml(sealed)), name);
  return lenient && { reader: "lenient", ...lenient, ...root };
}

async function readStrictly(xml: string, name: NameReader): Promise<{ feed: FeedElement; entries: FeedElement[] }> {
  const apart = (word: string) => (keptApart.has(word) ? `${keptPrefix}${word}` : word);
  const raw = (word: string): [string, string, { keepArray: boolean }] => [
    apart(word),
    `${keptPrefix}${word}`,
    { keepArray: true },
  ];
  const attributes: [string, string, { keepArray: boolean }] = ["$", "$", { keepArray: true }];
  const parser = new Parser({
    // An `<rss>` without a version is common, and is RSS 2.
    defaultRSS: 2,
    xml2js: {
      tagNameProcessors: [(tag: string) => apart(name(tag))],
      attrNameProcessors: [(attribute: string) => attribute.toLowerCase()],
    },
    customFields: {
      feed: [attributes, ...feedWords.map(raw)] as unknown as string[],
      item: [attributes, ...entryWords.map(raw)],
    } as never,
  });
  const { items, ...feed } = await parser.parseString(xml);
  return {
    feed: objectElement(feed as ObjectNode, keptPrefix),
    entries: items.map((item) => objectElement(item as ObjectNode, keptPrefix)),
  };
}

function readLeniently(xml: string, name: NameReader): { feed: FeedElement; entries: FeedElement[] } | null {
  const $ = load(xml, { xml: { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true } });
  const elements = elementsOf($.root().contents().toArray());
  const named = (words: string[]) => elements.filter((element) => words.includes(name(element.name)));
  const entries = named(["item", "entry"]);
  const top = named(["channel", "feed"])[0] ?? named(["rss", "rdf:RDF"])[0];
  if (top === undefined && entries.length === 0) return null;
  const root = top ?? elements[0];
  if (root === undefined) return null;
  return { feed: domElement($, root, name), entries: entries.map((element) => domElement($, element, name)) };
}

/** Every element in document order. A selector would take time by the square of the depth. */
function elementsOf(roots: DomNode[]) {
  const found = [];
  const waiting = roots.reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!("attribs" in node)) continue;
    found.push(node);
    for (let child = node.children.at(-1); child; child = child.prev ?? undefined) waiting.push(child);
  }
  return found;
}

function rootAttributes(xml: string): { base: string | null; language: string | null } {
  const tag = /<(?:[\w.-]+:)?(?:rss|feed|rdf)\b[^>]*>/i.exec(xml.slice(0, 20_000))?.[0] ?? "";
  const value = (attribute: string) =>
    new RegExp(`\\sxml:${attribute}\\s*=\\s*["']([^"']*)["']`, "i").exec(tag)?.[1]?.trim() || null;
  return { base: value("base"), language: value("lang") };
}
