import { expect, test } from "vitest";
import { cronOf, dayChoices, readCron } from "./cron-choice.ts";

test("days and a time become a cron expression, and are read from it again", () => {
  expect(cronOf("monday", "07:00")).toBe("0 7 * * 1");
  expect(cronOf("quarter", "18:45")).toBe("45 18 1 1,4,7,10 *");
  for (const days of dayChoices)
    if (days !== "own") expect(readCron(cronOf(days, "09:05"))).toEqual({ days, time: "09:05" });
});

test("an expression that is of no such days is somebody's own", () => {
  expect(readCron("*/5 7 * * 1").days).toBe("own");
  expect(readCron("0 7 1 1,7 *").days).toBe("own");
});
