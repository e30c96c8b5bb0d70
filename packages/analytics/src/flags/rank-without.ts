import { activityTable, type ScoreRow } from "../activity-table.ts";
import { type Channel, channelsOf, powerMean, standing } from "../channel-scores.ts";
import { kindScores } from "../kind-scores.ts";
import type { Policy, Track } from "../policy.ts";
import type { TrackScores } from "../score.ts";
import type { Rerank, SignalsOf } from "./flag.ts";

/** What of a person's rows some askers' questions brought; null where that is not known. */
export type RowsFor = (person: number, askers: readonly number[]) => readonly ScoreRow[] | null;

/** Ranks people of a track again; without `rowsFor` nobody's askers are known. */
export type RerankTrack = (scores: TrackScores, rowsFor?: RowsFor) => Rerank;

/**
 * Ranks one person again without some of their signals, against everybody else's scores as they are: what the list would say, but for
 * the few whose percentile the missing worth itself holds down.
 * @param rows those that were scored
 * @returns for what they gave on a track: most lists flag few, so nothing is reckoned before the first of them is asked about, and what
 * tracks share only once
 */
export function rankWithout(rows: readonly ScoreRow[], { policy, asOf }: { policy: Policy; asOf: Date }): RerankTrack {
  const shared = once(() => {
    const table = activityTable(rows, policy, asOf);
    return { table, kinds: kindScores(table, policy), own: rowsPerPerson(rows) };
  });
  return (scores, rowsFor = () => null) => {
    const channelsHere = once(() => channelsOf(shared().table, shared().kinds, policy, scores.track));
    const ranked = scores.candidates.filter(({ rank }) => rank !== null);
    const known = new Set(ranked.map(({ person }) => person));
    return (person, without) => {
      if (!known.has(person)) return null;
      const all = shared().own.get(person) ?? [];
      const kept = without ? leaveOut(all, without, person, rowsFor) : all;
      if (kept === null) return null;
      const again = scoreOf(kept, channelsHere(), scores.track);
      return 1 + ranked.filter((other) => other.score > again && other.person !== person).length;
    };
  };

  function scoreOf(kept: readonly ScoreRow[], channels: readonly Channel[], track: Track): number {
    const alone = activityTable(kept, policy, asOf);
    if (alone.persons.length === 0) return 0;
    const worths = channelsOf(alone, kindScores(alone, policy), policy, track);
    const standings = Float64Array.from(channels, (channel, at) => standing(channel, worths[at]?.worth[0] ?? 0));
    return 100 * powerMean(channels, standings, policy.tracks[track].power);
  }
}

function rowsPerPerson(rows: readonly ScoreRow[]): Map<number, ScoreRow[]> {
  const own = new Map<number, ScoreRow[]>();
  for (const row of rows) {
    const some = own.get(row.person);
    if (some) some.push(row);
    else own.set(row.person, [row]);
  }
  return own;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function leaveOut(
  rows: readonly ScoreRow[],
  { kind, days, askers }: SignalsOf,
  person: number,
  rowsFor: RowsFor,
): ScoreRow[] | null {
  // Help for newcomers is told from answers that are counted already, so it goes where those go.
  const isMeant = (row: ScoreRow) =>
    kind === null || row.kind === kind || (kind === "answer" && row.kind === "newcomer-help");
  const outside = (row: ScoreRow) => !isMeant(row) || (days !== null && (row.day < days.from || row.day > days.to));
  if (askers === null) return rows.filter(outside);
  const brought = rowsFor(person, askers);
  if (brought === null) return null;
  const key = (row: ScoreRow) => `${row.space} ${row.kind} ${row.day}`;
  const less = new Map<string, ScoreRow[]>();
  for (const row of brought) if (!outside(row)) less.set(key(row), [...(less.get(key(row)) ?? []), row]);
  return rows.map((row) => {
    const gone = less.get(key(row)) ?? [];
    const rest = (had: number, read: (one: ScoreRow) => number) =>
      // Sums that were rounded on their way may differ in their last digits.
      Math.max(0, had - gone.reduce((sum, one) => sum + read(one), 0));
    return {
      ...row,
      count: rest(row.count, ({ count }) => count),
      logVotes: rest(row.logVotes, ({ logVotes }) => logVotes),
      accepted: row.accepted === null ? null : rest(row.accepted, ({ accepted }) => accepted ?? 0),
    };
  });
}
