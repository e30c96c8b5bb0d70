import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { methodNames, methods, reasonOf, tierOf } from "./methods.ts";

const docs = readFileSync(new URL("../../../docs/identity.md", import.meta.url), "utf8");

test("the docs show every method with its tier, confidence and reason", () => {
  const evidence = docs.split("\n## ").find((chapter) => chapter.startsWith("Evidence")) ?? "";
  const rows = evidence.split("\n").flatMap((line) => {
    const [, method, tier, confidence, , reason] = line.split("|").map((cell) => cell.trim());
    return method?.startsWith("`")
      ? [{ method: method.slice(1, -1), tier, confidence: Number(confidence), reason }]
      : [];
  });
  expect(rows).toEqual(methodNames.map((method) => ({ method, ...methods[method] })));
});

test("methods stand in the order of their confidence, which tells their tier", () => {
  const confidences = methodNames.map((method) => methods[method].confidence);
  expect(confidences).toEqual([...confidences].sort((x, y) => y - x));
  for (const method of methodNames) expect(tierOf(methods[method].confidence), method).toBe(methods[method].tier);
});

test("a reason is filled in the order of its braces", () => {
  expect(reasonOf("forge-id", "41", "github")).toBe("both hold the number 41 of github");
  expect(reasonOf("mutual-link", "a", "b")).toBe("their profiles name each other: a and b");
});
