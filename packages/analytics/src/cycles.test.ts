import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cycleAt, cycleOf, policyWindow, renewalOf } from "./cycles.ts";
import type { Policy } from "./policy.ts";
import { readPolicy } from "./policy-file.ts";

const file = (name: string) => new URL(`../../../policies/${name}.yaml`, import.meta.url);
const mvp = readPolicy(readFileSync(file("mvp"), "utf8"), "mvp.yaml");
const champions = readPolicy(readFileSync(file("champions"), "utf8"), "champions.yaml");
const utc = (text: string) => new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
const day = (date: Date | null | undefined) => date?.toISOString().slice(0, 10) ?? null;

/** `award closes renewal` of the award that an instant leads to. */
function leadsTo(at: string, policy = mvp): string | null {
  const dates = cycleAt(policy, utc(at));
  return dates && [dates.award, dates.closes, dates.renewal].map(day).join(" ");
}
const dueAfter = (awarded: string, at: string, policy = mvp) => day(renewalOf(policy, utc(awarded), utc(at)));
const withCycles = (cycles: Policy["cycles"]): Policy => ({ ...mvp, cycles });
const cycle = (known: Partial<Policy["cycles"][number]>): Policy["cycles"][number] => ({
  awards: "monthly",
  renewals: "never",
  leadDays: 0,
  termMonths: 12,
  ...known,
});

test("until 2016 four awards a year, each with its review closed ninety days before", () => {
  expect(leadsTo("2009-09-15")).toBe("2010-01-01 2009-10-03 ");
  expect(leadsTo("2010-01-15")).toBe("2010-07-01 2010-04-02 ");
  expect(leadsTo("2010-06-30")).toBe("2010-10-01 2010-07-03 ");
});

test("a review is open up to the day it closes, and a moment before that day is over it is for that award still", () => {
  expect(leadsTo("2010-04-02T00:00:00Z")).toBe("2010-07-01 2010-04-02 ");
  expect(leadsTo("2010-04-02T23:59:59.999Z")).toBe("2010-07-01 2010-04-02 ");
  expect(leadsTo("2010-04-03T00:00:00Z")).toBe("2010-10-01 2010-07-03 ");
});

test("October 2016 is the last award of the quarters, and what came after leads to the months of 2017", () => {
  expect(leadsTo("2016-07-03")).toBe("2016-10-01 2016-07-03 ");
  expect(leadsTo("2016-07-04")).toBe("2017-01-01 2016-12-02 ");
  expect(leadsTo("2016-12-02")).toBe("2017-01-01 2016-12-02 ");
  expect(leadsTo("2016-12-03")).toBe("2017-02-01 2017-01-02 ");
});

test("since 2017 an award each month, and all renewals on 1 July", () => {
  expect(leadsTo("2017-01-01")).toBe("2017-02-01 2017-01-02 2017-07-01");
  expect(leadsTo("2020-07-01")).toBe("2020-08-01 2020-07-02 2020-07-01");
  expect(leadsTo("2020-07-03")).toBe("2020-09-01 2020-08-02 2021-07-01");
});

test("the cycle changes with the first moment of 2017", () => {
  const last = utc("2016-12-31T23:59:59.999Z");
  expect(cycleOf(mvp, last)).toBe(mvp.cycles[0]);
  expect(cycleOf(mvp, utc("2017-01-01"))).toBe(mvp.cycles[1]);
});

test("the hand-over gave everybody a full term: January to July awardees until July 2017, those of October until 2018", () => {
  const handOver = { "2016-01-01": "2017-07-01", "2016-04-01": "2017-07-01", "2016-07-01": "2017-07-01" };
  for (const [awarded, due] of Object.entries({ ...handOver, "2016-10-01": "2018-07-01" }))
    for (const at of ["2016-11-01", "2017-02-01"]) expect([awarded, dueAfter(awarded, at)]).toEqual([awarded, due]);
});

test("until 2016 an award was due a year later, as often as it was renewed", () => {
  expect(dueAfter("2010-04-01", "2010-04-01")).toBe("2011-04-01");
  expect(dueAfter("2010-04-01", "2011-04-01T12:00:00Z")).toBe("2011-04-01");
  expect(dueAfter("2010-04-01", "2011-04-02")).toBe("2012-04-01");
  expect(dueAfter("2010-04-01", "2015-12-01")).toBe("2016-04-01");
});

test("an award of spring is due in July of the next year, once a term has been served", () => {
  expect(dueAfter("2020-06-01", "2020-06-02")).toBe("2021-07-01");
  expect(dueAfter("2020-07-01", "2020-08-01")).toBe("2021-07-01");
  expect(dueAfter("2020-08-01", "2020-08-02")).toBe("2022-07-01");
  expect(dueAfter("2020-08-01", "2025-07-02")).toBe("2026-07-01");
});

test("a term of two years is due after two, and what was given for good never is", () => {
  const two = withCycles([cycle({ renewals: "anniversary", termMonths: 24 })]);
  expect(dueAfter("2024-02-29", "2024-03-01", two)).toBe("2026-03-01");
  expect(dueAfter("2024-02-29", "2026-03-02", two)).toBe("2028-02-29");
  expect(dueAfter("2020-03-01", "2026-01-01", champions)).toBeNull();
  expect(leadsTo("2026-01-01", champions)).toBe("2027-03-01 2026-12-31 ");
});

test("a program that has ended leads to no award, and one that begins later to its first", () => {
  expect(leadsTo("2026-01-01", withCycles([cycle({ until: "2020-01-01" })]))).toBeNull();
  const later = withCycles([cycle({ from: "2039-06-15", awards: ["03-01"], renewals: ["07-01"], leadDays: 10 })]);
  expect(leadsTo("2026-01-01", later)).toBe("2040-03-01 2040-02-20 ");
});

test("of two cycles that hold, the one that is named first counts", () => {
  const both = withCycles([cycle({ until: "2020-06-01", awards: ["01-01"] }), cycle({})]);
  expect(leadsTo("2019-02-01", both)).toBe("2020-01-01 2020-01-01 ");
  expect(leadsTo("2020-01-02", both)).toBe("2020-06-01 2020-06-01 ");
});

test("the window is the months before the as-of day, and as many as the cycle of that day has", () => {
  const policy = withCycles([cycle({ until: "2020-01-01", windowMonths: 6 }), cycle({})]);
  const window = (at: string, given = policy) => Object.values(policyWindow(given, utc(at))).map(day);
  expect(window("2019-12-31T23:59:59.999Z")).toEqual(["2019-07-01", "2019-12-31"]);
  expect(window("2020-01-01")).toEqual(["2019-01-01", "2020-01-01"]);
  expect(window("2026-01-01", champions)).toEqual(["2024-07-01", "2026-01-01"]);
});

test("a window is half-open, and over a leap day begins on the first day there is", () => {
  const window = (at: string, months = 12) =>
    Object.values(policyWindow({ ...mvp, window: { months } }, utc(at))).map(day);
  expect(window("2024-02-29")).toEqual(["2023-03-01", "2024-02-29"]);
  expect(window("2025-02-28")).toEqual(["2024-02-28", "2025-02-28"]);
  expect(window("2025-03-01")).toEqual(["2024-03-01", "2025-03-01"]);
  expect(window("2026-03-31", 1)).toEqual(["2026-03-01", "2026-03-31"]);
  expect(window("2026-08-31", 18)).toEqual(["2025-03-01", "2026-08-31"]);
});

test("the windows of two days one after the other touch, and the clock has no say", () => {
  const instant = fc.date({ min: utc("2000-01-01"), max: utc("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instant, (at) => {
      const { from, to } = policyWindow(mvp, at);
      expect(policyWindow(mvp, new Date(at))).toEqual({ from, to });
      expect(to.getTime()).toBeLessThanOrEqual(at.getTime());
      expect((to.getTime() - from.getTime()) / 86_400_000).toBeGreaterThan(364);
      const next = policyWindow(mvp, new Date(at.getTime() + 86_400_000));
      expect(next.from.getTime()).toBeGreaterThanOrEqual(from.getTime());
      const dates = cycleAt(mvp, at);
      expect(dates?.closes.getTime()).toBeGreaterThanOrEqual(to.getTime());
      expect(dates?.award.getTime()).toBeGreaterThan(dates?.closes.getTime() ?? 0);
    }),
  );
});
