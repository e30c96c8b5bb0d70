import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { ask } from "../../ask.ts";

/**
 * A list so far, page after page. A run in between makes the next page refuse; `again` then begins anew.
 * @param pathOf the path of the page after a cursor; of the first for null
 */
export function usePages<Page extends { next: string | null }>(pathOf: (after: string | null) => string) {
  const queries = useQueryClient();
  const queryKey = [pathOf(null), "pages"];
  const asked = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask<Page>(pathOf(pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  return {
    pages: asked.data?.pages ?? [],
    failure: asked.error ? asked.error.message : null,
    loading: asked.isPending || asked.isPlaceholderData,
    hasMore: asked.hasNextPage,
    isMoreComing: asked.isFetchingNextPage,
    more: () => void asked.fetchNextPage(),
    again: () => void queries.resetQueries({ queryKey }),
  };
}
