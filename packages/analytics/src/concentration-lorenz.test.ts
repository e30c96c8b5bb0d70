import { expect, test } from "vitest";
import { concentration } from "./concentration.ts";
import { lorenzCurve } from "./concentration-lorenz.ts";

const spaces = (counts: number[]) => counts.map((count, index) => ({ key: `forum:${index}`, count }));

test("the curve climbs from the least active space to everything", () => {
  expect(lorenzCurve(spaces([6, 1, 3]), { configured: 4 })).toEqual([
    [0, 0],
    [0.25, 0],
    [0.5, 0.1],
    [0.75, 0.4],
    [1, 1],
  ]);
});

test("twice the area above the curve is the Gini coefficient", () => {
  const counts = [1000, 433, 343, 332, 202, 90, 42, 33, 0];
  const points = lorenzCurve(spaces(counts), { configured: 10 });
  let area = 0;
  for (const [index, [x, y]] of points.entries()) {
    const [before, below] = points[index - 1] ?? [0, 0];
    area += ((x - before) * (y + below)) / 2;
  }
  expect(1 - 2 * area).toBeCloseTo(concentration(spaces(counts), { configured: 10 }).gini ?? 0, 12);
});

test("thousands of spaces are a hundred points that end at everything, and no activity is no curve", () => {
  const points = lorenzCurve(spaces(Array.from({ length: 4321 }, (_, at) => at)), { configured: 5000 });
  expect(points).toHaveLength(101);
  expect([points[0], points.at(-1)]).toEqual([
    [0, 0],
    [1, 1],
  ]);
  for (const [index, [x, y]] of points.entries()) expect(y).toBeLessThanOrEqual(x + (index === 0 ? 0 : 1e-12));
  expect(lorenzCurve(spaces([0, 0]), { configured: 3 })).toEqual([]);
});
