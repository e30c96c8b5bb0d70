import { expect, test } from "vitest";
import { contributionsOf, dayStrip, monthBounds } from "./person-page-days.ts";

test("the strip ends the day before the as-of day, and days outside it are in no count", () => {
  const events = (day: string) => ({ day, events: 2 });
  const { from, counts } = dayStrip(
    [events("2025-01-31"), events("2025-02-01"), events("2026-01-31"), events("2026-02-01")],
    new Date("2026-02-01T15:00:00Z"),
  );
  expect(from).toBe("2025-02-01");
  expect([counts.length, counts[0], counts.at(-1)]).toEqual([365, 2, 2]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
});

test("twelve months before the 31st begin on days that their months have", () => {
  const bounds = monthBounds(new Date("2024-03-31T23:00:00Z"), 12);
  expect(bounds).toHaveLength(13);
  expect([bounds[0], bounds[11], bounds[12]]).toEqual(["2023-03-31", "2024-02-29", "2024-03-31"]);
  expect([...bounds].sort()).toEqual(bounds);
});

test("kinds, spaces and both together hold the same events, and a tie is told by the name", () => {
  const day = (kind: string, space: string, events: number) => ({
    ...{ day: "2025-05-01", kind, space, spaceName: space, spaceUrl: null, events },
  });
  const { kinds, spaces, cells } = contributionsOf([
    day("post", "b:1", 1),
    day("answer", "a:1", 1),
    day("post", "a:1", 1),
  ]);
  expect(kinds).toEqual([
    { kind: "post", events: 2 },
    { kind: "answer", events: 1 },
  ]);
  expect(spaces.map(({ key, events }) => [key, events])).toEqual([
    ["a:1", 2],
    ["b:1", 1],
  ]);
  expect(cells.map(({ kind, space }) => `${kind} ${space}`)).toEqual(["answer a:1", "post a:1", "post b:1"]);
});
