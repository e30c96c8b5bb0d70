import type { ScoreRow } from "../activity-table.ts";
import { expectedCounts, tailOf } from "./expected-counts.ts";
import { type Finding, percent } from "./flag.ts";
import { byKind, daysOf, type History, histories } from "./history.ts";

/** Fortnights from two starts a week apart, so that no seven days in a row fall between two of them. */
const days = 14;
const periods = 26;
const leastShare = 0.35;
/** For all periods of a year together. */
const tail = 0.001;
/** With less in a fortnight a share says nothing: ten acceptances, or votes of ten answers with seven each. */
const least = { accepted: 10, logVotes: 30 };

/** A fortnight whose signals were voted for or accepted as nothing was in the rest of the year. */
export function findJumps(rows: readonly ScoreRow[], asOf: Date): Finding[] {
  const found = new Map<string, Finding & { share: number }>();
  for (const shift of [0, days / 2]) {
    const end = new Date(asOf.getTime() - shift * 86_400_000);
    for (const people of byKind(histories(rows, end, days, periods)).values())
      for (const measure of ["accepted", "logVotes"] as const)
        for (const finding of jumpsOf(people, measure, end)) {
          const key = `${finding.person} ${finding.signalsOf.kind}`;
          if (finding.share > (found.get(key)?.share ?? 0)) found.set(key, finding);
        }
  }
  return [...found.values()].map(({ share: _, ...finding }) => finding);
}

function* jumpsOf(people: readonly History[], measure: "accepted" | "logVotes", end: Date) {
  const expected = expectedCounts(people.map((one) => one[measure]));
  for (const { person, kind, counts, [measure]: received } of people) {
    const total = received.reduce((all, one) => all + one, 0);
    for (const [period, here] of received.entries()) {
      const share = here / total;
      if (here < least[measure] || share <= leastShare) continue;
      const others = received.filter((_, other) => other !== period);
      if (tailOf(expected, here, others) * periods >= tail) continue;
      const when = daysOf(end, days, period);
      const what =
        measure === "accepted" ? `${here} of the year's ${total} acceptances` : `${percent(share)} of the year's votes`;
      yield {
        flag: "sudden-jump" as const,
        person,
        share,
        why: `The ${counts[period] ?? 0} signals of kind ${kind} from the ${days} days to ${when.to} hold ${what}${measure === "logVotes" ? " by their logarithm" : ""}.`,
        signalsOf: { kind, days: when, askers: null },
      };
    }
  }
}
