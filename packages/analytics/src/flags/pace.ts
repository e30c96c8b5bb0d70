import { dayMs } from "@groundswell/model";
import type { Finding } from "./flag.ts";

const withinSeconds = 60;
/** Nobody writes twenty things in a minute; a script does, or an import. */
const leastSignals = 20;

/** When a person's signals happened, in milliseconds since 1970. */
export type SignalTimes = ReadonlyMap<number, readonly number[]>;

/**
 * Twenty signals or more within a minute. A day or a month without an hour stands for its beginning, so that what lies on midnight in UTC is
 * of no known minute.
 */
export function findPace(times: SignalTimes): Finding[] {
  return [...times].flatMap(([person, given]): Finding[] => {
    const sorted = Float64Array.from(given.filter((time) => time % dayMs !== 0)).sort();
    let most = 0;
    let at = 0;
    let first = 0;
    for (const [last, time] of sorted.entries()) {
      while (time - (sorted[first] ?? time) > withinSeconds * 1000) first += 1;
      if (last - first + 1 <= most) continue;
      most = last - first + 1;
      at = sorted[first] ?? time;
    }
    if (most < leastSignals) return [];
    const begun = new Date(at).toISOString();
    const day = begun.slice(0, 10);
    return [
      {
        flag: "mechanical-pace",
        person,
        why: `${most} signals within ${withinSeconds} seconds from ${begun}.`,
        signalsOf: { kind: null, days: { from: day, to: day }, askers: null },
      },
    ];
  });
}
