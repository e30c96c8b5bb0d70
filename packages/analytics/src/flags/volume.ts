import { wilson } from "../wilson.ts";
import { type Finding, type Help, percent } from "./flag.ts";

/** Below fifty an acceptance rate is still luck. */
const leastAnswers = 50;
/** The one-sided 95 % point: even a generous reading of the rate must be less than half of what is usual. */
const z90 = 1.6449;
const shareOfUsual = 0.5;
/** Who is compared: with fewer answers a share of unvoted ones is mostly 0 or 1. */
const comparable = 20;
/** Where nothing could be accepted yet, only silence speaks. */
const silent = 0.9;

/** Many answers of which hardly any was accepted, and which nobody votes for more often than nine in ten people's. */
export function findVolume(help: readonly Help[]): Finding[] {
  const people = totals(help);
  const usual = people.filter(({ rated }) => rated >= comparable);
  const middle = quantile(
    usual.filter(({ eligible }) => eligible > 0).map(({ eligibleAccepted, eligible }) => eligibleAccepted / eligible),
    0.5,
  );
  const manyUnvoted = quantile(
    usual.map(({ rated, unvoted }) => unvoted / rated),
    0.9,
  );
  return people.flatMap(({ person, answers, eligible, eligibleAccepted, rated, unvoted }): Finding[] => {
    const upper = wilson(eligibleAccepted, eligible, z90)?.upper;
    if (rated < leastAnswers || unvoted / rated <= manyUnvoted) return [];
    // Nothing eligible: answers of the last days, or a place without acceptance. Silence is then all there is to see.
    if (upper !== undefined && upper >= shareOfUsual * middle) return [];
    if (upper === undefined && unvoted / rated < silent) return [];
    const rate =
      upper === undefined ? "none could be accepted yet" : `${eligibleAccepted} of ${eligible} were accepted`;
    return [
      {
        flag: "volume-without-acceptance",
        person,
        why: `Of ${answers} answers ${rate}, and nobody voted for ${percent(unvoted / rated)}; usual are ${percent(middle)} accepted.`,
        signalsOf: { kind: "answer", days: null, askers: null },
      },
    ];
  });
}

type Totals = { person: number } & Pick<Help, "answers" | "eligible" | "eligibleAccepted" | "rated" | "unvoted">;

function totals(help: readonly Help[]): Totals[] {
  const found = new Map<number, Totals>();
  for (const { helper, answers, eligible, eligibleAccepted, rated, unvoted } of help) {
    const none = { person: helper, answers: 0, eligible: 0, eligibleAccepted: 0, rated: 0, unvoted: 0 };
    const one = found.get(helper) ?? none;
    one.answers += answers;
    one.eligible += eligible;
    one.eligibleAccepted += eligibleAccepted;
    one.rated += rated;
    one.unvoted += unvoted;
    found.set(helper, one);
  }
  return [...found.values()];
}

function quantile(values: number[], share: number): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
