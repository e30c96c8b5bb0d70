import type { DiscoverAnswer } from "@groundswell/reports";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { PageHead } from "../../frame/page-head.tsx";
import { useMay } from "../../me.ts";
import { counted, number, percent, utcDay } from "../../parts/format.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { useAnswer } from "../../use-answer.ts";
import { FoundSpaceCard } from "./found-space-card.tsx";

/** Spaces that signals lead to and nobody watches: to accept, ignore, snooze, or have a look at. */
export function DiscoveryPage() {
  const expertise = useExpertise();
  const { decided } = useSearch({ from: "/signed-in/expertises/$expertise/discovery" });
  const navigate = useNavigate({ from: "/expertises/$expertise/discovery" });
  const asked = useAnswer<DiscoverAnswer>(expertisePath(expertise, "discovery", decided ? { state: "all" } : {}));
  const mayDecide = useMay("write", "spaces", expertise.slug);
  return (
    <>
      <PageHead title={`Where else ${expertise.name} is talked about`}>
        <label className="check">
          <input
            type="checkbox"
            checked={decided}
            onChange={(event) => void navigate({ search: { decided: event.target.checked }, resetScroll: false })}
          />{" "}
          Those decided about too
        </label>
      </PageHead>
      <Answered asked={asked} what="the found spaces" lines={14}>
        {(answer) => (
          <>
            <Unwatched answer={answer} />
            {answer.proposals.length === 0 && <Nothing answer={answer} />}
            <ol className="found">
              {answer.proposals.map((found) => (
                <FoundSpaceCard key={found.key} found={found} mayDecide={mayDecide} />
              ))}
            </ol>
          </>
        )}
      </Answered>
    </>
  );
}

function Unwatched({ answer }: { answer: DiscoverAnswer }) {
  const { unwatched, window, total, decided } = answer;
  return (
    <p className="aside">
      From {utcDay(window.from)} up to {utcDay(window.to)} {counted(unwatched.linking, "signal")} linked elsewhere,{" "}
      {percent(unwatched.rate)} of them to places that nobody watches: {number(total)}{" "}
      <Term word="found space">found spaces</Term>, {decided} of them decided about. Ranked by the people who link
      there, not by links.
    </p>
  );
}

function Nothing({ answer }: { answer: DiscoverAnswer }) {
  return (
    <Empty
      title={
        answer.total === 0 ? "Nothing leads to a place that nobody watches." : "All found spaces are decided about."
      }
    >
      <p>New ones appear here when people link to them.</p>
    </Empty>
  );
}
