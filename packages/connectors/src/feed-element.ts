import type { CheerioAPI } from "cheerio";
import type { NameReader } from "./feed-names.ts";

/** An element of a feed, whichever reader found it. Names are canonical and in lower case. */
export type FeedElement = {
  /** The elements of a name directly inside this one. */
  all(name: string): FeedElement[];
  attribute(name: string): string | null;
  /** Its character data; where it holds markup, the markup. Trimmed. */
  text: string;
};

/** The nodes that cheerio hands out, as far as they are needed. */
export type DomNode = Parameters<CheerioAPI["contains"]>[0];

/** Words that are never inside text: where one is, the text before it was not closed. */
const neverInText = new Set(["link", "guid", "pubdate", "description", "item", "entry", "published", "updated", "id"]);
const closed = new Set(["item", "entry", "source", "author", "image", "textinput", "itunes:owner"]);

/**
 * An element over cheerio's tree. Where an element was never closed, what follows it became its children: they are
 * found as if they were beside it, as far as the next thing that has parts of its own.
 */
export function domElement($: CheerioAPI, node: DomNode, name: NameReader): FeedElement {
  const childrenOf = (parent: DomNode) => ("children" in parent ? [...parent.children] : []);
  const nameOf = (child: DomNode) => ("attribs" in child ? name(child.name) : null);
  return {
    all(wanted) {
      const found: FeedElement[] = [];
      // Level by level, so that what is really inside comes before what an unclosed neighbour holds.
      const waiting = childrenOf(node);
      for (const child of waiting) {
        const own = nameOf(child);
        if (own === null) continue;
        if (own === wanted) found.push(domElement($, child, name));
        if (!closed.has(own) && !own.startsWith("media:")) waiting.push(...childrenOf(child));
      }
      return found;
    },
    attribute(wanted) {
      const attributes: Record<string, string> = "attribs" in node ? node.attribs : {};
      return Object.hasOwn(attributes, wanted) ? (attributes[wanted]?.trim() ?? null) : null;
    },
    get text() {
      const children = childrenOf(node);
      const elements = children.filter((child) => nameOf(child) !== null);
      if (elements.length === 0) return $(node).text().trim();
      const stray = children.findIndex((child) => neverInText.has(nameOf(child) ?? ""));
      // A section of CDATA on its own is nothing that `$` takes.
      if (stray >= 0) return $.text(children.slice(0, stray)).trim();
      return ($(node).html() ?? "").trim();
    },
  };
}
