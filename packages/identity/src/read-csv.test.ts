import { expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";

test("rows are given with the line that they end in, over quoted line breaks and empty lines", () => {
  const { columns, rows } = readCsv('name, link\n\n"Ada\nB",x\nCy\n', "r.csv");
  expect(columns).toEqual(["name", "link"]);
  expect(rows).toEqual([
    { line: 4, cells: ["Ada\nB", "x"] },
    { line: 5, cells: ["Cy"] },
  ]);
});

test("a quote that is not closed is told of with its line", () => {
  expect(() => readCsv('a,b\n1,"2\n', "r.csv")).toThrow("r.csv is not CSV: line 2 has a quote that is not closed");
});

test("what is no table is not read to its end", () => {
  const lines = (count: number) => `a,b\n${"1\n".repeat(count)}`;
  expect(readCsv(lines(1_000), "r.csv").rows).toHaveLength(1_000);
  expect(() => readCsv(lines(100_000), "r.csv")).toThrow(
    "r.csv is not CSV of one table: up to line 1002 more than 1000 lines have more or fewer values than the 2 that line 1 names.",
  );
});
