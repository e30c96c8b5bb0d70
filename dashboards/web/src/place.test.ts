import { expect, test } from "vitest";
import { readPlace, windowStart, writePlace } from "./place.ts";

test("a place survives its address", () => {
  const place = { expertise: "lumen & co", window: "12-months", weighting: "shared", track: "leader" } as const;
  expect(readPlace(writePlace(place))).toEqual(place);
});

test("an address with nothing or nonsense in it shows the first choices", () => {
  const first = { expertise: null, window: "12-weeks", weighting: "events", track: "expert" };
  expect(readPlace("")).toEqual(first);
  expect(readPlace("?window=ever&weighting=<b>&track=")).toEqual(first);
  expect(writePlace(readPlace(""))).toBe("");
});

test("the twelve months of a leap day begin on the first of March", () => {
  expect(windowStart("12-months", "2028-02-29T00:00:00.000Z")).toBe("2027-03-01T00:00:00.000Z");
  expect(windowStart("12-weeks", "2028-02-29T00:00:00.000Z")).toBeNull();
});
