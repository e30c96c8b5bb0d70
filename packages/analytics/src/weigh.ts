import type { SpaceCount } from "./rank-spaces.ts";

/**
 * What counts as activity. `events`: signals, whoever sent them. `people`: distinct persons in a space.
 * `shared`: each person weighs 1, split over the spaces they are active in by their share of events.
 */
export type Weighting = "events" | "people" | "shared";

/** Signals of one person in one space; `person` is null for deleted and anonymous authors. */
export type SpaceActivity = { space: string; person: number | null; count: number };

/** A space's activity in the chosen weighting, and how many distinct persons were active there. */
export type WeighedSpace = SpaceCount & { people: number };

type Tally = { total: number; bySpace: Map<string, number> };

/**
 * Activity per space in one weighting, ordered by key. Rows may repeat a space and person; rows with count 0 make nobody active
 * but keep their space in the list. Signals without a person count as events only.
 * `shared` is rounded to 12 significant digits so that spaces equal in arithmetic are equal in the result.
 * @throws RangeError on a count that is negative or not finite
 */
export function weigh(rows: readonly SpaceActivity[], weighting: Weighting): WeighedSpace[] {
  const spaces = new Map<string, WeighedSpace>();
  const persons = new Map<number, Tally>();
  for (const { space, person, count } of rows) {
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`The count of space ${space} is ${count}: give a finite number of at least 0.`);
    const seen = spaces.get(space) ?? { key: space, count: 0, people: 0 };
    spaces.set(space, seen);
    if (weighting === "events") seen.count += count;
    if (person === null || count === 0) continue;
    const tally = persons.get(person) ?? { total: 0, bySpace: new Map<string, number>() };
    persons.set(person, tally);
    if (!tally.bySpace.has(space)) seen.people += 1;
    tally.total += count;
    tally.bySpace.set(space, (tally.bySpace.get(space) ?? 0) + count);
  }
  if (weighting === "people") for (const space of spaces.values()) space.count = space.people;
  if (weighting === "shared") share(persons, spaces);
  return [...spaces.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function share(persons: Map<number, Tally>, spaces: Map<string, WeighedSpace>): void {
  // Fractions add up to slightly different sums in different orders; persons in order of id make the bytes repeat.
  const ordered = [...persons].sort(([a], [b]) => a - b);
  for (const [, { total, bySpace }] of ordered)
    for (const [key, count] of bySpace) {
      const space = spaces.get(key);
      if (space) space.count += count / total;
    }
  for (const space of spaces.values()) space.count = Number(space.count.toPrecision(12));
}
