import type { Ages, JobName } from "@groundswell/queue";
import type { QueueView } from "@groundswell/reports";
import type { SourceRow } from "@groundswell/store";
import { type Finding, failure, warning } from "./finding.ts";

export type QueueFacts = { view: QueueView; ages: Record<JobName, Ages>; sources: readonly SourceRow[]; now: Date };

const lateMinutes = 15;
const stuckHours = 6;
const minutesSince = (earlier: Date, now: Date) => Math.floor((now.getTime() - earlier.getTime()) / 60_000);

/** Whether somebody works on the queues, and on everything that is to be done. */
export function examineQueues(facts: QueueFacts): Finding[] {
  return [...examineSchedules(facts), ...examineWorkers(facts), ...examineStuck(facts), ...examineDead(facts)];
}

function examineSchedules({ view }: QueueFacts): Finding[] {
  return view.schedules
    .filter((schedule) => !schedule.registered)
    .map(({ name, key }) =>
      failure(`schedule ${name} ${key}`, "is known but will not fire: restart the workers, which register it again."),
    );
}

/** A schedule whose time has passed is the sign of life that workers give: one of them fires every minute. */
function examineWorkers({ view, sources, now }: QueueFacts): Finding[] {
  const start = 'start "groundswell up", or "groundswell worker" beside a server.';
  if (view.schedules.length === 0) {
    const wanting = sources.filter(({ every, state }) => every !== null && state !== "paused").length;
    if (wanting === 0) return [];
    const are = wanting === 1 ? "1 source is" : `${wanting} sources are`;
    return [warning("worker", `${are} to be read at a pace, and no worker has ever scheduled it: ${start}`)];
  }
  const due = view.schedules.flatMap(({ next, registered }) => (registered && next !== null ? [new Date(next)] : []));
  const late = due.map((next) => minutesSince(next, now)).filter((minutes) => minutes >= lateMinutes);
  if (late.length === 0) return [];
  return [failure("worker", `No worker takes jobs: the oldest was due ${Math.max(...late)} minutes ago. ${start}`)];
}

function examineStuck({ ages, now }: QueueFacts): Finding[] {
  return Object.entries(ages).flatMap(([name, { activeSince }]) => {
    const hours = activeSince === null ? 0 : Math.floor(minutesSince(activeSince, now) / 60);
    if (hours < stuckHours) return [];
    return [
      warning(
        `queue ${name}`,
        `A job has run for ${hours} hours: see what its worker logs, and restart that worker if it says nothing more.`,
      ),
    ];
  });
}

function examineDead({ view }: QueueFacts): Finding[] {
  return view.deadLetters.map(({ queue, message, count }) => {
    const jobs = count === 1 ? "1 job has" : `${count} jobs have`;
    return warning(
      `queue ${queue}`,
      `${jobs} failed for good: ${message} Mend it, then retry on the page of the queues.`,
    );
  });
}
