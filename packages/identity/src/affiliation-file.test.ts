import { expect, test } from "vitest";
import { readAffiliations } from "./affiliation-file.ts";

const head = "account,organisation,from,until\n";
const read = (text: string) => readAffiliations(text, "staff.csv");

test("a line is an account, an employer and a half-open period of days", () => {
  expect(
    read(`${head}github:7,"Contoso, Inc.",2025-01-01,2026-03-01\nhttps://github.example/river,Contoso,,\n`),
  ).toEqual([
    {
      line: 2,
      account: "github:7",
      organisation: "Contoso, Inc.",
      from: new Date("2025-01-01"),
      until: new Date("2026-03-01"),
    },
    { line: 3, account: "https://github.example/river", organisation: "Contoso", from: null, until: null },
  ]);
  expect(read("Organization,Until,Account,From\nContoso,,github:7,\n")).toMatchObject([{ organisation: "Contoso" }]);
});

test("every line that is wrong is named, all at once", () => {
  const wrong = `${head}github:7,Contoso,2026-02-30,\n,Contoso,,\ngithub:7,,,\ngithub:7,Contoso,2026-03-01,2026-03-01\ngithub:7,Contoso\ngithub:7,Contoso,03/01/2026,\n`;
  expect(() => read(wrong)).toThrow(
    'staff.csv cannot be read, and nothing was saved: line 2 has "2026-02-30" for a day: write 2026-03-01; line 3 names no account; ' +
      "line 4 names no organisation; line 5 ends before it begins; line 6 has 2 values for 4 columns; line 7 has",
  );
});

test("columns that are missing, of no use or there twice are refused", () => {
  for (const columns of [
    "account,organisation,from",
    "account,organisation,from,until,email",
    "account,account,organisation,from,until",
    "",
  ])
    expect(() => read(`${columns}\n`), columns).toThrow(
      "must have the columns account, organisation, from, until, once each",
    );
});
