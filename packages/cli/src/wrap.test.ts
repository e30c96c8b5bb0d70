import { expect, test } from "vitest";
import { wrap } from "./wrap.ts";

test("text is broken between words, and what follows is indented", () => {
  expect(wrap("one two three four", { width: 10, indent: 4 })).toBe("one two\n    three\n    four");
  expect(wrap("one two", { width: 10, first: 2 })).toBe("  one two");
});

test("a word that is too long stands alone, whole", () => {
  const url = "https://forum.example/a/very/long/address";
  expect(wrap(`see ${url} there`, { width: 20 })).toBe(`see\n${url}\nthere`);
  expect(wrap(url, { width: 20, first: 4 })).toBe(`    ${url}`);
});

test("nothing that a terminal would obey gets through", () => {
  expect(wrap("a\u001b[31mb\nc", { width: 20 })).toBe("a [31mb c");
});
