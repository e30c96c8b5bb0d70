import type { DecidedAnswer } from "@groundswell/server";
import type { Undoable } from "./undo-note.tsx";
import { useDeed } from "./use-deed.ts";

/** What is said of accounts and persons, in the words of the API. */
export type Verdict =
  | { kind: "accept" | "reject"; pair: Pair; reason?: string }
  | { kind: "snooze"; pair: Pair; until: string; reason?: string }
  | { kind: "split"; account: string; reason?: string }
  | { kind: "undo"; decision: number; reason?: string };
type Pair = { proposal: string } | { a: string; b: string };

/** Decides about identities; each decision comes back with the way to undo it. */
export function useVerdict(onDone: (done: Undoable) => void) {
  const deed = useDeed<Verdict, DecidedAnswer>("identities/decisions");
  const decide = async (verdict: Verdict, said: string): Promise<void> => {
    const answer = await deed.mutateAsync(verdict);
    if (answer === null) return;
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
