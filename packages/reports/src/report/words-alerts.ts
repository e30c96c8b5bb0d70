import type { AlertKind } from "@groundswell/analytics";
import { countWords, listWords } from "./figures.ts";

const title = "Alerts: ";

/** The title of the alerts of an expertise, by its name. */
export function alertsTitle(name: string): string {
  return title + name;
}

/** The name of the expertise in such a title. */
export function nameInTitle(text: string): string {
  return text.startsWith(title) ? text.slice(title.length) : text;
}

/**
 * What the alerts of some kinds say together: counts, and only of what everybody who may have the report may know of. Which spaces, people and
 * sources stands in the rows.
 * @param day in ISO
 */
export function alertsInsight(kinds: readonly string[], name: string, day: string): string {
  const count = (kind: AlertKind) => kinds.filter((one) => one === kind).length;
  const [lost, piled, moved] = [count("answerer-lost"), count("questions-pile-up"), count("concentration-moved")];
  const words = [
    ...(lost > 0 ? [`${countWords(lost, "space")} lost ${lost === 1 ? "its" : "their"} most active answerer`] : []),
    ...(piled > 0 ? [`questions pile up in ${countWords(piled, "space")}`] : []),
    ...(moved > 0 ? ["activity moved between many spaces and few"] : []),
  ];
  if (words.length === 0) return `Something that you may want to look at was found in ${name} as of ${day}.`;
  return `New in ${name} as of ${day}: ${listWords(words)}.`;
}
