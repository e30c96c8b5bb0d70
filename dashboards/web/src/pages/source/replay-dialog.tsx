import type { Answer } from "@groundswell/server";
import { actFor } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { counted, number } from "../../parts/format.ts";
import { useAction } from "../../use-action.ts";

type Replay = Answer["ReplayAnswer"];
type ReplayDialogProps = { path: string; source: string; onClose: () => void };

/** Mapping the kept raw pages of a source again: first what it would change, then doing it. */
export function ReplayDialog({ path, source, onClose }: ReplayDialogProps) {
  const look = useAction(() => actFor<Replay>(`${path}/replay`, { dryRun: true }));
  const replay = useAction(() => actFor<Replay>(`${path}/replay`, { dryRun: false }), ["/api/queues"]);
  return (
    <Dialog title={`Replay ${source}`} onClose={onClose}>
      <p>
        The raw pages that are kept are mapped again with today’s mapper, as after it was mended. Nothing is asked of
        the place.
      </p>
      <p className="deeds">
        <button type="button" disabled={look.isPending} onClick={() => look.mutate(undefined)}>
          See what would change
        </button>
        <button
          type="button"
          disabled={!look.isSuccess || replay.isPending || replay.isSuccess}
          onClick={() => replay.mutate(undefined)}
        >
          Replay
        </button>
      </p>
      <ActionState
        action={look}
        doing="Mapping the pages without keeping anything…"
        done={look.data && <WouldChange replay={look.data} />}
      />
      <ActionState
        action={replay}
        doing="Asking for it…"
        done="The replay is in the queue; it goes on when this is closed."
      />
    </Dialog>
  );
}

function WouldChange({ replay: { would, whole } }: { replay: Replay }) {
  if (would === null) return null;
  return (
    <>
      {counted(would.pages, "page")} with {counted(would.signals, "signal")}: {number(would.added)} would be new,{" "}
      {number(would.changed)} would change, {number(would.elsewhere)} belong to other sources
      {would.failed > 0 && `, ${counted(would.failed, "page")} could not be mapped`}.
      {!whole && " There are more pages than could be looked at in 20 seconds: these are the first."}
    </>
  );
}
