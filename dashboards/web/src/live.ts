import type { LiveEvent } from "@groundswell/server";

export type PullEvent = Extract<LiveEvent, { type: "pull" }>;

/** What has been told since this tab listens: the last pull of each source, how many jobs stand in each queue. */
export type Heard = {
  pulls: Readonly<Record<string, PullEvent>>;
  queues: Readonly<Record<string, { active: number; waiting: number }>>;
};

export const nothingHeard: Heard = { pulls: {}, queues: {} };

/** What is known after an event. A pull that began earlier tells nothing new of its source. */
export function hear(heard: Heard, event: LiveEvent): Heard {
  if (event.type === "queue") return { ...heard, queues: event.counts };
  if (event.type === "run") return heard;
  const known = heard.pulls[event.source];
  if (known && known.pull > event.pull) return heard;
  return { ...heard, pulls: { ...heard.pulls, [event.source]: event } };
}

/** Paths of the answers that an event makes old, for `renew`. A pull under way changes none: its event says all there is. */
export function madeOldBy(event: LiveEvent): string[] {
  if (event.type === "queue") return ["/api/queues"];
  if (event.type === "run") return ["/api/expertises", `/api/expertises/${encodeURIComponent(event.expertise)}/*`];
  if (event.finishedAt === null) return [];
  return ["/api/sources", `/api/sources/${encodeURIComponent(event.source)}`, "/api/status"];
}

/** Paths of all answers that events make old, for who did not listen for a while. */
export const madeOldByAny = ["/api/queues", "/api/expertises*", "/api/sources*", "/api/status"];

/** Pulls that are under way, the first to begin first. */
export function underWay({ pulls }: Heard): PullEvent[] {
  return Object.values(pulls)
    .filter(({ finishedAt }) => finishedAt === null)
    .sort((a, b) => a.pull - b.pull);
}

/** How many expertises are being analysed. */
export function analysing({ queues }: Heard): number {
  return queues.analyse?.active ?? 0;
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** Time to wait before connecting again after so many failures in a row, in milliseconds. */
export function waitAfter(failures: number): number {
  return Math.min(firstWaitMs * 2 ** Math.max(0, failures - 1), longestWaitMs);
}

/** An event as it was sent; null where it cannot be read, as by pages that are older than their server. */
export function readEvent(data: unknown): LiveEvent | null {
  try {
    const event = JSON.parse(String(data)) as LiveEvent;
    return ["pull", "run", "queue"].includes(event.type) ? event : null;
  } catch {
    return null;
  }
}
