import type { CandidatePageAnswer } from "@groundswell/reports";
import { type RefObject, useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { Ground, LowCoverage, Stale } from "../../parts/coverage.tsx";
import { counted, kindWord, number } from "../../parts/format.ts";
import { Empty, Failure } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { type CandidatesPlace, filterQuery, filtersUsed } from "../../place-people.ts";
import { CandidateList } from "./candidate-list.tsx";
import { LoadingCandidates } from "./loading-candidates.tsx";
import { kindsByContribution } from "./score-bar.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useCandidates } from "./use-candidates.ts";

type CandidatesSectionProps = {
  place: CandidatesPlace;
  isOn: boolean;
  search: RefObject<HTMLInputElement | null>;
  onHelp: () => void;
};

/** The people whom the filters leave, a page after the other. */
export function CandidatesSection({ place, isOn, search, onHelp }: CandidatesSectionProps) {
  const asked = useCandidates(useExpertise(), place);
  const { failure, loading, again, hasMore, isMoreComing, more } = asked;
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [now] = useState(() => new Date());
  // While the other track is on its way, its tab must not show this one's people.
  const answer = asked.answer?.track === place.track ? asked.answer : null;
  const select = (person: number, isSelected: boolean) =>
    setSelected((last) => new Set(isSelected ? [...last, person] : [...last].filter((one) => one !== person)));
  return (
    <section className="panel" aria-label="Candidates" aria-busy={loading}>
      {failure !== null && <Failure message={failure} again={again} />}
      {!answer && failure === null && <LoadingCandidates />}
      {answer && (failure === null || !loading) && (
        <div className={loading ? "stale" : undefined}>
          <Head answer={answer} place={place} shown={answer.candidates.length} hasMore={hasMore} now={now} />
          <SelectionBar
            selected={[...selected]}
            candidates={answer.candidates}
            track={place.track}
            onClear={() => setSelected(new Set())}
          />
          {answer.candidates.length === 0 ? (
            <Nobody place={place} />
          ) : (
            <CandidateList
              candidates={answer.candidates}
              track={place.track}
              selected={selected}
              onSelect={select}
              isOn={isOn}
              search={search}
              onHelp={onHelp}
            />
          )}
          {hasMore && (
            <button type="button" className="more" disabled={isMoreComing} onClick={more}>
              {isMoreComing ? "More are on their way…" : "Show more people"}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

type HeadProps = { answer: CandidatePageAnswer; place: CandidatesPlace; shown: number; hasMore: boolean; now: Date };

function Head({ answer, place, shown, hasMore, now }: HeadProps) {
  const found = `${number(shown)}${hasMore ? " or more" : ""} of`;
  return (
    <>
      <Stale asOf={answer.asOf} now={now} />
      <LowCoverage coverage={answer.coverage} />
      <p className="aside" role="status">
        {filtersUsed(place) > 0 && `The filters leave ${found} `}
        {counted(answer.population, "person", "people")} active on this <Term word="track">track</Term>
        {filtersUsed(place) > 0 && "; ranks stay what they are"}.{" "}
        {answer.cycle && `The next award is on ${answer.cycle.award}; its review closes on ${answer.cycle.closes}. `}
        Beside a rank stands between which ranks chance alone could have put somebody, four times in five.
      </p>
      <Ground answer={answer} />
      <div className="legend-and-exports">
        <Legend candidates={answer.candidates} />
        <p className="deeds">
          <Exports place={place} />
        </p>
      </div>
    </>
  );
}

/** Everybody whom the filters leave, as one document. */
function Exports({ place }: { place: CandidatesPlace }) {
  const expertise = useExpertise();
  return (["csv", "json"] as const).map((format) => (
    <a
      key={format}
      className="button"
      href={expertisePath(expertise, "candidates", { ...filterQuery(place), format })}
      download
    >
      {format.toUpperCase()} of {filtersUsed(place) > 0 ? "all that are left" : "all of them"}
    </a>
  ));
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

function Nobody({ place }: { place: CandidatesPlace }) {
  if (filtersUsed(place) > 0)
    return (
      <Empty title="The filters leave nobody.">
        <p>Take one of them back: there are people on this track.</p>
      </Empty>
    );
  const what =
    place.track === "leader"
      ? "Leaders come from talks, events, episodes and videos: no source of this expertise has any in this window."
      : "No source of this expertise has any answer, post or contribution in this window.";
  return (
    <Empty title="Nobody is known on this track yet.">
      <p>{what}</p>
    </Empty>
  );
}
