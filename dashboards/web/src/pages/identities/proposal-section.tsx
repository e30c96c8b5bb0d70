import type { ProposalPageAnswer, ProposalSide } from "@groundswell/server";
import { useEffect, useRef, useState } from "react";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { factor } from "../../parts/format.ts";
import { useVerdict } from "../../parts/identity-deeds.ts";
import { nameOf } from "../../parts/people-words.ts";
import { Answered } from "../../parts/states.tsx";
import type { Undoable } from "../../parts/undo-note.tsx";
import { useAnswer } from "../../use-answer.ts";
import { useSingleKeys } from "../candidates/shortcuts.ts";
import { Effects } from "./effects.tsx";
import { type ReviewDeed, reviewKeys, snoozedUntil } from "./review-keys.ts";
import { Side } from "./side.tsx";

const snoozeDays = 90;
const buttons = [
  { deed: "accept", label: "Same person", key: "a" },
  { deed: "reject", label: "Not the same", key: "r" },
  { deed: "snooze", label: `Ask in ${snoozeDays} days`, key: "s" },
] as const;

type ProposalSectionProps = {
  proposal: string;
  mayDecide: boolean;
  onStep: (step: 1 | -1) => void;
  done: Undoable | null;
  onDone: (done: Undoable) => void;
};

/** One proposal: both persons side by side, reasons for and against, what joining does to ranks, and the decision. */
export function ProposalSection(props: ProposalSectionProps) {
  const path = expertisePath(useExpertise(), `identities/proposals/${props.proposal}`);
  const asked = useAnswer<ProposalPageAnswer>(path);
  const answer = asked.answer?.id === props.proposal ? asked.answer : null;
  return (
    <section className="panel" aria-label="Proposal">
      <Answered asked={{ ...asked, answer }} what="the proposal" lines={16}>
        {(one) => <Proposal {...props} answer={one} />}
      </Answered>
    </section>
  );
}

function Proposal({ answer, mayDecide, onStep, done, onDone }: ProposalSectionProps & { answer: ProposalPageAnswer }) {
  const { sides, reasons, against, confidence, method, effect } = answer;
  const { decide, isPending } = useVerdict(onDone);
  const [failure, setFailure] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [isSplitting, setSplitting] = useState(false);
  const names = [...new Set(sides.map(nameOf))].join(" and ");
  const several = sides.flatMap(({ accounts }) => (accounts.length > 1 ? accounts.map(keyOf) : []));

  const run = (deed: "accept" | "reject" | "snooze") => {
    setFailure(null);
    const why = reason.trim() === "" ? {} : { reason: reason.trim() };
    const pair = { proposal: answer.id };
    const until = snoozedUntil(new Date(), snoozeDays);
    const verdict = deed === "snooze" ? { kind: deed, pair, until, ...why } : { kind: deed, pair, ...why };
    decide(verdict, saidOf(deed, names, until)).catch((error: Error) => setFailure(error.message));
  };
  useReviewKeys((deed) => {
    if (deed === "next") onStep(1);
    else if (deed === "previous") onStep(-1);
    else if (!mayDecide || isPending) return;
    else if (deed === "undo") void done?.undo().catch((error: Error) => setFailure(error.message));
    else if (deed === "split") setSplitting(several.length > 0);
    else run(deed);
  });
  return (
    <>
      <h2>Is this one person?</h2>
      <div className="sides">
        {sides.map((side) => (
          <Side key={side.person} side={side} other={sides.find(({ person }) => person !== side.person) ?? null} />
        ))}
      </div>
      <div className="pair">
        <div>
          <h3>For</h3>
          <ul className="reasons">
            {reasons.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p className="aside">
            {method.replaceAll("-", " ")}, confidence {factor(confidence)}: it orders proposals and is no measured
            probability.
          </p>
        </div>
        <div>
          <h3>Against</h3>
          {against.length === 0 && <p className="aside">Nothing that was looked for speaks against it.</p>}
          <ul className="reasons">
            {against.map((one) => (
              <li key={one} className="against">
                {one}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <h3>What joining does to ranks</h3>
      <Effects effect={effect} sides={sides} />
      {mayDecide && (
        <div className="verdict">
          <label className="filter">
            <span>Why (kept with the decision)</span>
            <input maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
          <p className="deeds">
            {buttons.map(({ deed, label, key }) => (
              <button key={deed} type="button" disabled={isPending} aria-keyshortcuts={key} onClick={() => run(deed)}>
                {label} <kbd>{key}</kbd>
              </button>
            ))}
            {several.length > 0 && (
              <button type="button" disabled={isPending} aria-keyshortcuts="x" onClick={() => setSplitting(true)}>
                Split an account off <kbd>x</kbd>
              </button>
            )}
            <small>
              <kbd>j</kbd> next, <kbd>k</kbd> the one before, <kbd>u</kbd> undo
            </small>
          </p>
          {failure !== null && (
            <p className="notice failure" role="alert">
              {failure}
            </p>
          )}
        </div>
      )}
      {isSplitting && (
        <Dialog title="Which account is somebody else’s?" onClose={() => setSplitting(false)}>
          <p>It becomes a person of its own. No evidence joins it again until somebody undoes this.</p>
          <p className="deeds">
            {several.map((account) => (
              <button
                key={account}
                type="button"
                onClick={() => {
                  setSplitting(false);
                  const why = reason.trim() === "" ? {} : { reason: reason.trim() };
                  decide({ kind: "split", account, ...why }, `${account} is apart now.`).catch((error: Error) =>
                    setFailure(error.message),
                  );
                }}
              >
                {account}
              </button>
            ))}
          </p>
        </Dialog>
      )}
    </>
  );
}

function saidOf(deed: "accept" | "reject" | "snooze", names: string, until: string): string {
  if (deed === "accept") return `${names}: one person now.`;
  return deed === "reject" ? `${names}: kept apart.` : `${names}: asked again on ${until}.`;
}

const writing = "input:not([type=checkbox]):not([type=radio]), textarea, select, dialog *";

function useReviewKeys(onDeed: (deed: ReviewDeed) => void): void {
  const [isOn] = useSingleKeys();
  const last = useRef(onDeed);
  last.current = onDeed;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const deed = reviewKeys[event.key];
      const isWriting = event.target instanceof Element && event.target.matches(writing);
      // Holding a key down decides once, and not a whole list.
      if (!deed || isWriting || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      last.current(deed);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn]);
}

function keyOf({ platform, id }: ProposalSide["accounts"][number]): string {
  return `${platform}:${id}`;
}
