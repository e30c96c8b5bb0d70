import { dayMs, hourMs } from "@groundswell/model";
import { dismissedWithinHours, isDismissed, type ReadThread } from "../health/asked-thread.ts";

/** Weeks before an instant that a space is compared with its own of. */
export const alertWeeks = 52;
const weekMs = 7 * dayMs;
/**
 * A thread younger than this has not waited long. What is closed later than this counts as waiting, or else old weeks would lose their
 * unanswered threads to a machine that closes them, and the last weeks would keep theirs.
 */
const waitMs = dismissedWithinHours * hourMs;
export const waitDays = waitMs / dayMs;

/** What was asked in one week. `old` threads have had 72 hours; of them `helped` had a response within those. */
export type AskedWeek = { asked: number; old: number; helped: number };

/** The weeks of a space before an instant, the oldest first. */
export type SpaceWeeks = {
  space: string;
  /** Null where the week was not read, or lies before the record of the space. */
  weeks: (AskedWeek | null)[];
  /** Of each person by number, in each week: threads in which they were the first to respond, and everything that they wrote. */
  answerers: { person: number; first: number[]; all: number[] }[];
  /** In each week, threads to which somebody responded first whom the source does not name. */
  unknownFirst: number[];
};

/**
 * Counts the threads of a space by weeks. Threads that were dismissed are left out: nobody waits there.
 * @param threads as read at the instant
 * @param isRead of each week, the oldest first
 * @param recordedSince of what was asked before it nothing is known; milliseconds since 1970, as `asOf`
 */
export function spaceWeeks(
  space: string,
  threads: readonly ReadThread[],
  { asOf, isRead, recordedSince }: { asOf: number; isRead: readonly boolean[]; recordedSince: number },
): SpaceWeeks {
  const begin = asOf - alertWeeks * weekMs;
  const weeks: AskedWeek[] = Array.from({ length: alertWeeks }, () => ({ asked: 0, old: 0, helped: 0 }));
  const weekOf = (instant: number) => Math.floor((instant - begin) / weekMs);
  const people = new Map<number, { first: number[]; all: number[] }>();
  const none = () => new Array<number>(alertWeeks).fill(0);
  const unknownFirst = none();
  for (const read of threads) {
    if (isDismissed(read)) continue;
    const week = weeks[weekOf(read.thread.askedAt)];
    if (week) {
      week.asked += 1;
      if (read.ageMs >= waitMs) week.old += 1;
      if (read.ageMs >= waitMs && read.waitMs !== null && read.waitMs <= waitMs) week.helped += 1;
    }
    for (const [place, { person, at }] of read.responses.entries()) {
      const step = weekOf(at);
      if (step < 0 || step >= alertWeeks) continue;
      if (person === null) {
        if (place === 0) unknownFirst[step] = (unknownFirst[step] ?? 0) + 1;
        continue;
      }
      const own = people.get(person) ?? { first: none(), all: none() };
      people.set(person, own);
      own.all[step] = (own.all[step] ?? 0) + 1;
      if (place === 0) own.first[step] = (own.first[step] ?? 0) + 1;
    }
  }
  return {
    space,
    weeks: weeks.map((week, at) => (isRead[at] && begin + at * weekMs >= recordedSince ? week : null)),
    answerers: [...people].map(([person, counts]) => ({ person, ...counts })).sort((a, b) => a.person - b.person),
    unknownFirst,
  };
}
