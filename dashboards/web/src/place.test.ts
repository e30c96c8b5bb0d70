import { expect, test } from "vitest";
import {
  firstSpacesPlace,
  readDiscoveryPlace,
  readSignInPlace,
  readSpacePlace,
  readSpacesPlace,
  windowStart,
} from "./place.ts";

test("an address with nothing or nonsense in it shows the first choices", () => {
  expect(readSpacesPlace({})).toEqual(firstSpacesPlace);
  expect(readSpacesPlace({ window: "ever", weighting: ["<b>"], direction: 7 })).toEqual(firstSpacesPlace);
  expect(readDiscoveryPlace({ decided: "perhaps" })).toEqual({ decided: false });
});

test("a space whose key is all digits stays text", () => {
  expect(readSpacePlace({ space: 42, window: "12-months" })).toEqual({ space: "42", window: "12-months" });
});

test("signing in leads back to these pages only, whatever the address says", () => {
  expect(readSignInPlace({ to: "/expertises/lumen/spaces?window=12-months#x" }).to).toBe(
    "/expertises/lumen/spaces?window=12-months#x",
  );
  for (const to of [
    "https://evil.example",
    "//evil.example/a",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    5,
    null,
  ])
    expect(readSignInPlace({ to }).to).toBe("/");
});

test("the twelve months of a leap day begin on the first of March", () => {
  expect(windowStart("12-months", "2028-02-29T00:00:00.000Z")).toBe("2027-03-01T00:00:00.000Z");
  expect(windowStart("12-weeks", "2028-02-29T00:00:00.000Z")).toBeNull();
});
