import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ScoreRow } from "./activity-table.ts";
import { type Policy, type Track, tracks } from "./policy.ts";
import { readPolicy } from "./policy-file.ts";
import { scoreTrack, scoreTracks } from "./score.ts";

const read = (name: string) =>
  readPolicy(readFileSync(new URL(`../../../policies/${name}`, import.meta.url), "utf8"), name);
const mvp = read("mvp.yaml");
const champions = read("champions.yaml");
const asOf = new Date("2026-01-01");
const lenient: Policy = { ...mvp, evidenceFloor: { activeMonths: 0, platforms: 0 } };
const answer = mvp.kinds.answer ?? expect.fail("The MVP policy values no answers.");

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
function score(rows: ScoreRow[], { policy = lenient, track = "expert" as Track, at = asOf, intervals = true } = {}) {
  return scoreTrack(rows, { policy, track, asOf: at, intervals });
}
const daysBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString().slice(0, 10);
/** 150 answers in 21 days. */
const flood = (person: number) =>
  Array.from({ length: 21 }, (_, day) => row({ person, day: daysBefore(day + 1), count: day < 3 ? 8 : 7 }));

test("an accepted answer with three votes is worth four, halved each half-life, saturated by its week", () => {
  const saturated = (worth: number) => 4 * Math.log2(1 + worth / 4);
  const worthOf = (day: string) =>
    score([row({ day, logVotes: 2, accepted: 1 })]).candidates[0]?.terms[0]?.value ?? Number.NaN;
  expect(worthOf(daysBefore(1))).toBeCloseTo(saturated(4 * 2 ** (-1 / 90)), 12);
  expect(worthOf(daysBefore(90))).toBeCloseTo(saturated(2), 12);
  expect(worthOf(daysBefore(180))).toBeCloseTo(saturated(1), 12);
});

test("the only one of a community stands by worth alone, at the half of a percentile of one", () => {
  const { candidates, population } = score([row({ logVotes: 2, accepted: 1 })]);
  const [one] = candidates;
  const worth = one?.terms[0]?.value ?? Number.NaN;
  const standing = (0.5 + (30 * Math.log1p(worth)) / Math.log1p(150)) / 31;
  // Three of four channels are empty: the mean of power three of one standing is its quarter's cube root.
  const points = 100 * (standing ** 3 / 4) ** (1 / 3);
  expect(population).toBe(1);
  expect(one).toMatchObject({ rank: 1, rankInterval: [1, 1], percentile: 0.5, activeMonths: 1 });
  expect(one?.score).toBeCloseTo(points, 12);
  expect(one?.terms).toMatchObject([{ kind: "answer", channel: "answers", count: 1, percentile: 0.5, weight: 1 }]);
  expect(one?.terms[0]?.contribution).toBeCloseTo(points, 12);
  expect(one?.channels[0]?.percentile).toBeCloseTo(standing, 12);
});

test("a burst in one ISO week earns less than the same over two weeks, whichever days they are", () => {
  const of = (...days: string[]) =>
    score(days.map((day) => row({ logVotes: 5, day }))).candidates[0]?.terms[0]?.value ?? 0;
  const sameWeek = of("2025-12-22", "2025-12-28");
  const sundayAndMonday = of("2025-12-21", "2025-12-22");
  expect(sundayAndMonday).toBeGreaterThan(sameWeek * 1.25);
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

test("people without enough evidence come last, without a rank and not with a low one", () => {
  const policy = mvp;
  const threeMonths = ["2025-10-01", "2025-11-01", "2025-12-01"].map((day) => row({ person: 1, day, logVotes: 1 }));
  const twoPlatforms = ["qa:tag", "forum:help"].map((space) => row({ person: 2, space, logVotes: 1 }));
  const oneGreatDay = row({ person: 3, logVotes: 40 });
  const twoSpacesOfOnePlatform = ["qa:tag", "qa:other"].map((space) => row({ person: 4, space, logVotes: 1 }));
  const { candidates, population } = score([oneGreatDay, ...threeMonths, ...twoPlatforms, ...twoSpacesOfOnePlatform], {
    policy,
  });
  expect(population).toBe(4);
  expect(candidates.map(({ person, rank }) => [person, rank === null])).toEqual([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ]);
  expect(candidates[2]).toMatchObject({ rankInterval: null, percentile: null });
});

test("people set aside stand in everybody's percentiles, hold no rank, and come last", () => {
  const weeks = Array.from({ length: 52 }, (_, week) => daysBefore(week * 7 + 1));
  const steady = (person: number, logVotes: number) => weeks.map((day) => row({ person, day, logVotes }));
  const rows = [1, 2, 3, 4, 5].flatMap((person) => steady(person, 12 - 2 * person));
  const unsure = [row({ person: 6, logVotes: 3 }), row({ person: 7, logVotes: 9 })];
  const of = (aside: number[]) =>
    scoreTrack([...rows, ...unsure], { policy: mvp, track: "expert", asOf, aside: new Set(aside) });
  const [all, some] = [of([]), of([1, 3, 7, 99])];
  expect(some.candidates.map(({ person, rank }) => [person, rank])).toEqual([
    [2, 1],
    [4, 2],
    [5, 3],
    [6, null],
    [1, null],
    [3, null],
    [7, null],
  ]);
  expect(some.population).toBe(7);
  for (const one of some.candidates) {
    const before = all.candidates.find(({ person }) => person === one.person);
    expect([one.score, one.percentile, one.terms]).toEqual([before?.score, before?.percentile, before?.terms]);
    if (one.rank === null) expect(one).toMatchObject({ rankInterval: null, stability: [], steady: null });
    else expect(one.rankInterval?.[1]).toBeLessThanOrEqual(3);
  }
});

test("evidence for one track is no evidence for the other", () => {
  const answers = ["2025-10-01", "2025-11-01", "2025-12-01"].map((day) => row({ day, logVotes: 1 }));
  const talk = row({ kind: "talk", space: "conf:one", accepted: null });
  const leader = score([...answers, talk], { policy: mvp, track: "leader" }).candidates[0];
  expect(leader).toMatchObject({ rank: null, activeMonths: 1, breadth: { spaces: 1, sources: 1 } });
  expect(leader?.terms.map(({ kind }) => kind)).toEqual(["talk"]);
  const expert = score([...answers, talk], { policy: mvp }).candidates[0];
  expect(expert?.track).toEqual(leader?.track);
  expect(expert?.score).toBe(expert?.track.expert);
});

test("equal scores share the better rank and stand in order of person", () => {
  const rows = [row({ person: 9, logVotes: 2 }), row({ person: 4, logVotes: 2 }), row({ person: 1, logVotes: 1 })];
  expect(score(rows, { intervals: false }).candidates.map((one) => [one.person, one.rank, one.rankInterval])).toEqual([
    [4, 1, [1, 1]],
    [9, 1, [1, 1]],
    [1, 3, [3, 3]],
  ]);
});

test("whom chance alone could have put in the other's place share a rank, and nobody else does", () => {
  const weeks = Array.from({ length: 52 }, (_, week) => daysBefore(week * 7 + 1));
  const steady = (person: number, logVotes: number) => weeks.map((day) => row({ person, day, logVotes }));
  const { candidates } = score([...steady(1, 30), ...steady(2, 8), ...steady(3, 7.9), ...steady(4, 1)]);
  expect(candidates.map(({ person, rank }) => [person, rank])).toEqual([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 4],
  ]);
  expect(candidates[1]?.rankInterval).toEqual([2, 3]);
});

test("a tie goes as far as the interval of its first reaches, not from neighbour to neighbour", () => {
  // One who was there in a single week could stand almost anywhere, and must not tie all the others together.
  const weeks = Array.from({ length: 52 }, (_, week) => daysBefore(week * 7 + 1));
  const steady = Array.from({ length: 30 }, (_, at) =>
    weeks.map((day) => row({ person: at + 1, day, logVotes: 10 * 1.25 ** -at })),
  ).flat();
  const { candidates } = score([...steady, row({ person: 99, day: daysBefore(3), logVotes: 60 })]);
  const brief = candidates.find(({ person }) => person === 99);
  const [low, high] = brief?.rankInterval ?? [0, 0];
  expect(high - low).toBeGreaterThan(5);
  expect(new Set(candidates.map(({ rank }) => rank)).size).toBeGreaterThan(15);
  for (const { rank, rankInterval } of candidates) {
    const [from, to] = rankInterval ?? [Number.NaN, Number.NaN];
    expect([rank, from <= (rank ?? 0) && (rank ?? 0) <= to]).toEqual([rank, true]);
  }
});

test("the interval of whoever shares a rank holds that rank", () => {
  // Whoever was there in a single week stands first or last, and shares the first rank with people who were never better than second.
  const weeks = Array.from({ length: 52 }, (_, week) => daysBefore(week * 7 + 1));
  const steady = Array.from({ length: 5 }, (_, at) =>
    weeks.map((day) => row({ person: at + 1, day, logVotes: 0.1 * 2 ** -at })),
  ).flat();
  const brief = [1, 2, 3].map((day) => row({ person: 99, day: daysBefore(day), logVotes: 1e6, accepted: 1 }));
  const { candidates } = score([...steady, ...brief]);
  expect(candidates.map(({ person, rank, rankInterval }) => [person, rank, rankInterval?.[0]])).toEqual(
    [99, 1, 2, 3, 4, 5].map((person) => [person, 1, 1]),
  );
});

test("a flood of unvoted answers moves nobody up", () => {
  // A community of voted answers; the middle one of 101 people floods it.
  const community = Array.from({ length: 101 }, (_, person) =>
    ["2025-06-10", "2025-09-10", "2025-12-10"].map((day) =>
      row({ person, day, count: 2, logVotes: (101 - person) / 10 }),
    ),
  ).flat();
  const placeOf = (rows: ScoreRow[], policy = lenient) =>
    score(rows, { policy }).candidates.findIndex(({ person }) => person === 50) + 1;
  expect(placeOf(community)).toBe(51);
  expect(placeOf([...community, ...flood(50)])).toBe(51);
  const credited: Policy = { ...lenient, kinds: { answer: { ...answer, zeroVoteCredit: 0.15 } } };
  expect(placeOf([...community, ...flood(50)], credited)).toBeLessThan(51);
});

test("people whose answers nobody voted for stand at nothing, however many they are", () => {
  const crowd = Array.from({ length: 200 }, (_, person) => row({ person: person + 2, count: 9 }));
  const { candidates } = score([row({ person: 1, logVotes: 1 }), ...crowd]);
  expect(candidates[0]).toMatchObject({ person: 1, rank: 1 });
  expect(candidates.slice(1).every(({ score: points }) => points === 0)).toBe(true);
  expect(candidates[1]?.terms).toMatchObject([{ kind: "answer", count: 9, value: 0, contribution: 0 }]);
});

test("acceptance earns where it is known, and its lack costs nothing where it is not", () => {
  const worthOf = (accepted: number | null) => score([row({ logVotes: 1, accepted })]).candidates[0]?.terms[0]?.value;
  expect(worthOf(null)).toBe(worthOf(0));
  expect(worthOf(1)).toBeGreaterThan(worthOf(0) ?? Number.NaN);
});

test("whoever is outstanding in one channel is no worse off for its being one", () => {
  const best = [row({ person: 1, kind: "commit", logVotes: 0, count: 9 })];
  const crowd = Array.from({ length: 60 }, (_, at) => [
    row({ person: at + 10, logVotes: 0.5 + at / 10 }),
    row({ person: at + 10, kind: "commit", count: at % 3 ? 1 : 3 }),
  ]).flat();
  const placeOf = (power: number) => {
    const policy = { ...lenient, tracks: { ...lenient.tracks, expert: { ...lenient.tracks.expert, power } } };
    return score([...best, ...crowd], { policy }).candidates.findIndex(({ person }) => person === 1);
  };
  expect(placeOf(20)).toBeLessThan(5);
  expect(placeOf(1)).toBeGreaterThan(20);
});

test("kinds that a policy does not value are ignored, and make nobody a candidate", () => {
  const rows = [row({ logVotes: 2 }), row({ person: 2, kind: "question", logVotes: 9 })];
  expect(score(rows)).toEqual(score(rows.slice(0, 1)));
  const reviewer = row({ person: 3, kind: "review", space: "code:a" });
  expect(score([reviewer], { policy: mvp }).population).toBe(1);
  expect(score([reviewer], { policy: champions }).population).toBe(0);
});

test("nobody on a track is no error", () => {
  for (const track of tracks) expect(score([], { track })).toMatchObject({ track, population: 0, candidates: [] });
});

test("breadth counts spaces, effective spaces and platforms", () => {
  const rows = [
    row({ count: 3 }),
    row({ space: "qa:b", count: 3 }),
    row({ space: "blog:c", kind: "post", accepted: null }),
  ];
  const [one] = score(rows).candidates;
  expect(one?.breadth).toEqual({ spaces: 3, effectiveSpaces: 49 / 19, sources: 2, channels: 0 });
});

test("a community of five thousand is scored to its last person", () => {
  const rows = Array.from({ length: 5000 }, (_, person) => row({ person, logVotes: 1 + person / 1000 }));
  const { candidates, population } = score(rows, { intervals: false });
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

test.each([1, 2, 3, 20])("contributions add up to the score, within their bounds, at power %i", (power) => {
  const policy: Policy = {
    ...mvp,
    tracks: { expert: { ...mvp.tracks.expert, power }, leader: { ...mvp.tracks.leader, power } },
  };
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 80 }), (rows) => {
      for (const scored of Object.values(scoreTracks(rows, { policy, asOf }))) {
        expect(scored.candidates).toHaveLength(scored.population);
        for (const [index, one] of scored.candidates.entries()) {
          for (const parts of [one.terms, one.channels]) {
            const sum = parts.reduce((so, { contribution }) => so + contribution, 0);
            expect(Math.abs(sum - one.score)).toBeLessThan(1e-9);
            for (const { contribution } of parts) expect(contribution).toBeGreaterThanOrEqual(0);
          }
          expect(one.score).toBeGreaterThanOrEqual(0);
          expect(one.score).toBeLessThan(100);
          expect(one.track[scored.track]).toBe(one.score);
          for (const share of [one.percentile ?? 0.5, ...one.terms.map(({ percentile }) => percentile)]) {
            expect(share).toBeGreaterThan(0);
            expect(share).toBeLessThan(1);
          }
          for (const { percentile, value } of one.channels) {
            expect(percentile).toBeLessThan(1);
            expect(percentile > 0).toBe(value > 0);
          }
          const [low, high] = one.rankInterval ?? [1, 1];
          expect(low).toBeGreaterThan(0);
          expect(high).toBeGreaterThanOrEqual(low);
          expect(high).toBeLessThanOrEqual(scored.population);
          const before = scored.candidates[index - 1];
          if (one.rank === null || !before) continue;
          expect(before.score).toBeGreaterThanOrEqual(one.score);
          expect(one.rank).toBeGreaterThanOrEqual(before.rank ?? Number.NaN);
          if (before.score === one.score) expect(one.rank).toBe(before.rank);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("a score has nothing that could be read in it: what is said of a product, no row can tell", () => {
  const fields: Record<keyof ScoreRow, true> = {
    person: true,
    space: true,
    kind: true,
    day: true,
    count: true,
    logVotes: true,
    accepted: true,
  };
  const praise = { ...row({ logVotes: 2 }), title: "The best there is", excerpt: "Thank you" };
  const critique = { ...row({ logVotes: 2 }), title: "It loses data", excerpt: "Do not use it" };
  expect(Object.keys(row({})).sort()).toEqual(Object.keys(fields).sort());
  expect(JSON.stringify(score([praise]))).toBe(JSON.stringify(score([critique])));
});
