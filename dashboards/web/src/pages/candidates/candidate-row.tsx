import type { CandidateRow as Candidate } from "@groundswell/reports";
import { useId, useState } from "react";
import { counted, decimal, kindWord, number } from "../../parts/format.ts";
import { WebLink } from "../../parts/web-link.tsx";
import { CandidateDetails } from "./candidate-details.tsx";
import { ScoreBar } from "./score-bar.tsx";

type CandidateRowProps = { candidate: Candidate; largest: number };

/** One person: who, how much, and why in a line; the sum on opening. */
export function CandidateRow({ candidate, largest }: CandidateRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className="candidate">
      <span className="rank">{candidate.rank === null ? "–" : number(candidate.rank)}</span>
      <div className="who">
        <h2>{candidate.name ?? "unnamed"}</h2>
        <Accounts candidate={candidate} />
      </div>
      <span className="score" title="Score: the sum of its terms">
        <span className="hidden">Score </span>
        {decimal(candidate.score)}
      </span>
      <button type="button" className="open" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className="hidden">
          {open ? "Close" : "Open"} the sum of {candidate.name ?? "this person"}
        </span>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 6l4 4 4-4" />
        </svg>
      </button>
      <div className="why">
        <ScoreBar candidate={candidate} largest={largest} />
        <p>{why(candidate)}</p>
      </div>
      <div id={id} className="details" hidden={!open}>
        {open && <CandidateDetails candidate={candidate} />}
      </div>
    </li>
  );
}

function Accounts({ candidate }: { candidate: Candidate }) {
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

/** What a person did, most telling first: "214 answers, 12 posts · active in 11 months · 3 spaces". */
export function why({ rank, terms, activeMonths, breadth }: Candidate): string {
  const done = terms.slice(0, 3).map(({ kind, count }) => `${number(count)} ${kindWord(kind, count)}`);
  const rest = terms.length > 3 ? " and more" : "";
  return [
    done.join(", ") + rest,
    `active in ${counted(activeMonths, "month")}`,
    counted(breadth.spaces, "space"),
    ...(rank === null ? ["too little evidence to rank"] : []),
  ].join(" · ");
}
