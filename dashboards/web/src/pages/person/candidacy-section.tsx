import type { CandidacyStage } from "@groundswell/model";
import type { CandidacyAnswer } from "@groundswell/reports";
import type { ActedAnswer } from "@groundswell/server";
import { useState } from "react";
import { actFor } from "../../ask.ts";
import { allAbout, expertisePath, useExpertise } from "../../frame/expertise.ts";
import { counted } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { stageWord } from "../../parts/people-words.ts";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { useAction } from "../../use-action.ts";
import { AssignForm, EvidenceForm, NoteForm, VoteForm } from "./candidacy-forms.tsx";
import { historyWords } from "./history-words.ts";
import { decidedStages, stageMoves, votedStages } from "./stage-moves.ts";

/** What can be done about a candidacy, in the words of the API. */
export type Act =
  | { kind: "move"; from: CandidacyStage; to: CandidacyStage; reason: string }
  | { kind: "undo"; from: CandidacyStage; reason: string }
  | { kind: "assign"; to: string }
  | { kind: "note"; text: string }
  | { kind: "vote"; vote: "yes" | "no" | "abstain"; conflict: string }
  | {
      kind: "evidence";
      activity: string;
      title: string;
      url: string | null;
      date: string;
      note: string;
      vouchedBy: string;
    }
  | { kind: "settle"; into: number };

type CandidacySectionProps = { candidacy: CandidacyAnswer; mayAct: boolean };

/** Where a candidacy stands, what people did about it, and what can be done next. */
export function CandidacySection({ candidacy, mayAct }: CandidacySectionProps) {
  const { person, stage, assigned, votes, tally, history } = candidacy;
  const expertise = useExpertise();
  const path = expertisePath(expertise, `people/${person}/candidacy`);
  const acting = useAction((act: Act) => actFor<ActedAnswer>(path, act), allAbout(expertise));
  return (
    <>
      <p className="stage-now" role="status">
        <Term word="candidacy">Stage</Term>: <strong>{stageWord(stage)}</strong>
        {assigned !== null && `, assigned to ${assigned}`}
        {votes.length > 0 &&
          ` · ${counted(tally.yes, "vote")} for, ${tally.no} against, ${tally.abstain} abstained${tally.notCounted > 0 ? `, ${tally.notCounted} not counted for a conflict of interest` : ""}`}
      </p>
      {mayAct && <Moves candidacy={candidacy} onAct={acting.mutateAsync} />}
      {mayAct && (
        <div className="act-forms">
          <NoteForm onAct={acting.mutateAsync} />
          {votedStages.includes(stage) && <VoteForm onAct={acting.mutateAsync} />}
          <AssignForm person={person} assigned={assigned} onAct={acting.mutateAsync} />
          <EvidenceForm onAct={acting.mutateAsync} />
        </div>
      )}
      {votes.length > 0 && (
        <ul className="notices">
          {votes.map(({ actor, vote, conflict, counts, at, reason }) => (
            <li key={actor}>
              <b>{actor}</b>: {vote}
              {!counts && `, not counted: ${conflict}`}
              {reason !== null && ` (${reason})`} <Instant at={at} day />
            </li>
          ))}
        </ul>
      )}
      <History history={history} />
    </>
  );
}

type MovesProps = { candidacy: CandidacyAnswer; onAct: (act: Act) => Promise<unknown> };

function Moves({ candidacy: { stage, history, unsettled }, onAct }: MovesProps) {
  const [to, setTo] = useState<CandidacyStage | "undo" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const hasMoved = history.some(({ kind, stands }) => kind === "stage" && stands);
  if (unsettled.length > 1) {
    const settle = (into: number) => {
      setFailure(null);
      onAct({ kind: "settle", into }).catch((error: Error) => setFailure(error.message));
    };
    return (
      <div className="notice">
        <p>Persons were joined, and with them their candidacies. Say which one goes on:</p>
        <p className="deeds">
          {unsettled.map((one) => (
            <button key={one.candidacy} type="button" onClick={() => settle(one.candidacy)}>
              The one that is {stageWord(one.stage)} ({one.candidacy})
            </button>
          ))}
        </p>
        {failure !== null && <Failure message={failure} again={() => setFailure(null)} />}
      </div>
    );
  }
  return (
    <>
      <p className="deeds">
        {stageMoves[stage].map((next) => (
          <button key={next} type="button" onClick={() => setTo(next)}>
            Move to {stageWord(next)}
          </button>
        ))}
        {hasMoved && (
          <button type="button" onClick={() => setTo("undo")}>
            Undo the last move
          </button>
        )}
      </p>
      {to !== null && (
        <ReasonDialog
          title={to === "undo" ? "Undo the last move" : `Move to ${stageWord(to)}`}
          effect={effectOf(stage, to)}
          deed={to === "undo" ? "Undo" : "Move"}
          onClose={() => setTo(null)}
          onDo={(reason) =>
            onAct(to === "undo" ? { kind: "undo", from: stage, reason } : { kind: "move", from: stage, to, reason })
          }
        />
      )}
    </>
  );
}

function effectOf(stage: CandidacyStage, to: CandidacyStage | "undo"): string {
  if (to === "undo") return "The candidacy goes back to where it stood before its last move. Both stay in the history.";
  const freezes = decidedStages.includes(to)
    ? " The dossier is frozen as it is now, for whoever asks later what was decided on."
    : "";
  return `The candidacy goes from ${stageWord(stage)} to ${stageWord(to)}, with your name and reason in its history.${freezes} It can be undone.`;
}

function History({ history }: Pick<CandidacyAnswer, "history">) {
  if (history.length === 0) return <p className="aside">Nobody has done anything about this candidate yet.</p>;
  return (
    <details open={history.length <= 5}>
      <summary>What happened ({history.length})</summary>
      <ol className="notices">
        {[...history].reverse().map((one) => (
          <li key={one.event} className={one.stands ? undefined : "taken-back"}>
            <b>{one.by}</b> {historyWords(one)}
            {one.reason !== null && `: ${one.reason}`}
            {!one.stands && " (taken back)"}
            {one.kind === "evidence" && (
              <p>
                {one.note} {one.url !== null && <WebLink to={one.url}>{one.url}</WebLink>}
              </p>
            )}
            <small>
              <Instant at={one.at} />
            </small>
          </li>
        ))}
      </ol>
    </details>
  );
}
