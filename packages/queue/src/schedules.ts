import { isDeepStrictEqual } from "node:util";
import { ConfigError } from "@groundswell/model";
import type { Queue } from "bullmq";
import { type Every, printEvery, type Rhythm, readEvery } from "./every.ts";
import { fromId, type JobName, type Jobs, toId } from "./jobs.ts";
import { nextSlot } from "./slots.ts";

/** Something to be done again and again: `key` tells the schedules of one job apart. */
export type Wanted = { [Name in JobName]: { name: Name; key: string; data: Jobs[Name] } & Every }[JobName];

/** A schedule as the backend holds it. */
export type Schedule = {
  name: JobName;
  key: string;
  data: Wanted["data"];
  /** A duration in words, or a cron expression with its time zone in `tz`. */
  every: string;
  tz: string | null;
  /** When it fires next, ISO 8601 in UTC; null where nobody knows. */
  next: string | null;
  /** Whether the backend really holds the job that fires next; one that lost it would be silent for ever. */
  registered: boolean;
};

type Named = { name: JobName; key: string };

/** What bringing the schedules in line changed. `repaired` had lost the job that fires next, or had it too far off. */
export type Reconciled = { added: Named[]; updated: Named[]; repaired: Named[]; removed: Named[]; unchanged: Named[] };

export type Queues = Record<JobName, Queue>;

/**
 * Registers a schedule, or changes it. One that fires by duration fires for the first time at once; asking again
 * for what is there changes nothing of when it fires next.
 * @throws ConfigError where `every` cannot be read
 */
export async function schedule(queues: Queues, { name, key, data, ...every }: Wanted): Promise<void> {
  await queues[name].upsertJobScheduler(toId(key), readEvery(every), { name, data, opts: {} });
}

/** Takes a schedule away, with the job that would fire next; whether there was one. */
export async function unschedule(queues: Queues, name: JobName, key: string): Promise<boolean> {
  return queues[name].removeJobScheduler(toId(key));
}

/** The schedules the backend holds, soonest first. */
export async function readSchedules(queues: Queues): Promise<Schedule[]> {
  const found = await Promise.all(
    Object.values(queues).map(async (queue) => {
      const schedulers = await queue.getJobSchedulers();
      return Promise.all(schedulers.map((scheduler) => view(queue, scheduler)));
    }),
  );
  return found.flat().sort((a, b) => (a.next ?? "").localeCompare(b.next ?? "") || a.key.localeCompare(b.key));
}

/**
 * Makes the backend hold exactly the wanted schedules, and says what that took. Safe to ask from several processes.
 * @throws ConfigError, before anything is changed, where one cannot be read or two have one key
 */
export async function reconcileSchedules(queues: Queues, wanted: readonly Wanted[], now: Date): Promise<Reconciled> {
  const rhythms = new Map<string, Rhythm>();
  for (const one of wanted) {
    if (rhythms.has(id(one)))
      throw new ConfigError(`Two schedules of ${one.name} have the key "${one.key}": rename one of them.`);
    rhythms.set(id(one), readEvery(one));
  }
  const held = new Map((await readSchedules(queues)).map((one) => [id(one), one]));
  const done: Reconciled = { added: [], updated: [], repaired: [], removed: [], unchanged: [] };
  for (const one of wanted) {
    const there = held.get(id(one));
    const change = !there
      ? "added"
      : !isSame(there, one, rhythms)
        ? "updated"
        : there.registered && !isTooFarOff(there, rhythms.get(id(one)), now)
          ? "unchanged"
          : "repaired";
    // Asked for again, a schedule keeps the instant that a wrong clock gave it.
    if (change === "repaired") await unschedule(queues, one.name, one.key);
    if (change !== "unchanged") await schedule(queues, one);
    done[change].push({ name: one.name, key: one.key });
  }
  for (const [heldId, { name, key }] of held) {
    if (rhythms.has(heldId)) continue;
    await unschedule(queues, name, key);
    done.removed.push({ name, key });
  }
  return done;
}

const id = ({ name, key }: Named) => `${name}:${key}`;

function isSame(there: Schedule, wanted: Wanted, rhythms: Map<string, Rhythm>): boolean {
  const { every, tz, data } = there;
  return (
    isDeepStrictEqual(readEvery({ every, ...(tz === null ? {} : { tz }) }), rhythms.get(id(wanted))) &&
    isDeepStrictEqual(data, wanted.data)
  );
}

// Clocks of several processes may differ by so much without anything being wrong.
const skewMs = 60_000;

/** Whether a schedule fires later than its rhythm can say: the clock of whoever set it was ahead, and for so long nothing would fire. */
function isTooFarOff({ next }: Schedule, rhythm: Rhythm | undefined, now: Date): boolean {
  if (next === null || rhythm === undefined) return false;
  const latest = new Date(now.getTime() + skewMs);
  const due =
    "every" in rhythm
      ? new Date(latest.getTime() + rhythm.every)
      : nextSlot({ every: rhythm.pattern, tz: rhythm.tz }, latest);
  return new Date(next) > due;
}

type Held = Awaited<ReturnType<Queue["getJobSchedulers"]>>[number];

async function view(queue: Queue, held: Held): Promise<Schedule> {
  const next = held.next ?? null;
  const state = next === null ? "unknown" : await queue.getJobState(`repeat:${held.key}:${next}`);
  return {
    name: queue.name as JobName,
    key: fromId(held.key),
    data: held.template?.data,
    every: held.pattern ?? printEvery({ every: held.every ?? 0 }),
    tz: held.pattern === undefined ? null : (held.tz ?? "UTC"),
    next: next === null ? null : new Date(next).toISOString(),
    registered: !["unknown", "completed", "failed"].includes(state),
  };
}
