import { expect, test } from "vitest";
import { isZone, readZone, zoneClock } from "./zone-clock.ts";

const shown = (instant: string, tz: string) => new Date(zoneClock(tz)(Date.parse(instant))).toISOString();

test.each([
  ["2026-01-10T23:30:00.250Z", "Europe/Berlin", "2026-01-11T00:30:00.250Z"],
  ["2026-07-10T23:30:00.000Z", "Europe/Berlin", "2026-07-11T01:30:00.000Z"],
  ["2026-07-10T00:00:00.000Z", "Australia/Lord_Howe", "2026-07-10T10:30:00.000Z"],
  ["1969-12-31T23:59:59.999Z", "UTC", "1969-12-31T23:59:59.999Z"],
  ["2026-01-10T12:00:00.000Z", "Asia/Kathmandu", "2026-01-10T17:45:00.000Z"],
])("at %s the clock of %s shows %s", (instant, tz, wall) => {
  expect(shown(instant, tz)).toBe(wall);
});

test("a zone is one that there is", () => {
  expect(["Europe/Berlin", "UTC", "Mars/Olympus", ""].map(isZone)).toEqual([true, true, false, false]);
  expect(readZone("Europe/Berlin")).toBe("Europe/Berlin");
  expect(() => readZone("Mars/Olympus")).toThrow('"Mars/Olympus" is no time zone: write it as "Europe/Berlin"');
});
