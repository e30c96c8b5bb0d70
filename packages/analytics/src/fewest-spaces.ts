import { bySpace, type Incidence } from "./weigh-incidence.ts";

/** The fewest spaces in which most people can be met. */
export type Reach = {
  /** The share of people that was asked for, 0..1. */
  target: number;
  /** How many spaces it takes. */
  spaces: number;
  /** Which, each adding the most people that those before it do not reach. */
  keys: string[];
  /** How many people are met there, and their share of all. */
  people: number;
  share: number;
};

/**
 * Takes spaces one by one, always the one that adds the most people not met yet, of equal ones the first by key, until `target`
 * of all people are met. Greedy cover comes within ln n of the fewest (Chvátal, Mathematics of Operations Research 4, 1979).
 * @returns null where no person is known
 */
export function fewestSpaces(incidence: Incidence, target = 0.8): Reach | null {
  const { spaces, persons, start, space } = incidence;
  if (persons.length === 0) return null;
  const { entry, from, personOf } = bySpace(incidence);
  const gain = Float64Array.from(spaces, (_, at) => (from[at + 1] ?? 0) - (from[at] ?? 0));
  const isMet = new Uint8Array(persons.length);
  const keys: string[] = [];
  let people = 0;
  // Each person leaves the gains of all their spaces once, so that the whole costs one pass over the entries.
  while (people < target * persons.length - 1e-9) {
    const best = gain.reduce((found, more, at) => (more > (gain[found] ?? 0) ? at : found), 0);
    keys.push(spaces[best] ?? "");
    for (const place of entry.subarray(from[best], from[best + 1])) {
      const person = personOf[place] ?? 0;
      if (isMet[person] === 1) continue;
      isMet[person] = 1;
      people += 1;
      for (let their = start[person] ?? 0; their < (start[person + 1] ?? 0); their += 1) {
        const at = space[their] ?? 0;
        gain[at] = (gain[at] ?? 0) - 1;
      }
    }
  }
  return { target, spaces: keys.length, keys, people, share: people / persons.length };
}

/** Share of all persons who are active in at least two of some spaces, 0..1; null where no person is known. */
export function overlap({ spaces, persons, start, space }: Incidence, keys: readonly string[]): number | null {
  if (persons.length === 0) return null;
  const wanted = new Set(keys);
  const isWanted = Uint8Array.from(spaces, (key) => (wanted.has(key) ? 1 : 0));
  let several = 0;
  for (let person = 0; person < persons.length; person += 1) {
    let active = 0;
    for (let entry = start[person] ?? 0; entry < (start[person + 1] ?? 0); entry += 1)
      active += isWanted[space[entry] ?? 0] ?? 0;
    if (active >= 2) several += 1;
  }
  return several / persons.length;
}
