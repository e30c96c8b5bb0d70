import { gates, tracks } from "@groundswell/analytics";
import { candidacyStages } from "@groundswell/model";
import { type CandidatePageFilter, candidateViews } from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import { date } from "../query.ts";

export const defaultPage = 50;
export const mostOfPage = 200;

/** How many of a page: 50 unless given. */
export const pageLimit = z
  .string()
  .regex(/^\d{1,3}$/, `write a whole number from 1 to ${mostOfPage}`)
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= mostOfPage, `write a whole number from 1 to ${mostOfPage}`)
  .default(defaultPage)
  .openapi({ type: "integer", minimum: 1, maximum: mostOfPage });

/** What the page before gave as `next`. */
export const cursor = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/, 'give what the page before has as "next"')
  .optional();

const short = z.string().trim().min(1, "write something, or leave it out").max(100, "at most 100 characters");
const months = z
  .string()
  .regex(/^\d{1,3}$/, "write how many months as a whole number")
  .transform(Number)
  .openapi({ type: "integer", minimum: 0 });

/** Which track and which run. */
export const trackQuery = z.strictObject({ track: z.enum(tracks).default("expert"), asOf: date("asOf") });

/** A page of whom gates keep off the list. */
export const movedQuery = trackQuery.extend({ after: cursor, limit: pageLimit });

/** The words of the command's options, in one place for the list and its exports. */
export const candidatesQuery = trackQuery.extend({
  region: short.optional().openapi({ description: "A region of the policy, a country, elsewhere, or unknown." }),
  language: short.optional().openapi({ description: "Two letters, an English name, or unknown." }),
  channel: short.optional().openapi({ description: "Who did anything in this channel of the track." }),
  stage: z.enum(candidacyStages).optional(),
  gate: z.enum(gates).optional(),
  view: z.enum(candidateViews).optional(),
  minEvidence: months.optional().openapi({ description: "At least so many active months." }),
  search: short
    .min(2, "write at least two characters")
    .optional()
    .openapi({ description: "Beginnings of words of a name or handle." }),
  after: cursor,
  limit: pageLimit,
  format: z.enum(["csv", "json"]).optional().openapi({
    description: "Everybody who is wanted as one document, and not a page: after and limit mean nothing then.",
  }),
});

export type CandidatesQuery = z.output<typeof candidatesQuery>;

/** What a query filters by; what is left out filters nothing. */
export function filterOf(query: CandidatesQuery): CandidatePageFilter {
  const { region, language, channel, stage, gate, view, minEvidence, search } = query;
  return {
    ...(region !== undefined && { region }),
    ...(language !== undefined && { language }),
    ...(channel !== undefined && { channel }),
    ...(stage !== undefined && { stage }),
    ...(gate !== undefined && { gate }),
    ...(view !== undefined && { view }),
    ...(minEvidence !== undefined && { minEvidenceMonths: minEvidence }),
    ...(search !== undefined && { search }),
  };
}
