import { expect, test } from "vitest";
import { judgeTrends, type TrendSeries } from "./judge-trends.ts";
import { monthsBefore } from "./months.ts";

const months = monthsBefore(new Date("2026-02-01T00:00:00Z"), 36);
/** Small movements that are no trend. */
const wobble = [0, 2, -1, 1, -2, 1, 0, -1, 2, -2, 1];
const around = (mean: number, perMonth = 0) =>
  Array.from({ length: 36 }, (_, at) => Math.max(0, mean + Math.round(perMonth * at) + (wobble[at % 11] ?? 0)));
const people = (values: (number | null)[], more: Partial<TrendSeries> = {}): TrendSeries => ({
  ...{ unit: "people", values, earlier: values.slice(0, 24), people: 20 },
  ...more,
});
const judge = (...all: TrendSeries[]) => judgeTrends(all, months);
const one = (values: (number | null)[], more?: Partial<TrendSeries>) => judge(people(values, more))[0];

test("what grows rises, what shrinks falls, what wobbles is steady", () => {
  const judged = judge(people(around(20, 0.6)), people(around(40, -0.6)), people(around(20)));
  expect(judged.map(({ direction }) => direction)).toEqual(["rising", "falling", "steady"]);
  expect(judged.slice(0, 2).map(({ slopePerMonth }) => Math.sign(slopePerMonth ?? 0))).toEqual([1, -1]);
});

test("everything in one report is judged together: what convinces alone may not among many", () => {
  const hint = people(around(20).map((value, at) => value + Math.floor(at / 6)));
  const alone = judge(hint)[0];
  const among = judge(hint, ...Array.from({ length: 200 }, (_, at) => people(around(20 + at))))[0];
  expect(among?.p).toBe(alone?.p);
  expect(among?.q ?? 0).toBeGreaterThan(alone?.q ?? 1);
});

test("a sure but small movement is steady, and says so", () => {
  const slow = one(around(200, 0.5));
  expect(slow?.q ?? 1).toBeLessThan(0.1);
  expect([slow?.direction, slow?.why]).toEqual(["steady", "moves by 3 % a year only; 20 % is worth saying"]);
});

test("of two or three people no trend is claimed, however sure", () => {
  const few = one(around(2, 0.3), { people: 3.2 });
  expect([few?.direction, few?.why]).toEqual(["steady", "3.2 people a month are too few; 5 are needed"]);
});

test("below 24 read months or 12 active ones the answer is insufficient, with the reason and without a number", () => {
  const unread = one(around(20, 1).map((value, at) => (at < 13 ? null : value)));
  expect(unread).toMatchObject({ direction: "insufficient", p: null, q: null, slopePerMonth: null, tested: 0 });
  expect(unread?.why).toBe("only 23 of 36 months were read; a trend needs 24");
  const young = one(around(20, 1).map((value, at) => (at < 25 ? 0 : value)));
  expect(young?.why).toBe("active in 11 months only; a trend needs 12");
  expect(one(around(0).map(() => 0))?.why).toBe("no activity");
  expect(one(around(20).map(() => null))?.why).toBe("not read from 2023-02 to 2026-01");
});

test("months before a source began are missing, not zero: reading that starts is no rise", () => {
  const values = around(20);
  const started = (before: number | null) => one(values.map((value, at) => (at < 12 ? before : value)));
  expect(started(0)?.direction).toBe("rising");
  expect(started(null)).toMatchObject({ direction: "steady", tested: 24 });
});

test("a reading that stops is no fall", () => {
  const stopped = one(around(20).map((value, at) => (at < 30 ? value : null)));
  expect(stopped).toMatchObject({ direction: "insufficient", silentSince: "2025-08", why: "reading stops in 2025-07" });
  expect(one(around(20).map((value, at) => (at < 34 ? value : null)))).toMatchObject({
    direction: "steady",
    tested: 34,
  });
});

test("a steady series that shows nothing at once is silent, not falling; one that fades away falls", () => {
  const values = around(20);
  const cut = one(values.map((value, at) => (at < 20 ? value : 0)));
  expect(cut).toMatchObject({ direction: "insufficient", silentSince: "2024-10", p: null });
  expect(cut?.why).toMatch(/^silent since 2024-10 .* check whether it is still read$/);
  expect(cut?.changes).toEqual([]);
  const fading = one(values.map((value, at) => (at < 8 || at % 3 === 0 ? Math.max(0, value - at) : 0)));
  expect(fading).toMatchObject({ direction: "falling", silentSince: null });
});

test("a month that nobody read, at the beginning of a silence or inside it, makes no fall of it", () => {
  for (const [unread, since] of [
    [24, "2025-03"],
    [28, "2025-02"],
  ] as const) {
    const broken = one(around(20).map((value, at) => (at === unread ? null : at < 24 ? value : 0)));
    expect(broken).toMatchObject({ direction: "insufficient", silentSince: since, p: null });
    expect(broken?.why).toMatch(/check whether it is still read$/);
  }
});

test("what has been silent since before the window says so", () => {
  const gone = one(
    around(0).map(() => 0),
    { earlier: Array.from({ length: 24 }, (_, at) => (at < 23 ? 9 : 0)) },
  );
  expect(gone).toMatchObject({ direction: "insufficient", silentSince: "2023-02" });
  expect(gone?.why).toMatch(/^silent since before 2023-02/);
});

test("a step is a change with its month and both levels, and one wild month is a spike and no change", () => {
  const stepped = one(around(20).map((value, at) => (at < 18 ? value : value + 25)));
  expect(stepped?.changes).toEqual([{ at: "2024-08", why: "about 45 people a month since 2024-08, 20 before" }]);
  const wild = one(around(20).map((value, at) => (at === 30 ? 90 : value)));
  expect(wild?.changes).toEqual([]);
  expect(wild?.alerts.map(({ at, why }) => [at, why])).toContainEqual([
    "2025-08",
    "a single month of 90 people, 20 being usual",
  ]);
});

test("a slow slide of the last year raises the alarm before it is a trend", () => {
  const slid = one(around(30).map((value, at) => (at < 29 ? value : value - 9)));
  expect(slid?.alerts[0]?.why).toMatch(/are together below the usual 30 people$/);
  expect(one(around(30))?.alerts).toEqual([]);
});

test("the last year stands beside the one before, with an interval, and only where both were read", () => {
  const grown = one(around(20).map((value, at) => (at < 24 ? value : 2 * value)));
  expect(grown?.yearOnYear?.change).toBeCloseTo(1, 0);
  expect(grown?.yearOnYear?.interval[0] ?? 0).toBeGreaterThan(0.5);
  expect(one(around(20).map((value, at) => (at === 15 ? null : value)))?.yearOnYear).toBeNull();
});

test("the same series in another order get the same judgements", () => {
  const all = [people(around(20, 0.6)), people(around(9)), people(around(40, -0.6)), people(around(3))];
  expect(judge(...[...all].reverse()).reverse()).toEqual(judge(...all));
});
