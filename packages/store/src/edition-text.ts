import { documentHash } from "./dossiers.ts";

// What programs tell parts apart by, and addresses: nobody looks for them.
const unsaid = new Set(["key", "kind", "unit", "matter", "better", "draw", "report", "url", "about"]);

/** All that a kept report says, in its order, for the search. */
export function wordsOf(document: unknown): string {
  return [...textsIn(document)].join("\n");
}

/** The SHA-256 of a kept report as JSON with sorted keys, in hex: the order in which a store gives keys back does not show. */
export function editionHash(document: unknown): string {
  return documentHash(sortedJson(document));
}

/** JSON whose keys are in the order of their code units, at every depth. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (value !== null && typeof value === "object")
    for (const [key, one] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      if (!unsaid.has(key)) yield* textsIn(one);
}
