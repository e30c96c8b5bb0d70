import { wilson } from "./wilson.ts";

/** What one person answered another: as the store counts it. */
export type HelpRow = {
  helper: number;
  asker: number | null;
  answers: number;
  eligible: number;
  eligibleAccepted: number;
  rated: number;
  unvoted: number;
  endorsed: number;
};

/** How one person's answers stand beside other people's in the same threads: as the store counts it. */
export type WinRow = { person: number; contested: number; wins: number };

/** How good somebody's help is, apart from how much of it there is. Null is unknown. */
export type Quality = {
  /** Share of other people's answers beside theirs that have fewer votes, drawn towards one half: (wins + 2.5) / (contested + 5). */
  winRate: number | null;
  /** Share of their answers that were accepted, drawn towards everybody's. */
  acceptRate: number | null;
  /** Wilson's lower bound of accepted answers out of those that could be: 2 of 2 is 0.34. */
  acceptLowerBound: number | null;
  /** How many people were helped with an accepted or voted answer, counted as if all to the same degree: 1 / Σ share². */
  endorsers: number | null;
  /** Different people answered. */
  helped: number;
  /** Share of the answers that nobody voted for. */
  unvotedShare: number | null;
};

/** The quality of whoever answered nobody: unknown. */
export const noQuality: Quality = {
  winRate: null,
  acceptRate: null,
  acceptLowerBound: null,
  endorsers: null,
  helped: 0,
  unvotedShare: null,
};

/** A number of successes out of trials. */
export type Tally = { successes: number; trials: number };

/** What everybody's rate is like: its mean, and how many trials its knowledge is worth. */
export type RatePrior = { mean: number; trials: number };

const priorContests = 5;
// A spread below a hundredth of a point either way is none: dividing by less would make the prior's weight arbitrary.
const leastVariance = 1e-4;
const fewestTrials = 3;

/** The quality of everybody's help in one window. The order of the rows does not matter. */
export function qualities(help: readonly HelpRow[], wins: readonly WinRow[]): Map<number, Quality> {
  const rows = new Map<number, HelpRow[]>();
  for (const row of help) {
    const own = rows.get(row.helper);
    if (own) own.push(row);
    else rows.set(row.helper, [row]);
  }
  const contests = new Map(wins.map((row) => [row.person, row]));
  const people = [...new Set([...rows.keys(), ...contests.keys()])].sort((a, b) => a - b);
  const tallies = people.map((person) => tallyOf(rows.get(person) ?? []));
  const prior = ratePrior(tallies);
  return new Map(
    people.map((person, index) => {
      const own = rows.get(person) ?? [];
      const tally = tallies[index] as Tally;
      return [
        person,
        {
          winRate: winRate(contests.get(person)),
          acceptRate: prior && shrunkRate(tally, prior),
          acceptLowerBound: wilson(tally.successes, tally.trials)?.lower ?? null,
          endorsers: endorsers(own),
          helped: new Set(own.filter(({ asker }) => asker !== null).map(({ asker }) => asker)).size,
          unvotedShare: share(total(own, "unvoted"), total(own, "rated")),
        },
      ];
    }),
  );
}

/**
 * What a population's rates are like, by the method of moments of the beta-binomial: the spread of the rates, each weighted with its trials, is
 * that of chance and that between people; what is left between people says how much a person's own trials must weigh. Null where
 * nobody has any.
 */
export function ratePrior(tallies: readonly Tally[]): RatePrior | null {
  const tried = tallies.filter(({ trials }) => trials > 0);
  const trials = tried.reduce((sum, one) => sum + one.trials, 0);
  if (trials === 0) return null;
  const mean = tried.reduce((sum, { successes }) => sum + successes, 0) / trials;
  const chance = mean * (1 - mean);
  // Each counts once: whoever answers thousands must not speak for how people differ. One or two trials say nothing of a person.
  const known = tried.filter((one) => one.trials >= fewestTrials);
  const rates = known.map(({ successes, trials }) => successes / trials);
  const middle = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const spread = rates.reduce((sum, rate) => sum + (rate - middle) ** 2, 0) / (rates.length - 1);
  const byChance = known.reduce((sum, one) => sum + chance / one.trials, 0) / known.length;
  const between = known.length < 2 ? leastVariance : Math.max(spread - byChance, leastVariance);
  return { mean, trials: Math.max(chance / between - 1, 0) };
}

/** A rate drawn towards the population's, the more the fewer its trials; null without trials. */
export function shrunkRate({ successes, trials }: Tally, prior: RatePrior): number | null {
  return trials === 0 ? null : (successes + prior.trials * prior.mean) / (trials + prior.trials);
}

function tallyOf(rows: readonly HelpRow[]): Tally {
  return { successes: total(rows, "eligibleAccepted"), trials: total(rows, "eligible") };
}

function winRate(row: WinRow | undefined): number | null {
  return row && row.contested > 0 ? (row.wins + priorContests / 2) / (row.contested + priorContests) : null;
}

function endorsers(rows: readonly HelpRow[]): number | null {
  const known = rows.filter(({ asker }) => asker !== null);
  // Where a place shows neither votes nor acceptances, nobody knows whether the help was any.
  if (total(known, "rated") + total(known, "eligible") + total(known, "endorsed") === 0) return null;
  const all = total(known, "endorsed");
  if (all === 0) return 0;
  return all ** 2 / known.reduce((sum, { endorsed }) => sum + endorsed ** 2, 0);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

type Counted = { [Key in keyof HelpRow]: HelpRow[Key] extends number ? Key : never }[keyof HelpRow];

function total(rows: readonly HelpRow[], key: Counted): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
