import { SaxesParser } from "saxes";
import type { FeedElement } from "./feed-element.ts";
import { canonicalPrefix, type NameReader } from "./feed-names.ts";

/** Elements that mean something wherever they stand: one that is where it does not belong is read all the same. */
const entryNames = new Set(["item", "entry"]);
const feedNames = new Set(["channel", "feed"]);
/** Elements of XHTML that hold what an item has to say. */
const pages = new Set(["xhtml:div", "xhtml:body"]);

const none: FeedElement[] = [];
const noAttributes: Record<string, string> = {};

/** An element of a well-formed document: entries have some sixty words to be asked for, so asking costs no copy. */
class TreeNode implements FeedElement {
  /** By their names in lower case. */
  readonly attributes: Record<string, string>;
  /** Null while it has none: most elements are leaves, and a map for each would be most of the memory. */
  children: Map<string, TreeNode[]> | null = null;
  /** As it is written until its end is read, and trimmed from then on. */
  text = "";

  constructor(attributes: Record<string, string>) {
    this.attributes = attributes;
  }

  all(name: string): FeedElement[] {
    return this.children?.get(name) ?? none;
  }

  append(name: string, child: TreeNode): void {
    this.children ??= new Map();
    const siblings = this.children.get(name);
    if (siblings) siblings.push(child);
    else this.children.set(name, [child]);
  }

  attribute(name: string): string | null {
    if (this.attributes === noAttributes || !Object.hasOwn(this.attributes, name)) return null;
    return this.attributes[name]?.trim() ?? null;
  }
}

/** What a well-formed document holds of a feed. */
export type FeedTree = { feed: FeedElement; entries: FeedElement[] };

/**
 * Reads a document that is well-formed XML.
 * @returns null where nothing in it belongs to a feed
 * @throws Error where it is not well formed
 */
export function readTree(xml: string, name: NameReader): FeedTree | null {
  const entries: TreeNode[] = [];
  let feed: TreeNode | null = null;
  let root: TreeNode | null = null;
  let depth = 0;
  let entryDepth = Number.POSITIVE_INFINITY;
  const open: TreeNode[] = [];
  /** What an unprefixed name belongs to, where an element inside the feed says so; null outside of such elements. */
  const defaults: (string | null)[] = [];
  const parser = new SaxesParser({ position: false });
  /** The page that is open and its depth: what lies in it is text with markup. */
  let page: { node: TreeNode; depth: number } | null = null;
  parser.on("opentag", (tag) => {
    if (page) {
      depth++;
      page.node.text += `<${localName(tag.name)}>`;
      return;
    }
    const attributes = lowerCased(tag.attributes as Record<string, string>);
    const parent = open.at(-1);
    const namespace =
      attributes.xmlns === undefined ? (defaults.at(-1) ?? null) : ownNamespace(attributes.xmlns, parent);
    const word = namespace !== null && !tag.name.includes(":") ? name(`${namespace}:${tag.name}`) : name(tag.name);
    const node = new TreeNode(attributes);
    depth++;
    if (entryNames.has(word) && depth < entryDepth) {
      entries.push(node);
      entryDepth = depth;
    } else if (feed === null && feedNames.has(word)) feed = node;
    else if (word === "rss" || word === "rdf:RDF") root ??= node;
    parent?.append(word, node);
    open.push(node);
    defaults.push(namespace);
    if (pages.has(word)) page = { node, depth };
  });
  parser.on("text", (text) => {
    const node = open.at(-1);
    if (node) node.text += page && text.includes("<") ? text.replaceAll("<", "&lt;") : text;
  });
  parser.on("cdata", (text) => {
    const node = open.at(-1);
    // What software seals in a section is its markup.
    if (node) node.text += text;
  });
  parser.on("closetag", (tag) => {
    if (page && depth > page.depth) {
      depth--;
      page.node.text += `</${localName(tag.name)}>`;
      return;
    }
    page = null;
    if (depth === entryDepth) entryDepth = Number.POSITIVE_INFINITY;
    depth--;
    const node = open.pop();
    if (node) node.text = node.text.trim();
    defaults.pop();
  });
  parser.write(xml).close();
  const top = feed ?? root ?? (entries.length > 0 ? new TreeNode(noAttributes) : null);
  return top === null ? null : { feed: top, entries };
}

/**
 * The prefix that unprefixed names have in an element which declares a default namespace; null where they are a feed's own.
 * What the root declares is the feed's, right or wrong.
 */
function ownNamespace(declared: string, parent: TreeNode | undefined): string | null {
  if (parent === undefined) return null;
  const prefix = canonicalPrefix(declared);
  if (prefix === "" || prefix === "atom" || declared.trim() === "") return null;
  return prefix ?? "foreign";
}

function lowerCased(attributes: Record<string, string>): Record<string, string> {
  let found = noAttributes;
  for (const name in attributes) {
    if (found === noAttributes) found = {};
    found[name.toLowerCase()] = attributes[name] as string;
  }
  return found;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
