import { dayMs } from "@groundswell/model";
import { policyWindow } from "./cycles.ts";
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
  length: number;
  person: Uint32Array;
  kind: Uint8Array;
  week: Uint32Array;
  month: Uint32Array;
  space: Uint32Array;
  count: Float64Array;
  /** Decayed, not yet saturated. */
  value: Float64Array;
  /** NaN where the source knows no acceptance. */
  accepted: Float64Array;
};

/**
 * The rows that count: in the window, of a kind that the policy values, with at least one signal.
 * `value = base · (zeroVoteCredit · count + logVotes + acceptedBonus · accepted) · 2^(-age / halfLife)`, with the kind's own numbers.
 * @throws RangeError on a row that cannot be: it names the row
 */
export function activityTable(rows: readonly ScoreRow[], policy: Policy, asOf: Date): ActivityTable {
  const { from, to } = policyWindow(policy, asOf);
  const window = { from: from.getTime() / dayMs, to: to.getTime() / dayMs };
  const kinds = measures.filter((kind) => policy.kinds[kind]);
  const kindIndex = new Map(kinds.map((kind, index) => [kind, index]));
  const dayOf = memo((day: string) => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs));
  const used = rows.filter((row) => {
    check(row, dayOf(row.day));
    const day = dayOf(row.day);
    return day >= window.from && day < window.to && kindIndex.has(row.kind) && row.count > 0;
  });

  const persons = [...new Set(used.map(({ person }) => person))].sort((a, b) => a - b);
  const personIndex = new Map(persons.map((person, index) => [person, index]));
  const spaces = [...new Set(used.map(({ space }) => space))].sort();
  const spaceIndex = new Map(spaces.map((space, index) => [space, index]));
  const monthOf = memo((day: string) => monthsBefore(asOf, dayOf(day)));

  const weeks = Math.ceil((window.to - window.from) / 7) + 2;
  // Monday, 29 December 1969 began the ISO week of day 0.
  const weekOf = (day: number) => Math.floor((day + 3) / 7) - Math.floor((window.from + 3) / 7);
  const keys = new Float64Array(used.length);
  const values = new Float64Array(used.length);
  for (const [index, row] of used.entries()) {
    const day = dayOf(row.day);
    const kind = kindIndex.get(row.kind) ?? 0;
    keys[index] = ((personIndex.get(row.person) ?? 0) * kinds.length + kind) * weeks + weekOf(day);
    values[index] = worthOf(row, policy.kinds[row.kind] as KindPolicy, window.to - day);
  }
  // Sums depend on their order in the last bit: rows of one person, kind and week are added from the least up.
  const order = new Uint32Array(used.length).map((_, index) => index);
  order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || (values[a] ?? 0) - (values[b] ?? 0));

  const table: ActivityTable = { persons, kinds, spaces, length: used.length, ...columns(used.length) };
  for (const [at, index] of order.entries()) {
    const row = used[index] as ScoreRow;
    table.person[at] = personIndex.get(row.person) ?? 0;
    table.kind[at] = kindIndex.get(row.kind) ?? 0;
    table.week[at] = weekOf(dayOf(row.day));
    table.month[at] = monthOf(row.day);
    table.space[at] = spaceIndex.get(row.space) ?? 0;
    table.count[at] = row.count;
    table.value[at] = values[index] ?? 0;
    table.accepted[at] = row.accepted ?? Number.NaN;
  }
  return table;
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
    accepted: new Float64Array(length),
  };
}

function memo<Value>(of: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = of(text);
    known.set(text, value);
    return value;
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
