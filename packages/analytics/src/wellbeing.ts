/** When somebody was active: signals per hour of the day in UTC, from 0 to 23, and per UTC day. */
export type Rhythm = {
  hours: readonly number[];
  /** ISO dates with at least one signal, ascending. */
  days: readonly { day: string; count: number }[];
};

/** How much somebody carries. Never merit: no score takes it. */
export type Load = {
  activeDays: number;
  /** Signals on half of the active days or more, and on the fullest one. */
  medianPerDay: number;
  mostPerDay: number;
  longestRunDays: number;
  /** What is most probably their night: null below fifty signals. */
  night: { fromHourUtc: number; toHourUtc: number; signals: number; share: number } | null;
};

/** Four weeks with none of their weekends. */
export const restlessDays = 28;

/** On half of the active days or more: with twenty minutes for each, half a working day of unpaid help. */
export const muchPerDay = 12;

/** Below so many active days, two or three busy ones would make the median. */
export const fewestDays = 20;

/**
 * Of the people on a travel site who wrote fifty times in a year, half left 3 % or less in their quietest six hours, nine in ten 8 % or less,
 * and one of 43 reached 15. Around the clock, it would be 25.
 */
export const muchAtNight = 0.15;

/** Once a week for a year: below that, the nights are few, however large their share. */
export const fewestAtNight = 52;

const fewestSignals = 50;
const nightHours = 6;
const dayMs = 86_400_000;

/** What a rhythm says of somebody's load. */
export function loadOf({ hours, days }: Rhythm): Load {
  const counts = days.map(({ count }) => count).sort((a, b) => a - b);
  return {
    activeDays: counts.length,
    medianPerDay: counts[Math.ceil(counts.length / 2) - 1] ?? 0,
    mostPerDay: counts.at(-1) ?? 0,
    longestRunDays: longestRun(days.map(({ day }) => Date.parse(day) / dayMs)),
    night: quietestHours(hours),
  };
}

/** A sentence for whoever knows the person, where it looks like too much; else null. */
export function wellbeingNote(load: Load): string | null {
  const { activeDays, medianPerDay, mostPerDay, longestRunDays, night } = load;
  const much: string[] = [];
  if (longestRunDays >= restlessDays) much.push(`active on ${longestRunDays} days without a break`);
  if (activeDays >= fewestDays && medianPerDay >= muchPerDay)
    much.push(`${medianPerDay} a day or more on half of the active days`);
  if (night && night.share >= muchAtNight && night.signals >= fewestAtNight)
    much.push(
      `${Math.round(night.share * 100)} % in the six hours that are most probably their night ` +
        `(their quietest, ${hour(night.fromHourUtc)} to ${hour(night.toHourUtc)} UTC: no source tells their time zone)`,
    );
  if (much.length === 0) return null;
  const sentence = [...much, `up to ${mostPerDay} on one day`].join("; ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. That may be too much for one person: ask how they are.`;
}

function longestRun(days: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const [index, day] of days.entries()) {
    run = day - 1 === days[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The six consecutive hours, over midnight too, with the fewest signals; of several the first. */
function quietestHours(hours: readonly number[]): Load["night"] {
  const total = hours.reduce((sum, count) => sum + count, 0);
  if (total < fewestSignals) return null;
  let quietest = { from: 0, count: Number.POSITIVE_INFINITY };
  for (let from = 0; from < 24; from += 1) {
    let count = 0;
    for (let hour = from; hour < from + nightHours; hour += 1) count += hours[hour % 24] ?? 0;
    if (count < quietest.count) quietest = { from, count };
  }
  return {
    fromHourUtc: quietest.from,
    toHourUtc: (quietest.from + nightHours) % 24,
    signals: quietest.count,
    share: quietest.count / total,
  };
}

function hour(of: number): string {
  return `${String(of).padStart(2, "0")}:00`;
}
