import type { CandidatePageAnswer } from "@groundswell/reports";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { ask } from "../../ask.ts";
import type { AnalysedExpertise } from "../../frame/expertise.ts";
import { expertisePath } from "../../frame/expertise.ts";
import { type CandidatesPlace, filterQuery } from "../../place-people.ts";

const pageSize = 25;

/** The list so far, page after page. A run in between makes the next page refuse; `again` then begins anew. */
export function useCandidates(expertise: AnalysedExpertise, place: CandidatesPlace) {
  const queries = useQueryClient();
  const queryKey = [expertisePath(expertise, "candidates", { ...filterQuery(place), limit: pageSize }), "pages"];
  const asked = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      ask<CandidatePageAnswer>(
        expertisePath(expertise, "candidates", {
          ...filterQuery(place),
          limit: pageSize,
          ...(pageParam !== null && { after: pageParam }),
        }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const [first] = asked.data?.pages ?? [];
  return {
    answer: first ? { ...first, candidates: asked.data?.pages.flatMap(({ candidates }) => candidates) ?? [] } : null,
    failure: asked.error ? asked.error.message : null,
    loading: asked.isPending || asked.isPlaceholderData,
    hasMore: asked.hasNextPage,
    isMoreComing: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
    again: () => void queries.resetQueries({ queryKey }),
  };
}
