import { expect, test } from "vitest";
import { isoInstant } from "./instant.ts";

test("an instant without a zone is UTC", () => {
  expect(isoInstant("2011-06-21T20:19:34.730")).toBe("2011-06-21T20:19:34.730Z");
  expect(isoInstant("2011-06-21T20:19:34Z")).toBe("2011-06-21T20:19:34.000Z");
});

test("an offset may carry an instant into the next day", () => {
  expect(isoInstant("2024-02-29T23:30:00-02:00")).toBe("2024-03-01T01:30:00.000Z");
});

test("a day that does not exist is no instant", () => {
  expect(isoInstant("2025-02-29T10:00:00Z")).toBeNull();
  expect(isoInstant("2025-02-30T10:00:00-05:00")).toBeNull();
  expect(isoInstant("2021-02T00:00:00Z")).toBeNull();
  expect(isoInstant("")).toBeNull();
  expect(isoInstant(undefined)).toBeNull();
});

test("a year of five digits is no instant that a store can hold", () => {
  expect(isoInstant("9999-12-31T23:59:59-01:00")).toBeNull();
  expect(isoInstant("9999-12-31T00:00:00Z")).toBe("9999-12-31T00:00:00.000Z");
});
