import { useCallback, useEffect, useState } from "react";

/** What is known of a question: `answer` stays that of the question before while a new one is on its way. */
export type Asked<T> = { answer: T | null; failure: string | null; loading: boolean; again: () => void };

/** Asks the API, and asks again when `path` changes; null asks nothing. */
export function useAnswer<T>(path: string | null): Asked<T> {
  const [state, setState] = useState<Omit<Asked<T>, "again">>({ answer: null, failure: null, loading: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const controller = new AbortController();
    setState(({ answer }) => ({ answer, failure: null, loading: true }));
    ask<T>(path, controller.signal).then(
      (answer) => setState({ answer, failure: null, loading: false }),
      (error: unknown) => {
        if (!controller.signal.aborted)
          setState({ answer: null, failure: String((error as Error).message), loading: false });
      },
    );
    return () => controller.abort();
    // Another turn asks the same question again.
  }, [path, turn]);
  return { ...state, again: useCallback(() => setTurn((last) => last + 1), []) };
}

async function ask<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } }).catch((error: unknown) => {
    throw new Error("The server does not answer. Check that it runs and that you are connected.", { cause: error });
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  const detail = (body as { detail?: unknown } | null)?.detail;
  throw new Error(typeof detail === "string" ? detail : `The server answered with status ${response.status}.`);
}
