import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("./styles/", import.meta.url);

/** The rules of a class and nothing else, at the beginning of a line. */
const ownRule = /^(\.[\w-]+) \{/gm;

test("a class has its looks from one style sheet: of two, the later would change pages that the other was written for", () => {
  const sheets = new Map<string, Set<string>>();
  for (const sheet of readdirSync(folder))
    for (const [, name = ""] of readFileSync(new URL(sheet, folder), "utf8").matchAll(ownRule))
      sheets.set(name, (sheets.get(name) ?? new Set()).add(sheet));
  expect(sheets.size).toBeGreaterThan(100);
  expect([...sheets].filter(([, { size }]) => size > 1).map(([name, own]) => [name, ...own])).toEqual([]);
});
