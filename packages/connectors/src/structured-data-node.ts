/** What a property can hold: JSON, with objects made nodes. */
export type StructuredValue = string | number | boolean | null | StructuredNode | StructuredValue[];

/**
 * One thing that a page describes. `@type` lists its types without their vocabulary (`Question`, never
 * `https://schema.org/Question`), and is empty for a bare reference; `@id` is there where the page gives one.
 */
export type StructuredNode = { "@type": string[]; [property: string]: StructuredValue };

/** A type or property without its vocabulary: `http://schema.org/Question` and `schema:Question` are `Question`. */
export function withoutVocabulary(name: string): string {
  return name.trim().replace(/^(https?:\/\/(www\.)?schema\.org\/|schema:)/i, "");
}

/** Every node of one of these types, nested ones too, save those inside another match. */
export function nodesOfType(nodes: StructuredValue, ...types: string[]): StructuredNode[] {
  const found = new Set<StructuredNode>();
  const seen = new Set<StructuredValue>();
  const look = (value: StructuredValue): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (!Array.isArray(value) && value["@type"].some((type) => types.includes(type))) found.add(value);
    else for (const inner of Object.values(value)) look(inner);
  };
  look(nodes);
  return [...found];
}

/** Whether a value is a node, rather than text, a number or a list. */
export function isNode(value: StructuredValue | undefined): value is StructuredNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The values of a property as a list, whether the page gives none, one or many. */
export function valuesOf(node: StructuredNode, property: string): StructuredValue[] {
  const value = Object.hasOwn(node, property) ? node[property] : null;
  return [value ?? []].flat();
}

/** The first text or number that a property gives, trimmed, as text; null where it gives none. */
export function textOf(node: StructuredNode, ...properties: string[]): string | null {
  for (const property of properties)
    for (const value of valuesOf(node, property)) {
      const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
      if (text !== "") return text;
    }
  return null;
}
