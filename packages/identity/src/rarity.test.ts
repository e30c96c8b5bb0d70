import type { LinkAccount } from "@groundswell/model";
import { expect, test } from "vitest";
import { countFrequencies, handleBits, handleBitsBeyondName, nameBits, rareNameBits, rareTogether } from "./rarity.ts";

const account = (name: string | null, handle: string | null): LinkAccount => ({
  ...{ id: 1, platform: "github", platformId: "1", name, handle, url: null, links: [], emailHash: null },
});
const few = countFrequencies([]);

test("a name is the more of a surprise the fewer accounts have its words", () => {
  const many = countFrequencies(Array.from({ length: 2000 }, () => account("Quella Borvinth", null)));
  expect(nameBits(few, "quella borvinth")).toBeCloseTo(2 * Math.log2(50_000));
  expect(nameBits(many, "quella borvinth")).toBeLessThan(rareNameBits / 2);
  expect(nameBits(many, "quella tremblune")).toBeGreaterThan(nameBits(many, "quella borvinth"));
});

test("names that are frequent anywhere are so among few accounts too, and an initial tells little", () => {
  expect(nameBits(few, "maria garcia")).toBeCloseTo(2 * Math.log2(100));
  expect(nameBits(few, "quella b") - nameBits(few, "quella")).toBe(4);
});

test("a handle is the more of a surprise the less its letters follow one another elsewhere", () => {
  const known = countFrequencies(Array.from({ length: 500 }, () => account(null, "developer")));
  expect(handleBits(known, "developer")).toBeLessThan(5);
  expect(handleBits(known, "xqzvwk")).toBeGreaterThan(30);
});

test("what a handle repeats of the name is no surprise", () => {
  for (const handle of ["quellaborvinth", "q-borvinth", "borvinthq"])
    expect(handleBitsBeyondName(few, handle, "quella borvinth"), handle).toBe(3);
  expect(handleBitsBeyondName(few, "borvinth73", "quella borvinth")).toBeGreaterThan(9);
  expect(handleBitsBeyondName(few, "nightowl", "quella borvinth")).toBe(handleBits(few, "nightowl"));
});

test("the more accounts there are, the rarer a name and a handle must be together", () => {
  const [handle, name] = ["borvinth73", "quella borvinth"];
  expect(rareTogether(few, handle, name)).toBe(true);
  // A million accounts of whom a thousand have each of the two words.
  const words = new Map([
    ["quella", 1000],
    ["borvinth", 1000],
  ]);
  expect(rareTogether({ ...few, accounts: 1_000_000, words }, handle, name)).toBe(false);
});

test("a handle of five letters or fewer is everybody's", () => {
  expect(rareTogether(few, "xqzv7", "quella borvinth")).toBe(false);
  expect(rareTogether(few, "xqzv77", "quella borvinth")).toBe(true);
});
