import type { CandidateRow as Candidate } from "@groundswell/reports";
import type { BulkAnswer } from "@groundswell/server";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { actFor } from "../../ask.ts";
import { allAbout, expertisePath, useExpertise } from "../../frame/expertise.ts";
import { useMay } from "../../me.ts";
import { counted } from "../../parts/format.ts";
import { nameOf } from "../../parts/people-words.ts";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { mostCompared, type Track } from "../../place-people.ts";
import { useAction } from "../../use-action.ts";

type SelectionBarProps = {
  selected: readonly number[];
  candidates: readonly Candidate[];
  track: Track;
  onClear: () => void;
};

/** What can be done with those who are selected. */
export function SelectionBar({ selected, candidates, track, onClear }: SelectionBarProps) {
  const expertise = useExpertise();
  const { slug } = expertise;
  const mayShortlist = useMay("write", "people", slug);
  const shortlist = useAction(
    (wanted: { people: readonly number[]; reason: string }) =>
      actFor<BulkAnswer>(expertisePath(expertise, "shortlist"), wanted),
    allAbout(expertise),
  );
  const [isAsking, setAsking] = useState(false);
  const people = counted(selected.length, "person", "people");
  return (
    <section className="selection" aria-label="Selected people">
      {selected.length > 0 && (
        <p className="deeds">
          <b>{people} selected</b>
          {mayShortlist && (
            <button type="button" onClick={() => setAsking(true)}>
              Shortlist
            </button>
          )}
          {selected.length <= mostCompared ? (
            <Link
              className="button"
              to="/expertises/$expertise/compare"
              params={{ expertise: slug }}
              search={{ people: selected.join(","), track }}
            >
              Compare
            </Link>
          ) : (
            <small>At most {mostCompared} can be compared.</small>
          )}
          <button type="button" onClick={onClear}>
            Select nobody
          </button>
        </p>
      )}
      <div role="status">{shortlist.data && <Results answer={shortlist.data} candidates={candidates} />}</div>
      {isAsking && (
        <ReasonDialog
          title={`Shortlist ${people}`}
          effect="Each becomes shortlisted, with your name and reason in their history. Who is further on already stays there. A move can be undone on the page of the person."
          deed="Shortlist"
          onClose={() => setAsking(false)}
          onDo={(reason) => shortlist.mutateAsync({ people: selected, reason }).then(onClear)}
        />
      )}
    </section>
  );
}

function Results({ answer, candidates }: { answer: BulkAnswer; candidates: readonly Candidate[] }) {
  const name = (person: number) =>
    nameOf({ name: candidates.find((one) => one.person === person)?.name ?? null, person });
  return (
    <div className="notice">
      <p className="notice-title">
        Shortlisted {answer.done} of {counted(answer.results.length, "person", "people")}.
      </p>
      <ul>
        {answer.results.map(({ person, done, why }) => (
          <li key={person}>
            <b>{name(person)}</b>: {done ? "shortlisted" : why}
          </li>
        ))}
      </ul>
    </div>
  );
}
