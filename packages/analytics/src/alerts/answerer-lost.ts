import { percent } from "../insight.ts";
import type { AlertLook } from "./alert.ts";
import { chanceOfNone, dispersionOf, sum } from "./overdispersion.ts";
import type { AskedWeek, SpaceWeeks } from "./space-weeks.ts";

/** Who gave less than this of the first answers leaves no gap that a space could not close. */
const leastShare = 0.3;
const fewestSilentWeeks = 3;
/** After half a year a loss is history. */
const mostSilentWeeks = 26;
/** Threads in the silence that could have been answered. */
const fewestAsked = 5;
const fewestFirst = 20;
const fewestActiveWeeks = 8;
const fewestWeeksBefore = 20;
const fewestRate = 10;

/**
 * Whether a space lost the person who gave the largest share of its first answers: how likely their silence is at the pace and with the spells of their own weeks,
 * against what was asked meanwhile. Where nobody asks, nobody is missed. Weeks that were not read are no silence.
 * @returns null where there is too little to look at
 */
export function answererLost({ space, weeks, answerers, unknownFirst }: SpaceWeeks): AlertLook | null {
  const read = weeks.flatMap((week, at) => (week === null ? [] : [{ at, week }]));
  const early = read.slice(0, -fewestSilentWeeks);
  const firstIn = (counts: readonly number[], of: readonly { at: number }[]) =>
    sum(of.map(({ at }) => counts[at] ?? 0));
  const top = answerers
    .map((one) => ({ ...one, given: firstIn(one.first, early) }))
    .sort((a, b) => b.given - a.given || a.person - b.person)[0];
  if (!top || top.given === 0) return null;
  const spoke = read.findLastIndex(({ at }) => (top.all[at] ?? 0) > 0);
  const before = read.slice(0, spoke + 1);
  const silent = read.slice(spoke + 1);
  if (silent.length > mostSilentWeeks || before.length < fewestWeeksBefore) return null;

  // Somebody gave those first answers too whose authors the source does not name.
  const all = sum([...answerers.map(({ first }) => first), unknownFirst].map((first) => firstIn(first, before)));
  const active = before.filter(({ at }) => (top.all[at] ?? 0) > 0).length;
  if (all < fewestFirst || active < fewestActiveWeeks) return null;
  const share = firstIn(top.first, before) / all;
  const asked = sum(silent.map(({ week }) => week.asked));
  const counts = before.map(({ at }) => top.all[at] ?? 0);
  const exposures = before.map(({ week }) => week.asked);
  const dispersion = dispersionOf(counts, exposures, Math.max(2, silent.length));
  const p = chanceOfNone(sum(counts), sum(exposures), asked, dispersion);
  return {
    ...{ kind: "answerer-lost", subject: space, person: null },
    test:
      share < leastShare
        ? null
        : {
            name: "gamma-Poisson silence with dispersion",
            statistic: { name: "weeks without a word", value: silent.length },
            p,
          },
    isWorthSaying: silent.length >= fewestSilentWeeks && asked >= fewestAsked && silent.length > longestSilence(counts),
    isOver: silent.length === 0,
    sentence: `Its most active answerer, who gave ${percent(share)} of the first answers in ${before.length} weeks, has written nothing in the ${silent.length} weeks since, in which ${asked} threads were asked; ${helpedWords(before, silent)}.`,
  };
}

function longestSilence(counts: readonly number[]): number {
  let [longest, length] = [0, 0];
  for (const count of counts.slice(counts.findIndex((one) => one > 0))) {
    length = count > 0 ? 0 : length + 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

function helpedWords(before: readonly { week: AskedWeek }[], since: readonly { week: AskedWeek }[]): string {
  const rate = (weeks: readonly { week: AskedWeek }[]) => {
    const old = sum(weeks.map(({ week }) => week.old));
    return old < fewestRate ? null : sum(weeks.map(({ week }) => week.helped)) / old;
  };
  const [then, now] = [rate(before), rate(since)];
  if (then === null || now === null) return "too few of them are 72 h old to say whether fewer people are helped";
  return `${percent(now)} had a response within 72 h, ${percent(then)} before`;
}
