import { createContext, useContext } from "react";
import { type WindowName, windowStart } from "../place.ts";

/** The expertise that a page is about, and the instant that its newest run stands at. */
export type AnalysedExpertise = { slug: string; name: string; asOf: string };

export const ExpertiseContext = createContext<AnalysedExpertise | null>(null);

/** The expertise of the page, for pages inside its frame. */
export function useExpertise(): AnalysedExpertise {
  const expertise = useContext(ExpertiseContext);
  if (expertise === null) throw new Error("This page stands outside the frame of an expertise.");
  return expertise;
}

/** Everything that was read about an expertise, in the words of `renew`: what anybody does there may change any of it. */
export function allAbout(expertise: AnalysedExpertise): readonly string[] {
  return [expertisePath(expertise, "*")];
}

/**
 * The path of an answer about an expertise. Nothing says as of when unless a window needs it: the answers of the newest run are kept, and come
 * at once.
 */
export function expertisePath(
  { slug, asOf }: AnalysedExpertise,
  answer: string,
  { window, ...more }: { window?: WindowName } & Record<string, string | number | boolean | undefined> = {},
): string {
  const query = new URLSearchParams();
  const from = window === undefined ? null : windowStart(window, asOf);
  if (from !== null) query.set("from", from);
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, String(value));
  const path = `/api/expertises/${encodeURIComponent(slug)}/${answer}`;
  return query.size === 0 ? path : `${path}?${query}`;
}
