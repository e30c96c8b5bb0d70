import { describeWindow, percent } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { countWords, listWords } from "./figures.ts";
import { excludesZero, rateChange } from "./figures-rates.ts";

/** An expertise with how many of its threads were helped within 72 h; `value` is null where there are too few. */
export type HelpOfExpertise = { name: string; helped: { count: number; n: number; value: number | null } };

export type OverviewClaim = {
  window: Window;
  /** Those that were analysed. */
  expertises: readonly HelpOfExpertise[];
  /** How many there are, those without an analysis too. */
  all: number;
};

/** Which expertise helps least, as one sentence; two that chance may have put in this order are named together. */
export function overviewInsight({ window, expertises, all }: OverviewClaim): string {
  const when = `In ${describeWindow(window)}`;
  if (all === 0) return `${when}, there was no expertise: load a catalogue first.`;
  const of = countWords(all, "expertise");
  if (expertises.length === 0) return `${when}, none of ${of} was analysed.`;
  const [least, next] = expertises
    .flatMap(({ name, helped }) => (helped.value === null ? [] : [{ name, ...helped, value: helped.value }]))
    .sort((a, b) => a.value - b.value || (a.name < b.name ? -1 : 1));
  if (!least) return `${when}, none of ${of} had threads enough to tell who is helped.`;
  const told = (one: { value: number }) => `${percent(one.value)} of threads`;
  if (!next)
    return `${when}, ${least.name} helped ${told(least)} within 72 h${all === 1 ? "" : `; of ${of} no other had threads enough`}.`;
  const change = rateChange(next, least);
  if (change !== null && excludesZero(change.interval))
    return `${when}, of ${of} ${least.name} helped least: ${told(least)} within 72 h, ${next.name} ${percent(next.value)}.`;
  const both = `${percent(least.value)} and ${percent(next.value)} of threads within 72 h`;
  return `${when}, of ${of} ${listWords([least.name, next.name])} helped least, too close to tell apart: ${both}.`;
}

/** What no place shows, whatever is watched: work of a community that leaves no public trace. */
export const unseenEverywhere: readonly string[] = [
  "Private channels: direct messages, closed chats, mail.",
  "Mentoring, product feedback and help given in private.",
  "Talks at events that no source lists, and how many came to any.",
  "Private repositories, and what is read without a word: page views, downloads.",
  "Places that no connector reads: they show only where signals link to them.",
];
