import { describe, expect, test } from "vitest";
import { type ReadDay, sourceSilence } from "./source-silence.ts";

/** Days from 1 January on: `x` brought something new, `.` nothing, a space was not read. */
function days(pattern: string): ReadDay[] {
  return [...pattern].flatMap((mark, at) =>
    mark === " " ? [] : [{ day: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10), isNew: mark === "x" }],
  );
}

describe("a source is silent", () => {
  test("where one that brought something every day brings nothing for days", () => {
    expect(sourceSilence(days(`${"x".repeat(30)}...`))).toMatchObject({
      since: "2026-01-31",
      days: 3,
      usual: 1,
      longestBefore: 0,
    });
    expect(sourceSilence(days(`${"x".repeat(30)}..`))).toBeNull();
  });

  test("not over a weekend that it always keeps, and not in a pause as long as one it has had", () => {
    expect(sourceSilence(days(`${"xxxxx..".repeat(8)}...`))).toBeNull();
    const paused = `${"x".repeat(20)}......${"x".repeat(20)}`;
    expect(sourceSilence(days(`${paused}......`))).toBeNull();
    expect(sourceSilence(days(`${paused}.......`))).toMatchObject({ days: 7, longestBefore: 6 });
  });

  test("not where it seldom brings anything, or has hardly begun", () => {
    expect(sourceSilence(days(`${"x.........".repeat(8)}..............`))).toBeNull();
    expect(sourceSilence(days("xxxxxxxxx......"))).toBeNull();
    expect(sourceSilence(days("......"))).toBeNull();
  });

  test("not on days on which nobody read it", () => {
    expect(sourceSilence(days(`${"x".repeat(30)}      ..`))).toBeNull();
    expect(sourceSilence(days(`${"x".repeat(30)}      ...`))).toMatchObject({ since: "2026-02-06", days: 3 });
  });
});
