import { dayMs } from "@groundswell/model";
import { percent } from "../insight.ts";
import { type ReadDay, sourceSilence } from "../source-silence.ts";
import type { AlertLook } from "./alert.ts";

const fewestNewDays = 10;
/** What was not read for longer is "not read", and its silence is nobody's. */
const mostDaysUnread = 3;

/**
 * Whether a source that is read yields nothing for longer than its own rhythm explains: see `sourceSilence`. Only days on which it was read to its end count.
 * @param days in order, before the instant
 * @returns null where it was hardly ever anything but silent, or was not read of late
 */
export function sourceSilent(source: string, days: readonly ReadDay[], asOf: Date): AlertLook | null {
  const last = days.at(-1);
  if (!last || asOf.getTime() - Date.parse(last.day) > mostDaysUnread * dayMs) return null;
  if (days.filter(({ isNew }) => isNew).length < fewestNewDays) return null;
  const silence = sourceSilence(days);
  return {
    ...{ kind: "source-silent", subject: source, person: null },
    test: {
      name: "geometric gaps between days with anything new",
      statistic: { name: "days read without anything", value: silence?.days ?? 0 },
      // What is no longer than the silences before it is no news, whatever its chance.
      p: silence?.p ?? 1,
    },
    isWorthSaying: silence !== null,
    isOver: last.isNew,
    sentence: silence
      ? `Read on ${silence.days} days since ${silence.since} without anything new; before, something new came on ${percent(silence.usual)} of the days and never failed to for more than ${silence.longestBefore}.`
      : "Nothing unusual.",
  };
}
