import { expect, test } from "vitest";
import { compareWindows, shareChanges, unequalCoverage } from "./compare-windows.ts";
import { concentration } from "./concentration.ts";
import { incidenceOf, type SpaceActivity, weights } from "./weigh-incidence.ts";

const weighed = (rows: SpaceActivity[]) => weights(incidenceOf(rows), "events");

function measured(counts: Record<string, number>) {
  const table = weighed(Object.entries(counts).map(([space, count]) => ({ space, person: null, count })));
  return { weighed: table, measured: concentration(table.spaces, { configured: table.spaces.length }) };
}

const later = { from: new Date("2026-01-11"), to: new Date("2026-01-21") };
const earlier = { from: new Date("2026-01-01"), to: new Date("2026-01-11") };
const read = (read: number, expected: number) => ({
  expected,
  read,
  rate: expected ? read / expected : null,
  missing: [],
});
const unequal = (now: [number, number], then: [number, number]) =>
  unequalCoverage({ window: later, coverage: read(...now) }, { window: earlier, coverage: read(...then) });

test("who came into the head and who fell out of it is told by name", () => {
  const before = measured({ a: 50, b: 30, c: 10, d: 10 });
  const now = measured({ a: 20, b: 10, c: 36, d: 34 });
  expect(compareWindows(now, before)).toMatchObject({ k50Change: 1, turnover: 0, entered: ["c", "d"], left: ["a"] });
  expect(compareWindows(now, before).n2Change).toBeCloseTo(1 / 0.2952 - 1 / 0.36, 9);
  expect(compareWindows(before, before)).toMatchObject({ k50Change: 0, n2Change: 0, entered: [], left: [] });
  expect(compareWindows(before, before).rankOverlap).toBeCloseTo(1, 12);
});

test("a silent window has no concentration to have changed from", () => {
  expect(compareWindows(measured({ a: 3 }), measured({ a: 0 }))).toMatchObject({
    k50Change: null,
    n2Change: null,
    rankOverlap: null,
  });
});

test("windows read alike are compared, up to five points of difference", () => {
  expect(unequal([100, 100], [100, 100])).toBeNull();
  expect(unequal([100, 100], [95, 100])).toBeNull();
  expect(unequal([100, 100], [94, 100])).toMatch(/100 % was read of this window and 94 % of the earlier one/);
  expect(unequal([60, 100], [60, 100])).toBeNull();
  expect(unequal([0, 0], [0, 0])).toBeNull();
});

test("a source that is new in the later window counts as unread in the earlier one", () => {
  expect(unequal([20, 20], [10, 10])).toMatch(/50 % of the earlier one/);
});

test("a window of a leap year is not refused for its one day more", () => {
  const year = { window: { from: new Date("2024-01-01"), to: new Date("2025-01-01") }, coverage: read(366, 366) };
  const before = { window: { from: new Date("2023-01-01"), to: new Date("2024-01-01") }, coverage: read(365, 365) };
  expect(unequalCoverage(year, before)).toBeNull();
});

/** The variance of the change of a share by leaving out one person at a time (jackknife): another way to the same number. */
function jackknife(now: SpaceActivity[], before: SpaceActivity[], space: string): number {
  const people = [...new Set([...now, ...before].map(({ person }) => person))];
  const share = (rows: SpaceActivity[]) =>
    rows.filter((row) => row.space === space).reduce((sum, { count }) => sum + count, 0) /
    rows.reduce((sum, { count }) => sum + count, 0);
  const changes = people.map(
    (out) => share(now.filter(({ person }) => person !== out)) - share(before.filter(({ person }) => person !== out)),
  );
  const mean = changes.reduce((sum, one) => sum + one, 0) / changes.length;
  return ((changes.length - 1) / changes.length) * changes.reduce((sum, one) => sum + (one - mean) ** 2, 0);
}

test("the interval of a change of share is as wide as leaving out one person at a time says", () => {
  const active = (shift: number) =>
    Array.from({ length: 300 }, (_, person) => [
      {
        space: `x:${(person + (person % 3 === 0 ? shift : 0)) % 4}`,
        person: person + 40 * shift,
        count: 1 + ((person * 7) % 5),
      },
      { space: "x:0", person: person + 40 * shift, count: 1 + (person % 2) },
    ]).flat();
  const [now, before] = [active(1), active(0)];
  for (const [space, { change, interval }] of shareChanges(weighed(now), weighed(before))) {
    const [lower, upper] = interval ?? [0, 0];
    expect((upper + lower) / 2).toBeCloseTo(change, 9);
    const deviation = Math.sqrt(jackknife(now, before, space));
    expect((upper - lower) / (2 * 1.96 * deviation)).toBeGreaterThan(0.97);
    expect((upper - lower) / (2 * 1.96 * deviation)).toBeLessThan(1.03);
  }
});

test("people who do the same in both windows make no change and leave no doubt of it", () => {
  const rows = Array.from({ length: 30 }, (_, person) => ({
    space: `x:${person % 3}`,
    person,
    count: 1 + (person % 4),
  }));
  for (const { change, interval } of shareChanges(weighed(rows), weighed(rows)).values()) {
    expect(change).toBe(0);
    expect(interval?.[1]).toBeCloseTo(0, 7);
  }
});

test("with fewer than ten people a change has no interval, and after silence there is no change", () => {
  const few = Array.from({ length: 9 }, (_, person) => ({ space: `x:${person % 3}`, person, count: 1 }));
  expect(shareChanges(weighed(few), weighed(few)).get("x:0")).toEqual({ change: 0, interval: null });
  expect(shareChanges(weighed(few), weighed([{ space: "x:0", person: null, count: 0 }])).size).toBe(0);
});
