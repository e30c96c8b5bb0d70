import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ScoreRow } from "./activity-table.ts";
import type { Channel } from "./channel-scores.ts";
import type { Policy } from "./policy.ts";
import { readPolicy } from "./policy-file.ts";
import { type Candidate, scoreTrack } from "./score.ts";
import { rankStability } from "./stability.ts";

const mvp = readPolicy(readFileSync(new URL("../../../policies/mvp.yaml", import.meta.url), "utf8"), "mvp.yaml");
const lenient: Policy = { ...mvp, evidenceFloor: { activeMonths: 0, platforms: 0 } };
const asOf = new Date("2026-01-01");
const weeks = Array.from({ length: 52 }, (_, week) =>
  new Date(asOf.getTime() - (week * 7 + 1) * 86_400_000).toISOString().slice(0, 10),
);

/** The same in every week of the year. */
function steadily(person: number, kind: ScoreRow["kind"], logVotes: number): ScoreRow[] {
  return weeks.map((day) => ({ person, space: "qa:tag", kind, day, count: 1, logVotes, accepted: null }));
}
function ranked(rows: ScoreRow[], { policy = lenient, intervals = true, aside = new Set<number>() } = {}) {
  const { candidates } = scoreTrack(rows, { policy, track: "expert", asOf, intervals, aside });
  return (person: number): Candidate =>
    candidates.find((one) => one.person === person) ?? expect.fail(`Nobody is ${person}.`);
}

const crowd = Array.from({ length: 20 }, (_, at) => steadily(at + 10, "answer", 1 + at / 4)).flat();

test("whoever only answers falls out without answers, and everybody below moves up without them", () => {
  const of = ranked([...crowd, ...steadily(1, "answer", 20), ...steadily(1, "post", 3), ...steadily(2, "post", 9)]);
  expect(of(29)).toMatchObject({ stability: [{ without: "answers", rank: null }], steady: false });
  // Of two who post, the one who also answers stands second once answers are dropped.
  expect(of(1).rank).toBe(1);
  expect(of(1).stability).toEqual([
    { without: "answers", rank: 2 },
    { without: "posts", rank: 1 },
  ]);
  expect(of(2).stability).toEqual([{ without: "posts", rank: null }]);
});

test("a rank that two channels carry is steady, and one that hangs on the second is not", () => {
  const broad = Array.from({ length: 20 }, (_, at) => steadily(at + 10, "post", (1 + at / 4) / 2)).flat();
  const of = ranked([...crowd, ...broad, ...steadily(1, "answer", 1.1), ...steadily(1, "post", 9)]);
  expect(of(28)).toMatchObject({ steady: true });
  expect(of(1).stability).toMatchObject([{ without: "answers", rank: 1 }, { without: "posts" }]);
  expect(of(1).stability[1]?.rank).toBeGreaterThan(10);
  expect(of(1).steady).toBe(false);
});

test("a rank without a channel is near in its interval, or no more than a quarter away", () => {
  // Twenty people whose order turns round at the eighth when the second channel is left out.
  const channel = (name: string, weight: number, worths: number[]): Channel => {
    const worth = Float64Array.from(worths);
    return {
      name,
      weight,
      outstandingLog: Math.log1p(50),
      kinds: new Float64Array(),
      worth,
      ascending: worth.slice().sort(),
    };
  };
  const inOrder = Array.from({ length: 20 }, (_, at) => 40 - at);
  const moved = (from: number, to: number) => {
    const order = inOrder.slice();
    order[from] = (inOrder[to] ?? 0) + (from > to ? 0.5 : -0.5);
    return order;
  };
  const people = Uint32Array.from(inOrder, (_, at) => at);
  const stabilityAt = (to: number, interval: [number, number]) =>
    rankStability(people, [channel("weak", 1e-9, moved(11, to)), channel("strong", 1, inOrder)], 3)(11, interval);
  // The twelfth of twenty: three places are a quarter.
  for (const [to, rank, steady] of [
    [8, 9, true],
    [14, 15, true],
    [7, 8, false],
    [15, 16, false],
  ] as const) {
    expect(stabilityAt(to, [12, 12]).stability[1]).toEqual({ without: "strong", rank });
    expect([to, stabilityAt(to, [12, 12]).steady]).toEqual([to, steady]);
    expect(stabilityAt(to, [8, 16]).steady).toBe(true);
  }
});

test("a channel whose signals nobody voted for leaves nothing to stand on", () => {
  const of = ranked([...crowd, ...steadily(1, "post", 3), ...steadily(1, "answer", 0)]);
  expect(of(1).stability).toEqual([
    { without: "answers", rank: of(1).rank },
    { without: "posts", rank: null },
  ]);
  expect(of(1).steady).toBe(false);
});

test("who has no rank takes nobody's place when a channel is left out", () => {
  const both = (person: number, votes: number) => [
    ...steadily(person, "answer", votes),
    ...steadily(person, "post", votes),
  ];
  const rows = [1, 2, 3].flatMap((person) => both(person, 9 - person));
  expect(ranked(rows)(3).stability.map(({ rank }) => rank)).toEqual([3, 3]);
  expect(ranked(rows, { aside: new Set([1]) })(3).stability.map(({ rank }) => rank)).toEqual([2, 2]);
});

test("the ranks without a channel are those of the same track without it", () => {
  // The evidence floor is off, so that a policy without the channel ranks whoever is left of the same people.
  const anyone = fc.record({
    person: fc.integer({ min: 1, max: 12 }),
    kind: fc.constantFrom("answer", "commit", "doc-edit", "post" as const),
    logVotes: fc.double({ min: 0.1, max: 9, noNaN: true }),
    day: fc.constantFrom(...weeks),
  });
  fc.assert(
    fc.property(fc.array(anyone, { minLength: 4, maxLength: 60 }), (some) => {
      const rows = some.map((one): ScoreRow => ({ ...one, space: "qa:tag", count: 1, accepted: null }));
      const of = ranked(rows, { intervals: false });
      for (const without of Object.keys(mvp.tracks.expert.channels)) {
        const { [without]: _, ...channels } = mvp.tracks.expert.channels;
        const policy = { ...lenient, tracks: { ...lenient.tracks, expert: { power: 3, channels } } };
        const again = ranked(rows, { policy, intervals: false });
        for (const { person } of rows) {
          const told = of(person).stability.find((one) => one.without === without);
          if (told && told.rank !== null) expect(told.rank).toBe(again(person).rank);
        }
      }
    }),
    { numRuns: 40 },
  );
});
