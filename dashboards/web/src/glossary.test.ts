import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readGlossary } from "../glossary.ts";

const words = readGlossary(readFileSync(new URL("../../../ARCHITECTURE.md", import.meta.url), "utf8"));

test("the glossary is the table of words, without its head", () => {
  expect(Object.keys(words).length).toBeGreaterThan(30);
  expect(words.space).toMatch(/^The smallest place where people gather/);
  expect(words.pull).not.toContain("`");
  expect(words).not.toHaveProperty("word");
});

test("every word that a page explains is in the glossary", () => {
  const folder = new URL(".", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tsx"));
  const used = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/<Term word="([^"]+)"/g)].map(([, word = ""]) => word),
  );
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((word) => !(word in words))).toEqual([]);
});
