import type { MovedPageAnswer } from "@groundswell/reports";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { ask } from "../../ask.ts";
import type { AnalysedExpertise } from "../../frame/expertise.ts";
import { expertisePath } from "../../frame/expertise.ts";
import type { Track } from "../../place-people.ts";

/** Those moved aside so far, page after page. A run in between makes the next page refuse; `again` then begins anew. */
export function useMoved(expertise: AnalysedExpertise, track: Track) {
  const queries = useQueryClient();
  const queryKey = [expertisePath(expertise, "moved", { track }), "pages"];
  const asked = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      ask<MovedPageAnswer>(
        expertisePath(expertise, "moved", { track, ...(pageParam !== null && { after: pageParam }) }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const [first] = asked.data?.pages ?? [];
  return {
    answer: first ? { ...first, moved: asked.data?.pages.flatMap(({ moved }) => moved) ?? [] } : null,
    failure: asked.error ? asked.error.message : null,
    hasMore: asked.hasNextPage,
    isMoreComing: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
    again: () => void queries.resetQueries({ queryKey }),
  };
}
