import type { WhatIfAnswer } from "@groundswell/reports";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { act } from "../../ask.ts";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import type { Track } from "../../place-people.ts";
import type { Asked } from "../../use-answer.ts";
import type { Changes } from "./dials.ts";

const pauseMs = 400;

/** Asks what another policy would do, once a slider has come to rest; nothing is asked while nothing is changed. */
export function useWhatIf(track: Track, changes: Changes): Asked<WhatIfAnswer> & { isSettled: boolean } {
  const path = expertisePath(useExpertise(), "what-if");
  const wanted = JSON.stringify({ track, changes, limit: 50 });
  const rested = useRested(wanted);
  const asked = useQuery({
    queryKey: [path, rested],
    queryFn: () => act<WhatIfAnswer>(path, JSON.parse(rested)),
    enabled: Object.keys(changes).length > 0 && rested === wanted,
    placeholderData: keepPreviousData,
  });
  return {
    answer: asked.isError ? null : (asked.data ?? null),
    failure: asked.error ? asked.error.message : null,
    loading: asked.isFetching || rested !== wanted,
    again: () => void asked.refetch(),
    isSettled: rested === wanted && !asked.isFetching,
  };
}

/** A text once it has not changed for a while. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
