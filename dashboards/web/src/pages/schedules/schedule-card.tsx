import type { Answer } from "@groundswell/server";
import { useState } from "react";
import { act, remove } from "../../ask.ts";
import { ActionState } from "../../parts/action-state.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Instant } from "../../parts/instant.tsx";
import { useAction } from "../../use-action.ts";
import { NextTimes } from "./next-times.tsx";

type Schedule = Answer["ScheduleAnswer"];
const renewed = ["/api/schedules", "/api/reports"];

/** One schedule: in words, when it is due next, why the last one failed, and a pause or the end of it. */
export function ScheduleCard({ schedule }: { schedule: Schedule }) {
  const { id, title, expertise, words, tz, next, pausedAt, lastError, createdBy, createdAt, mayChange } = schedule;
  const path = `/api/schedules/${id}`;
  const [ends, setEnds] = useState(false);
  const pause = useAction((paused: boolean) => act(path, { paused }, "PATCH"), renewed);
  return (
    <li className="panel">
      <h2>
        {title} {expertise !== null && <small>{expertise}</small>}
      </h2>
      <p>
        {words}, {tz.replaceAll("_", " ")}
      </p>
      {lastError !== null && <p className="caveat">The last one could not be built: {lastError}</p>}
      {pausedAt === null ? (
        <>
          <p className="aside due-next">Due next</p>
          <NextTimes times={next} tz={tz} />
        </>
      ) : (
        <p className="caveat">
          Paused since <Instant at={pausedAt} />: nothing is issued, and nothing is made up for when it is resumed.
        </p>
      )}
      <p className="aside">
        Added by {createdBy}, <Instant at={createdAt} day />
      </p>
      {mayChange && (
        <p className="deeds">
          <button type="button" disabled={pause.isPending} onClick={() => pause.mutate(pausedAt === null)}>
            {pausedAt === null ? "Pause" : "Resume"}
            <span className="hidden">: {title}</span>
          </button>
          <button type="button" className="danger" onClick={() => setEnds(true)}>
            Remove…<span className="hidden"> {title}</span>
          </button>
        </p>
      )}
      <ActionState action={pause} doing="One moment…" done={pause.variables ? "It is paused." : "It goes on."} />
      {ends && <RemoveDialog schedule={schedule} path={path} onClose={() => setEnds(false)} />}
    </li>
  );
}

function RemoveDialog({ schedule, path, onClose }: { schedule: Schedule; path: string; onClose: () => void }) {
  const end = useAction(() => remove(path), renewed);
  return (
    <Dialog title="Remove this schedule?" onClose={onClose}>
      <p>
        <b>{schedule.title}</b> is not issued any more at that time. What it issued stays.
      </p>
      <p className="deeds">
        <button type="button" className="danger" disabled={end.isPending} onClick={() => end.mutate(undefined)}>
          Remove it
        </button>
        <button type="button" onClick={onClose}>
          Keep it
        </button>
      </p>
      <ActionState action={end} doing="Removing…" done="Removed." />
    </Dialog>
  );
}
