import type { Answer } from "@groundswell/server";
import { useQuery } from "@tanstack/react-query";
import { actFor } from "../../ask.ts";
import type { PreviewPlace } from "../../place-reports.ts";
import type { Asked } from "../../use-answer.ts";

const path = "/api/reports/preview";
// To build a report takes seconds, and what it is built from changes with the next analysis.
const freshMs = 300_000;

/** What is asked of the API: what is empty is left to its own choice. */
export function previewBody({ report, expertise, cadence, asOf }: PreviewPlace) {
  return {
    report,
    expertise: expertise === "" ? null : expertise,
    ...(cadence === "" ? {} : { cadence }),
    ...(asOf === "" ? {} : { asOf }),
  };
}

/** Builds a report and keeps it nowhere. */
export function usePreview(place: PreviewPlace): Asked<Answer["PreviewAnswer"]> {
  const body = previewBody(place);
  const asked = useQuery({
    queryKey: [path, body],
    queryFn: () => actFor<Answer["PreviewAnswer"]>(path, body),
    staleTime: freshMs,
  });
  return {
    answer: asked.data ?? null,
    failure: asked.error ? asked.error.message : null,
    loading: asked.isFetching,
    again: () => void asked.refetch(),
  };
}
