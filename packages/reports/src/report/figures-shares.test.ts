import { expect, test } from "vitest";
import { movedShares, shareCurve } from "./figures-shares.ts";

const space = (key: string, shareChange: number | null, shareChangeInterval: [number, number] | null, count = 5) => ({
  ...{ key, name: key.toUpperCase(), count, share: 0.3, shareChange, shareChangeInterval },
});

test("only moves that ten looks would not bring about by chance are told, the largest first", () => {
  const moved = movedShares(
    [
      space("a", 0.1, [0.05, 0.15]),
      // Its own interval leaves zero out, the one for ten looks does not.
      space("b", 0.1, [0.01, 0.19]),
      space("c", -0.2, [-0.25, -0.15]),
      space("d", 0.2, null),
    ],
    [],
  );
  expect(moved.map(({ name }) => name)).toEqual(["C", "A"]);
  expect(moved[0]).toMatchObject({ now: 0.3, before: 0.5 });
});

test("what fell out of the head is looked at although it is among the first no more", () => {
  const first = Array.from({ length: 12 }, (_, at) => space(`s${at}`, 0.001, [-0.1, 0.1]));
  const fallen = space("fallen", -0.2, [-0.22, -0.18], 0);
  expect(movedShares([...first, fallen], ["fallen"]).map(({ key }) => key)).toEqual(["fallen"]);
  expect(movedShares([...first, space("late", 0.2, [0.18, 0.22])], [])).toEqual([]);
});

test("a curve begins with nothing, leaves silent spaces out and marks what exists", () => {
  const spaces = [
    { name: "a", count: 3, cumulativeShare: 0.75 },
    { name: "b", count: 1, cumulativeShare: 1 },
    { name: "c", count: 0, cumulativeShare: 1 },
  ];
  expect(shareCurve(spaces, [1, 2, 1, null])).toEqual({
    points: [
      { spaces: 0, share: 0, name: "" },
      { spaces: 1, share: 0.75, name: "a" },
      { spaces: 2, share: 1, name: "b" },
    ],
    marked: [1, 2],
  });
});

test("of five thousand spaces a curve keeps the first, those marked and the last", () => {
  const many = Array.from({ length: 5000 }, (_, at) => ({
    name: `${at + 1}`,
    count: 1,
    cumulativeShare: (at + 1) / 5000,
  }));
  const { points } = shareCurve(many, [2501, 4001]);
  expect(points.length).toBeLessThanOrEqual(130);
  expect(points.map(({ spaces }) => spaces)).toEqual(expect.arrayContaining([0, 1, 20, 2501, 4001, 5000]));
});
