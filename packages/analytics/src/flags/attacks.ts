import { dayMs, startOfDay } from "@groundswell/model";
import type { ScoreRow } from "../activity-table.ts";
import type { Help } from "./flag.ts";

/** What a person's tricks add to a window. */
export type Attack = { rows: ScoreRow[]; help: Help[] };

/** 150 answers in the last three weeks, one for everybody, that nobody votes for. */
export function spam(person: number, space: string, asOf: Date): Attack {
  const rows = Array.from({ length: 21 }, (_, age): ScoreRow => {
    const count = age < 3 ? 8 : 7;
    return { person, space, kind: "answer", day: dayBefore(asOf, age), count, logVotes: 0, accepted: 0 };
  });
  const help = Array.from({ length: 150 }, (_, index): Help => {
    const asker = stranger(index);
    // A week of them is older than fourteen days, so that acceptance could have come.
    const eligible = index < 49 ? 1 : 0;
    const none = { eligibleAccepted: 0, accepted: 0, endorsed: 0 };
    return { helper: person, asker, answers: 1, eligible, rated: 1, unvoted: 1, ...none };
  });
  return { rows, help };
}

/**
 * 15 answers in the last week, each accepted and with twelve votes.
 * @param accomplices how many accounts ask and accept: the more, the less shows in who endorses whom
 */
export function ring(person: number, space: string, asOf: Date, accomplices: number): Attack {
  const rows = Array.from({ length: 7 }, (_, age): ScoreRow => {
    const count = age === 0 ? 3 : 2;
    const logVotes = count * Math.log2(13);
    return { person, space, kind: "answer", day: dayBefore(asOf, age), count, logVotes, accepted: count };
  });
  const help = Array.from({ length: accomplices }, (_, index): Help => {
    const answers = Math.floor((15 + index) / accomplices);
    const counts = { answers, accepted: answers, rated: answers, endorsed: answers };
    return { helper: person, asker: stranger(index), ...counts, eligible: 0, eligibleAccepted: 0, unvoted: 0 };
  });
  return { rows, help };
}

/** Rows with more of them: those of one person, space, kind and day are one row. */
export function withRows(rows: readonly ScoreRow[], more: readonly ScoreRow[]): ScoreRow[] {
  const key = (row: ScoreRow) => `${row.person} ${row.space} ${row.kind} ${row.day}`;
  const added = new Map(more.map((row) => [key(row), row]));
  const kept = rows.map((row): ScoreRow => {
    const extra = added.get(key(row));
    if (!extra) return row;
    added.delete(key(row));
    return {
      ...row,
      count: row.count + extra.count,
      logVotes: row.logVotes + extra.logVotes,
      accepted: (row.accepted ?? 0) + (extra.accepted ?? 0),
    };
  });
  return [...kept, ...added.values()];
}

/** Accounts that were made for it: no id of a store is negative. */
const stranger = (index: number) => -1 - index;

const dayBefore = (asOf: Date, age: number) =>
  new Date(startOfDay(asOf).getTime() - (age + 1) * dayMs).toISOString().slice(0, 10);
