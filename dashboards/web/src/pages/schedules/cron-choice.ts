/** The days on which most schedules are due; `own` is a cron expression of somebody's own. */
export const dayChoices = ["day", "monday", "month", "quarter", "own"] as const;
export type DayChoice = (typeof dayChoices)[number];

export const dayWords: Record<DayChoice, string> = {
  day: "Every day",
  monday: "Every Monday",
  month: "The first day of each month",
  quarter: "The first day of each quarter",
  own: "As a cron expression says",
};

const rests: Record<Exclude<DayChoice, "own">, string> = {
  day: "* * *",
  monday: "* * 1",
  month: "1 * *",
  quarter: "1 1,4,7,10 *",
};

/** The cron expression that is due on such days at a time, as "07:00". @throws nothing: what is no time is due at midnight */
export function cronOf(days: Exclude<DayChoice, "own">, time: string): string {
  const [, hour = "0", minute = "0"] = /^(\d\d?):(\d\d)/.exec(time) ?? [];
  return `${Number(minute)} ${Number(hour)} ${rests[days]}`;
}

/** How a cron expression is shown in the form: as days and a time where it is of those, as itself otherwise. */
export function readCron(cron: string): { days: DayChoice; time: string } {
  const [, minute, hour, rest] = /^(\d{1,2}) (\d{1,2}) (.+)$/.exec(cron.trim()) ?? [];
  const days = dayChoices.find((one) => one !== "own" && rests[one] === rest);
  if (days === undefined || minute === undefined || hour === undefined) return { days: "own", time: "07:00" };
  return { days, time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` };
}
