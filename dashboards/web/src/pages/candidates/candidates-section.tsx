import type { CandidatePageAnswer, MovedPageAnswer } from "@groundswell/reports";
import { counted, kindWord, utcDay } from "../../parts/format.ts";
import { Empty, Failure, Loading } from "../../parts/states.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import type { Track } from "../../place.ts";
import type { Asked } from "../../use-answer.ts";
import { CandidateRow } from "./candidate-row.tsx";
import { MovedAside } from "./moved-aside.tsx";
import { kindsByContribution } from "./score-bar.tsx";

type CandidatesSectionProps = {
  asked: Asked<CandidatePageAnswer>;
  track: Track;
  moved: MovedPageAnswer["moved"];
  onTrack: (track: Track) => void;
  onMore: () => void;
};

const trackTabs = [
  { value: "expert", label: "Experts", about: "who solve and build" },
  { value: "leader", label: "Leaders", about: "who bring people together" },
] as const;

/** Who is helping, on two tracks that are never added up. */
export function CandidatesSection({ asked, track, moved, onTrack, onMore }: CandidatesSectionProps) {
  const { failure, loading, again } = asked;
  // While the other track is on its way, its tab must not show this one's people.
  const answer = asked.answer?.track === track ? asked.answer : null;
  return (
    <section className="panel" aria-label="Candidates" aria-busy={loading}>
      <Tabs label="Track" tabs={trackTabs} value={track} onChoose={onTrack}>
        {failure && <Failure message={failure} again={again} />}
        {!answer && loading && <Loading what="the people" lines={10} />}
        {answer && (
          <div className={loading ? "stale" : undefined}>
            <People answer={answer} moved={moved} onMore={onMore} />
          </div>
        )}
      </Tabs>
    </section>
  );
}

type PeopleProps = { answer: CandidatePageAnswer; moved: MovedPageAnswer["moved"]; onMore: () => void };

function People({ answer, moved, onMore }: PeopleProps) {
  const { candidates, population, track, window } = answer;
  const largest = Math.max(0, ...candidates.map((candidate) => candidate.score));
  return (
    <>
      {candidates.length === 0 ? (
        <Nobody track={track} />
      ) : (
        <>
          <p className="aside">
            {counted(population, "person", "people")} active from {utcDay(window.from)} up to {utcDay(window.to)},
            scored by policy {answer.policyVersion}. Open a row for its sum.
          </p>
          <Legend candidates={candidates} />
          <ol className="candidates">
            {candidates.map((candidate) => (
              <CandidateRow key={candidate.person} candidate={candidate} largest={largest} />
            ))}
          </ol>
          {answer.next !== null && (
            <button type="button" className="more" onClick={onMore}>
              Show more of {counted(population, "person", "people")}
            </button>
          )}
        </>
      )}
      <MovedAside moved={moved} />
    </>
  );
}

function Legend({ candidates }: Pick<CandidatePageAnswer, "candidates">) {
  return (
    <ul className="legend" aria-label="Colours of the score bars">
      {kindsByContribution(candidates).map((kind) => (
        <li key={kind}>
          <span className={`swatch kind-${kind}`} />
          {kindWord(kind)}
        </li>
      ))}
    </ul>
  );
}

function Nobody({ track }: { track: Track }) {
  const what =
    track === "leader"
      ? "Leaders come from talks, events, episodes and videos: no source of this expertise has any in this window."
      : "No source of this expertise has any answer, post or contribution in this window.";
  return (
    <Empty title="Nobody is known on this track yet.">
      <p>{what}</p>
    </Empty>
  );
}
