import type { CandidatePageAnswer, MovedPageAnswer } from "@groundswell/reports";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useAnswer } from "../../use-answer.ts";
import { CandidatesSection } from "./candidates-section.tsx";

const firstShown = 12;
const mostShown = 200;

/** Who is helping in an expertise. */
export function CandidatesPage() {
  const expertise = useExpertise();
  const { track } = useSearch({ from: "/signed-in/expertises/$expertise/candidates" });
  const navigate = useNavigate({ from: "/expertises/$expertise/candidates" });
  const [limit, setLimit] = useState(firstShown);
  const moved = useAnswer<MovedPageAnswer>(expertisePath(expertise, "moved", { track }));
  const candidates = useAnswer<CandidatePageAnswer>(expertisePath(expertise, "candidates", { track, limit }));
  return (
    <>
      <PageHead title={`Who is helping in ${expertise.name}`} />
      <CandidatesSection
        asked={candidates}
        track={track}
        moved={moved.answer?.moved ?? []}
        onTrack={(next) => void navigate({ search: { track: next } })}
        onMore={() => setLimit((last) => Math.min(last + 50, mostShown))}
      />
    </>
  );
}
