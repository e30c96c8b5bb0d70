import { ConfigError } from "@groundswell/model";
import { getNextMillis } from "bullmq";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countSlots, latestSlot, nextSlot } from "./slots.ts";

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
/** The instants at which clocks change in 2026. */
const changes: Record<string, string[]> = {
  "Europe/Berlin": ["2026-03-29T01:00Z", "2026-10-25T01:00Z"],
  "America/New_York": ["2026-03-08T07:00Z", "2026-11-01T06:00Z"],
  "Australia/Lord_Howe": ["2026-04-04T15:00Z", "2026-10-03T15:30Z"],
  "Asia/Kolkata": [],
};
const crons = [
  "30 2 * * *",
  "0 7 * * 1",
  "15 1 1 * *",
  "0 0 1 1,4,7,10 *",
  "45 23 * * 0",
  "0 * * * *",
  "*/20 8-17 * * 1-5",
];
const begin = Date.parse("2026-01-01T00:00:00Z");
const end = Date.parse("2027-01-01T00:00:00Z");
const dayMs = 86_400_000;

const at = (text: string) => new Date(`${text}Z`);
const printed = (slot: Date) => slot.toISOString().slice(0, 16);

/** Every slot between two instants, one after the other. */
function slots(every: string, tz: string, from: string, to: string): string[] {
  const found: string[] = [];
  for (let slot = nextSlot({ every, tz }, at(from)); slot < at(to); slot = nextSlot({ every, tz }, slot))
    found.push(printed(slot));
  return found;
}

describe("a time of day that a clock does not show, or shows twice, fires once", () => {
  test.each([
    // 02:30 does not exist: as long after the change as it would have been.
    ["Europe/Berlin", "30 2 * * *", "2026-03-28T12:00", "2026-03-30T12:00", ["2026-03-29T01:30", "2026-03-30T00:30"]],
    [
      "America/New_York",
      "30 2 * * *",
      "2026-03-07T12:00",
      "2026-03-09T12:00",
      ["2026-03-08T07:30", "2026-03-09T06:30"],
    ],
    [
      "Australia/Lord_Howe",
      "15 2 * * *",
      "2026-10-02T20:00",
      "2026-10-04T20:00",
      ["2026-10-03T15:45", "2026-10-04T15:15"],
    ],
    // 02:30, 01:30 and 01:45 are there twice: the first time.
    ["Europe/Berlin", "30 2 * * *", "2026-10-24T12:00", "2026-10-26T12:00", ["2026-10-25T00:30", "2026-10-26T01:30"]],
    [
      "America/New_York",
      "30 1 * * *",
      "2026-10-31T12:00",
      "2026-11-02T12:00",
      ["2026-11-01T05:30", "2026-11-02T06:30"],
    ],
    [
      "Australia/Lord_Howe",
      "45 1 * * *",
      "2026-04-03T20:00",
      "2026-04-05T20:00",
      ["2026-04-04T14:45", "2026-04-05T15:15"],
    ],
    // Where the library that BullMQ asks gives up, and a schedule would be silent from then on.
    [
      "Australia/Lord_Howe",
      "0 7 * * *",
      "2026-04-03T12:00",
      "2026-04-06T12:00",
      ["2026-04-03T20:00", "2026-04-04T20:30", "2026-04-05T20:30"],
    ],
    ["Asia/Kolkata", "30 2 * * *", "2026-03-28T12:00", "2026-03-30T12:00", ["2026-03-28T21:00", "2026-03-29T21:00"]],
  ])("in %s, %s", (tz, every, from, to, expected) => {
    expect(slots(every, tz, from, to)).toEqual(expected);
  });

  test("but every hour is every hour that passes", () => {
    const around = (from: string, to: string) => slots("0 * * * *", "Europe/Berlin", from, to);
    expect(around("2026-10-24T23:30", "2026-10-25T03:30")).toEqual([
      "2026-10-25T00:00",
      "2026-10-25T01:00",
      "2026-10-25T02:00",
      "2026-10-25T03:00",
    ]);
    expect(around("2026-03-29T00:30", "2026-03-29T02:30")).toEqual(["2026-03-29T01:00", "2026-03-29T02:00"]);
  });
});

test("a slot that two times on the wall come to is one slot", () => {
  // 02:30 does not exist and fires at 03:30, where the expression fires as well.
  expect(slots("30 2,3 * * *", "Europe/Berlin", "2026-03-28T23:00", "2026-03-29T12:00")).toEqual(["2026-03-29T01:30"]);
  expect(
    countSlots({ every: "30 2,3 * * *", tz: "Europe/Berlin" }, at("2026-03-28T23:00"), at("2026-03-29T12:00")),
  ).toBe(1);
});

describe.each(zones)("over a year in %s", (tz) => {
  const isNearChange = (ms: number) =>
    (changes[tz] ?? []).some((change) => Math.abs(Date.parse(change) - ms) < 3 * dayMs);
  const anInstant = fc.integer({ min: begin, max: end });

  test("the next slot is what BullMQ's own reckoning says, but for the days around a change of clocks", () => {
    fc.assert(
      fc.property(anInstant, fc.constantFrom(...crons), (ms, every) => {
        const next = nextSlot({ every, tz }, new Date(ms)).getTime();
        const hasChange = (changes[tz] ?? []).some(
          (change) => Date.parse(change) > ms - 3 * dayMs && Date.parse(change) < next + dayMs,
        );
        fc.pre(!hasChange);
        expect(next).toBe(getNextMillis(ms, { pattern: every, tz }));
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test("the latest slot is at or before an instant, and nothing fires between", () => {
    const near = (changes[tz] ?? [begin.toString()])
      .map((change) => Date.parse(change))
      .filter((ms) => !Number.isNaN(ms));
    const nearChange =
      near.length === 0
        ? anInstant
        : fc.constantFrom(...near).chain((ms) => fc.integer({ min: ms - 7_200_000, max: ms + 7_200_000 }));
    let closeUp = 0;
    fc.assert(
      fc.property(fc.oneof(anInstant, nearChange), fc.constantFrom(...crons), (ms, every) => {
        const latest = latestSlot({ every, tz }, new Date(ms));
        expect(latest.getTime()).toBeLessThanOrEqual(ms);
        expect(nextSlot({ every, tz }, latest).getTime()).toBeGreaterThan(ms);
        expect(latestSlot({ every, tz }, latest)).toEqual(latest);
        expect(nextSlot({ every, tz }, new Date(latest.getTime() - 1))).toEqual(latest);
        if (isNearChange(ms)) closeUp++;
      }),
      { seed: 8, numRuns: 300 },
    );
    expect(closeUp).toBeGreaterThan(near.length === 0 ? -1 : 50);
  });

  test("as many slots lie between two instants as fire", () => {
    const every = { every: "30 2 * * 0", tz };
    expect(countSlots(every, new Date(begin), new Date(end))).toBe(52);
    expect(countSlots(every, latestSlot(every, new Date(begin)), latestSlot(every, new Date(end)))).toBe(51);
    expect(countSlots({ every: "* * * * *", tz }, new Date(begin), new Date(end))).toBe(1000);
  });
});

test("a duration has no slots, and an expression that cannot be read is refused", () => {
  expect(() => latestSlot({ every: "1 hour" }, new Date(begin))).toThrow(ConfigError);
  expect(() => nextSlot({ every: "61 7 * * *" }, new Date(begin))).toThrow(/no cron expression/);
  expect(() => nextSlot({ every: "0 7 * * *", tz: "Mars/Olympus" }, new Date(begin))).toThrow(/no time zone/);
  expect(printed(latestSlot({ every: "0 7 29 2 *" }, at("2027-03-01T00:00")))).toBe("2024-02-29T07:00");
});
