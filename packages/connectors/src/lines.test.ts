import fc from "fast-check";
import { expect, test } from "vitest";
import { lines, longestLine } from "./lines.ts";

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(text: string, size = 7): Promise<string[]> {
  const found: string[] = [];
  for await (const some of lines(pieces(new TextEncoder().encode(text), size))) found.push(...some);
  return found;
}

test("lines are the same wherever the bytes are cut, inside a character too", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom("a", "é", "語", "👋", "\t") }), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (expected, size) => {
        expect(await all(`${expected.join("\n")}\n`, size)).toEqual(expected);
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

test("a Windows line end is no part of its line", async () => {
  expect(await all("one\r\ntwo\r\n", 4)).toEqual(["one", "two"]);
});

test("empty lines keep their number, and the last line needs no end", async () => {
  expect(await all("\none\n\ntwo")).toEqual(["", "one", "", "two"]);
});

test("a byte order mark is no part of the first line", async () => {
  expect(await all("\uFEFFone\n")).toEqual(["one"]);
});

test("a file without line ends is refused before it fills the memory", async () => {
  const chunk = new Uint8Array(8 * 1024 * 1024).fill(0x61);
  let given = 0;
  async function* endless() {
    for (;;) {
      given += chunk.length;
      yield chunk;
    }
  }
  const read = async () => {
    for await (const _ of lines(endless()));
  };
  await expect(read()).rejects.toThrow(/one JSON object a line/);
  expect(given).toBeLessThanOrEqual(longestLine + 2 * chunk.length);
});
