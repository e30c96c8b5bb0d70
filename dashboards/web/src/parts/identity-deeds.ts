import type { DecidedAnswer } from "@groundswell/server";
import { actFor } from "../ask.ts";
import { allAbout, expertisePath, useExpertise } from "../frame/expertise.ts";
import { useAction } from "../use-action.ts";
import type { Undoable } from "./undo-note.tsx";

/** What is said of accounts and persons, in the words of the API. */
export type Verdict =
  | { kind: "accept" | "reject"; pair: Pair; reason?: string }
  | { kind: "snooze"; pair: Pair; until: string; reason?: string }
  | { kind: "split"; account: string; reason?: string }
  | { kind: "lock" | "unlock"; person: number; reason?: string }
  | { kind: "undo"; decision: number; reason?: string };
type Pair = { proposal: string } | { a: string; b: string };

/** Has the API keep a verdict. */
export function useDecision() {
  const expertise = useExpertise();
  const path = expertisePath(expertise, "identities/decisions");
  return useAction((verdict: Verdict) => actFor<DecidedAnswer>(path, verdict), allAbout(expertise));
}

/** Decides about identities; each decision comes back with the way to undo it. */
export function useVerdict(onDone: (done: Undoable) => void) {
  const deed = useDecision();
  const decide = async (verdict: Verdict, said: string): Promise<void> => {
    const answer = await deed.mutateAsync(verdict);
    onDone({
      said: `${said} Scores follow with the next analysis.`,
      undo: async () => {
        await deed.mutateAsync({ kind: "undo", decision: answer.decision });
        return "Taken back: everything is as it was before.";
      },
    });
  };
  return { decide, isPending: deed.isPending };
}
