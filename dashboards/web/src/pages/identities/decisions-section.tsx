import type { DecisionAnswer, HistoryAnswer } from "@groundswell/reports";
import { expertisePath, useExpertise } from "../../frame/expertise.ts";
import { useDecision } from "../../parts/identity-deeds.ts";
import { Instant } from "../../parts/instant.tsx";
import { Answered, Empty, Failure } from "../../parts/states.tsx";
import type { Undoable } from "../../parts/undo-note.tsx";
import { useAnswer } from "../../use-answer.ts";

type DecisionsSectionProps = { mayDecide: boolean; onDone: (done: Undoable) => void };

/** What people decided about identities, the newest first; each that stands can be taken back. */
export function DecisionsSection({ mayDecide, onDone }: DecisionsSectionProps) {
  const asked = useAnswer<HistoryAnswer>(expertisePath(useExpertise(), "identities/history", { limit: 200 }));
  return (
    <section className="panel" aria-label="Decisions">
      <Answered asked={asked} what="the decisions" lines={10}>
        {({ decisions }) =>
          decisions.length === 0 ? (
            <Empty title="Nobody has decided anything yet." />
          ) : (
            <ol className="notices">
              {decisions.map((one) => (
                <Decision key={one.id} decision={one} mayDecide={mayDecide} onDone={onDone} />
              ))}
            </ol>
          )
        }
      </Answered>
    </section>
  );
}

function Decision({ decision, mayDecide, onDone }: DecisionsSectionProps & { decision: DecisionAnswer }) {
  const { id, kind, accounts, person, by, reason, at, until, undoes, stands } = decision;
  const undo = useDecision();
  const take = async () => {
    const taken = await undo.mutateAsync({ kind: "undo", decision: id });
    onDone({
      said: `Decision ${id} is taken back. Scores follow with the next analysis.`,
      undo: async () => {
        await undo.mutateAsync({ kind: "undo", decision: taken.decision });
        return `Decision ${id} stands again.`;
      },
    });
  };
  return (
    <li className={stands ? undefined : "taken-back"}>
      <b>{by}</b> {decisionWords[kind] ?? kind}: {undoes !== null ? `decision ${undoes}` : accounts.join(" and ")}
      {accounts.length === 0 && person !== null && `person ${person}`}
      {until !== null && (
        <>
          , until <Instant at={until} day />
        </>
      )}
      {reason !== null && `: ${reason}`}
      {!stands && " (taken back)"}
      <small>
        decision {id}, <Instant at={at} />
      </small>
      {mayDecide && stands && (
        <button
          type="button"
          className="quiet"
          disabled={undo.isPending}
          onClick={() => void take().catch(() => undefined)}
        >
          Undo<span className="hidden"> decision {id}</span>
        </button>
      )}
      {undo.isError && <Failure message={undo.error.message} again={() => undo.reset()} />}
    </li>
  );
}

const decisionWords: Record<DecisionAnswer["kind"], string> = {
  accept: "joined",
  reject: "kept apart",
  snooze: "put off",
  split: "split off",
  lock: "locked",
  unlock: "unlocked",
  undo: "took back",
};
