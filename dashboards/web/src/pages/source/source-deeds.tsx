import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { act, actFor } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { useAction } from "../../use-action.ts";
import type { Source } from "../sources/source-state.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";

type Deed = "pull" | "pause" | "resume";
const said: Record<Deed, { doing: string; done: string }> = {
  pull: { doing: "Asking for it…", done: "It is in the queue: progress shows above." },
  pause: { doing: "Pausing…", done: "Paused: it is read no more until somebody resumes it." },
  resume: { doing: "Resuming…", done: "Resumed: it is read again." },
};

/** What an operator does about a source. */
export function SourceDeeds({ source }: { source: Source }) {
  const path = `/api/sources/${encodeURIComponent(source.id)}`;
  const [replays, setReplays] = useState(false);
  const action = useAction(
    (verb: Deed) => (verb === "pull" ? actFor<Answer["JobAnswer"]>(`${path}/pull`) : act(`${path}/${verb}`)),
    ["/api/sources", path, "/api/status", "/api/queues"],
  );
  const { doing, done } = said[action.variables ?? "pull"];
  // A source that was refused is let in again in the way that a paused one is.
  const isStopped = source.state === "paused" || source.state === "refused";
  const isPulled = source.every !== null && !source.isPush;
  return (
    <>
      <p className="deeds">
        {isPulled && (
          <button
            type="button"
            disabled={action.isPending || source.state === "paused"}
            onClick={() => action.mutate("pull")}
          >
            Pull now
          </button>
        )}
        {isStopped && (
          <button type="button" disabled={action.isPending} onClick={() => action.mutate("resume")}>
            Resume
          </button>
        )}
        {source.state !== "paused" && (
          <button type="button" disabled={action.isPending} onClick={() => action.mutate("pause")}>
            Pause
          </button>
        )}
        {!source.isPush && (
          <button type="button" onClick={() => setReplays(true)}>
            Replay…
          </button>
        )}
      </p>
      <ActionState action={action} doing={doing} done={done} />
      {replays && <ReplayDialog path={path} source={source.id} onClose={() => setReplays(false)} />}
    </>
  );
}
