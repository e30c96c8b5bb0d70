import type { SourceCalendarAnswer } from "@groundswell/reports";

export type SourceDay = SourceCalendarAnswer["days"][number];
type DaySpan = Pick<SourceDay, "state" | "why"> & {
  /** ISO days, both included. */
  from: string;
  to: string;
  days: number;
};

const words: Record<SourceDay["state"], string> = {
  read: "read",
  failed: "failed",
  missing: "never read",
  "not-expected": "not expected",
};

/** What a state of a day is called. */
export function dayWord(state: SourceDay["state"]): string {
  return words[state];
}

/** Days that follow one another and have the same to say, together; the newest first. */
export function daySpans(days: readonly SourceDay[]): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const { day, state, why } of days) {
    const last = spans.at(-1);
    if (last && last.state === state && last.why === why) {
      last.to = day;
      last.days += 1;
    } else spans.push({ from: day, to: day, days: 1, state, why });
  }
  return spans.reverse();
}

/** How many days have each state. */
export function countDays(days: readonly SourceDay[]): Record<SourceDay["state"], number> {
  const counts = { read: 0, failed: 0, missing: 0, "not-expected": 0 };
  for (const { state } of days) counts[state] += 1;
  return counts;
}
