import { dayMs } from "@groundswell/model";
import { policyWindow } from "./cycles.ts";
import { memo } from "./memo.ts";
import { type KindPolicy, type Measure, measures, type Policy } from "./policy.ts";

/** What one person did in one space, of one kind, on one UTC day. */
export type ScoreRow = {
  person: number;
  /** The space's key, `platform:id`. */
  space: string;
  kind: Measure;
  /** ISO date. */
  day: string;
  count: number;
  /** Σ log2(1 + max(votes, 0)) over the signals. */
  logVotes: number;
  /** How many were accepted; null where the source knows no acceptance. */
  accepted: number | null;
};

/** The rows of a window as columns, ordered by person, kind, week and value; persons and spaces are indexes into their lists. */
export type ActivityTable = {
  /** Ascending ids. */
  persons: number[];
  kinds: Measure[];
  spaces: string[];
  /** ISO weeks that the window touches. */
  weeks: number;
  length: number;
  person: Uint32Array;
  kind: Uint8Array;
  week: Uint32Array;
  month: Uint32Array;
  space: Uint32Array;
  count: Float64Array;
  /** Decayed, not yet saturated. */
  value: Float64Array;
};

/**
 * The rows that count: in the window, of a kind that the policy values, with at least one signal.
 * `value = base · (zeroVoteCredit · count + logVotes + acceptedBonus · accepted) · 2^(-age / halfLife)`, with the kind's own numbers.
 * @throws RangeError on a row that cannot be: it names the row
 */
export function activityTable(rows: readonly ScoreRow[], policy: Policy, asOf: Date): ActivityTable {
  const { from, to } = policyWindow(policy, asOf);
  const firstDay = from.getTime() / dayMs;
  const endDay = to.getTime() / dayMs;
  const kinds = measures.filter((kind) => policy.kinds[kind]);
  const kindIndex = new Map(kinds.map((kind, index) => [kind, index]));
  const dayOf = memo((day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs));
  const used = rows.filter((row) => {
    const day = dayOf(row.day);
    check(row, day);
    return day >= firstDay && day < endDay && kindIndex.has(row.kind) && row.count > 0;
  });

  const persons = [...new Set(used.map(({ person }) => person))].sort((a, b) => a - b);
  const personIndex = new Map(persons.map((person, index) => [person, index]));
  const spaces = [...new Set(used.map(({ space }) => space))].sort();
  const spaceIndex = new Map(spaces.map((space, index) => [space, index]));
  const monthOf = memo((day: string) => monthsBefore(asOf, dayOf(day)));
  // Monday, 29 December 1969 began the ISO week of day 0.
  const weekOf = (day: number) => Math.floor((day + 3) / 7) - Math.floor((firstDay + 3) / 7);
  const weeks = weekOf(endDay - 1) + 1;

  const given = columns(used.length);
  for (const [at, row] of used.entries()) {
    const day = dayOf(row.day);
    given.person[at] = personIndex.get(row.person) ?? 0;
    given.kind[at] = kindIndex.get(row.kind) ?? 0;
    given.week[at] = weekOf(day);
    given.value[at] = worthOf(row, policy.kinds[row.kind] as KindPolicy, endDay - day);
  }
  const order = sorted(given, { persons: persons.length, kinds: kinds.length, weeks });
  const table: ActivityTable = { persons, kinds, spaces, weeks, length: used.length, ...columns(used.length) };
  for (const [at, index] of order.entries()) {
    const row = used[index] as ScoreRow;
    table.person[at] = given.person[index] ?? 0;
    table.kind[at] = given.kind[index] ?? 0;
    table.week[at] = given.week[index] ?? 0;
    table.value[at] = given.value[index] ?? 0;
    table.month[at] = monthOf(row.day);
    table.space[at] = spaceIndex.get(row.space) ?? 0;
    table.count[at] = row.count;
  }
  return table;
}

type Columns = ReturnType<typeof columns>;

/** The places of rows by person, kind, week and value. */
function sorted({ person, kind, week, value }: Columns, most: { persons: number; kinds: number; weeks: number }) {
  // Stable passes from the least key up take time in proportion to the rows; comparing a million rows takes twenty times that.
  const all = Uint32Array.from(value, (_, index) => index);
  const order = pass(pass(pass(all, week, most.weeks), kind, most.kinds), person, most.persons);
  const keyIsSame = (a: number, b: number) => person[a] === person[b] && kind[a] === kind[b] && week[a] === week[b];
  // Sums depend on their order in the last bit: what is added up is added from the least up.
  for (let from = 0, to = 1; from < order.length; from = to, to += 1) {
    while (to < order.length && keyIsSame(order[from] ?? 0, order[to] ?? 0)) to += 1;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => (value[a] ?? 0) - (value[b] ?? 0));
  }
  return order;
}

/** A stable counting sort by keys below `most`. */
function pass(order: Uint32Array, keys: Uint32Array | Uint8Array, most: number): Uint32Array {
  const next = new Uint32Array(most + 1);
  for (const index of order) next[(keys[index] ?? 0) + 1] = (next[(keys[index] ?? 0) + 1] ?? 0) + 1;
  for (let key = 1; key < most; key += 1) next[key] = (next[key] ?? 0) + (next[key - 1] ?? 0);
  const found = new Uint32Array(order.length);
  for (const index of order) {
    const key = keys[index] ?? 0;
    const at = next[key] ?? 0;
    found[at] = index;
    next[key] = at + 1;
  }
  return found;
}

function worthOf(row: ScoreRow, kind: KindPolicy, ageDays: number): number {
  const worth = kind.base * (kind.zeroVoteCredit * row.count + row.logVotes + kind.acceptedBonus * (row.accepted ?? 0));
  return worth * 2 ** (-ageDays / kind.halfLifeDays);
}

function check(row: ScoreRow, day: number): void {
  const counts = row.count >= 0 && row.logVotes >= 0 && Number.isFinite(row.count + row.logVotes);
  const accepted = row.accepted === null || (row.accepted >= 0 && row.accepted <= row.count);
  if (counts && accepted && Number.isFinite(day) && row.day.length === 10 && row.space.includes(":")) return;
  throw new RangeError(
    `The row ${JSON.stringify(row)} cannot be scored: give an ISO day, a space key "platform:id", finite counts of at least 0 and no more accepted than there are.`,
  );
}

function columns(length: number) {
  return {
    person: new Uint32Array(length),
    kind: new Uint8Array(length),
    week: new Uint32Array(length),
    month: new Uint32Array(length),
    space: new Uint32Array(length),
    count: new Float64Array(length),
    value: new Float64Array(length),
  };
}

/**
 * In which month before an instant a day lies, the last one 0. Counted back from the instant: calendar months would make
 * thirteen of twelve, and let a score jump at the turn of one.
 */
function monthsBefore(asOf: Date, day: number): number {
  const end = new Date(Math.floor(asOf.getTime() / dayMs) * dayMs);
  const date = new Date(day * dayMs);
  const apart = (end.getUTCFullYear() - date.getUTCFullYear()) * 12 + end.getUTCMonth() - date.getUTCMonth();
  const begin = new Date(end);
  begin.setUTCMonth(end.getUTCMonth() - apart);
  return date < begin ? apart : apart - 1;
}
