import { type Concentration, concentration } from "./concentration.ts";
import type { Weights } from "./weigh-incidence.ts";

/** What is left of concentration without the person who weighs most: numbers only, never who it is. */
export type WithoutTopPerson = {
  /** Share of all activity that is theirs, 0..1. */
  share: number;
  k50: Concentration["k50"];
  topShare: Concentration["topShare"];
  hhi: Concentration["hhi"];
};

/**
 * Measures again without the person with the most signals; of equal ones, the one in the fewest or first spaces.
 * @returns null where no person is known
 */
export function withoutTopPerson(weighed: Weights, of: { configured: number }): WithoutTopPerson | null {
  const { incidence, value, spaces } = weighed;
  const { persons, start, count, space } = incidence;
  let top = -1;
  let most = 0;
  for (let person = 0; person < persons.length; person += 1) {
    let events = 0;
    for (let entry = start[person] ?? 0; entry < (start[person + 1] ?? 0); entry += 1) events += count[entry] ?? 0;
    if (events > most) [top, most] = [person, events];
  }
  if (top < 0) return null;
  const left = Float64Array.from(spaces, (one) => one.count);
  let theirs = 0;
  for (let entry = start[top] ?? 0; entry < (start[top + 1] ?? 0); entry += 1) {
    const at = space[entry] ?? 0;
    theirs += value[entry] ?? 0;
    // Split weights are rounded sums: taking one away may leave a hair, which is nobody's activity.
    const rest = Number(((left[at] ?? 0) - (value[entry] ?? 0)).toPrecision(9));
    left[at] = rest < 1e-9 ? 0 : rest;
  }
  const total = spaces.reduce((sum, one) => sum + one.count, 0);
  const { k50, topShare, hhi } = concentration(
    spaces.map(({ key }, at) => ({ key, count: left[at] ?? 0 })),
    of,
  );
  return { share: Math.min(1, theirs / total), k50, topShare, hhi };
}
