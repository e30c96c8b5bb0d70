import ICAL from "ical.js";

/**
 * A recurrence rule (RFC 5545, section 3.3.10) on the wall clock of its start. Times are milliseconds that count a clock's
 * reading as if it were UTC; weekdays count from Sunday, 0.
 */
export type WallRule = {
  freq: "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";
  interval: number;
  count: number | null;
  /** The last reading that may be one, itself included. */
  until: number | null;
  weekStart: number;
  months: number[];
  weeks: number[];
  yearDays: number[];
  monthDays: number[];
  /** `nth` is 0 for every such weekday. */
  weekdays: { nth: number; weekday: number }[];
  hours: number[];
  minutes: number[];
  seconds: number[];
  positions: number[];
};

/** A period of a rule: its days, as days since 1970. */
type Days = { first: number; length: number };

const dayMs = 86_400_000;
const weekdayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** Times of day that one rule may name. */
const mostTimes = 100;

/**
 * Reads a rule; null where it comes more often than daily or names more times of day than any meeting has.
 * @param until its end, read off the clock of its start
 */
export function wallRule(rule: ICAL.Recur, until: number | null): WallRule | null {
  const freq = (["YEARLY", "MONTHLY", "WEEKLY", "DAILY"] as const).find((known) => known === rule.freq);
  const numbers = (part: string): number[] => {
    const values: unknown = (rule.parts as Record<string, unknown>)[part];
    return Array.isArray(values) ? values.map(Number).filter(Number.isInteger) : [];
  };
  const [hours, minutes, seconds] = ["BYHOUR", "BYMINUTE", "BYSECOND"].map(numbers) as [number[], number[], number[]];
  const times = [hours, minutes, seconds].reduce((product, { length }) => product * Math.max(1, length), 1);
  if (freq === undefined || times > mostTimes) return null;
  return {
    freq,
    interval: Math.max(1, Math.trunc(rule.interval) || 1),
    count: rule.count ?? null,
    until,
    weekStart: (rule.wkst ?? ICAL.Time.MONDAY) - 1,
    months: numbers("BYMONTH"),
    weeks: numbers("BYWEEKNO"),
    yearDays: numbers("BYYEARDAY"),
    monthDays: numbers("BYMONTHDAY"),
    weekdays: ((rule.parts.BYDAY ?? []) as string[]).flatMap((text) => {
      const [, nth, name = ""] = /^([+-]?\d+)?([A-Z]{2})$/.exec(text) ?? [];
      return weekdayNames.includes(name) ? [{ nth: Number(nth ?? 0), weekday: weekdayNames.indexOf(name) }] : [];
    }),
    hours,
    minutes,
    seconds,
    positions: numbers("BYSETPOS"),
  };
}

/**
 * Every occurrence of a rule from `after` to before `before`, in order; the start is always the first of all, and counts.
 * A null stands for a stretch that was looked through in vain, so that its reader can give up: a rule may never come true.
 */
export function* wallTimes(
  rule: WallRule,
  start: number,
  { after, before }: { after: number; before: number },
): Generator<number | null> {
  const filled = withStart(rule, start);
  const times = timesOfDay(filled, start);
  const last = Math.min(before - 1, rule.until ?? before);
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  if (left > 0) yield start;
  left--;
  // What is counted must be read from its beginning; all else from shortly before it is wanted.
  for (let index = rule.count === null ? firstPeriod(rule, start, after) : 0; left > 0; index++) {
    const period = periodDays(rule, start, index);
    if (period.first * dayMs > last || Number.isNaN(period.first)) return;
    yield null;
    for (const at of atPositions(daysOf(filled, period), times, rule.positions)) {
      if (at <= start) continue;
      if (at > last || left-- <= 0) return;
      yield at;
    }
  }
}

/** What a rule leaves open is as its start has it. */
function withStart(rule: WallRule, start: number): WallRule {
  const date = new Date(start);
  const { weeks, yearDays, monthDays, weekdays, freq } = rule;
  const open = yearDays.length + monthDays.length + weekdays.length === 0;
  if (!open || freq === "DAILY") return rule;
  if (freq === "WEEKLY" || weeks.length > 0) return { ...rule, weekdays: [{ nth: 0, weekday: date.getUTCDay() }] };
  const months = freq === "YEARLY" && rule.months.length === 0 ? [date.getUTCMonth() + 1] : rule.months;
  return { ...rule, months, monthDays: [date.getUTCDate()] };
}

/** The times of day of a rule, in milliseconds after midnight, in order. */
function timesOfDay({ hours, minutes, seconds }: WallRule, start: number): number[] {
  const date = new Date(start);
  const or = (numbers: number[], own: number) => (numbers.length > 0 ? numbers : [own]);
  const times = or(hours, date.getUTCHours()).flatMap((hour) =>
    or(minutes, date.getUTCMinutes()).flatMap((minute) =>
      or(seconds, date.getUTCSeconds()).map((second) => ((hour * 60 + minute) * 60 + second) * 1000),
    ),
  );
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The index of a period that lies a little before an instant. */
function firstPeriod({ freq, interval }: WallRule, start: number, at: number): number {
  const longestDays = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7, DAILY: 1 }[freq];
  return Math.max(0, Math.floor((at - start) / dayMs / longestDays / interval) - 1);
}

function periodDays({ freq, interval, weekStart }: WallRule, start: number, index: number): Days {
  const date = new Date(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const today = Math.floor(start / dayMs);
  const steps = index * interval;
  if (freq === "DAILY") return { first: today + steps, length: 1 };
  if (freq === "WEEKLY") return { first: today - ((date.getUTCDay() - weekStart + 7) % 7) + steps * 7, length: 7 };
  if (freq === "MONTHLY") return between(dayNumber(year, month + steps, 1), dayNumber(year, month + steps + 1, 1));
  return between(dayNumber(year + steps, 0, 1), dayNumber(year + steps + 1, 0, 1));
}

/** The days of a period that every part of the rule allows, in order. */
function daysOf(rule: WallRule, { first, length }: Days): number[] {
  const days: number[] = [];
  for (let day = first; day < first + length; day++) if (allows(rule, day)) days.push(day);
  return days;
}

function allows(rule: WallRule, day: number): boolean {
  const date = new Date(day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const ofMonth = between(dayNumber(year, month, 1), dayNumber(year, month + 1, 1));
  const ofYear = between(dayNumber(year, 0, 1), dayNumber(year + 1, 0, 1));
  if (rule.months.length > 0 && !rule.months.includes(month + 1)) return false;
  if (rule.monthDays.length > 0 && !counts(rule.monthDays, day - ofMonth.first, ofMonth.length)) return false;
  if (rule.yearDays.length > 0 && !counts(rule.yearDays, day - ofYear.first, ofYear.length)) return false;
  if (rule.weeks.length > 0 && !inWeeks(rule, day)) return false;
  if (rule.weekdays.length === 0) return true;
  const numbered = rule.freq === "MONTHLY" || (rule.freq === "YEARLY" && rule.weeks.length === 0);
  const whole = rule.freq === "YEARLY" && rule.months.length === 0 ? ofYear : ofMonth;
  return rule.weekdays.some(({ nth, weekday }) => {
    if (weekday !== date.getUTCDay()) return false;
    if (nth === 0 || !numbered) return true;
    const before = Math.floor((day - whole.first) / 7);
    const behind = Math.floor((whole.first + whole.length - 1 - day) / 7);
    return nth > 0 ? nth === before + 1 : -nth === behind + 1;
  });
}

/** Whether the list names an index, counted from 1, or from the end backwards from -1. */
function counts(list: number[], index: number, length: number): boolean {
  return list.includes(index + 1) || list.includes(index - length);
}

/** ISO 8601 weeks, but beginning on the rule's own day: the first one has four days of its year. */
function inWeeks({ weeks, weekStart }: WallRule, day: number): boolean {
  const firstOf = (year: number) => {
    const january4 = dayNumber(year, 0, 4);
    return january4 - ((new Date(january4 * dayMs).getUTCDay() - weekStart + 7) % 7);
  };
  const year = new Date(day * dayMs).getUTCFullYear();
  const own = [year + 1, year, year - 1].find((one) => day >= firstOf(one)) ?? year;
  const all = (firstOf(own + 1) - firstOf(own)) / 7;
  return counts(weeks, Math.floor((day - firstOf(own)) / 7), all);
}

function* atPositions(days: number[], times: number[], positions: number[]): Generator<number> {
  const total = days.length * times.length;
  const at = (index: number) =>
    (days[Math.floor(index / times.length)] as number) * dayMs + (times[index % times.length] as number);
  const wanted = positions.map((position) => (position < 0 ? total + position : position - 1));
  const indexes =
    positions.length === 0
      ? Array.from({ length: total }, (_, index) => index)
      : [...new Set(wanted)].filter((index) => index >= 0 && index < total).sort((a, b) => a - b);
  for (const index of indexes) yield at(index);
}

function between(first: number, end: number): Days {
  return { first, length: end - first };
}

/** Days since 1970; months count from 0 and may run over. */
function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / dayMs;
}
