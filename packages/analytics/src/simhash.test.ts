import fc from "fast-check";
import { expect, test } from "vitest";
import { foldedWords, hammingDistance, printSimhash, readSimhash, simhash } from "./simhash.ts";

// Computed apart, in Python with whole numbers of 64 bits.
test.each([
  ["lamp", "22e315afccf27826"],
  ["", "0000000000000000"],
  ["The quick, brown fox jumps over the lazy dog!", "c10a40f8c68a2923"],
  ["The quick, brown fox jumps over the lazy cat!", "c10e48f8ce8a2de3"],
  ["電灯", "2080804902280102"],
  ["STRASSE caf\u00e9".replace("STRASSE", "Straße"), "22580254608b0600"],
])("the hash of “%s” is %s", (text, hash) => {
  expect(printSimhash(simhash(foldedWords(text)))).toBe(hash);
});

test("words are the same in every width, case and composition", () => {
  expect(foldedWords("ＬＡＭＰ cafe\u0301 x-ray, 3D")).toEqual(["lamp", "café", "x", "ray", "3d"]);
});

test("a script without spaces has a word for each character", () => {
  expect(foldedWords("電灯を lamp つける")).toEqual(["電", "灯", "を", "lamp", "つ", "け", "る"]);
});

test("the distance counts every bit that differs, the highest too", () => {
  expect(hammingDistance([0, 0], [0xffffffff, 0xffffffff])).toBe(64);
  expect(hammingDistance([0x80000000, 1], [0, 0])).toBe(2);
  expect(hammingDistance([0x12345678, 9], [0x12345678, 9])).toBe(0);
});

const half = fc.integer({ min: 0, max: 0xffffffff });
test("a hash that was printed is read again as it was", () => {
  fc.assert(
    fc.property(half, half, (high, low) => {
      expect(readSimhash(printSimhash([high, low]))).toEqual([high, low]);
    }),
    { seed: 20260201 },
  );
});

test("the distance is that of the bits written out", () => {
  const bits = (hash: readonly [number, number]) => hash.map((one) => one.toString(2).padStart(32, "0")).join("");
  fc.assert(
    fc.property(half, half, half, half, (a, b, c, d) => {
      const [one, other] = [bits([a, b]), bits([c, d])];
      expect(hammingDistance([a, b], [c, d])).toBe([...one].filter((bit, place) => bit !== other[place]).length);
    }),
    { seed: 20260201 },
  );
});
