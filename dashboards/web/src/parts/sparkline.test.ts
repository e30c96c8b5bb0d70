import { expect, test } from "vitest";
import { stretches } from "./sparkline.tsx";

test("a month that was not read parts the line, and is not drawn as zero", () => {
  expect(stretches([3, 4, null, 0, null]).map((stretch) => stretch.map(({ at, value }) => [at, value]))).toEqual([
    [
      [0, 3],
      [1, 4],
    ],
    [[3, 0]],
  ]);
  expect(stretches([null, null])).toEqual([]);
});
