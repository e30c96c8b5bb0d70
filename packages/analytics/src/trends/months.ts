import type { Window } from "@groundswell/model";

/** A month `[from, to)`; a provisional one has not ended yet. */
export type Month = Window & { provisional: boolean };

/** The first instant of the month that lies `months` away from an instant's. */
export function monthAway(instant: Date, months: number): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + months));
}

/** The last `count` whole months before an instant, and the one that it cuts short, whose `to` is the instant. */
export function monthsBefore(asOf: Date, count: number): Month[] {
  const end = monthAway(asOf, 0);
  const whole = Array.from({ length: count }, (_, at) => ({
    from: monthAway(end, at - count),
    to: monthAway(end, at - count + 1),
    provisional: false,
  }));
  return end < asOf ? [...whole, { from: end, to: asOf, provisional: true }] : whole;
}

/** A month as people write it: 2026-01. */
export function nameMonth(instant: Date): string {
  return instant.toISOString().slice(0, 7);
}
