import { expect, test } from "vitest";
import { rankPlace } from "./rank-interval.tsx";

test("equal ratios of ranks are equally far apart", () => {
  expect(rankPlace(4, 400) - rankPlace(2, 400)).toBeCloseTo(rankPlace(400, 400) - rankPlace(200, 400), 9);
  expect([rankPlace(1, 400), rankPlace(400, 400), rankPlace(1, 1)]).toEqual([0, 100, 0]);
});
