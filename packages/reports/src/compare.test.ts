import { expect, test } from "vitest";
import { sideBySide } from "./compare.ts";

test("each part has a place for everybody, empty where one has none of it, the largest first", () => {
  const part = (channel: string, contribution: number) => ({ channel, contribution });
  const rows = sideBySide(
    [[part("answers", 30), part("posts", 5)], [], [part("code", 40), part("posts", 5)]],
    ({ channel }) => channel,
  );
  expect(rows.map(({ name, of }) => [name, of.map((one) => one?.contribution ?? null)])).toEqual([
    ["code", [null, null, 40]],
    ["answers", [30, null, null]],
    ["posts", [5, null, 5]],
  ]);
});
