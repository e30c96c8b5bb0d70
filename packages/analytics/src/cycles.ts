import { dayMs, startOfDay, type Window } from "@groundswell/model";
import type { Cycle, Policy } from "./policy.ts";

/** Where an instant stands in a program's year. Days are UTC. */
export type CycleDates = {
  /** The first award whose review is still open. */
  award: Date;
  /** When that review closes: what is dated from then on counts for the next one. */
  closes: Date;
  /** When those who have an award are due again; null where that depends on each one's own date, or never comes. */
  renewal: Date | null;
};

/** The months before the day of an instant, as the cycle that holds then has them. Never a function of the clock. */
export function policyWindow(policy: Policy, asOf: Date): Window {
  // A day that is not over would bring in what was dated after the instant.
  const to = startOfDay(asOf);
  const months = policy.cycles.find((cycle) => holds(cycle, to))?.windowMonths ?? policy.window.months;
  const from = new Date(to);
  return { from: new Date(from.setUTCMonth(from.getUTCMonth() - months)), to };
}

/** Which award an instant leads to. */
export function cycleAt(policy: Policy, asOf: Date): CycleDates | null {
  for (const cycle of policy.cycles) {
    for (const award of days(cycle.awards, startOfDay(asOf))) {
      const closes = new Date(award.getTime() - cycle.leadDays * dayMs);
      if (!holds(cycle, award) || closes < startOfDay(asOf)) continue;
      return { award, closes, renewal: nextRenewal(policy, asOf) };
    }
  }
  return null;
}

/** When somebody who was awarded on a day is due again after an instant; null where nothing is renewed. */
export function renewalOf(policy: Policy, awardedOn: Date, asOf: Date): Date | null {
  const cycle = policy.cycles.find((one) => holds(one, asOf));
  if (!cycle || cycle.renewals === "never") return null;
  if (cycle.renewals !== "anniversary") return nextRenewal(policy, asOf);
  const own = `${pad(awardedOn.getUTCMonth() + 1)}-${pad(awardedOn.getUTCDate())}`;
  return days([own], startOfDay(asOf)).find((day) => day > asOf) ?? null;
}

function nextRenewal(policy: Policy, asOf: Date): Date | null {
  for (const cycle of policy.cycles) {
    if (!Array.isArray(cycle.renewals)) continue;
    const next = days(cycle.renewals, startOfDay(asOf)).find((day) => day >= startOfDay(asOf) && holds(cycle, day));
    if (next && holds(cycle, asOf)) return next;
  }
  return null;
}

function holds({ from, until }: Cycle, at: Date): boolean {
  return (from === undefined || at >= new Date(from)) && (until === undefined || at < new Date(until));
}

/** The days of this year and the two after it, in order. */
function days(given: Cycle["awards"], from: Date): Date[] {
  const each = given === "monthly" ? Array.from({ length: 12 }, (_, month) => `${pad(month + 1)}-01`) : given;
  const years = [0, 1, 2].map((more) => from.getUTCFullYear() + more);
  return years
    .flatMap((year) => each.map((monthDay) => new Date(`${year}-${monthDay}T00:00:00Z`)))
    .filter((day) => !Number.isNaN(day.getTime()))
    .sort((a, b) => a.getTime() - b.getTime());
}

const pad = (number: number) => String(number).padStart(2, "0");
