import { coverage, type SourceSilence, sourceSilence } from "@groundswell/analytics";
import { dayMs } from "@groundswell/model";
import { pushConnector, type SourceThen } from "@groundswell/store";

/** What can be wrong with a source, the most urgent first. */
export const troubles = ["refused", "failing", "waiting", "unread", "silent", "moved"] as const;
export type Trouble = (typeof troubles)[number];

/** A source with what is wrong with it. */
export type Troubled = {
  source: SourceThen;
  trouble: Trouble;
  /** Since when, in ISO; null where that is not kept. */
  since: string | null;
  /** Whole days of the window before that it should have read and had not. */
  daysLost: number;
  /** What the last error or the rhythm says, as a sentence. */
  why: string | null;
  todo: string;
};

const dayHours = 24;

/** Whether anybody waits for it to be read: not what is loaded by hand, nor what a person has paused. */
export function isWatched({ every, connector, current }: SourceThen): boolean {
  return (every !== null || connector === pushConnector) && current.state !== "paused";
}

/** What is wrong with a source at an instant; null where all is well. */
export function troubleOf(source: SourceThen, from: Date, to: Date): Troubled | null {
  const { lastSuccess, lastEnd, error, failingSince, current } = source;
  const silence = source.connector === pushConnector ? silenceOfPushed(source, to) : sourceSilence(source.days);
  const lost = daysLost(source, from, to);
  const found = (trouble: Trouble, since: Date | string | null, why: string | null): Troubled => ({
    source,
    trouble,
    since: since instanceof Date ? since.toISOString().slice(0, 10) : since,
    daysLost: lost,
    why,
    todo: todoOf(trouble, source),
  });
  // How long it had been well: a failure that the next pull makes good is no news.
  const sinceSuccess = to.getTime() - (lastSuccess?.getTime() ?? Number.NEGATIVE_INFINITY);
  if (error !== null) {
    const state = current.isSame ? current.state : "failing";
    if (state === "refused") return found("refused", failingSince, error);
    if (sinceSuccess >= Math.max(dayMs, everyHours(source) * 3_600_000))
      return found(state === "waiting" ? "waiting" : "failing", failingSince, error);
  } else if (
    source.connector !== pushConnector &&
    lastEnd !== null &&
    sinceSuccess >= Math.max(2 * dayMs, 2 * everyHours(source) * 3_600_000)
  )
    return found("unread", lastSuccess, null);
  if (silence) return found("silent", silence.since, silenceWords(silence));
  if (current.movedTo !== null) return found("moved", null, `It has moved to ${current.movedTo}.`);
  return null;
}

/** Whole days before the last one of a window that should have been read: of the last day the rest is read on the next. */
export function coverageAt(sources: readonly SourceThen[], from: Date, to: Date) {
  return coverage(
    sources
      .filter(({ connector }) => connector !== pushConnector)
      .map(({ id, since, read }) => ({ source: id, since, read, failed: [] })),
    { from, to },
    to,
  );
}

function daysLost(source: SourceThen, from: Date, to: Date): number {
  const { expected, read } = coverageAt([source], from, new Date(to.getTime() - dayMs));
  return expected - read;
}

/** What is sent has no pulls on days on which nobody sends anything: they count as read. */
function silenceOfPushed({ days }: SourceThen, to: Date): SourceSilence | null {
  const [first] = days;
  if (!first) return null;
  const known = new Map(days.map(({ day, isNew }) => [day, isNew]));
  const begin = Date.parse(first.day);
  const count = Math.round((to.getTime() - begin) / dayMs);
  return sourceSilence(
    Array.from({ length: count }, (_, at) => {
      const day = new Date(begin + at * dayMs).toISOString().slice(0, 10);
      return { day, isNew: known.get(day) ?? false };
    }),
  );
}

function silenceWords({ days, usual, longestBefore, p }: SourceSilence): string {
  const chance = p < 0.0001 ? "p < 0.0001" : `p = ${p.toFixed(4)}`;
  return (
    `It was read on ${days} days without anything new; before, ${Math.round(100 * usual)} % of days brought something and the longest ` +
    `time without was ${longestBefore} ${longestBefore === 1 ? "day" : "days"} (${chance}).`
  );
}

/** Hours between two pulls: `30 minutes`, `6 hours`, `1 day`; a day where it is written as a cron expression. */
function everyHours({ every }: SourceThen): number {
  const [, count, unit] = /^(\d+)\s*([mhd])/.exec(every ?? "") ?? [];
  if (count === undefined) return dayHours;
  return Number(count) * (unit === "m" ? 1 / 60 : unit === "h" ? 1 : dayHours);
}

function todoOf(trouble: Trouble, { id, current }: SourceThen): string {
  const pull = `"groundswell pull --source ${id}"`;
  switch (trouble) {
    case "refused":
      return `Correct its options or credentials, then pull it with ${pull}: it is not tried again by itself.`;
    case "failing":
      return `It is tried again by itself: see whether the place answers, and pull it with ${pull}.`;
    case "waiting":
      return `It waits for a limit${current.retryAt === null ? "" : ` until ${current.retryAt.toISOString().slice(0, 16).replace("T", " ")} UTC`}: give it credentials with a larger quota, or pull it less often.`;
    case "unread":
      return 'No pull has ended for long: see with "groundswell status" whether a worker runs.';
    case "silent":
      return "Look at the place: it may have moved, closed, or changed what it shows.";
    case "moved":
      return `Write ${current.movedTo} into its options.`;
  }
}
