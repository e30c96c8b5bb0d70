import type { CandidateAnswer, CandidatesAnswer } from "@groundswell/reports";
import { useId, useState } from "react";
import { CandidateDetails } from "./candidate-details.tsx";
import { counted, decimal, kindWord, number } from "./format.ts";
import { ScoreBar } from "./score-bar.tsx";
import { WebLink } from "./web-link.tsx";

export type CandidateRowProps = {
  candidate: CandidateAnswer;
  largest: number;
  window: CandidatesAnswer["window"];
  spaceNames: Map<string, string>;
};

/** One person: who, how much, and why in a line; the sum and the evidence on opening. */
export function CandidateRow({ candidate, largest, window, spaceNames }: CandidateRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className="candidate">
      <span className="rank">{candidate.rank === null ? "–" : number(candidate.rank)}</span>
      <div className="who">
        <h3>{candidate.name ?? "unnamed"}</h3>
        <Accounts candidate={candidate} />
      </div>
      <span className="score" title="Score: the sum of its terms">
        <span className="hidden">Score </span>
        {decimal(candidate.score)}
      </span>
      <button type="button" className="open" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className="hidden">
          {open ? "Close" : "Open"} the sum and evidence of {candidate.name ?? "this person"}
        </span>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 6l4 4 4-4" />
        </svg>
      </button>
      <div className="why">
        <ScoreBar candidate={candidate} largest={largest} />
        <p>{why(candidate, spaceNames)}</p>
      </div>
      <div id={id} className="details" hidden={!open}>
        {open && <CandidateDetails candidate={candidate} window={window} spaceNames={spaceNames} />}
      </div>
    </li>
  );
}

function Accounts({ candidate }: { candidate: CandidateAnswer }) {
  return (
    <ul className="accounts" aria-label="Accounts">
      {candidate.accounts.map((account) => (
        <li key={`${account.platform}:${account.id}`}>
          <WebLink to={account.url}>
            {account.handle ?? account.id} <small>{account.platform}</small>
          </WebLink>
        </li>
      ))}
    </ul>
  );
}

/** What a person did and where, most telling first: "214 answers, 12 posts · active in 11 months · 3 spaces, best in lumen". */
export function why(
  { rank, terms, activeMonths, breadth, evidence }: CandidateAnswer,
  names: Map<string, string>,
): string {
  const done = terms.slice(0, 3).map(({ kind, count }) => `${number(count)} ${kindWord(kind, count)}`);
  const rest = terms.length > 3 ? " and more" : "";
  return [
    done.join(", ") + rest,
    `active in ${counted(activeMonths, "month")}`,
    where(breadth.spaces, evidence[0] ? (names.get(evidence[0].space) ?? evidence[0].space) : null),
    ...(rank === null ? ["too little evidence to rank"] : []),
  ].join(" · ");
}

function where(spaces: number, best: string | null): string {
  if (best === null) return counted(spaces, "space");
  return spaces === 1 ? `in ${best}` : `${counted(spaces, "space")}, best in ${best}`;
}
