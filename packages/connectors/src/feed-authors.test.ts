import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAuthor } from "./feed-authors.ts";

const pieces = [
  "Kim",
  "Roe",
  " ",
  ",",
  ";",
  "-",
  "'",
  '"',
  "(",
  ")",
  "<",
  ">",
  "[",
  "@",
  "&amp;",
  "k@lamps.example",
  "é",
];

describe("an author written as one text", () => {
  it.each([
    ["Kim Roe", { name: "Kim Roe", url: null, email: null }],
    ["Kim O'Roe", { name: "Kim O'Roe", url: null, email: null }],
    ["Kim  Roe, ", { name: "Kim Roe", url: null, email: null }],
    ["- Kim Roe", { name: "Kim Roe", url: null, email: null }],
    ['"Kim Roe"', { name: "Kim Roe", url: null, email: null }],
    ["(Kim Roe)", { name: "Kim Roe", url: null, email: null }],
    ["Kim &amp; Roe", { name: "Kim & Roe", url: null, email: null }],
    ["k@lamps.example (Kim Roe)", { name: "Kim Roe", url: null, email: "k@lamps.example" }],
    ["Kim Roe <k@lamps.example>", { name: "Kim Roe", url: null, email: "k@lamps.example" }],
    ["k@lamps.example", { name: null, url: null, email: "k@lamps.example" }],
    ["a".repeat(600), { name: "a".repeat(500), url: null, email: null }],
    [" , ", null],
    ["", null],
  ])("is read from %j", (text, expected) => expect(parseAuthor(text)).toEqual(expected));

  it("is the same with white space around it", () => {
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseAuthor(text)).toEqual(parseAuthor(`\n${text}\n`));
      }),
      { seed: 7, numRuns: 3_000 },
    );
  });
});
