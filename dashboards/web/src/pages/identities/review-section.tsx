import type { ProposalListAnswer, ProposalRow } from "@groundswell/server";
import { useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { counted, factor } from "../../parts/format.ts";
import { nameOf } from "../../parts/people-words.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import type { Undoable } from "../../parts/undo-note.tsx";
import { useAnswer } from "../../use-answer.ts";
import { ProposalSection } from "./proposal-section.tsx";
import { beside } from "./review-keys.ts";

type ReviewSectionProps = {
  proposal: string;
  mayDecide: boolean;
  onGo: (proposal: string) => void;
  done: Undoable | null;
  onDone: (done: Undoable) => void;
};

/** What waits for a decision, and the one that is looked at. */
export function ReviewSection(props: ReviewSectionProps) {
  const asked = useAnswer<ProposalListAnswer>(expertisePath(useExpertise(), "identities/proposals", { limit: 200 }));
  return (
    <Answered asked={asked} what="the proposals" lines={14}>
      {({ proposals }) =>
        proposals.length === 0 ? (
          <Empty title="Nothing waits for a decision.">
            <p>New evidence is looked for with every analysis. What was decided is under “Decided”.</p>
          </Empty>
        ) : (
          <Review {...props} proposals={proposals} />
        )
      }
    </Answered>
  );
}

function Review({
  proposals,
  proposal,
  mayDecide,
  onGo,
  done,
  onDone,
}: ReviewSectionProps & { proposals: ProposalRow[] }) {
  const current = proposals.find(({ id }) => id === proposal) ?? proposals[0];
  const [all, setAll] = useState(false);
  if (!current) return null;
  const shown = all ? proposals : proposals.slice(0, 30);
  const go = (step: 1 | -1) => {
    const next = beside(proposals, current.id, step);
    if (next) onGo(next.id);
  };
  // What comes after it, to go on with once it is decided.
  const after = beside(proposals, current.id, 1) ?? beside(proposals, current.id, -1);
  return (
    <div className="review">
      <nav aria-label="Proposals">
        <p className="aside">
          {counted(proposals.length, "proposal")}, first those that would change ranks most. They rest on{" "}
          <Term word="link">links</Term> too weak to join by themselves.
        </p>
        <ol>
          {shown.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one.id === current.id ? "true" : undefined}
                onClick={() => onGo(one.id)}
              >
                {namesOf(one)}
                <small>
                  {one.method.replaceAll("-", " ")}, confidence {factor(one.confidence)}
                  {one.against.length > 0 && `, ${one.against.length} against`}
                  {one.change === 0 && ", changes no rank"}
                </small>
              </button>
            </li>
          ))}
        </ol>
        {!all && proposals.length > shown.length && (
          <button type="button" className="more" onClick={() => setAll(true)}>
            Show {counted(proposals.length - shown.length, "more proposal")}
          </button>
        )}
      </nav>
      <ProposalSection
        key={current.id}
        proposal={current.id}
        mayDecide={mayDecide}
        onStep={go}
        done={done}
        onDone={(one) => {
          onDone(one);
          onGo(after && after.id !== current.id ? after.id : "");
        }}
      />
    </div>
  );
}

function namesOf({ persons }: ProposalRow): string {
  const names = [...new Set(persons.map(nameOf))];
  return names.length === 1 ? (names[0] ?? "") : names.join(" / ");
}
