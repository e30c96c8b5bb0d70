import { expect, test } from "vitest";
import { isSameName } from "./same-name.ts";

test("a name confirms an erasure in any case and spacing, and nothing else does", () => {
  expect(isSameName("  birch   NINE ", "Birch Nine")).toBe(true);
  expect(isSameName("Birch", "Birch Nine")).toBe(false);
  expect(isSameName("", "")).toBe(false);
});
