import { dayMs, startOfDay, type Window } from "@groundswell/model";
import type { Cycle, Policy } from "./policy.ts";

/** Where an instant stands in a program's year. Days are UTC. */
export type CycleDates = {
  /** The first award whose review is still open. */
  award: Date;
  /** When that review closes: what is dated from then on counts for the next one. */
  closes: Date;
  /** The next day on which all renewals are due; null where each has a day of its own, or there are none. */
  renewal: Date | null;
};

/** The months before the day of an instant, as many as the cycle of that day has. Never a function of the clock. */
export function policyWindow(policy: Policy, asOf: Date): Window {
  // A day that is not over would bring in what was dated after the instant.
  const to = startOfDay(asOf);
  const months = cycleOf(policy, to)?.windowMonths ?? policy.window.months;
  return { from: monthsAfter(to, -months), to };
}

/** The cycle of a day: the first that holds then; null where none does. */
export function cycleOf(policy: Policy, at: Date): Cycle | null {
  return policy.cycles.find((cycle) => holds(cycle, at)) ?? null;
}

/** Which award an instant leads to; null where there is none any more. */
export function cycleAt(policy: Policy, asOf: Date): CycleDates | null {
  const today = startOfDay(asOf);
  const open = policy.cycles.flatMap((cycle) =>
    daysFrom(cycle, cycle.awards, today)
      .map((award) => ({ award, closes: new Date(award.getTime() - cycle.leadDays * dayMs) }))
      .filter(({ award, closes }) => cycleOf(policy, award) === cycle && closes >= today),
  );
  const [next] = open.sort((a, b) => a.award.getTime() - b.award.getTime());
  if (!next) return null;
  const cycle = cycleOf(policy, today);
  const renewals = cycle ? fixedRenewals(policy, cycle, today) : [];
  return { ...next, renewal: renewals[0] ?? null };
}

/**
 * When an award is due again, on the day of an instant or later; null where it never is. A term is served in full: a day that all
 * share comes too early for those who were awarded shortly before it.
 * @param awardedOn the day of the award, or of its last renewal
 */
export function renewalOf(policy: Policy, awardedOn: Date, asOf: Date): Date | null {
  const today = startOfDay(asOf);
  const due = policy.cycles.flatMap((cycle) => {
    if (cycle.renewals !== "anniversary") {
      const served = monthsAfter(startOfDay(awardedOn), cycle.termMonths);
      return fixedRenewals(policy, cycle, later(served, today)).slice(0, 1);
    }
    const own = endOfTerm(startOfDay(awardedOn), cycle.termMonths, today);
    return cycleOf(policy, own) === cycle ? [own] : [];
  });
  return due.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** The first end of a term, the first one or a later, that is not before a day. */
function endOfTerm(awardedOn: Date, termMonths: number, today: Date): Date {
  for (let terms = 1; ; terms += 1) {
    const due = monthsAfter(awardedOn, terms * termMonths);
    if (due >= today) return due;
  }
}

function fixedRenewals(policy: Policy, cycle: Cycle, from: Date): Date[] {
  if (!Array.isArray(cycle.renewals)) return [];
  return daysFrom(cycle, cycle.renewals, from).filter((day) => cycleOf(policy, day) === cycle);
}

function holds({ from, until }: Cycle, at: Date): boolean {
  return (from === undefined || at >= new Date(from)) && (until === undefined || at < new Date(until));
}

const later = (a: Date, b: Date) => new Date(Math.max(a.getTime(), b.getTime()));

/** Days of a year that are not before a day nor before the cycle, for three years, in order. */
function daysFrom({ from }: Cycle, given: Cycle["awards"], today: Date): Date[] {
  const first = from === undefined ? today : later(new Date(from), today);
  const each = given === "monthly" ? Array.from({ length: 12 }, (_, month) => `${month + 1}-1`) : given;
  return [0, 1, 2]
    .flatMap((more) =>
      each.map((monthDay) => {
        const [month = 1, day = 1] = monthDay.split("-").map(Number);
        return new Date(Date.UTC(first.getUTCFullYear() + more, month - 1, day));
      }),
    )
    .filter((day) => day >= first)
    .sort((a, b) => a.getTime() - b.getTime());
}

// A day that the month does not have becomes the first of the next: the year before 29 February begins on 1 March.
function monthsAfter(day: Date, months: number): Date {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months];
  const moved = Date.UTC(year, month, day.getUTCDate());
  return new Date(Math.min(moved, Date.UTC(year, month + 1, 1)));
}
