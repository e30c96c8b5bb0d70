import { cusumAlarms } from "../trends/alarms.ts";
import type { AlertLook } from "./alert.ts";
import { dispersionOf, rateRatio, sum } from "./overdispersion.ts";
import { type SpaceWeeks, waitDays } from "./space-weeks.ts";

const recentWeeks = 4;
const fewestWeeksBefore = 26;
/** Threads of the last weeks that have had 72 hours. */
const fewestOld = 10;
/** Half as many again as usual, and so many more threads. */
const leastRatio = 1.5;
const leastMore = 5;
const weekDays = 7;

/**
 * Whether more threads than usual stay without a response for 72 hours: those of the last four weeks against the space's own weeks before, by a
 * quasi-Poisson ratio of rates with the dispersion of those weeks, and more than in any four weeks of the year. A CUSUM over the last twelve weeks is told beside it and decides nothing.
 * @returns null where too few weeks or threads were read
 */
export function questionsPileUp({ space, weeks }: SpaceWeeks): AlertLook | null {
  const days = weeks.map((_, at) => (at === weeks.length - 1 ? weekDays - waitDays : weekDays));
  const known = weeks.flatMap((week, at) =>
    week === null ? [] : [{ at, days: days[at] ?? weekDays, old: week.old, open: week.old - week.helped }],
  );
  const since = weeks.length - recentWeeks;
  const recent = known.filter(({ at }) => at >= since);
  const before = known.filter(({ at }) => at < since);
  if (recent.length < recentWeeks || before.length < fewestWeeksBefore) return null;
  if (sum(recent.map(({ old }) => old)) < fewestOld) return null;

  const of = (some: typeof known) => ({
    count: sum(some.map(({ open }) => open)),
    exposure: sum(some.map(({ days }) => days)),
  });
  const [now, then] = [of(recent), of(before)];
  const dispersion = dispersionOf(
    before.map(({ open }) => open),
    before.map((week) => week.days),
    recentWeeks,
  );
  const freedom = Math.floor(before.length / recentWeeks) - 1;
  const { ratio, z, p } = rateRatio(now, then, { dispersion, freedom });
  const usual = (then.count / then.exposure) * now.exposure;
  const last = cusumAlarms(weeks.map((week) => week && week.old - week.helped)).findLast(
    ({ kind }) => kind === "above",
  );
  const both = last && last.step >= since ? "; the weeks add up to more than usual by a CUSUM too" : "";
  return {
    ...{ kind: "questions-pile-up", subject: space, person: null },
    test: { name: "quasi-Poisson ratio of rates", statistic: { name: "t", value: z }, p },
    isWorthSaying:
      ratio >= leastRatio && now.count - usual >= leastMore && now.count > most(before.map(({ open }) => open)),
    isOver: now.count <= usual,
    sentence: `${now.count} threads of the last ${recentWeeks} weeks had no response within 72 h, where ${usual.toFixed(1)} would be usual for it${both}.`,
  };
}

/** The most in so many weeks in a row: what a space has had before in a bad month is no alert. */
function most(open: readonly number[]): number {
  return Math.max(...open.slice(recentWeeks - 1).map((_, at) => sum(open.slice(at, at + recentWeeks))));
}
