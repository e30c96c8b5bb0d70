import { expect, test } from "vitest";
import { csvCell, printCsv } from "./csv.ts";

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+1", "'+1"],
  ["-1+2", "'-1+2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", `"'\rx"`],
  [" =1", "' =1"],
  ["\u200b=1", "'\u200b=1"],
  ["\uff1d1", "'\uff1d1"],
  ['=A1,"b"', `"'=A1,""b"""`],
])("a cell that a spreadsheet would run is disarmed: %j", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test("numbers stay numbers, unknown is empty and not zero, and ordinary texts are left alone", () => {
  expect([-0.5, 0, null, undefined, true, "C# and C++", "a-b"].map(csvCell)).toEqual([
    "-0.5",
    "0",
    "",
    "",
    "true",
    "C# and C++",
    "a-b",
  ]);
});

test("lines end as RFC 4180 says, and quotes, commas and line breaks are kept inside their cell", () => {
  const columns = [
    { title: "name", of: (row: { name: string }) => row.name },
    { title: "length", of: (row: { name: string }) => row.name.length },
  ];
  const text = printCsv(columns, [{ name: 'a "b", c' }, { name: "two\nlines" }]);
  expect(text).toBe('\ufeffname,length\r\n"a ""b"", c",8\r\n"two\nlines",9\r\n');
  expect(printCsv(columns, [])).toBe("\ufeffname,length\r\n");
});
