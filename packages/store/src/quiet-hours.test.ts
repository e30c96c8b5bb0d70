import { describe, expect, test } from "vitest";
import { lastDigest, outOfQuiet, readQuiet } from "./quiet-hours.ts";

const night = { from: "22:00", to: "07:00" };
const at = (text: string) => new Date(text);

describe("hours of quiet", () => {
  test("over midnight hold back until the morning of the reader, and nothing outside of them", () => {
    // Berlin is an hour ahead of UTC in winter.
    expect(outOfQuiet(at("2026-01-10T20:59:59Z"), night, "Europe/Berlin")).toEqual(at("2026-01-10T20:59:59Z"));
    expect(outOfQuiet(at("2026-01-10T21:00:00Z"), night, "Europe/Berlin")).toEqual(at("2026-01-11T06:00:00Z"));
    expect(outOfQuiet(at("2026-01-11T03:12:34Z"), night, "Europe/Berlin")).toEqual(at("2026-01-11T06:00:00Z"));
    expect(outOfQuiet(at("2026-01-11T06:00:00Z"), night, "Europe/Berlin")).toEqual(at("2026-01-11T06:00:00Z"));
    expect(outOfQuiet(at("2026-01-11T03:00:00Z"), null, "Europe/Berlin")).toEqual(at("2026-01-11T03:00:00Z"));
  });

  test("within a day are those hours only, also in a zone that is half an hour off", () => {
    const noon = { from: "12:00", to: "13:30" };
    expect(outOfQuiet(at("2026-01-10T06:30:00Z"), noon, "Asia/Kolkata")).toEqual(at("2026-01-10T08:00:00Z"));
    expect(outOfQuiet(at("2026-01-10T08:00:00Z"), noon, "Asia/Kolkata")).toEqual(at("2026-01-10T08:00:00Z"));
    expect(outOfQuiet(at("2026-01-10T06:29:00Z"), noon, "Asia/Kolkata")).toEqual(at("2026-01-10T06:29:00Z"));
  });

  test("end when clocks show it: an hour earlier in the night that is short, an hour later in the long one", () => {
    expect(outOfQuiet(at("2026-03-28T21:00:00Z"), night, "Europe/Berlin")).toEqual(at("2026-03-29T05:00:00Z"));
    expect(outOfQuiet(at("2026-10-24T20:00:00Z"), night, "Europe/Berlin")).toEqual(at("2026-10-25T06:00:00Z"));
    expect(outOfQuiet(at("2026-03-08T04:00:00Z"), night, "America/New_York")).toEqual(at("2026-03-08T11:00:00Z"));
    // Lord Howe changes by half an hour.
    expect(outOfQuiet(at("2026-04-04T12:00:00Z"), night, "Australia/Lord_Howe")).toEqual(at("2026-04-04T20:30:00Z"));
  });

  test("that begin or end in the hour that does not exist, or comes twice, are neither lost nor endless", () => {
    const dark = { from: "02:15", to: "02:45" };
    // 02:00 to 03:00 is left out: nothing is quiet that night.
    expect(outOfQuiet(at("2026-03-29T01:15:00Z"), dark, "Europe/Berlin")).toEqual(at("2026-03-29T01:15:00Z"));
    // And comes twice in autumn: both are quiet.
    expect(outOfQuiet(at("2026-10-25T00:15:00Z"), dark, "Europe/Berlin")).toEqual(at("2026-10-25T00:45:00Z"));
    expect(outOfQuiet(at("2026-10-25T01:15:00Z"), dark, "Europe/Berlin")).toEqual(at("2026-10-25T01:45:00Z"));
    const until = { from: "22:00", to: "02:30" };
    expect(outOfQuiet(at("2026-03-28T22:00:00Z"), until, "Europe/Berlin")).toEqual(at("2026-03-29T01:00:00Z"));
  });

  test("agree through a year with clocks looked at minute by minute", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia"];
    for (const tz of zones) {
      const clock = new Intl.DateTimeFormat("en-GB", {
        timeZone: tz,
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      });
      const isQuiet = (ms: number) => {
        const time = clock.format(ms);
        return time >= night.from || time < night.to;
      };
      for (let ms = Date.UTC(2026, 0, 1, 0, 7); ms < Date.UTC(2027, 0, 1); ms += 31 * 3_600_000) {
        let end = ms;
        while (isQuiet(end)) end = Math.floor(end / 60_000) * 60_000 + 60_000;
        expect(outOfQuiet(new Date(ms), night, tz), `${tz} ${new Date(ms).toISOString()}`).toEqual(new Date(end));
      }
    }
  });

  test("that cannot be are told", () => {
    expect(() => readQuiet({ from: "24:00", to: "07:00" })).toThrow(/"24:00" is no time of day/);
    expect(() => readQuiet({ from: "07:00", to: "07:00" })).toThrow(/different times/);
  });
});

describe("digests", () => {
  test("of a day are for eight in the morning of the reader, that instant included", () => {
    expect(lastDigest(at("2026-01-10T06:59:59Z"), "day", "Europe/Berlin")).toEqual({
      at: at("2026-01-09T07:00:00Z"),
      day: "2026-01-09",
    });
    expect(lastDigest(at("2026-01-10T07:00:00Z"), "day", "Europe/Berlin")).toEqual({
      at: at("2026-01-10T07:00:00Z"),
      day: "2026-01-10",
    });
    expect(lastDigest(at("2026-07-10T07:00:00Z"), "day", "Europe/Berlin").at).toEqual(at("2026-07-10T06:00:00Z"));
  });

  test("of a week are for Mondays there, wherever it is Monday elsewhere", () => {
    expect(lastDigest(at("2026-01-12T06:00:00Z"), "week", "Europe/Berlin").day).toBe("2026-01-05");
    expect(lastDigest(at("2026-01-12T07:00:00Z"), "week", "Europe/Berlin").day).toBe("2026-01-12");
    // It is still Sunday in UTC when it is eight on Monday in Auckland.
    expect(lastDigest(at("2026-01-11T19:00:00Z"), "week", "Pacific/Auckland")).toEqual({
      at: at("2026-01-11T19:00:00Z"),
      day: "2026-01-12",
    });
  });

  test("leave out no day of a year, also around the days on which clocks are changed", () => {
    for (const tz of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]) {
      const days = new Set<string>();
      for (let ms = Date.UTC(2026, 0, 2); ms < Date.UTC(2026, 11, 31); ms += 6 * 3_600_000 + 60_000) {
        const found = lastDigest(new Date(ms), "day", tz);
        expect(ms - found.at.getTime()).toBeLessThan(25 * 3_600_000);
        days.add(found.day);
      }
      expect(days.size, tz).toBeGreaterThanOrEqual(362);
    }
  });
});
