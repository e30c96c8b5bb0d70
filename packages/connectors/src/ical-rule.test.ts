import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { wallRule, wallTimes } from "./ical-rule.ts";

/** The first occurrences of a rule, as its clock shows them. */
function first(text: string, start: string, count = 5, { after = start, before = "2060-01-01T00:00:00Z" } = {}) {
  const parsed = ICAL.Recur.fromString(text);
  const rule = wallRule(parsed, parsed.until ? parsed.until.toJSDate().getTime() : null);
  if (rule === null) throw new Error(`${text} is refused.`);
  const found: string[] = [];
  const span = { after: Date.parse(after), before: Date.parse(before) };
  for (const at of wallTimes(rule, Date.parse(start), span)) {
    if (found.length === count) break;
    if (at !== null) found.push(new Date(at).toISOString().slice(0, 10));
  }
  return found.join(" ");
}

describe("a rule", () => {
  test.each([
    [
      "the last Sunday",
      "FREQ=MONTHLY;BYDAY=-1SU",
      "2026-01-25",
      "2026-01-25 2026-02-22 2026-03-29 2026-04-26 2026-05-31",
    ],
    [
      "the last working day",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
      "2026-01-30",
      "2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29",
    ],
    [
      "the third of some weekdays",
      "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3",
      "1997-09-04",
      "1997-09-04 1997-10-07 1997-11-06 1997-12-04 1998-01-07",
    ],
    [
      "the last Sunday of two months of each year",
      "FREQ=YEARLY;BYMONTH=1,2;BYDAY=SU;BYSETPOS=-1",
      "2026-02-22",
      "2026-02-22 2027-02-28 2028-02-27 2029-02-25 2030-02-24",
    ],
    [
      "the twentieth Monday of a year",
      "FREQ=YEARLY;BYDAY=20MO",
      "1997-05-19",
      "1997-05-19 1998-05-18 1999-05-17 2000-05-15 2001-05-14",
    ],
    [
      "the Monday of a week",
      "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
      "1997-05-12",
      "1997-05-12 1998-05-11 1999-05-17 2000-05-15 2001-05-14",
    ],
    [
      "every other week, weeks beginning on Monday",
      "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU",
      "1997-08-05",
      "1997-08-05 1997-08-10 1997-08-19 1997-08-24 1997-09-02",
    ],
    [
      "every other week, weeks beginning on Sunday",
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
      "1997-08-05",
      "1997-08-05 1997-08-17 1997-08-19 1997-08-31 1997-09-02",
    ],
    ["the 31st", "FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31"],
    ["leap days", "FREQ=YEARLY;COUNT=3", "2020-02-29", "2020-02-29 2024-02-29 2028-02-29"],
    [
      "the last day of the year",
      "FREQ=YEARLY;BYYEARDAY=-1",
      "2023-12-31",
      "2023-12-31 2024-12-31 2025-12-31 2026-12-31 2027-12-31",
    ],
    [
      "Friday the 13th",
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
      "1998-02-13",
      "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13",
    ],
  ])("for %s", (_, rule, start, expected) => {
    expect(first(rule, `${start}T10:00:00Z`)).toBe(expected);
  });

  test("that counts is counted from its beginning, whenever it is wanted", () => {
    const days = first("FREQ=WEEKLY;COUNT=4", "2026-01-05T10:00:00Z", 9, { after: "2026-03-25T00:00:00Z" });
    expect(days).toBe("2026-01-05 2026-01-12 2026-01-19 2026-01-26");
  });

  test("is read from shortly before it is wanted, in the same step as from its beginning", () => {
    for (const rule of [
      "FREQ=DAILY;INTERVAL=11",
      "FREQ=WEEKLY;INTERVAL=3",
      "FREQ=MONTHLY;INTERVAL=5",
      "FREQ=YEARLY;INTERVAL=2",
    ]) {
      const start = "1999-03-08T10:00:00Z";
      const whole = first(rule, start, 10_000).split(" ");
      const late = first(rule, start, 10_000, { after: "2026-01-01T00:00:00Z" }).split(" ");
      expect(late.filter((day) => day > "2026")).toEqual(whole.filter((day) => day > "2026"));
      expect(late.length).toBeLessThan(whole.length);
    }
  });

  test.each([
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=DAILY;BYMONTH=4,6;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
  ])("that never comes true is looked for no further than it is wanted: %s", (rule) =>
    expect(first(rule, "2026-01-05T10:00:00Z")).toBe("2026-01-05"),
  );

  test.each([
    "FREQ=HOURLY",
    "FREQ=SECONDLY;INTERVAL=86400",
    `FREQ=DAILY;BYMINUTE=${Array.from({ length: 60 }, (_, i) => i)};BYHOUR=1,2`,
  ])("that no meeting has is refused: %s", (rule) =>
    expect(() => first(rule, "2026-01-05T10:00:00Z")).toThrow(/refused/),
  );
});
