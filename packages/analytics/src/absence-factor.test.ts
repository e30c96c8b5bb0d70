import { expect, test } from "vitest";
import { absenceFactors } from "./absence-factor.ts";
import { incidenceOf } from "./weigh-incidence.ts";

const dependence = (...counts: (number | [null, number])[]) =>
  absenceFactors(
    incidenceOf(
      counts.map((count, person) =>
        Array.isArray(count) ? { space: "x:1", person: null, count: count[1] } : { space: "x:1", person, count },
      ),
    ),
  ).get("x:1");

test("the CHAOSS example needs two persons for half", () => {
  expect(dependence(1000, 433, 343, 332, 202, 90, 42, 33)).toEqual({ absenceFactor: 2, topPersonShare: 1000 / 2475 });
});

test("the person who lands exactly on half is enough", () => {
  expect(dependence(50, 30, 20)?.absenceFactor).toBe(1);
  expect(dependence(49, 30, 21)?.absenceFactor).toBe(2);
});

test("parts of units that make exactly half are half, however they are rounded", () => {
  // Three ninths, added up, are a hair less than half of six.
  expect(dependence(...Array(6).fill(1 / 9))?.absenceFactor).toBe(3);
});

test("one person alone carries the space, and is not its fringe", () => {
  expect(dependence(12)).toEqual({ absenceFactor: 1, topPersonShare: 1 });
});

test("signals of nobody known neither carry a space nor dilute who does", () => {
  expect(dependence(6, 4, [null, 90])).toEqual({ absenceFactor: 1, topPersonShare: 0.6 });
  expect(dependence([null, 90])).toEqual({ absenceFactor: null, topPersonShare: null });
});
