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

test("what nests without end is refused in a sentence", () => {
  expect(() => readYaml("- ".repeat(50_000), "c.yaml")).toThrow("c.yaml nests deeper than can be read");
  expect(() => readYaml(`a: ${"[".repeat(50_000)}`, "c.yaml")).toThrow(ConfigError);
});
