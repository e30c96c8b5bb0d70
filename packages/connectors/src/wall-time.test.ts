import { describe, expect, test } from "vitest";
import { durationMinutes, minutesBetween, wallInstant } from "./wall-time.ts";

describe("a time on a wall", () => {
  test.each([
    ["2026-10-02T10:00:00", "Europe/Amsterdam", "2026-10-02T08:00:00.000Z"],
    ["2026-12-02T10:00:00", "Europe/Amsterdam", "2026-12-02T09:00:00.000Z"],
    ["2026-10-25T02:30:00", "Europe/Amsterdam", "2026-10-25T00:30:00.000Z"],
    ["2026-03-29T02:30:00", "Europe/Amsterdam", "2026-03-29T01:30:00.000Z"],
    ["2026-10-02T10:00:00", null, "2026-10-02T10:00:00.000Z"],
    ["2026-10-02T10:00:00.0000000Z", "Europe/Amsterdam", "2026-10-02T10:00:00.000Z"],
    ["2026-10-02T23:30:00-05:00", "Europe/Amsterdam", "2026-10-03T04:30:00.000Z"],
    ["2026-10-2", "America/New_York", "2026-10-02T00:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(wallInstant(text, zone)).toBe(instant);
  });

  test.each(["", null, "soon", "2026-10", "2026-02-30", "2026-02-30T10:00:00", "2026-10-02T25:00", "10/02/2026"])(
    "%j is none",
    (text) => {
      expect(wallInstant(text, "Europe/Amsterdam")).toBeNull();
    },
  );
});

describe("a length of time", () => {
  test.each([
    ["PT1H2M30S", 62.5],
    ["PT45S", 0.8],
    ["P1DT2H", 1560],
    ["P0D", null],
    ["P", null],
    ["1:02", null],
  ])("%s is %j minutes", (text, minutes) => {
    expect(durationMinutes(text)).toBe(minutes);
  });

  test("that runs backwards or for years is a mistake", () => {
    expect(minutesBetween("2026-10-02T10:00:00Z", "2026-10-02T09:00:00Z")).toBeNull();
    expect(minutesBetween("2026-10-02T10:00:00Z", "2036-10-02T09:00:00Z")).toBeNull();
    expect(minutesBetween("2026-10-02T10:00:00Z", "2026-10-02T10:45:00Z")).toBe(45);
  });
});
