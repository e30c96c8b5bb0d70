import { expect, test } from "vitest";
import { sortRows } from "./sort-rows.ts";

type Row = { key: string; value: number | string | null };
const sorted = (rows: Row[], direction: "up" | "down") =>
  sortRows(
    rows,
    ({ key }) => key,
    ({ value }) => value,
    direction,
  ).map(({ key }) => key);

test("an unknown value comes last in both directions: it is not zero", () => {
  const rows = [
    { key: "a", value: null },
    { key: "b", value: 2 },
    { key: "c", value: 0 },
  ];
  expect(sorted(rows, "up")).toEqual(["c", "b", "a"]);
  expect(sorted(rows, "down")).toEqual(["b", "c", "a"]);
});

test("ties stand by key in both directions, whatever order they came in", () => {
  const rows = ["c", "a", "b"].map((key) => ({ key, value: 1 }));
  expect(sorted(rows, "up")).toEqual(["a", "b", "c"]);
  expect(sorted(rows, "down")).toEqual(["a", "b", "c"]);
});

test("names are sorted as people do: without case, and 2 before 10", () => {
  const rows = ["tag10", "Tag2", "tag1"].map((value) => ({ key: value, value }));
  expect(sorted(rows, "up")).toEqual(["tag1", "Tag2", "tag10"]);
});
