import { mentionHint } from "@groundswell/model";

/** The SQL of whether a signal links anywhere or its words may name a space; `signals_leading` is used by who asks in these very words. */
export function leadsSomewhere(signal: string): string {
  return `(cardinality(${signal}.links) > 0 or ${leadingWords(signal)} ~* '${mentionHint}')`;
}

/** The SQL of what a signal says, title and text. */
export function leadingWords(signal: string): string {
  return `(coalesce(${signal}.title, '') || ' ' || coalesce(${signal}.excerpt, ''))`;
}
