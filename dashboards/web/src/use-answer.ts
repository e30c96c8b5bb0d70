import { keepPreviousData, QueryClient, useQuery } from "@tanstack/react-query";
import { AskError, ask } from "./ask.ts";

/**
 * What is known of a question: `answer` stays that of the question before while a new one is on its way, and the last one where asking
 * again failed; `failure` is then said beside it.
 */
export type Asked<T> = { answer: T | null; failure: string | null; loading: boolean; again: () => void };

const freshMs = 60_000;

/** What was answered. An answer stands for a minute; a refusal is not asked for again, a silence twice. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: freshMs,
      retry: (failures, error) => failures < 2 && (!(error instanceof AskError) || error.status === null),
      // A server on this machine answers without any network.
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

/** How a path of the API is asked and kept. */
export function question<T>(path: string) {
  return { queryKey: [path] as const, queryFn: ({ signal }: { signal: AbortSignal }) => ask<T>(path, signal) };
}

/** Asks the API, and asks again when `path` changes; null asks nothing. */
export function useAnswer<T>(path: string | null): Asked<T> {
  const asked = useQuery({ ...question<T>(path ?? ""), enabled: path !== null, placeholderData: keepPreviousData });
  return {
    answer: isRefused(asked.error) ? null : (asked.data ?? null),
    failure: asked.error ? asked.error.message : null,
    loading: asked.isFetching && (asked.isPending || asked.isPlaceholderData),
    again: () => void asked.refetch(),
  };
}

/** Whether a question may no longer be asked, or is about nothing any more: what was answered before must not stay on the page. */
function isRefused(error: Error | null): boolean {
  return error instanceof AskError && (error.status === 401 || error.status === 403 || error.status === 404);
}

/** Asks anew for what stands on the page and whose path is one of these, or begins with one that ends in "*"; the rest when it is shown. */
export async function renew(paths: readonly string[]): Promise<void> {
  await answers.invalidateQueries({
    predicate: ({ queryKey }) => paths.some((path) => isAsked(String(queryKey[0]), path)),
  });
}

/** Whether a question is the one of a path, whatever its query is. */
export function isAsked(question: string, path: string): boolean {
  return path.endsWith("*") ? question.startsWith(path.slice(0, -1)) : question.split("?", 1)[0] === path;
}
