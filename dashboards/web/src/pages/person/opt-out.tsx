import type { PersonPageAnswer } from "@groundswell/reports";
import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { actFor } from "../../ask.ts";
import { allAbout, expertisePath, useExpertise } from "../../frame/expertise.ts";
import { Instant } from "../../parts/instant.tsx";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import type { Undoable } from "../../parts/undo-note.tsx";
import { useAction } from "../../use-action.ts";

type OptOutProps = {
  answer: Pick<PersonPageAnswer, "person" | "optOut">;
  mayAct: boolean;
  onDone: (done: Undoable) => void;
};

/** Whether somebody wants to be considered at all, and the way to note that they do not. */
export function OptOut({ answer: { person, optOut }, mayAct, onDone }: OptOutProps) {
  const expertise = useExpertise();
  const path = expertisePath(expertise, `people/${person}/opt-out`);
  const change = useAction(
    (wish: { isOut: boolean; reason?: string }) => actFor<Answer["OptOut"]>(path, wish),
    allAbout(expertise),
  );
  const [isAsking, setAsking] = useState(false);
  const isOut = optOut === null;
  const note = async (reason: string) => {
    await change.mutateAsync({ isOut, reason });
    onDone({
      said: isOut ? "Noted: they do not want to be considered." : "Noted: they may be considered again.",
      undo: async () => {
        await change.mutateAsync({ isOut: !isOut, reason: "taken back at once" });
        return "Taken back: it is as it was before.";
      },
    });
  };
  return (
    <>
      {optOut === null ? (
        <p className="aside">Nobody has noted that they do not want to be considered.</p>
      ) : (
        <p className="notice">
          They do not want to be considered: noted by {optOut.by}, <Instant at={optOut.at} day />
          {optOut.reason !== null && `: ${optOut.reason}`}.
        </p>
      )}
      {mayAct && (
        <p className="deeds">
          <button type="button" onClick={() => setAsking(true)}>
            {isOut ? "They do not want to be considered" : "They want to be considered again"}
          </button>
        </p>
      )}
      {isAsking && (
        <ReasonDialog
          title={isOut ? "They do not want to be considered" : "They want to be considered again"}
          effect={isOut ? outEffect : inEffect}
          deed="Note it"
          ask="How it is known"
          onClose={() => setAsking(false)}
          onDo={note}
        />
      )}
    </>
  );
}

const outEffect =
  "With the next analysis the gate “opted out” takes them off the lists of candidates in every expertise. Their score stays, and nothing is erased. It can be taken back.";
const inEffect =
  "With the next analysis the gate “opted out” stands no more, and they are on the lists again. That they had opted out stays in the audit log.";
