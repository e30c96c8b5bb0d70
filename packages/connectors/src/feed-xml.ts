import { type DomNode, domElement, type FeedElement } from "./feed-element.ts";
import { type NameReader, nameReader } from "./feed-names.ts";
import { closeEntries, entrySources, repairXml, sealMarkup } from "./feed-repair.ts";
import { type FeedTree, readTree } from "./feed-tree.ts";
import { loadXml } from "./load-page.ts";

/** An XML feed as elements, and which reader it took. */
export type XmlFeed = {
  reader: "strict" | "repaired" | "lenient";
  feed: FeedElement;
  entries: FeedElement[];
  /** The root's `xml:base`. */
  base: string | null;
  language: string | null;
  /** The entries' source texts, in order, for a person to read. */
  sources(): string[];
};

/**
 * Reads RSS 0.9x to 2.0, RSS 1.0 and 1.1 (RDF), Atom 0.3 and 1.0. What is well formed is read as it stands; what is not is
 * mended and read again; what is beyond that is read leniently.
 * @returns null where the text is no feed
 */
export function readXmlFeed(xml: string): XmlFeed | null {
  const sealed = sealMarkup(xml);
  const name = nameReader(sealed);
  const root = { ...rootAttributes(xml), sources: () => entrySources(xml) };
  const strict = wellFormed(sealed, name);
  if (strict) return { reader: "strict", ...strict, ...root };
  const mended = repairXml(sealed);
  const repaired = wellFormed(mended, name);
  if (repaired) return { reader: "repaired", ...repaired, ...root };
  const lenient = readLeniently(closeEntries(mended), name);
  return lenient && { reader: "lenient", ...lenient, ...root };
}

/** Null where the document is not well formed, or has nothing of a feed in it. */
function wellFormed(xml: string, name: NameReader): FeedTree | null {
  try {
    return readTree(xml, name);
  } catch {
    return null;
  }
}

function readLeniently(xml: string, name: NameReader): FeedTree | null {
  const $ = loadXml(xml);
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
