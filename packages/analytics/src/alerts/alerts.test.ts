import { describe, expect, test } from "vitest";
import { type AlertLook, judgeAlerts } from "./alert.ts";
import { answererLost } from "./answerer-lost.ts";
import { concentrationMoved } from "./concentration-moved.ts";
import { chanceOfNone, dispersionOf, rateRatio, studentTail, upperTail } from "./overdispersion.ts";
import { questionsPileUp } from "./questions-pile-up.ts";
import { risers } from "./riser.ts";
import { sourceSilent } from "./source-silent.ts";
import { alertWeeks, type SpaceWeeks } from "./space-weeks.ts";

const wobble = (mean: number) => Array.from({ length: alertWeeks }, (_, at) => mean + ((at * 5) % 3) - 1);

/** A space in which one of two answerers gives most, and is silent in the last weeks. */
function space({
  silent = 0,
  asked = wobble(8),
  unread = [] as number[],
  open = wobble(2),
  firsts = wobble(5),
  unknownFirst = [] as number[],
}): SpaceWeeks {
  const own = (counts: number[]) => ({ first: counts, all: counts });
  const ada = firsts.map((count, at) => (at >= alertWeeks - silent ? 0 : count));
  return {
    space: "qa.example:lumen",
    weeks: asked.map((count, at) =>
      unread.includes(at) ? null : { asked: count, old: count, helped: count - Math.min(count, open[at] ?? 0) },
    ),
    answerers: [
      { person: 1, ...own(ada) },
      { person: 2, ...own(wobble(2)) },
    ],
    unknownFirst,
  };
}

const p = (look: AlertLook | null) => look?.test?.p ?? null;

describe("a space lost its answerer", () => {
  test("where whoever gave most first answers says nothing for weeks in which people ask", () => {
    const look = answererLost(space({ silent: 4 }));
    expect(look).toMatchObject({ isWorthSaying: true, person: null, test: { statistic: { value: 4 } } });
    expect(p(look)).toBeLessThan(1e-4);
    expect(look?.sentence).toContain("71 % of the first answers in 48 weeks");
  });

  test("not where nobody asks: nobody is missed there", () => {
    const look = answererLost(space({ silent: 4, asked: wobble(8).map((count, at) => (at >= 48 ? 0 : count)) }));
    expect(look).toMatchObject({ isWorthSaying: false });
    expect(p(look)).toBe(1);
  });

  test("not where the weeks of the silence were not read", () => {
    expect(answererLost(space({ silent: 4, unread: [48, 49, 50, 51] }))).toMatchObject({ isOver: true });
    expect(answererLost(space({ silent: 4, unread: [48, 49] }))).toMatchObject({ isWorthSaying: false });
  });

  test("not by somebody who comes in spells: pauses of five weeks make a silence likely", () => {
    const spells = Array.from({ length: alertWeeks }, (_, at) => (at % 9 < 4 ? 13 : 0));
    const look = answererLost(space({ silent: 4, firsts: spells }));
    expect(look?.isWorthSaying).toBe(false);
    expect(p(look) ?? 0).toBeGreaterThan(100 * (p(answererLost(space({ silent: 4 }))) ?? 1));
  });

  test("is tested only of somebody with three in ten of the first answers", () => {
    const shared = { ...space({ silent: 4 }) };
    shared.answerers = [1, 2, 3, 4].map((person) => ({ person, first: wobble(3), all: wobble(3) }));
    expect(answererLost(shared)).toMatchObject({ test: null });
  });

  test("has its share of all first answers, those of authors included whom the source does not name", () => {
    expect(answererLost(space({ silent: 4, unknownFirst: wobble(20) }))?.test).toBeNull();
    const look = answererLost(space({ silent: 4, unknownFirst: wobble(3) }));
    expect(look?.sentence).toContain("50 % of the first answers in 48 weeks");
    expect(look?.test).not.toBeNull();
  });

  test("is insufficient below twenty first answers", () => {
    const rare = wobble(0).map((_, at) => (at % 5 === 0 ? 1 : 0));
    const few = space({ silent: 4, firsts: rare });
    expect(answererLost({ ...few, answerers: few.answerers.slice(0, 1) })).toBeNull();
  });
});

describe("questions pile up", () => {
  const risen = wobble(2).map((open, at) => (at >= 48 ? open + 5 : open));

  test("where far more stay without a response than in the space's own weeks before", () => {
    const look = questionsPileUp(space({ open: risen }));
    expect(look).toMatchObject({ isWorthSaying: true, isOver: false });
    expect(p(look)).toBeLessThan(0.001);
    expect(questionsPileUp(space({}))).toMatchObject({ isWorthSaying: false });
  });

  test("not where the space has had such months before: its own spread decides, and not Poisson's", () => {
    const spells = wobble(2).map((open, at) => (at % 12 >= 8 ? open + 5 : open));
    expect(p(questionsPileUp(space({ open: spells }))) ?? 0).toBeGreaterThan(0.05);
  });

  test("not where it was worse in four weeks of the year before", () => {
    const worse = risen.map((open, at) => (at >= 10 && at < 14 ? open + 6 : open));
    expect(questionsPileUp(space({ open: worse }))).toMatchObject({ isWorthSaying: false });
  });

  test("is insufficient where a week of the last four was not read, or the space is too young", () => {
    expect(questionsPileUp(space({ open: risen, unread: [50] }))).toBeNull();
    expect(questionsPileUp(space({ open: risen, unread: Array.from({ length: 30 }, (_, at) => at) }))).toBeNull();
  });
});

describe("a source fell silent", () => {
  const days = (pattern: string) =>
    [...pattern].flatMap((mark, at) =>
      mark === " "
        ? []
        : [{ day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10), isNew: mark === "x" }],
    );
  const look = (pattern: string) => sourceSilent("qa", days(pattern), new Date(Date.UTC(2026, 0, 1 + pattern.length)));

  test("where it is read and yields nothing for longer than ever", () => {
    expect(look(`${"x".repeat(30)}.....`)).toMatchObject({
      isWorthSaying: true,
      isOver: false,
      test: { statistic: { value: 5 } },
    });
    expect(look(`${"x".repeat(30)}.....x`)).toMatchObject({ isWorthSaying: false, isOver: true, test: { p: 1 } });
  });

  test("not where it is not read: of that nothing is known", () => {
    expect(look(`${"x".repeat(30)}.....${" ".repeat(6)}`)).toBeNull();
    expect(look(`${"x".repeat(9)}.....`)).toBeNull();
  });
});

describe("concentration moved", () => {
  const window = (share: number, half: number, active = 40) => ({
    share,
    interval: [share - half, share + half] as const,
    active,
  });

  test("where the difference is beyond the spread of both windows and at least five points", () => {
    const look = concentrationMoved("lumen", { now: window(0.7, 0.04), before: window(0.55, 0.04), weeks: 12 });
    expect(look).toMatchObject({ isWorthSaying: true, subject: "lumen" });
    expect(p(look)).toBeLessThan(0.001);
    const small = concentrationMoved("lumen", { now: window(0.58, 0.005), before: window(0.55, 0.005), weeks: 12 });
    expect(small?.isWorthSaying).toBe(false);
    const unsure = concentrationMoved("lumen", { now: window(0.62, 0.08), before: window(0.55, 0.08), weeks: 12 });
    expect(p(unsure)).toBeGreaterThan(0.05);
  });

  test("is insufficient without an interval, or where five spaces are all there are", () => {
    const bare = { share: 0.7, interval: null, active: 40 };
    expect(concentrationMoved("lumen", { now: bare, before: window(0.5, 0.01), weeks: 12 })).toBeNull();
    expect(concentrationMoved("lumen", { now: window(1, 0.01, 5), before: window(0.5, 0.01), weeks: 12 })).toBeNull();
  });
});

test("a riser was tested, rises, and does half as much again; whoever was only tested counts as a test", () => {
  const test = (s: number, p: number) => ({ s, z: 0, p, q: p, months: 12 });
  const looks = risers(
    [
      { person: 7, events: 40, activeDays: 20, ratio: 2, times: 2.4 },
      { person: 8, events: 40, activeDays: 20, ratio: 2, times: 2.4 },
    ],
    new Map([
      [8, test(-30, 0.001)],
      [7, test(40, 0.001)],
      [9, test(40, 0.001)],
    ]),
  );
  expect(looks.map(({ subject, isWorthSaying, isOver }) => [subject, isWorthSaying, isOver])).toEqual([
    ["person:7", true, false],
    ["person:8", false, true],
    ["person:9", false, false],
  ]);
});

describe("what was looked at is judged together", () => {
  const look = (subject: string, p: number | null, more: Partial<AlertLook> = {}): AlertLook => ({
    ...{ kind: "questions-pile-up", subject, person: null, isWorthSaying: true, isOver: false, sentence: "More." },
    test: p === null ? null : { name: "t", statistic: { name: "z", value: 1 }, p },
    ...more,
  });

  test("so that a chance of one in a thousand is an alert alone and none among a hundred", () => {
    expect(judgeAlerts([look("a", 0.001)]).found).toHaveLength(1);
    expect(judgeAlerts([look("a", 0.002)]).found).toEqual([]);
    const many = Array.from({ length: 99 }, (_, at) => look(`b${at}`, 0.5));
    expect(judgeAlerts([look("a", 0.001), ...many])).toMatchObject({ found: [], tests: 100 });
  });

  test("and what is small, over or untested is none", () => {
    const { found, verdicts, tests } = judgeAlerts([
      look("small", 0.0001, { isWorthSaying: false }),
      look("over", 0.0001, { isOver: true }),
      look("untested", null),
      look("found", 0.0001),
    ]);
    expect(found.map(({ subject, test }) => [subject, test.q <= 0.05])).toEqual([["found", true]]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["not-found", "over", "not-found", "found"]);
    expect(tests).toBe(3);
  });
});

describe("counts that vary more than Poisson's", () => {
  test("have a dispersion above one, of single weeks or of spells", () => {
    const ones = new Array<number>(48).fill(1);
    expect(dispersionOf(new Array<number>(48).fill(3), ones, 4)).toBe(1);
    const spells = Array.from({ length: 48 }, (_, at) => (at % 8 < 4 ? 4 : 0));
    // By hand: weeks 2 off a mean of 2, 48 · 4/2 / 47; stretches 8 off a mean of 8, 12 · 64/8 / 11.
    expect(dispersionOf(spells, ones, 1)).toBeCloseTo((48 * 2) / 47);
    expect(dispersionOf(spells, ones, 4)).toBeCloseTo((12 * 8) / 11);
  });

  test("make a silence likelier, and a rise less sure", () => {
    expect(chanceOfNone(96, 48, 4, 1)).toBeCloseTo((48 / 52) ** 96.5);
    expect(chanceOfNone(96, 48, 4, 4)).toBeCloseTo((48 / 52) ** 24.5);
    const [recent, earlier] = [
      { count: 20, exposure: 4 },
      { count: 96, exposure: 48 },
    ];
    const log = Math.log(20.5 / 4 / (96.5 / 48));
    expect(rateRatio(recent, earlier, { dispersion: 4, freedom: 12 }).z).toBeCloseTo(
      log / Math.sqrt(4 * (1 / 20.5 + 1 / 96.5)),
    );
    expect(rateRatio(recent, earlier, { dispersion: 1, freedom: 12 }).p).toBeLessThan(
      rateRatio(recent, earlier, { dispersion: 4, freedom: 12 }).p,
    );
    expect(rateRatio({ count: 8, exposure: 4 }, earlier, { dispersion: 1, freedom: 12 }).p).toBeGreaterThan(0.3);
  });

  test("have the tails of the tables", () => {
    // Points of 2.5 % and 0.1 % of Student's distribution, and of the normal one.
    expect(studentTail(2.228, 10)).toBeCloseTo(0.025, 4);
    expect(studentTail(4.144, 10)).toBeCloseTo(0.001, 5);
    expect(studentTail(4.303, 3)).toBeCloseTo(0.025, 4);
    expect(studentTail(-2.228, 10)).toBeCloseTo(0.975, 4);
    expect(upperTail(1.959964)).toBeCloseTo(0.025, 5);
  });
});
