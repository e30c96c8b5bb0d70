import { activityTable, type ScoreRow } from "../activity-table.ts";
import { channelsOf, powerMean, standing } from "../channel-scores.ts";
import { kindScores } from "../kind-scores.ts";
import type { Policy } from "../policy.ts";
import type { TrackScores } from "../score.ts";
import type { Rerank, SignalsOf } from "./flag.ts";

/** What of a person's rows some askers' questions brought; null where that is not known. */
export type RowsFor = (person: number, askers: readonly number[]) => readonly ScoreRow[] | null;

/**
 * Ranks one person again without some of their signals, against everybody else's scores as they are: what the list would say, but for
 * the few whose percentile the missing worth itself holds down.
 * @param rows those that were scored
 * @param scores what they gave
 */
export function rankWithout(
  rows: readonly ScoreRow[],
  scores: TrackScores,
  { policy, asOf, rowsFor = () => null }: { policy: Policy; asOf: Date; rowsFor?: RowsFor },
): Rerank {
  const table = activityTable(rows, policy, asOf);
  const channels = channelsOf(table, kindScores(table, policy), policy, scores.track);
  const ranked = scores.candidates.filter(({ rank }) => rank !== null);
  const known = new Set(ranked.map(({ person }) => person));
  const own = new Map<number, ScoreRow[]>();
  for (const row of rows) {
    if (!known.has(row.person)) continue;
    const some = own.get(row.person);
    if (some) some.push(row);
    else own.set(row.person, [row]);
  }
  return (person, without) => {
    if (!known.has(person)) return null;
    const all = own.get(person) ?? [];
    const kept = without ? leaveOut(all, without, person, rowsFor) : all;
    if (kept === null) return null;
    const again = scoreOf(kept);
    return 1 + ranked.filter((other) => other.score > again && other.person !== person).length;
  };

  function scoreOf(kept: readonly ScoreRow[]): number {
    const alone = activityTable(kept, policy, asOf);
    if (alone.persons.length === 0) return 0;
    const worths = channelsOf(alone, kindScores(alone, policy), policy, scores.track);
    const standings = Float64Array.from(channels, (channel, at) => standing(channel, worths[at]?.worth[0] ?? 0));
    return 100 * powerMean(channels, standings, policy.tracks[scores.track].power);
  }
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
