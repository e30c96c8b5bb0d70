import { expect, test } from "vitest";
import { registryName } from "./file-name.ts";

test("the name of a file becomes a name that the API takes", () => {
  expect(registryName("Awardees 2026 (final).csv")).toBe("awardees-2026-final");
  expect(registryName("Préselección.v2.csv")).toBe("preseleccion-v2");
  expect(registryName("名.csv")).toBe("");
  expect(registryName(`${"a".repeat(79)}-b.csv`)).toBe("a".repeat(79));
});
