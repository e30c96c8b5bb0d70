import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ScoreRow } from "./activity-table.ts";
import { compareScores, rankCorrelation } from "./compare-scores.ts";
import type { Policy, Track } from "./policy.ts";
import { readPolicy } from "./policy-file.ts";
import { scoreTrack } from "./score.ts";
import { changePolicy, changesInWords, type PolicyChanges, rowsWithout } from "./what-if.ts";

const mvp = readPolicy(readFileSync(new URL("../../../policies/mvp.yaml", import.meta.url), "utf8"), "mvp.yaml");
const policy: Policy = { ...mvp, evidenceFloor: { activeMonths: 2, platforms: 9 } };
const asOf = new Date("2026-01-01");
const dayBefore = (days: number) => new Date(asOf.getTime() - days * 86_400_000).toISOString().slice(0, 10);

/** Ten weeks of the same, the last of them so many days ago. */
function weekly(
  person: number,
  kind: ScoreRow["kind"],
  logVotes: number,
  { space = "qa:one", age = 1 } = {},
): ScoreRow[] {
  return Array.from({ length: 10 }, (_, week) => ({
    person,
    space,
    kind,
    day: dayBefore(age + week * 7),
    count: 1,
    logVotes,
    accepted: null,
  }));
}
function compare(rows: ScoreRow[], changes: PolicyChanges, track: Track = "expert") {
  const before = scoreTrack(rows, { policy, track, asOf, intervals: false });
  const changed = changePolicy(policy, track, changes);
  const after = scoreTrack(rowsWithout(rows, changes), { policy: changed, track, asOf, intervals: false });
  return compareScores(before, after);
}
const ranks = ({ movers }: ReturnType<typeof compare>) =>
  movers.map(({ person, before, after }) => [person, before.rank, after.rank]);
const refusal = (changes: PolicyChanges, track: Track = "expert") => {
  try {
    changePolicy(mvp, track, changes);
  } catch (error) {
    return (error as Error).message;
  }
  return expect.fail("Nothing was refused.");
};

const answerer = weekly(1, "answer", 30);
const poster = weekly(2, "post", 2);

test("a channel that weighs less puts those who stand on another one before its people", () => {
  expect(ranks(compare([...answerer, ...poster], { weights: { answers: 0.2 } }))).toEqual([
    [1, 1, 2],
    [2, 2, 1],
  ]);
  expect(ranks(compare([...answerer, ...poster], { weights: { answers: 1 } }))).toEqual([]);
});

test("a channel of no weight is dropped, and with it who has nothing else", () => {
  const { movers } = compare([...answerer, ...poster], { weights: { answers: 0 } });
  expect(movers).toMatchObject([
    { person: 1, before: { rank: 1 }, after: { rank: null, score: 0 }, why: "Nothing of theirs is left on the track." },
    { person: 2, before: { rank: 2 }, after: { rank: 1 } },
  ]);
});

test("a shorter half-life puts the recent before the many of long ago", () => {
  const rows = [...weekly(1, "answer", 20, { age: 200 }), ...weekly(2, "answer", 1)];
  expect(ranks(compare(rows, { kinds: { answer: { halfLifeDays: 30 } } }))).toEqual([
    [1, 1, 2],
    [2, 2, 1],
  ]);
});

test("a dropped space takes only what was done in it", () => {
  const rows = [...weekly(1, "answer", 6, { space: "qa:other" }), ...weekly(1, "answer", 1), ...weekly(2, "answer", 3)];
  expect(ranks(compare(rows, { dropSpaces: ["qa:other"] }))).toEqual([
    [1, 1, 2],
    [2, 2, 1],
  ]);
});

test("a dropped kind takes only its own signals out of a channel", () => {
  const rows = [...weekly(1, "answer", 1), ...weekly(1, "comment", 40), ...weekly(2, "answer", 3)];
  const { movers } = compare(rows, { dropKinds: ["comment"] });
  expect(movers.map(({ person, after }) => [person, after.rank])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(movers[0]?.why).toMatch(/^Answers, most of all comment, falls from \d+\.\d to \d+\.\d points\.$/);
});

test("a power of one puts the broad before the best in one channel", () => {
  const broad = (["answer", "commit", "doc-edit", "post"] as const).flatMap((kind) => weekly(2, kind, 0.4));
  expect(ranks(compare([...weekly(1, "post", 40), ...broad], { power: 1 }))).toEqual([
    [1, 1, 2],
    [2, 2, 1],
  ]);
});

test("a longer window brings in what was before, whatever the cycle says", () => {
  const cycled: Policy = { ...policy, cycles: policy.cycles.map((cycle) => ({ ...cycle, windowMonths: 6 })) };
  const longer = changePolicy(cycled, "expert", { months: 24 });
  const rows = [...weekly(1, "answer", 6, { age: 500 }), ...weekly(2, "answer", 1)];
  const of = (by: Policy) => scoreTrack(rows, { policy: by, track: "expert", asOf }).population;
  expect([of(cycled), of(longer)]).toEqual([1, 2]);
  expect(changesInWords(cycled, "expert", asOf, { months: 24 })).toEqual(["the window in months is 24 instead of 6"]);
});

test("whoever is left with too little evidence loses the rank, and who gains enough gets one", () => {
  const rows = [...weekly(1, "answer", 6, { space: "qa:other" }), ...weekly(1, "answer", 1).slice(0, 2)];
  const lost = compare(rows, { dropSpaces: ["qa:other"] });
  expect(lost.movers).toMatchObject([
    { before: { rank: 1 }, after: { rank: null }, why: "What is left is too little evidence for a rank." },
  ]);
  const before = scoreTrack(rowsWithout(rows, { dropSpaces: ["qa:other"] }), { policy, track: "expert", asOf });
  const gained = compareScores(before, scoreTrack(rows, { policy, track: "expert", asOf }));
  expect(gained.movers[0]?.why).toBe("There is enough evidence for a rank now.");
});

test("from the second to the fourth is further than from the thirtieth to the twentieth", () => {
  const crowd = Array.from({ length: 30 }, (_, at) => weekly(at + 10, "answer", 9 - at / 5)).flat();
  // Of space two, one stands among the first and one among the last, and both would be one step down without.
  const low = weekly(90, "answer", 4.05, { space: "qa:two" });
  const high = weekly(91, "answer", 8.9, { space: "qa:two" });
  const more = [...weekly(90, "answer", 3.3), ...weekly(91, "answer", 8.5)];
  const { movers } = compare([...crowd, ...low, ...high, ...more], { dropSpaces: ["qa:two"] });
  expect(movers[0]?.person).toBe(91);
});

test("the first twenty say who comes and who goes", () => {
  const crowd = Array.from({ length: 25 }, (_, at) => weekly(at + 1, "answer", 9 - at / 5)).flat();
  const late = weekly(25, "answer", 20, { space: "qa:two" });
  const { top, entering, leaving, changed, correlation } = compare([...crowd, ...late], { dropSpaces: ["qa:two"] });
  expect([top, changed]).toEqual([{ size: 20, shared: 19 }, 25]);
  expect(entering.map(({ person }) => person)).toEqual([20]);
  expect(leaving.map(({ person, before, after }) => [person, before.rank, after.rank])).toEqual([[25, 1, 25]]);
  // One of 25 goes from first to last: 1 - 6 (24² + 24) / (25 (25² - 1)).
  expect(correlation).toBeCloseTo(1 - (6 * (24 ** 2 + 24)) / (25 * (25 ** 2 - 1)), 9);
});

test("who loses what counted is told so", () => {
  const rows = [...weekly(1, "answer", 2), ...weekly(2, "answer", 4, { space: "qa:two" }), ...weekly(2, "answer", 1)];
  const [two, one] = [2, 1].map((person) =>
    compare([...rows, ...weekly(3, "answer", 1.5)], { dropSpaces: ["qa:two"] }).movers.find(
      (mover) => mover.person === person,
    ),
  );
  expect(two).toMatchObject({ before: { rank: 1 }, after: { rank: 3 } });
  expect(two?.why).toMatch(/^Answers falls from/);
  expect(one).toMatchObject({ before: { rank: 2 }, after: { rank: 1 } });
});

test("who rises with fewer points, or falls with more, is told that others changed more", () => {
  const rows = [...weekly(1, "answer", 1), ...weekly(2, "answer", 6)];
  const more = [...weekly(1, "answer", 40, { space: "qa:two" }), ...weekly(2, "answer", 6, { space: "qa:two" })];
  const [few, all] = [rows, [...rows, ...more]].map((some) => scoreTrack(some, { policy, track: "expert", asOf }));
  if (!few || !all) return expect.fail("Nothing was scored.");
  const whyOf = (from: typeof few, to: typeof few) =>
    compareScores(from, to).movers.find(({ person }) => person === 2)?.why;
  expect(whyOf(all, few)).toMatch(/^Answers falls from \d+\.\d to \d+\.\d points; others lose more\.$/);
  expect(whyOf(few, all)).toMatch(/^Answers rises from \d+\.\d to \d+\.\d points; others gain more\.$/);
});

test("whose own score stays is told which way the others went", () => {
  const more = weekly(1, "answer", 40, { space: "qa:two" });
  const [few, all] = [poster, [...poster, ...more]].map((some) =>
    scoreTrack([...some, ...weekly(1, "answer", 0.1)], { policy, track: "expert", asOf }),
  );
  if (!few || !all) return expect.fail("Nothing was scored.");
  const whyOf = (from: typeof few, to: typeof few) =>
    compareScores(from, to).movers.find(({ person }) => person === 2)?.why;
  expect(whyOf(all, few)).toBe("Their own score stays, and others fall behind it.");
  expect(whyOf(few, all)).toBe("Their own score stays, and others rise past it.");
});

test("orders that are the same, reversed, or of one person", () => {
  expect(rankCorrelation([1, 2, 3], [10, 20, 90])).toBe(1);
  expect(rankCorrelation([1, 2, 3], [9, 5, 1])).toBe(-1);
  // Equal values share the middle of their ranks.
  expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 8);
  expect(rankCorrelation([1], [1])).toBeNull();
  expect(rankCorrelation([1, 1], [1, 2])).toBeNull();
});

test("changes are said in words, and those that change nothing are not", () => {
  const changes: PolicyChanges = {
    weights: { answers: 0.5, posts: 0, code: 1 },
    kinds: { answer: { halfLifeDays: 60, base: 1 }, commit: { acceptedBonus: 1 } },
    dropSpaces: ["qa:one"],
    dropKinds: ["comment"],
    power: 1,
    months: 12,
  };
  expect(changesInWords(mvp, "expert", asOf, changes)).toEqual([
    "the weight of answers is 0.5 instead of 1",
    "the channel posts is dropped",
    "halfLifeDays of answer is 60 instead of 90",
    "acceptedBonus of commit is 1 instead of 0",
    "nothing in qa:one counts",
    "no comment counts",
    "power is 1 instead of 3",
  ]);
});

test("the policy and the other track stay as they are", () => {
  const before = JSON.stringify(mvp);
  const changed = changePolicy(mvp, "expert", { weights: { posts: 0 }, kinds: { answer: { base: 2 } }, power: 1 });
  expect(JSON.stringify(mvp)).toBe(before);
  expect(changed.tracks.leader).toEqual(mvp.tracks.leader);
  expect(changed.kinds.answer).toEqual({ ...mvp.kinds.answer, base: 2 });
  expect(changed.version).not.toBe(mvp.version);
});

test("what cannot be is refused in a sentence, all of it at once", () => {
  expect(refusal({ weights: { talks: 1 } })).toBe(
    'The expert track has no channel "talks"; it has: answers, code, docs, posts.',
  );
  expect(refusal({ weights: { __proto__x: 1, toString: 2 } }).split("\n")).toHaveLength(2);
  expect(refusal({ dropKinds: ["talk"] })).toMatch(/^On the expert track no kind "talk" counts; these do: answer, /);
  expect(refusal({ kinds: { answer: { halfLife: 60 } } })).toBe(
    'The kind answer has no number "halfLife"; it has: base, halfLifeDays, weeklySaturation, zeroVoteCredit, acceptedBonus.',
  );
  expect(refusal({ weights: { talks: 0, groups: 0, newcomers: 0, series: 0 } }, "leader")).toBe(
    "Every channel of the leader track would be dropped: keep one to rank by.",
  );
  for (const changes of [
    { weights: { answers: -1 } },
    { weights: { answers: Number.NaN } },
    { weights: { answers: Number.POSITIVE_INFINITY } },
    { kinds: { answer: { halfLifeDays: 0 } } },
    { kinds: { answer: { zeroVoteCredit: -1 } } },
    { power: 0.5 },
    { power: 21 },
    { months: 0 },
    { months: 1.5 },
  ])
    expect(refusal(changes)).toMatch(/^[\w.]+ cannot be -?[\w.]+: .+\.$/);
  expect(refusal({ power: 0.5 })).toBe("tracks.expert.power cannot be 0.5: too small, expected number to be >=1.");
});
