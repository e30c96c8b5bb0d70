import { expect, test } from "vitest";
import { changeWords, countWords, figure, listWords, valueWords } from "./figures.ts";

const open = { key: "open", label: "Open threads", unit: "count" } as const;

test("what is left out of a figure is unknown and not zero", () => {
  expect(figure({ ...open, now: 4 })).toEqual({
    ...{ ...open, now: 4, before: null, lastYear: null, interval: null, better: null },
  });
});

test.each([
  [42, 31, 50, "Open threads: 42, up from 31 in the window before; a year earlier 50."],
  [4, 31, null, "Open threads: 4, down from 31 in the window before."],
  [4, 4, null, "Open threads: 4, as in the window before."],
  [4, null, 9, "Open threads: 4; a year earlier 9."],
  [0, 1, null, "Open threads: 0, down from 1 in the window before."],
])("%s after %s, %s a year earlier", (now, before, lastYear, words) => {
  expect(changeWords(figure({ ...open, now, before, lastYear }))).toBe(words);
});

test("nothing is said of a change where one side is unknown", () => {
  expect(changeWords(figure({ ...open, now: null, before: 4 }))).toBeNull();
  expect(changeWords(figure({ ...open, now: 4 }))).toBeNull();
});

test("two shares that read alike are not called a move", () => {
  const helped = figure({ key: "helped", label: "Helped", unit: "share", now: 0.612, before: 0.614 });
  expect(changeWords(helped)).toBe("Helped: 61 %, as in the window before.");
});

test.each([
  [null, "count", "unknown"],
  [1234567.4, "count", "1,234,567"],
  [12.34, "count", "12.3"],
  [0.0004, "share", "under 1 %"],
  [1, "hours", "1 hour"],
  [3.26, "hours", "3.3 hours"],
] as const)("%s in %s is read as %s", (value, unit, words) => {
  expect(valueWords(value, unit)).toBe(words);
});

test("lists and counts read as a person would write them", () => {
  expect([listWords([]), listWords(["A"]), listWords(["A", "B"]), listWords(["A", "B", "C"])]).toEqual([
    ...["", "A", "A and B", "A, B and C"],
  ]);
  expect([countWords(1, "space"), countWords(0, "space"), countWords(2, "was", "were")]).toEqual([
    ...["1 space", "0 spaces", "2 were"],
  ]);
});
