import { loadPage } from "./load-page.ts";
import { parseLooseJson } from "./structured-data-json.ts";
import { readMicrodata } from "./structured-data-microdata.ts";
import { isNode, type StructuredNode, type StructuredValue, withoutVocabulary } from "./structured-data-node.ts";
import { resolveUrl } from "./web-address.ts";

export {
  isNode,
  nodesOfType,
  type StructuredNode,
  type StructuredValue,
  textOf,
  valuesOf,
} from "./structured-data-node.ts";

// Deeper than any page that means something; what lies below is a trap.
const deepest = 60;

/**
 * The things that a page describes by itself, in its own order: those of its JSON-LD blocks (arrays and `@graph` taken
 * apart, references by `@id` resolved), then those of its microdata. A block that cannot be read is left out.
 * No node contains itself; one that two others refer to is the same object in both.
 * @param url where the page is: what its relative addresses are relative to
 */
export function readStructuredData(html: string, url: string): StructuredNode[] {
  const page = loadPage(html);
  const base = resolveUrl(page("base[href]").attr("href"), url) ?? url;
  const blocks = page("script")
    .filter((_, script) => /^application\/ld\+json\b/i.test((page(script).attr("type") ?? "").trim()))
    .toArray()
    .map((script) => page(script).text());
  const described = blocks.flatMap((block) => topNodes(parseLooseJson(block), 0));
  return [...withReferences(described), ...readMicrodata(page, base)];
}

function topNodes(value: unknown, depth: number): StructuredNode[] {
  if (depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((one) => topNodes(one, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  const { "@graph": graph, ...own } = value as Record<string, unknown>;
  const itself = own["@type"] === undefined ? [] : [asNode(own, depth)];
  return [...itself, ...topNodes(graph, depth + 1)];
}

function asNode(object: Record<string, unknown>, depth: number): StructuredNode {
  const types = [object["@type"] ?? []].flat().filter((type) => typeof type === "string");
  // By its bare name: "https://schema.org/@type" is no second list of types.
  const properties = Object.entries(object)
    .map(([name, value]) => [withoutVocabulary(name), value] as const)
    .filter(([name]) => name !== "@type" && name !== "@context");
  return Object.fromEntries([
    ["@type", types.map(withoutVocabulary)],
    ...properties.map(([name, value]) => [name, asValue(value, depth + 1)]),
  ]) as StructuredNode;
}

function asValue(value: unknown, depth: number): StructuredValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || depth > deepest) return null;
  if (Array.isArray(value)) return value.map((one) => asValue(one, depth + 1));
  const object = value as Record<string, unknown>;
  if ("@value" in object) return asValue(object["@value"], depth + 1);
  if ("@list" in object) return asValue(object["@list"], depth + 1);
  return asNode(object, depth);
}

/** Puts the node itself in the place of `{"@id": …}`, except where it would then contain itself. */
function withReferences(nodes: StructuredNode[]): StructuredNode[] {
  const byId = new Map<string, StructuredNode>();
  const done = new Set<StructuredNode>();
  const open = new Set<StructuredNode>();
  const collect = (value: StructuredValue): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (isNode(value)) {
      const id = value["@id"];
      if (typeof id === "string" && !isReference(value) && !byId.has(id)) byId.set(id, value);
      Object.values(value).forEach(collect);
    }
  };
  const resolve = (value: StructuredValue): StructuredValue => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isNode(value)) return value;
    const named = isReference(value) ? byId.get(value["@id"] as string) : undefined;
    const node = named !== undefined && !open.has(named) ? named : value;
    if (done.has(node) || open.has(node)) return node;
    open.add(node);
    for (const [property, inner] of Object.entries(node)) if (property !== "@type") node[property] = resolve(inner);
    open.delete(node);
    done.add(node);
    return node;
  };
  collect(nodes);
  nodes.forEach(resolve);
  return nodes;
}

function isReference(node: StructuredNode): boolean {
  return typeof node["@id"] === "string" && Object.keys(node).length === 2;
}
