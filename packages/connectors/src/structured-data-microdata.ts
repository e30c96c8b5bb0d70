import type { load } from "cheerio";
import { plainText } from "./html.ts";
import { type StructuredNode, type StructuredValue, withoutVocabulary } from "./structured-data-node.ts";
import { resolveUrl } from "./web-address.ts";

type Page = ReturnType<typeof load>;
type Element = ReturnType<Page>[number];

// Deeper than any page that means something; what lies below is a trap.
const deepest = 60;

const addressAttributes: Record<string, string> = {
  a: "href",
  area: "href",
  link: "href",
  audio: "src",
  embed: "src",
  iframe: "src",
  img: "src",
  source: "src",
  track: "src",
  video: "src",
  object: "data",
};

/**
 * The items of a page's microdata that are no other item's property (https://html.spec.whatwg.org/multipage/microdata.html).
 * `content` is read on every element, as search engines do. An item without an `itemid` is named by its element's id,
 * as `page#answer-41`: that is where a link to it leads.
 */
export function readMicrodata(page: Page, base: string): StructuredNode[] {
  const reading: Reading = { page, base, done: new Map(), open: new Set() };
  return page("[itemscope]")
    .toArray()
    .filter((element) => !page(element).is("[itemprop]") || page(element).parents("[itemscope]").length === 0)
    .flatMap((element) => itemAt(reading, element) ?? []);
}

/** An item that `itemref` makes a part of two others is read once; one that would contain itself is left out there. */
type Reading = { page: Page; base: string; done: Map<Element, StructuredNode>; open: Set<Element> };

function itemAt(reading: Reading, element: Element): StructuredNode | null {
  const { page, base, done, open } = reading;
  if (open.has(element) || open.size > deepest) return null;
  const known = done.get(element);
  if (known) return known;
  open.add(element);
  const item = page(element);
  const properties = new Map<string, StructuredValue[]>();
  const id = item.attr("itemid") ?? (item.attr("id") ? `#${item.attr("id")}` : null);
  const address = resolveUrl(id, base) ?? item.attr("itemid");
  if (address) properties.set("@id", [address]);
  for (const owner of propertiesOf(reading, element)) {
    const value = valueAt(reading, owner);
    if (value === null) continue;
    for (const name of tokens(page(owner).attr("itemprop")).map(withoutVocabulary)) {
      const values = properties.get(name);
      if (values) values.push(value);
      else properties.set(name, [value]);
    }
  }
  open.delete(element);
  const types = tokens(item.attr("itemtype")).map(withoutVocabulary);
  const single = [...properties].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  const node = Object.fromEntries([...single, ["@type", types]]) as StructuredNode;
  done.set(element, node);
  return node;
}

/** The elements that carry an item's own properties, in page order: not those of an item inside it. */
function propertiesOf({ page }: Reading, item: Element): Element[] {
  const found = new Set<Element>();
  const roots = tokens(page(item).attr("itemref")).flatMap((id) =>
    page(`[id="${id.replace(/["\\]/g, "\\$&")}"]`)
      .first()
      .toArray(),
  );
  const seen = new Set<Element>();
  const waiting: Element[] = [...page(item).children().toArray(), ...roots].reverse();
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (seen.has(element)) continue;
    seen.add(element);
    if (page(element).is("[itemprop]")) found.add(element);
    if (!page(element).is("[itemscope]")) waiting.push(...page(element).children().toArray().reverse());
  }
  return [...found];
}

function valueAt(reading: Reading, element: Element): StructuredValue {
  const { page, base } = reading;
  const owner = page(element);
  if (owner.is("[itemscope]")) return itemAt(reading, element);
  const content = owner.attr("content");
  if (content !== undefined) return content;
  const name = String(owner.prop("tagName") ?? "").toLowerCase();
  const attribute = addressAttributes[name];
  const address = attribute === undefined ? undefined : owner.attr(attribute);
  if (address !== undefined) return resolveUrl(address, base) ?? address;
  if (name === "data" || name === "meter") return owner.attr("value") ?? "";
  if (name === "time") return owner.attr("datetime") ?? owner.text().trim();
  return plainText(owner.html() ?? "");
}

function tokens(attribute: string | undefined): string[] {
  return (attribute ?? "").split(/\s+/).filter((token) => token !== "");
}
