import { type AskedThread, hourMs } from "@groundswell/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readThread } from "./asked-thread.ts";
import { rankSupport } from "./rank-support.ts";
import { fewestResponders, resilience } from "./responders.ts";
import { spaceHealth } from "./space-health.ts";
import { supportNeed, supportReach } from "./support-need.ts";
import { supportReasons } from "./support-reasons.ts";

const window = { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-03-26T00:00:00Z") };

/** Threads at the window's beginning, each given by who responded after how many hours; null is nobody. */
function judged(
  given: ([person: number | null, hours: number] | null)[],
  before: number | null = 0,
  experts: number[] = [],
) {
  const now = given.map((response, id) => {
    const askedAt = window.from.getTime() + id;
    const posts = response
      ? [{ at: askedAt + response[1] * hourMs, person: response[0], isStaff: false, isAnswer: true, accepted: null }]
      : [];
    const thread: AskedThread = {
      ...{
        id,
        askedAt,
        isQuestion: true,
        asker: 1000 + id,
        isNewcomer: null,
        views: id === 0 ? 7 : null,
        closed: null,
      },
      posts,
    };
    return readThread(thread, window.to.getTime());
  });
  const set = new Set(experts);
  const rest = { before: [], beforeByNow: [], window, acceptanceShown: false, experts: set };
  const health = spaceHealth({ now, ...rest });
  const need = supportNeed(health, { now, before, experts: set });
  return { now, health, need, reasons: supportReasons({ need, health, before, window }) };
}

const unanswered = (count: number) => Array.from({ length: count }, () => null);
const by = (person: number | null, count: number, hours = 2) =>
  Array.from({ length: count }, (): [number | null, number] => [person, hours]);

describe("need", () => {
  test("each part is threads times its weight, and the parts add up", () => {
    const { need } = judged([...unanswered(4), ...by(1, 3, 100), ...by(1, 9), ...by(2, 4)], 10, [2]);
    expect(need?.parts.map(({ part, count, of, need: adds }) => [part, count, of, adds])).toEqual([
      ["unanswered", 4, 20, 4],
      ["growing", 10, 10, 2],
      ["slow", 3, 20, 1.5],
      ["one-person", 12, 16, 3],
      ["no-expert", 12, 16, 3],
    ]);
    expect(need?.need).toBe(13.5);
  });

  test("another unanswered thread never lessens it", () => {
    const answers = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 300 })), {
      minLength: 10,
      maxLength: 40,
    });
    fc.assert(
      fc.property(answers, fc.nat(20), (given, open) => {
        const need = (count: number) => judged([...given, ...unanswered(count)], 0, [1]).need?.need ?? 0;
        expect(need(open + 1)).toBeGreaterThan(need(open));
      }),
      { seed: 1 },
    );
  });

  test("fewer than ten threads before say nothing of growth, and fewer than ten now nothing at all", () => {
    expect(judged(unanswered(20), 10).need?.parts[1]?.need).toBe(10);
    expect(judged(unanswered(20), 9).need?.parts[1]?.need).toBe(0);
    expect(judged(unanswered(20), null).need?.parts[1]?.need).toBe(0);
    const few = judged(unanswered(9));
    expect(few.need).toBeNull();
    expect(few.reasons).toEqual([
      "Insufficient: 9 threads of the 12 weeks to 2026-03-26 had seven days for a response, and below 10 a share says nothing.",
    ]);
  });
});

test("reasons are sentences with their counts, the weightiest first, without what hardly matters", () => {
  const { reasons } = judged([...unanswered(31), ...by(1, 13, 100), ...by(2, 4)], 20, [1, 2]);
  expect(reasons).toEqual([
    "31 of 48 threads of the 12 weeks to 2026-03-26 had no response in their first 7 days.",
    "Threads grew from 20 to 48 against the window of equal length before.",
    "13 of 48 threads waited 3 to 7 days for their first response; half of all are not answered as long as they were watched.",
  ]);
  expect(judged([...by(1, 20), ...by(2, 10)], 0, [1]).reasons).toEqual([
    "67 % of the responses come from one person: in 20 of 30 answered threads nobody else wrote.",
    "In 10 of 30 answered threads no expert responded: nobody of the core that gives 80 % of the responses, and no awardee.",
  ]);
  expect(judged([...by(1, 10), ...by(2, 10), ...by(3, 10)], 0, [1, 2, 3]).reasons).toEqual([]);
});

test("need and reach are two ranks; equals share one, and who is in no need or unknown has none", () => {
  const space = (key: string, given: Parameters<typeof judged>[0], experts: number[] = []) => {
    const { need, now } = judged(given, 0, experts);
    return { key, need, reach: supportReach(now) };
  };
  const ranks = rankSupport([
    space("a", unanswered(10)),
    space("b", unanswered(10)),
    space("c", [...by(1, 20), ...by(2, 20), ...by(3, 20), null], [1, 2, 3]),
    space("helped", [...by(1, 10), ...by(2, 10), ...by(3, 10)], [1, 2, 3]),
    space("few", unanswered(9)),
  ]);
  expect(Object.fromEntries(ranks)).toEqual({
    a: { rank: 1, reachRank: 2 },
    b: { rank: 1, reachRank: 2 },
    c: { rank: 3, reachRank: 1 },
    helped: { rank: null, reachRank: null },
    few: { rank: null, reachRank: null },
  });
  expect(space("c", [...by(1, 20), null]).reach).toEqual({ people: 22, askers: 21, views: 7 });
  expect(supportReach([])).toEqual({ people: 0, askers: 0, views: null });
});

test("the core is the fewest who give 80 %, whoever crosses it and whoever equals them included", () => {
  const responders = new Map([
    [1, 70],
    [2, 15],
    [3, 15],
  ]);
  expect([...fewestResponders(responders, 0.8)]).toEqual([1, 2, 3]);
  expect([...fewestResponders(new Map([[1, 100]]), 0.8)]).toEqual([1]);
  expect(fewestResponders(new Map(), 0.8).size).toBe(0);
  expect(resilience(responders, 100)).toEqual({ absenceFactor: 1, topResponderShare: 0.7, topResponder: 1 });
  expect(
    resilience(
      new Map([
        [1, 5],
        [2, 5],
      ]),
      10,
    ),
  ).toEqual({ absenceFactor: 1, topResponderShare: 0.5, topResponder: null });
  expect(resilience(new Map([[1, 9]]), 9).absenceFactor).toBeNull();
});

test("shares are of all responses; where more than a fifth have no known author, nobody is said to carry a space", () => {
  const responders = new Map([
    [1, 40],
    [2, 40],
    [3, 20],
  ]);
  expect(resilience(responders, 100)).toMatchObject({ absenceFactor: 2 });
  expect(resilience(responders, 125)).toEqual({ absenceFactor: 2, topResponderShare: 0.32, topResponder: null });
  expect(resilience(new Map([[1, 80]]), 100)).toMatchObject({ absenceFactor: 1, topResponder: 1 });
  expect(resilience(new Map([[1, 79]]), 100)).toEqual({
    ...{ absenceFactor: null, topResponderShare: 0.79, topResponder: null },
  });
  const { health, reasons } = judged([...by(1, 15), ...by(null, 45)], 0, [1]);
  expect(health.resilience).toEqual({ absenceFactor: null, topResponderShare: 0.25, topResponder: null });
  expect(reasons.join()).not.toContain("one person");
});
