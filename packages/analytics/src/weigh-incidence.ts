import type { WeighedSpace, Weighting } from "./weigh.ts";

/** Signals of one person in one space; `person` is null for deleted and anonymous authors. */
export type SpaceActivity = { space: string; person: number | null; count: number };

/**
 * Who did how much where, as columns: the entries of the person at place `p` are those from `start[p]` up to `start[p + 1]`, in
 * order of space. Persons stand in an order that what they did gives, not their ids: the same activity under other ids is the same table.
 */
export type Incidence = {
  /** Keys, ascending; silent spaces too. */
  spaces: string[];
  /** Ids of those with at least one signal. */
  persons: Float64Array;
  start: Uint32Array;
  /** Of each entry, the place of its space in `spaces`. */
  space: Uint32Array;
  /** Of each entry, the person's signals in the space. */
  count: Float64Array;
  /** Signals per space that no person is known of. */
  nobody: Float64Array;
};

/** One weighting of an incidence: a number per entry, what stands in each space without a person, and the sums. */
export type Weights = {
  weighting: Weighting;
  incidence: Incidence;
  value: Float64Array;
  /** Per space; only events are somebody's or nobody's. */
  fixed: Float64Array;
  /** In order of key. */
  spaces: WeighedSpace[];
};

/**
 * Puts rows into a table, once for all weightings. Rows may repeat a space and person, and come in any order.
 * @throws RangeError on a count that is negative or not finite
 */
export function incidenceOf(rows: readonly SpaceActivity[]): Incidence {
  const spaces = [...new Set(rows.map(({ space }) => space))].sort();
  const spaceAt = new Map(spaces.map((key, index) => [key, index]));
  const nobody = new Float64Array(spaces.length);
  const placeOf = new Map<number, number>();
  const rowSpace = new Uint32Array(rows.length);
  const rowPerson = new Uint32Array(rows.length);
  const rowCount = new Float64Array(rows.length);
  let used = 0;
  for (const { space, person, count } of rows) {
    if (!(count >= 0 && Number.isFinite(count)))
      throw new RangeError(`The count of space ${space} is ${count}: give a finite number of at least 0.`);
    const at = spaceAt.get(space) ?? 0;
    if (count === 0) continue;
    if (person === null) {
      nobody[at] = (nobody[at] ?? 0) + count;
      continue;
    }
    let place = placeOf.get(person);
    if (place === undefined) {
      place = placeOf.size;
      placeOf.set(person, place);
    }
    rowSpace[used] = at;
    rowPerson[used] = place;
    rowCount[used] = count;
    used += 1;
  }
  const bySpace = stableOrder(null, rowSpace.subarray(0, used), spaces.length);
  const order = stableOrder(bySpace, rowPerson.subarray(0, used), placeOf.size);
  const merged = merge(order, { rowSpace, rowPerson, rowCount, persons: placeOf.size });
  return arrange({ spaces, nobody, persons: Float64Array.from(placeOf.keys()), ...merged });
}

/** An incidence in one weighting. */
export function weights(incidence: Incidence, weighting: Weighting): Weights {
  const { spaces, persons, start, space, count, nobody } = incidence;
  const value = new Float64Array(count.length);
  const fixed = weighting === "events" ? nobody : new Float64Array(spaces.length);
  const sums = Float64Array.from(fixed);
  const people = new Uint32Array(spaces.length);
  for (let person = 0; person < persons.length; person += 1) {
    const from = start[person] ?? 0;
    const to = start[person + 1] ?? 0;
    let total = 0;
    for (let entry = from; entry < to; entry += 1) total += count[entry] ?? 0;
    for (let entry = from; entry < to; entry += 1) {
      const events = count[entry] ?? 0;
      const weight = weighting === "events" ? events : weighting === "people" ? 1 : events / total;
      const at = space[entry] ?? 0;
      value[entry] = weight;
      sums[at] = (sums[at] ?? 0) + weight;
      people[at] = (people[at] ?? 0) + 1;
    }
  }
  const round = (sum: number) => (weighting === "shared" ? Number(sum.toPrecision(12)) : sum);
  return {
    weighting,
    incidence,
    value,
    fixed,
    spaces: spaces.map((key, at) => ({ key, count: round(sums[at] ?? 0), people: people[at] ?? 0 })),
  };
}

/** Entries by space: those of the space at place `s` are `entry[from[s]]` up to `entry[from[s + 1]]`, with the person of each entry. */
export function bySpace({ spaces, persons, start, space }: Incidence) {
  const personOf = new Uint32Array(space.length);
  for (let person = 0; person < persons.length; person += 1) personOf.fill(person, start[person], start[person + 1]);
  return { entry: stableOrder(null, space, spaces.length), from: firstOf(space, spaces.length), personOf };
}

type Merged = Pick<Incidence, "start" | "space" | "count">;

function merge(
  order: Uint32Array,
  rows: { rowSpace: Uint32Array; rowPerson: Uint32Array; rowCount: Float64Array; persons: number },
): Merged {
  const space = new Uint32Array(order.length);
  const count = new Float64Array(order.length);
  const start = new Uint32Array(rows.persons + 1);
  let entries = 0;
  let lastPerson = -1;
  for (const row of order) {
    const person = rows.rowPerson[row] ?? 0;
    const at = rows.rowSpace[row] ?? 0;
    const isRepeated = person === lastPerson && space[entries - 1] === at;
    if (!isRepeated) {
      space[entries] = at;
      entries += 1;
    }
    count[entries - 1] = (count[entries - 1] ?? 0) + (rows.rowCount[row] ?? 0);
    start[person + 1] = entries;
    lastPerson = person;
  }
  return { start, space: space.subarray(0, entries), count: count.subarray(0, entries) };
}

/** Puts persons in the order of what they did: number of spaces, then the spaces and counts, by a mixed number of them first. */
function arrange(given: Incidence): Incidence {
  const { persons, start, space, count } = given;
  const mixed = Uint32Array.from(persons, (_, person) => {
    let hash = 0x811c9dc5;
    for (let entry = start[person] ?? 0; entry < (start[person + 1] ?? 0); entry += 1) {
      hash = Math.imul(hash ^ (space[entry] ?? 0), 0x01000193);
      hash = Math.imul(hash ^ (count[entry] ?? 0), 0x01000193);
    }
    return hash ^ (hash >>> 15);
  });
  // Three stable passes over eleven bits each take a tenth of the time of comparing; what is mixed alike is compared.
  let order: Uint32Array = Uint32Array.from(persons, (_, person) => person);
  for (const shift of [0, 11, 22]) order = stableOrder(order, mixed, 1 << 11, (key) => (key >>> shift) & 0x7ff);
  for (let from = 0, to = 1; from < order.length; from = to, to += 1) {
    while (to < order.length && mixed[order[to] ?? 0] === mixed[order[from] ?? 0]) to += 1;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => comparePersons(given, a, b));
  }
  const arranged: Incidence = {
    ...given,
    persons: Float64Array.from(order, (person) => persons[person] ?? 0),
    start: new Uint32Array(persons.length + 1),
    space: new Uint32Array(space.length),
    count: new Float64Array(count.length),
  };
  let at = 0;
  for (const [place, person] of order.entries()) {
    const from = start[person] ?? 0;
    const to = start[person + 1] ?? 0;
    arranged.space.set(space.subarray(from, to), at);
    arranged.count.set(count.subarray(from, to), at);
    at += to - from;
    arranged.start[place + 1] = at;
  }
  return arranged;
}

function comparePersons({ start, space, count, persons }: Incidence, a: number, b: number): number {
  const firstA = start[a] ?? 0;
  const firstB = start[b] ?? 0;
  const length = (start[a + 1] ?? 0) - firstA;
  const longer = length - ((start[b + 1] ?? 0) - firstB);
  if (longer !== 0) return longer;
  for (let step = 0; step < length; step += 1) {
    const bySpace = (space[firstA + step] ?? 0) - (space[firstB + step] ?? 0);
    const byCount = (count[firstA + step] ?? 0) - (count[firstB + step] ?? 0);
    if (bySpace !== 0 || byCount !== 0) return bySpace || byCount;
  }
  return (persons[a] ?? 0) - (persons[b] ?? 0);
}

function firstOf(keys: Uint32Array, most: number, digit = (key: number) => key): Uint32Array {
  const first = new Uint32Array(most + 1);
  for (const key of keys) first[digit(key) + 1] = (first[digit(key) + 1] ?? 0) + 1;
  for (let key = 0; key < most; key += 1) first[key + 1] = (first[key + 1] ?? 0) + (first[key] ?? 0);
  return first;
}

/** A stable counting sort of places by a digit of their keys, below `most`. */
function stableOrder(
  places: Uint32Array | null,
  keys: Uint32Array,
  most: number,
  digit = (key: number) => key,
): Uint32Array {
  const next = firstOf(keys, most, digit);
  const order = new Uint32Array(keys.length);
  for (let step = 0; step < keys.length; step += 1) {
    const place = places ? (places[step] ?? 0) : step;
    const key = digit(keys[place] ?? 0);
    const at = next[key] ?? 0;
    order[at] = place;
    next[key] = at + 1;
  }
  return order;
}
