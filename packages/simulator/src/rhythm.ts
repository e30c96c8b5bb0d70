import { dayMs } from "@groundswell/model";
import { firstAbove, type Random } from "./random.ts";

/** Multiplies a space's rate at a share 0..1 of the world's time. */
export type Trend = "rising" | "falling" | "steady";

const slopes: Record<Trend, (share: number) => number> = {
  rising: (share) => 0.5 + share,
  falling: (share) => 1.5 - share,
  steady: () => 1,
};

/** Draws instants (ms, whole seconds) in `[from, to)` with the trend, the seasons and the week in them. */
type Rhythm = {
  /** How many draws make the last 365 days hold `perYear`. */
  totalFor(perYear: number): number;
  draw(random: Random, utcOffsetHours: number): number;
};

/** The rhythm of a space: quiet weekends, quiet Augusts and Decembers, people awake by day where they live. */
export function rhythm(from: number, to: number, trend: Trend): Rhythm {
  const dayCount = Math.max(1, Math.ceil((to - from) / dayMs));
  const sums = new Float64Array(dayCount);
  let total = 0;
  for (let day = 0; day < dayCount; day++) {
    total += slopes[trend]((day + 0.5) / dayCount) * season(from + day * dayMs);
    sums[day] = total;
  }
  const yearStart = dayCount > 365 ? (sums[dayCount - 366] as number) : 0;
  const daysInYear = Math.min(365, dayCount);
  return {
    totalFor: (perYear) => (perYear * (daysInYear / 365) * total) / (total - yearStart),
    draw(random, utcOffsetHours) {
      for (;;) {
        const day = firstAbove(sums, random.float() * total);
        const localHour = random.chance(0.7) ? random.normal(11, 2.5) : random.normal(20, 2);
        const at = from + day * dayMs + (localHour - utcOffsetHours) * 3_600_000;
        const second = Math.floor(at / 1000) * 1000;
        if (second >= from && second < to) return second;
      }
    },
  };
}

function season(at: number): number {
  const date = new Date(at);
  const weekend = date.getUTCDay() % 6 === 0;
  const month = date.getUTCMonth();
  return (weekend ? 0.4 : 1) * (month === 7 ? 0.85 : month === 11 ? 0.8 : 1);
}
