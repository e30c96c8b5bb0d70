import type { SpaceSignalsAnswer } from "@groundswell/reports";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../../ask.ts";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { Failure, Loading } from "../../parts/states.tsx";
import { SignalList } from "./signal-list.tsx";

/** The signals behind the numbers, the newest first: read when somebody asks for them. */
export function SignalsSection({ space }: { space: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Every signal that is counted</summary>
      {open && <Signals space={space} />}
    </details>
  );
}

function Signals({ space }: { space: string }) {
  const expertise = useExpertise();
  const { window } = useSearch({ from: "/signed-in/expertises/$expertise/space" });
  const answer = `spaces/${encodeURIComponent(space)}/signals`;
  const pathAfter = (after: string | null) =>
    expertisePath(expertise, answer, { window, ...(after === null ? {} : { after }) });
  const pages = useInfiniteQuery({
    queryKey: ["signals", pathAfter(null)],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => ask<SpaceSignalsAnswer>(pathAfter(pageParam), signal),
    getNextPageParam: ({ next }) => next,
  });
  if (pages.isPending) return <Loading what="the signals" lines={8} />;
  return (
    <>
      {/* What was read stays where the page after it fails. */}
      {pages.data && <SignalList signals={pages.data.pages.flatMap(({ signals }) => signals)} />}
      {pages.isError && <Failure message={pages.error.message} again={() => void pages.refetch()} />}
      {pages.hasNextPage && (
        <button type="button" className="more" disabled={pages.isFetching} onClick={() => void pages.fetchNextPage()}>
          Show older ones
        </button>
      )}
    </>
  );
}
