import { readFileSync } from "node:fs";
import { dayMs } from "@groundswell/model";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import type { ScoreRow } from "../activity-table.ts";
import { readPolicy } from "../policy-file.ts";
import { scoreTrack, type TrackScores } from "../score.ts";
import { type Attack, ring, spam, withRows } from "./attacks.ts";
import { findFlags } from "./find-flags.ts";
import type { Help } from "./flag.ts";
import { rankWithout } from "./rank-without.ts";

const asOf = new Date("2026-01-01T00:00:00Z");
const space = "qa.example:lumen";
const file = new URL("../../../../policies/mvp.yaml", import.meta.url);
const policy = readPolicy(readFileSync(file, "utf8"), "policies/mvp.yaml");

/** People as a site has them: most answer seldom, few every day; some of it is voted for, a quarter accepted. */
function population(people: number): { rows: ScoreRow[]; help: Help[] } {
  const chance = xoroshiro128plus(11);
  const rows: ScoreRow[] = [];
  const help = new Map<string, Help>();
  for (let person = 1; person <= people; person += 1) {
    const perDay = 0.004 / (1 - uniformFloat64(chance) * 0.995);
    for (let age = 0; age < 365; age += 1) {
      if (uniformFloat64(chance) >= perDay) continue;
      const votes = Math.floor(-2 * Math.log(1 - uniformFloat64(chance)));
      const accepted = uniformFloat64(chance) < 0.25 ? 1 : 0;
      const day = new Date(asOf.getTime() - (age + 1) * dayMs).toISOString().slice(0, 10);
      rows.push({ person, space, kind: "answer", day, count: 1, logVotes: Math.log2(1 + votes), accepted });
      const asker = people + uniformInt(chance, 1, 2 * people);
      const none = { answers: 0, eligible: 0, eligibleAccepted: 0, accepted: 0, rated: 0, unvoted: 0, endorsed: 0 };
      const one = help.get(`${person} ${asker}`) ?? { helper: person, asker, ...none };
      const eligible = age >= 14 ? 1 : 0;
      one.answers += 1;
      one.rated += 1;
      one.eligible += eligible;
      one.accepted += accepted;
      one.eligibleAccepted += eligible * accepted;
      one.unvoted += votes === 0 ? 1 : 0;
      one.endorsed += votes > 0 || accepted ? 1 : 0;
      help.set(`${person} ${asker}`, one);
    }
  }
  return { rows, help: [...help.values()] };
}

const { rows, help } = population(1200);
const by = { track: "expert", policy, asOf, intervals: false } as const;
const scores = scoreTrack(rows, by);

function flags(given: ScoreRow[], helped: Help[], scored: TrackScores) {
  return findFlags({ rows: given, asOf, help: helped, rerank: rankWithout(given, { policy, asOf })(scored) });
}

const placeOf = ({ candidates }: TrackScores, person: number) => {
  const own = candidates.find((one) => one.person === person)?.score ?? 0;
  return candidates.filter(({ score }) => score > own).length + 1;
};

/** Twenty-five from the middle half. */
function chosen(): number[] {
  const chance = xoroshiro128plus(3);
  const order = scores.candidates.toSorted((a, b) => b.score - a.score || a.person - b.person);
  const middle = order.slice(Math.floor(order.length / 4), Math.floor((3 * order.length) / 4));
  return Array.from({ length: 25 }, () => middle.splice(uniformInt(chance, 0, middle.length - 1), 1)[0]?.person ?? 0);
}

function play(attack: (person: number) => Attack) {
  return chosen().map((person) => {
    const more = attack(person);
    const given = withRows(rows, more.rows);
    const after = scoreTrack(given, by);
    const own = flags(given, [...help, ...more.help], after).get(person) ?? [];
    return { before: placeOf(scores, person), after: placeOf(after, person), flags: own };
  });
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe("the gaming suite on an invented population", () => {
  test("hardly anybody is flagged who does nothing of the kind", () => {
    expect(flags(rows, help, scores).size / scores.population).toBeLessThanOrEqual(0.01);
  });

  test("a hundred and fifty answers that nobody votes for lift nobody, and are told", () => {
    const played = play((person) => spam(person, space, asOf));
    for (const { before, after } of played) expect(after).toBeGreaterThanOrEqual(before);
    expect(played.filter(({ flags: own }) => own.length > 0)).toHaveLength(25);
  });

  test.each([1, 3, 15])(
    "a ring of %i lifts nobody to the first page, and is told of all twenty-five",
    (accomplices) => {
      const played = play((person) => ring(person, space, asOf, accomplices));
      expect(median(played.map(({ after }) => after))).toBeGreaterThan(20);
      expect(played.filter(({ flags: own }) => own.some(({ flag }) => flag === "sudden-jump"))).toHaveLength(25);
    },
  );
});

describe("a rank without some signals", () => {
  const person = scores.candidates.find(({ rank }) => rank !== null && rank > 100)?.person ?? 0;
  const week = ring(person, space, asOf, 3);
  const given = withRows(rows, week.rows);
  const after = scoreTrack(given, by);
  const place = ({ candidates }: TrackScores) => candidates.find((one) => one.person === person)?.rank ?? null;
  const days = { from: "2025-12-25", to: "2025-12-31" };

  test("is the rank itself where nothing is left out, and lower without what lifted it", () => {
    const rerank = rankWithout(given, { policy, asOf })(after);
    expect(rerank(person, null)).toBe(place(after));
    const kept = given.filter((row) => row.person !== person || row.day < days.from);
    const without = rerank(person, { kind: null, days, askers: null }) ?? 0;
    expect(without).toBeGreaterThan(place(after) ?? 0);
    // The others' percentiles move a little when the person's worth goes; the list made anew says nearly the same.
    expect(Math.abs(without - (place(scoreTrack(kept, by)) ?? 0))).toBeLessThanOrEqual(2);
  });

  test("leaves out what some askers brought, and cannot be told where nobody knows what that is", () => {
    const askers = [-1, -2, -3];
    expect(rankWithout(given, { policy, asOf })(after)(person, { kind: "answer", days: null, askers })).toBeNull();
    const rerank = rankWithout(given, { policy, asOf })(after, () => week.rows);
    const without = rerank(person, { kind: "answer", days: null, askers }) ?? 0;
    expect(Math.abs(without - (place(scores) ?? 0))).toBeLessThanOrEqual(2);
  });

  test.each(["expert", "leader"] as const)("on the %s list is without all that an asker brought", (track) => {
    const kinds = ["answer", "newcomer-help"] as const;
    const given = Array.from({ length: 30 }, (_, at) => at + 1).flatMap((one) =>
      Array.from({ length: 10 }, (_, month) => asOf.getTime() - (30 * month + 1) * dayMs).flatMap((at) => {
        const day = new Date(at).toISOString().slice(0, 10);
        const own = { person: one, space, day, count: one === 1 ? 9 : 3, logVotes: 40 - one, accepted: 0 };
        return kinds.map((kind): ScoreRow => ({ ...own, kind }));
      }),
    );
    const scored = scoreTrack(given, { ...by, track });
    const rowsFor = () => given.filter((row) => row.person === 1);
    const rerank = rankWithout(given, { policy, asOf })(scored, rowsFor);
    const all = { eligible: 60, eligibleAccepted: 60, accepted: 60, rated: 60, endorsed: 60, unvoted: 0 };
    const helped = [101, 102].map((asker) => ({ helper: 1, asker, answers: 60, ...all }));
    const own = findFlags({ rows: given, asOf, help: helped, rerank }).get(1) ?? [];
    const check = own.find(({ flag }) => flag === "one-asker")?.check;
    expect(check).toBe("rank without this asker: 30th, with: 1st");
    expect(rerank(1, { kind: "answer", days: null, askers: null })).toBe(30);
  });

  test("is each track's own, though tracks share what they are reckoned from", () => {
    const monthly = Array.from({ length: 10 }, (_, month) => asOf.getTime() - (30 * month + 1) * dayMs);
    const rowsOf = (one: number, kind: "answer" | "talk", count: number) =>
      monthly.map((at): ScoreRow => {
        const day = new Date(at).toISOString().slice(0, 10);
        return { person: one, space, kind, day, count, logVotes: 0, accepted: null };
      });
    // Whoever answers most talks least.
    const given = [1, 2, 3, 4, 5].flatMap((one) => [...rowsOf(one, "answer", 10 - one), ...rowsOf(one, "talk", one)]);
    const rerank = rankWithout(given, { policy, asOf });
    const rankOf = (track: "expert" | "leader") => rerank(scoreTrack(given, { ...by, track }))(1, null);
    expect([rankOf("expert"), rankOf("leader")]).toEqual([1, 5]);
  });

  test("cannot be told of somebody who has no rank", () => {
    expect(rankWithout(rows, { policy, asOf })(scores)(999_999, null)).toBeNull();
  });
});
