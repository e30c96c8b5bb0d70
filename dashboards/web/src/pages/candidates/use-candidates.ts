import type { CandidatePageAnswer } from "@groundswell/reports";
import type { AnalysedExpertise } from "../../frame/expertise.ts";
import { expertisePath } from "../../frame/expertise.ts";
import { type CandidatesPlace, filterQuery } from "../../place-people.ts";
import { usePages } from "./use-pages.ts";

const pageSize = 25;

/** The list so far, page after page. */
export function useCandidates(expertise: AnalysedExpertise, place: CandidatesPlace) {
  const { pages, ...asked } = usePages<CandidatePageAnswer>((after) =>
    expertisePath(expertise, "candidates", {
      ...filterQuery(place),
      limit: pageSize,
      ...(after !== null && { after }),
    }),
  );
  const [first] = pages;
  return { ...asked, answer: first ? { ...first, candidates: pages.flatMap(({ candidates }) => candidates) } : null };
}
