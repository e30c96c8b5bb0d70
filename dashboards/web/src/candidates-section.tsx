import type { CandidatesAnswer } from "@groundswell/reports";
import { CandidateRow } from "./candidate-row.tsx";
import { counted, kindWord, utcDay } from "./format.ts";
import { MovedAside } from "./moved-aside.tsx";
import type { Track } from "./place.ts";
import { kindsByContribution } from "./score-bar.tsx";
import { Empty, Failure, Loading } from "./states.tsx";
import { Tabs } from "./tabs.tsx";
import type { Asked } from "./use-answer.ts";

type CandidatesSectionProps = {
  asked: Asked<CandidatesAnswer>;
  track: Track;
  /** Names by key, of the spaces that are known. */
  spaceNames: Map<string, string>;
  onTrack: (track: Track) => void;
  onMore: () => void;
};

const trackTabs = [
  { value: "expert", label: "Experts", about: "who solve and build" },
  { value: "leader", label: "Leaders", about: "who bring people together" },
] as const;

/** Who is helping, on two tracks that are never added up. */
export function CandidatesSection({ asked, track, spaceNames, onTrack, onMore }: CandidatesSectionProps) {
  const { failure, loading, again } = asked;
  // While the other track is on its way, its tab must not show this one's people.
  const answer = asked.answer?.track === track ? asked.answer : null;
  return (
    <section id="who" aria-labelledby="who-title" aria-busy={loading}>
      <h2 id="who-title">Who is helping</h2>
      <Tabs label="Track" tabs={trackTabs} value={track} onChoose={onTrack}>
        {failure && <Failure message={failure} again={again} />}
        {!answer && loading && <Loading what="the people" lines={10} />}
        {answer && (
          <div className={loading ? "stale" : undefined}>
            <People answer={answer} spaceNames={spaceNames} onMore={onMore} />
          </div>
        )}
      </Tabs>
    </section>
  );
}

type PeopleProps = { answer: CandidatesAnswer; spaceNames: Map<string, string>; onMore: () => void };

function People({ answer, spaceNames, onMore }: PeopleProps) {
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
            scored by policy {answer.policyVersion}. Open a row for its sum and its evidence.
          </p>
          <Legend candidates={candidates} />
          <ol className="candidates">
            {candidates.map((candidate) => (
              <CandidateRow
                key={candidate.person}
                candidate={candidate}
                largest={largest}
                window={window}
                spaceNames={spaceNames}
              />
            ))}
          </ol>
          {candidates.length < population && (
            <button type="button" className="more" onClick={onMore}>
              Show more of {counted(population, "person", "people")}
            </button>
          )}
        </>
      )}
      <MovedAside moved={answer.moved} />
    </>
  );
}

function Legend({ candidates }: Pick<CandidatesAnswer, "candidates">) {
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
