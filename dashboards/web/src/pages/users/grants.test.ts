import { expect, test } from "vitest";
import { readRegions, saySight } from "./grants.ts";

test("regions are read however they are set apart, once each", () => {
  expect(readRegions(" de, BR;br\nfr ")).toEqual(["DE", "BR", "FR"]);
  expect(readRegions("  ")).toEqual([]);
});

test("what a user sees is said as the server judges it", () => {
  const user = (role: string, expertises: string[] = [], regions: string[] = []) =>
    saySight({ role, expertises, regions });
  expect(user("admin")).toBe("everything");
  expect(user("product")).toBe("nothing yet");
  expect(user("product", [], ["DE"])).toBe("nothing yet");
  expect(user("product", ["*"])).toBe("spaces of every expertise");
  expect(user("lead", ["lumen"])).toBe("lumen");
  expect(user("lead", [], ["DE"])).toBe("every expertise, people of DE");
});
