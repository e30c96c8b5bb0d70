import { describe, expect, test } from "vitest";
import { withoutTheirs } from "./opted-out.ts";

const isTheirs = (item: object) => "by" in item && item.by === "hidden";

describe("an answer without what people want to keep to themselves", () => {
  test("loses their items from lists, and shows null where they are quoted", () => {
    const answer = { items: [{ by: "hidden" }, { by: "ada", quotes: { by: "hidden", text: "secret" } }, null] };
    expect(withoutTheirs(answer, isTheirs)).toEqual({ items: [{ by: "ada", quotes: null }, null] });
  });

  test("is itself where nothing is theirs", () => {
    const answer = [{ by: "ada", tags: ["a", null, 1, []] }];
    expect(withoutTheirs(answer, isTheirs)).toBe(answer);
  });

  test("cannot exhaust the stack, however deep it is nested", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(JSON.stringify(withoutTheirs(deep, isTheirs)).length).toBeLessThan(200);
  });
});
