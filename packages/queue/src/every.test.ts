import { ConfigError } from "@groundswell/model";
import { expect, test } from "vitest";
import { printEvery, readEvery } from "./every.ts";

test.each([
  ["30 minutes", 1_800_000, "30 minutes"],
  ["1h", 3_600_000, "1 hour"],
  ["1 day", 86_400_000, "1 day"],
  ["1.5 hours", 5_400_000, "90 minutes"],
  ["2 Weeks", 1_209_600_000, "2 weeks"],
  ["90s", 90_000, "90 seconds"],
  [200, 200, "200 ms"],
])("every %s is %d milliseconds and prints as %s", (every, ms, printed) => {
  expect(readEvery({ every })).toEqual({ every: ms });
  expect(printEvery({ every: ms })).toBe(printed);
  expect(readEvery({ every: printed })).toEqual({ every: ms });
});

test("a cron expression keeps its time zone, UTC without one", () => {
  expect(readEvery({ every: " 0 6 * * 1 " })).toEqual({ pattern: "0 6 * * 1", tz: "UTC" });
  expect(readEvery({ every: "0 6 * * 1", tz: "Asia/Tokyo" })).toEqual({ pattern: "0 6 * * 1", tz: "Asia/Tokyo" });
});

test.each([
  [{ every: "often" }, /"often" does not say how often: write a duration as/],
  [{ every: "1 fortnight" }, /does not say how often/],
  [{ every: 0 }, /does not say how often/],
  [{ every: -5 }, /does not say how often/],
  [{ every: Number.NaN }, /does not say how often/],
  [{ every: "" }, /does not say how often/],
  [{ every: "61 * * * *" }, /"61 \* \* \* \*" is no cron expression/],
  [{ every: "0 6 30 2 *" }, /cron expression/],
  [{ every: "0 6 * * *", tz: "Mars/Olympus" }, /"Mars\/Olympus" is no time zone/],
  [{ every: "1h", tz: "UTC" }, /only a cron expression can have one/],
])("%j is refused before work starts", (every, message) => {
  expect(() => readEvery(every)).toThrow(ConfigError);
  expect(() => readEvery(every)).toThrow(message);
});
