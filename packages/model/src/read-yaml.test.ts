import { expect, test } from "vitest";
import { ConfigError } from "./errors.ts";
import { readYaml } from "./read-yaml.ts";

test("a text says what it means, and where", () => {
  const { meaning, lines } = readYaml("a: 1\nb: [2]\n", "c.yaml");
  expect(meaning).toEqual({ a: 1, b: [2] });
  expect(lines.linePos(5).line).toBe(2);
});

test("what is wrong is said line by line, and of thousands twenty", () => {
  const wrong = (text: string) => {
    try {
      readYaml(text, "c.yaml");
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as Error).message.split("\n");
    }
    throw new Error("It was read.");
  };
  expect(wrong("a: 1\na: 2\n")).toEqual(["c.yaml:2: Map keys must be unique"]);
  const many = wrong(`a: 1\n${"]".repeat(5_000)}`);
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toMatch(/^and \d{4} more$/);
});

test("what nests without end is refused in a sentence, before it is parsed", () => {
  const steps = Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
  for (const text of [
    "- ".repeat(50_000),
    `a: ${"[".repeat(50_000)}`,
    "a: [{".repeat(50_000),
    "? ".repeat(50_000),
    steps,
  ])
    expect(() => readYaml(text, "c.yaml")).toThrow("c.yaml nests deeper than 200 levels");
  expect(readYaml(`a: ${"[".repeat(150)}${"]".repeat(150)}`, "c.yaml").meaning).toBeDefined();
  const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`a${n}`, { b: [n] }]));
  expect(readYaml(JSON.stringify(wide), "c.json").meaning).toEqual(wide);
});
