import fc from "fast-check";
import { expect, test } from "vitest";
import { type ScoreRow, scoreDays } from "./activity-table.ts";
import { defaultPolicy, type Policy, type Track } from "./policy.ts";
import { scoreTrack } from "./score.ts";

const asOf = new Date("2026-01-01");
const lenient: Policy = { ...defaultPolicy, evidenceFloor: { activeMonths: 0, platforms: 0 } };

function row(known: Partial<ScoreRow>): ScoreRow {
  return {
    person: 1,
    space: "qa:tag",
    kind: "answer",
    day: "2025-12-22",
    count: 1,
    logVotes: 0,
    accepted: 0,
    ...known,
  };
}
function score(rows: ScoreRow[], { policy = lenient, track = "expert" as Track, at = asOf } = {}) {
  return scoreTrack(rows, { policy, track, asOf: at });
}
const daysBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString().slice(0, 10);
/** 150 answers in 21 days. */
const flood = (person: number) =>
  Array.from({ length: 21 }, (_, day) => row({ person, day: daysBefore(day + 1), count: day < 3 ? 8 : 7 }));

test("an accepted answer with three votes is worth four, halved each half-life, saturated by its week", () => {
  const value = 2 * Math.log2(1 + 4 / 2);
  const [now] = score([row({ day: "2025-12-31", logVotes: 2, accepted: 1 })]).candidates;
  expect(now?.score).toBeCloseTo(2 * Math.log2(1 + (4 * 2 ** (-1 / 180)) / 2), 12);
  const [old] = score([row({ day: daysBefore(180), logVotes: 2, accepted: 1 })]).candidates;
  expect(old?.score).toBeCloseTo(2 * Math.log2(1 + 2 / 2), 12);
  expect(now?.score).toBeLessThan(value);
  expect(now?.terms).toEqual([
    { kind: "answer", count: 1, value: now?.score, percentile: 0.5, weight: 1, contribution: now?.score },
  ]);
});

test("a burst in one ISO week earns less than the same over two weeks, whichever days they are", () => {
  const votes = { logVotes: 5 };
  const of = (...days: string[]) => score(days.map((day) => row({ ...votes, day }))).candidates[0]?.score ?? 0;
  const sameWeek = of("2025-12-22", "2025-12-28");
  const sundayAndMonday = of("2025-12-21", "2025-12-22");
  expect(sundayAndMonday).toBeGreaterThan(sameWeek * 1.3);
});

test("nothing dated on or after the as-of day counts, nor anything before the twelve months", () => {
  const inside = [row({ logVotes: 3 }), row({ person: 2, day: "2025-01-01", logVotes: 3 })];
  const outside = [row({ day: "2026-01-01", logVotes: 9 }), row({ person: 3, day: "2024-12-31", logVotes: 9 })];
  expect(score([...inside, ...outside])).toEqual(score(inside));
  const noon = new Date("2026-01-01T12:00:00Z");
  expect(score([...inside, ...outside], { at: noon })).toEqual(score(inside));
});

test("a year with something on every day has twelve active months, wherever in a month it ends", () => {
  for (const at of [asOf, new Date("2026-11-21"), new Date("2026-03-31"), new Date("2024-02-29")]) {
    const days = Array.from({ length: 365 }, (_, i) => new Date(at.getTime() - (i + 1) * 86_400_000).toISOString());
    const rows = days.map((day) => row({ day: day.slice(0, 10), logVotes: 1 }));
    expect(score(rows, { at }).candidates[0]?.activeMonths).toBe(12);
  }
});

test("the window of a leap day is the model's twelve months", () => {
  const { from, to } = scoreDays(new Date("2024-02-29"), 12);
  expect([from, to].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))).toEqual([
    "2023-03-01",
    "2024-02-29",
  ]);
});

test("people without enough evidence come last, without a rank and not with a low one", () => {
  const policy = defaultPolicy;
  const threeMonths = ["2025-10-01", "2025-11-01", "2025-12-01"].map((day) => row({ person: 1, day, logVotes: 1 }));
  const twoPlatforms = ["qa:tag", "forum:help"].map((space) => row({ person: 2, space, logVotes: 1 }));
  const oneGreatDay = row({ person: 3, logVotes: 40 });
  const twoSpacesOfOnePlatform = ["qa:tag", "qa:other"].map((space) => row({ person: 4, space, logVotes: 1 }));
  const { candidates, population } = score([oneGreatDay, ...threeMonths, ...twoPlatforms, ...twoSpacesOfOnePlatform], {
    policy,
  });
  expect(population).toBe(4);
  expect(candidates.map(({ person, rank }) => [person, rank])).toEqual([
    [1, 1],
    [2, 2],
    [3, null],
    [4, null],
  ]);
  expect(candidates[2]).toMatchObject({ rankInterval: null, percentile: null });
});

test("evidence for one track is no evidence for the other", () => {
  const answers = ["2025-10-01", "2025-11-01", "2025-12-01"].map((day) => row({ day, logVotes: 1 }));
  const talk = row({ kind: "talk", space: "conf:one", accepted: null });
  const leader = score([...answers, talk], { policy: defaultPolicy, track: "leader" }).candidates[0];
  expect(leader).toMatchObject({ rank: null, activeMonths: 1, breadth: { spaces: 1, sources: 1 } });
  expect(leader?.terms.map(({ kind }) => kind)).toEqual(["talk"]);
  const expert = score([...answers, talk], { policy: defaultPolicy }).candidates[0];
  expect(expert?.track).toEqual(leader?.track);
  expect(expert?.score).toBe(expert?.track.expert);
});

test("equal scores share the better rank and stand in order of person", () => {
  const rows = [row({ person: 9, logVotes: 2 }), row({ person: 4, logVotes: 2 }), row({ person: 1, logVotes: 1 })];
  expect(score(rows).candidates.map(({ person, rank, rankInterval }) => [person, rank, rankInterval])).toEqual([
    [4, 1, [1, 1]],
    [9, 1, [1, 1]],
    [1, 3, [3, 3]],
  ]);
});

test("a flood of unvoted answers moves nobody up", () => {
  // A community of voted answers; the middle one of 101 people floods it.
  const community = Array.from({ length: 101 }, (_, person) =>
    ["2025-06-10", "2025-09-10", "2025-12-10"].map((day) =>
      row({ person, day, count: 2, logVotes: (101 - person) / 10 }),
    ),
  ).flat();
  const rankOf = (rows: ScoreRow[]) => score(rows).candidates.find(({ person }) => person === 50)?.rank;
  expect(rankOf(community)).toBe(51);
  expect(rankOf([...community, ...flood(50)])).toBe(51);
  const credited: Policy = {
    ...lenient,
    kinds: { answer: { base: 1, halfLifeDays: 180, weeklySaturation: 2, zeroVoteCredit: 0.15 } },
  };
  const lifted = score([...community, ...flood(50)], { policy: credited }).candidates.find(
    ({ person }) => person === 50,
  );
  expect(lifted?.rank).toBeLessThan(51);
});

test("acceptance is unknown where the source has none", () => {
  const known = [row({ count: 4, accepted: 3 }), row({ space: "forum:a", count: 9, accepted: null })];
  expect(score(known).candidates[0]?.quality.acceptRate).toBe(0.75);
  expect(score(known).candidates[0]?.quality.acceptLowerBound).toBeCloseTo(0.3006, 4);
  const unknown = score([row({ count: 9, accepted: null, logVotes: 1 })]).candidates[0];
  expect(unknown?.quality).toEqual({ winRate: null, acceptRate: null, acceptLowerBound: null, endorsers: null });
});

test("breadth counts spaces, effective spaces and platforms", () => {
  const rows = [
    row({ count: 3 }),
    row({ space: "qa:b", count: 3 }),
    row({ space: "blog:c", kind: "post", accepted: null }),
  ];
  const [one] = score(rows).candidates;
  expect(one?.breadth).toEqual({ spaces: 3, effectiveSpaces: 49 / 19, sources: 2 });
});

test("a community of five thousand is scored to its last person", () => {
  const rows = Array.from({ length: 5000 }, (_, person) => row({ person, logVotes: person / 100 }));
  const { candidates, population } = score(rows);
  expect([population, candidates.length, candidates.at(-1)?.rank]).toEqual([5000, 5000, 5000]);
  expect(candidates.at(-1)?.percentile).toBeCloseTo(0.5 / 5000, 12);
});

test("a row that cannot be is refused with its content", () => {
  for (const bad of [
    { day: "yesterday" },
    { day: "2025-12-01T10:00Z" },
    { count: -1 },
    { logVotes: -1 },
    { accepted: 2 },
    { space: "tag" },
  ])
    expect(() => score([row(bad)])).toThrow(RangeError);
});

const anyRow = fc.record({
  person: fc.integer({ min: 1, max: 6 }),
  space: fc.constantFrom("qa:a", "qa:b", "forum:c", "blog:d"),
  kind: fc.constantFrom("answer", "commit", "post", "talk", "comment", "question" as const),
  day: fc.integer({ min: 1, max: 400 }).map(daysBefore),
  count: fc.integer({ min: 1, max: 9 }),
  logVotes: fc.double({ min: 0, max: 20, noNaN: true }),
  accepted: fc.constantFrom(null, 0, 1),
}) satisfies fc.Arbitrary<ScoreRow>;

test("rows in any order give the same bytes", () => {
  const shuffled = fc
    .array(anyRow, { maxLength: 80 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
  fc.assert(
    fc.property(shuffled, ([rows, other]) => {
      for (const track of ["expert", "leader"] as const)
        expect(JSON.stringify(score(other, { track }))).toBe(JSON.stringify(score(rows, { track })));
    }),
  );
});

test("rows of one day in any order give the same bytes", () => {
  // Many small numbers, so that the order of adding them reaches bits that the logarithm keeps.
  const votes = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 40, maxLength: 60 });
  const shuffled = votes.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  const of = (list: number[]) => JSON.stringify(score(list.map((logVotes) => row({ logVotes }))));
  fc.assert(fc.property(shuffled, ([list, other]) => of(other) === of(list)));
});

test("contributions add up to the score, percentiles lie between 0 and 1, and ranks follow scores", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 80 }), (rows) => {
      const { candidates, population } = score(rows, { policy: defaultPolicy });
      expect(candidates).toHaveLength(population);
      for (const [index, { score: total, terms, percentile, rank }] of candidates.entries()) {
        const sum = terms.reduce((so, { contribution }) => so + contribution, 0);
        expect(Math.abs(sum - total)).toBeLessThan(1e-9);
        for (const share of [percentile ?? 0.5, ...terms.map((term) => term.percentile)]) {
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThan(1);
        }
        const before = candidates[index - 1];
        if (rank !== null && before) expect(before.score).toBeGreaterThanOrEqual(total);
      }
    }),
  );
});
