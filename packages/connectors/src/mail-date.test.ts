import { expect, it } from "vitest";
import { mailDate } from "./mail-date.ts";

const dated = (date: string | null, received: string[] = [], envelope: string | null = null) => {
  const headers = [
    ...(date === null ? [] : [{ key: "date", value: date }]),
    ...received.map((value) => ({ key: "received", value: `from a by b; ${value}` })),
  ];
  return mailDate({ headers, text: "" }, envelope);
};

it.each([
  ["Wed, 2 Sep 2026 10:00:00 +0200 (CEST)", "2026-09-02T08:00:00.000Z"],
  ["Wed, 02 Sep 26 10:00 EST", "2026-09-02T15:00:00.000Z"],
  ["2 Sep 126 10:00:00", "2026-09-02T10:00:00.000Z"],
  ["Wed Sep  2 10:00:00 2026", "2026-09-02T10:00:00.000Z"],
  ["Wed, 2 Sep 2026 10.00.00 +0200", "2026-09-02T08:00:00.000Z"],
  ["Wed, 2 Sep 2026 1:5:9 +0000", "2026-09-02T01:05:09.000Z"],
  ['Wed, 2 Sep 2026 10:00:00 "PST"', "2026-09-02T18:00:00.000Z"],
  ["Wed, 2 Sep 2026 10:00:00 Pacific Daylight Time", "2026-09-02T17:00:00.000Z"],
  ["Wed, 2 Sep 2026 10:00:60 +0000", "2026-09-02T10:00:59.000Z"],
  ["Mi, 2 Sep 2026 10:00:00 +0200", "2026-09-02T08:00:00.000Z"],
  ["02-Sep-2026 10:00:00", "2026-09-02T10:00:00.000Z"],
])("%s is read", (date, instant) => {
  expect(dated(date)).toBe(instant);
});

it("a year of five digits, which broken programs wrote after 1999, is none", () => {
  expect(dated("Wed, 2 Sep 19126 10:00:00 GMT", ["Wed, 2 Sep 2026 10:00:01 GMT"])).toBe("2026-09-02T10:00:01.000Z");
  expect(dated("Wed, 2 Sep 19126 10:00:00 GMT", [], "From i at x.example  Wed Sep  2 10:00:02 2026")).toBe(
    "2026-09-02T10:00:02.000Z",
  );
});

it("a clock that every server on the way disproves is not believed", () => {
  const received = ["Wed, 2 Sep 2026 10:00:05 GMT", "Wed, 2 Sep 2026 10:00:01 GMT"];
  expect(dated("Thu, 1 Jan 2037 00:00:00 GMT", received)).toBe("2026-09-02T10:00:05.000Z");
  expect(dated("Tue, 1 Jan 1980 00:00:00 GMT", received)).toBe("2026-09-02T10:00:05.000Z");
  expect(dated("Mon, 1 Jun 2026 00:00:00 GMT", received)).toBe("2026-06-01T00:00:00.000Z");
});

it("an old message that was sent on years later keeps its date", () => {
  const received = ["Wed, 2 Sep 2026 10:00:05 GMT", "Fri, 5 Jan 1996 10:00:01 GMT"];
  expect(dated("Fri, 5 Jan 1996 10:00:00 GMT", received)).toBe("1996-01-05T10:00:00.000Z");
});
