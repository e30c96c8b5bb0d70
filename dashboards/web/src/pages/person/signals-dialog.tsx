import type { PersonSignalsAnswer } from "@groundswell/reports";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ask } from "../../ask.ts";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { kindWord, utcDay } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { Failure, Loading } from "../../parts/states.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import type { Behind } from "./behind.ts";

const pageSize = 50;

type SignalsDialogProps = { person: number; behind: Behind; onClose: () => void };

/** The signals that a number was counted from, the newest first, each with its source. */
export function SignalsDialog({ person, behind, onClose }: SignalsDialogProps) {
  const expertise = useExpertise();
  const { title, kind, space } = behind;
  const question = { limit: pageSize, ...(kind !== null && { kind }), ...(space !== null && { space }) };
  const path = (after: string | null) =>
    expertisePath(expertise, `people/${person}/signals`, { ...question, ...(after !== null && { after }) });
  const asked = useInfiniteQuery({
    queryKey: [path(null), "pages"],
    queryFn: ({ pageParam, signal }) => ask<PersonSignalsAnswer>(path(pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const [first] = asked.data?.pages ?? [];
  const signals = asked.data?.pages.flatMap((page) => page.signals) ?? [];
  return (
    <Dialog title={title} onClose={onClose} wide>
      {asked.isError && <Failure message={asked.error.message} again={() => void asked.refetch()} />}
      {asked.isPending && <Loading what="the signals" lines={8} />}
      {first && (
        <>
          <p className="aside">
            From {utcDay(first.window.from)} up to {utcDay(first.window.to)}, the newest first.
            {signals.length === 0 && " There are none."}
          </p>
          <ol className="threads">
            {signals.map((signal) => (
              <li key={signal.signal}>
                <WebLink to={signal.url}>{signal.title ?? signal.url ?? kindWord(signal.kind, 1)}</WebLink>
                <small>
                  {kindWord(signal.kind, 1)} in {signal.space.name}, <Instant at={signal.occurredAt} />
                  {signal.leftOut !== null && ` · in no score: ${leftOutWords[signal.leftOut]}`}
                </small>
              </li>
            ))}
          </ol>
          {asked.hasNextPage && (
            <button
              type="button"
              className="more"
              disabled={asked.isFetchingNextPage}
              onClick={() => void asked.fetchNextPage()}
            >
              {asked.isFetchingNextPage ? "More are on their way…" : "Show older ones"}
            </button>
          )}
        </>
      )}
    </Dialog>
  );
}

const leftOutWords = { "own thread": "said in a thread of their own", copy: "a copy of another one" } as const;
