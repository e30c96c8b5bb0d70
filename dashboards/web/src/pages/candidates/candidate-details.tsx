import type { CandidateRow } from "@groundswell/reports";
import { counted, decimal, percent, unknown } from "../../parts/format.ts";
import { ScoreTerms } from "../../parts/score-terms.tsx";

/** How a score comes about. */
export function CandidateDetails({ candidate }: { candidate: CandidateRow }) {
  return (
    <>
      <ScoreTerms {...candidate} caption="How the score adds up" show={["value", "weight"]} />
      <Figures candidate={candidate} />
    </>
  );
}

function Figures({ candidate }: { candidate: CandidateRow }) {
  const { percentile, breadth, quality, track } = candidate;
  return (
    <dl className="figures">
      <div>
        <dt>Percentile</dt>
        <dd>{percentile === null ? unknown : percent(percentile)}</dd>
      </div>
      <div>
        <dt>Breadth</dt>
        <dd title="Effective spaces: as many equally used ones as would be as varied">
          {counted(breadth.spaces, "space")} ({decimal(breadth.effectiveSpaces)} effective),{" "}
          {counted(breadth.sources, "platform")}
        </dd>
      </div>
      <div>
        <dt>Answers accepted</dt>
        <dd title="With 95 % confidence at least the lower bound">
          {quality.acceptRate === null
            ? unknown
            : `${percent(quality.acceptRate)}, at least ${percent(quality.acceptLowerBound)}`}
        </dd>
      </div>
      <div>
        <dt>Expert / leader</dt>
        <dd>
          {decimal(track.expert)} / {decimal(track.leader)}
        </dd>
      </div>
    </dl>
  );
}
