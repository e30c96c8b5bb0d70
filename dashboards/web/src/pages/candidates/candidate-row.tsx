import type { CandidateRow as Candidate } from "@groundswell/reports";
import { type ReactNode, useId, useState } from "react";
import { counted, decimal, kindWord, number } from "../../parts/format.ts";
import {
  countryName,
  flagWord,
  gateWord,
  languageName,
  nameOf,
  rankSpan,
  rankWords,
  stageWord,
} from "../../parts/people-words.ts";
import { RankInterval } from "../../parts/rank-interval.tsx";
import { Sparkline } from "../../parts/sparkline.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { CandidateDetails } from "./candidate-details.tsx";
import { ScoreBar } from "./score-bar.tsx";

type CandidateRowProps = {
  candidate: Candidate;
  /** The largest score of the list. */
  largest: number;
  /** The last rank that any interval of the list reaches. */
  lastRank: number;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
  /** The name as a link to the person. */
  link: (name: string) => ReactNode;
};

/** One person: where they stand, who they are, and why in a line; the sum on opening. */
export function CandidateRow({ candidate, largest, lastRank, isSelected, onSelect, link }: CandidateRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const name = nameOf(candidate);
  return (
    <li className={isSelected ? "candidate selected" : "candidate"} data-person={candidate.person}>
      <label className="select">
        <input type="checkbox" checked={isSelected} onChange={(event) => onSelect(event.target.checked)} />
        <span className="hidden">Select {name}</span>
      </label>
      <Standing candidate={candidate} last={lastRank} />
      <div className="who">
        <h2>{link(name)}</h2>
        <Accounts candidate={candidate} />
        <Marks candidate={candidate} />
      </div>
      <div className="months" title={monthsWords(candidate.months)}>
        <Sparkline values={candidate.months} />
        <span className="hidden">{monthsWords(candidate.months)}</span>
      </div>
      <span className="score" title="Score: the sum of its terms">
        <span className="hidden">Score </span>
        {decimal(candidate.score)}
      </span>
      <button type="button" className="open" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className="hidden">
          {open ? "Close" : "Open"} the sum of {name}
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

function Standing({ candidate, last }: { candidate: Candidate; last: number }) {
  const { rank, rankInterval } = candidate;
  const words = rankWords(candidate);
  return (
    <div className="standing" title={words}>
      <span className="hidden">{words}</span>
      <span className="rank" aria-hidden="true">
        {rank === null ? "–" : number(rank)}
      </span>
      <RankInterval rank={rank} rankInterval={rankInterval} last={last} />
      <small aria-hidden="true">{rankSpan(rankInterval)}</small>
    </div>
  );
}

function Accounts({ candidate }: { candidate: Candidate }) {
  return (
    <ul className="accounts" aria-label="Accounts">
      {candidate.accounts.map((account) => (
        <li key={`${account.platform}:${account.id}`}>
          <WebLink to={account.url}>
            {account.handle !== null && `${account.handle} `}
            <small>{account.platform}</small>
          </WebLink>
        </li>
      ))}
    </ul>
  );
}

/** What to know beside the score; nothing of it lowers it. */
function Marks({ candidate }: { candidate: Candidate }) {
  const { stage, region, languages, flags, gates, hiddenGem, wrongData } = candidate;
  return (
    <ul className="marks" aria-label="Marks">
      {stage !== null && stage !== "discovered" && <li className="mark stage">{stageWord(stage)}</li>}
      {region !== null && <li className="mark">{countryName(region)}</li>}
      {languages[0] !== undefined && <li className="mark">{languageName(languages[0])}</li>}
      {hiddenGem !== null && (
        <li className="mark good" title={hiddenGem.why}>
          hidden gem
        </li>
      )}
      {different(flags).map(([flag, reasons]) => (
        <li key={flag} className="mark warn" title={reasons.join(" ")}>
          look twice: {flagWord(flag)}
        </li>
      ))}
      {gates.map(({ gate, why: reason }) => (
        <li key={gate} className="mark warn" title={reason}>
          confirm: {gateWord(gate)}
        </li>
      ))}
      {wrongData.length > 0 && <li className="mark warn">reported as wrong</li>}
    </ul>
  );
}

/** Each flag once, with all its reasons: one can stand for several circles of people. */
function different(flags: Candidate["flags"]): [flag: string, reasons: string[]][] {
  const reasonsOf = new Map<string, string[]>();
  for (const { flag, why: reason } of flags) reasonsOf.set(flag, [...(reasonsOf.get(flag) ?? []), reason]);
  return [...reasonsOf];
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

/** The twelve months in words: what the line beside them draws. */
export function monthsWords(months: readonly number[]): string {
  return `Signals in the last ${counted(months.length, "month")}: ${months.map(number).join(", ")}`;
}
