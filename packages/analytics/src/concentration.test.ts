import fc from "fast-check";
import { expect, test } from "vitest";
import { concentration } from "./concentration.ts";

const spaces = (counts: number[]) => counts.map((count, index) => ({ key: `forum:${index}`, count }));
const measure = (counts: number[]) => concentration(spaces(counts), { configured: counts.length });
const repeat = (count: number, times: number) => Array.from({ length: times }, () => count);
const someSpaces = fc
  .array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 })
  .filter((counts) => counts.some(Boolean));

const chaoss = [1000, 433, 343, 332, 202, 90, 42, 33];
const zipf = Array.from({ length: 50 }, (_, index) => Math.round(1000 / (index + 1) ** 1.2));

test.each([
  ["the CHAOSS absence factor example", chaoss, [0.404, 0.7176, 0.9333, 2, 0.2395, 4.175, 5.292, 0.4855, 0.5549]],
  ["the merger guidelines' market", [30, 30, 20, 20], [0.3, 0.8, 1, 2, 0.26, 3.846, 3.92, 0.1, 0.1333]],
  ["fifty equal spaces", repeat(7, 50), [0.02, 0.06, 0.1, 25, 0.02, 50, 50, 0, 0]],
  ["one space", [9], [1, 1, 1, 1, 1, 1, 1, 0, null]],
  [
    "five large among fifty",
    [1000, 900, 800, 700, 600, ...repeat(60, 45)],
    [0.1493, 0.403, 0.597, 4, 0.0771, 12.966, 23.563, 0.503, 0.5133],
  ],
  ["Zipf with exponent 1.2", zipf, [0.3023, 0.5148, 0.6158, 3, 0.1261, 7.929, 17.343, 0.6806, 0.6945]],
])("%s gives the published numbers", (_, counts, expected) => {
  const { topShare, k50, hhi, hill, gini, giniUnbiased } = measure(counts);
  const got = [topShare["1"], topShare["3"], topShare["5"], k50, hhi, hill["2"], hill["1"], gini, giniUnbiased];
  for (const [index, value] of expected.entries()) {
    if (value === null) expect(got[index]).toBeNull();
    // The published effective numbers carry three decimals, everything else four.
    else expect(Math.abs((got[index] ?? Number.NaN) - value)).toBeLessThan(index === 5 || index === 6 ? 6e-4 : 1e-4);
  }
});

test("where nothing happened every share is unknown, not zero", () => {
  const silent = concentration(spaces([0, 0, 0]), { configured: 5 });
  expect(silent).toMatchObject({ configured: 5, active: 0, total: 0, k50: null, k80: null, gini: null, hhi: null });
  expect(silent.topShare).toEqual({ "1": null, "3": null, "5": null, "10": null });
  expect(silent.hill).toEqual({ "0": 0, "1": null, "2": null });
});

test("silent spaces count as configured but not as active", () => {
  const counts = spaces([6, 3, 1]);
  const { configured, active, gini, giniActive, k50, hill } = concentration(counts, { configured: 10 });
  expect([configured, active, k50, hill["0"]]).toEqual([10, 3, 1, 3]);
  expect(giniActive).toBe(concentration(counts, { configured: 3 }).gini);
  expect(gini).toBe(measure([6, 3, 1, 0, 0, 0, 0, 0, 0, 0]).gini);
  expect(gini).toBeGreaterThan(giniActive ?? 1);
});

test("a tie at the boundary is told, and does not move the number", () => {
  expect(measure([30, 30, 20, 20])).toMatchObject({ k50: 2, k50Tied: 2 });
  expect(measure([5, 3, 3, 3])).toMatchObject({ k50: 2, k50Tied: 3 });
  expect(measure([9, 1])).toMatchObject({ k50: 1, k50Tied: 1 });
});

test("the space that lands exactly on half is enough, fractions too", () => {
  expect(measure([2, 1, 1]).k50).toBe(1);
  // 0.6 + 0.5 + 0.1 is 1.2000000000000002, of which 0.6 is a hair less than half.
  expect(measure([0.6, 0.5, 0.1]).k50).toBe(1);
  expect(measure(repeat(0.1, 10))).toMatchObject({ k50: 5, k80: 8 });
});

test("counts that would make the sentence a lie are refused", () => {
  expect(() => concentration(spaces([1, 2]), { configured: 1 })).toThrow(/2 spaces are counted but 1 configured/);
  expect(() => measure([-1])).toThrow(/forum:0 is -1/);
  expect(() => measure([Number.NaN])).toThrow(RangeError);
  const twice = { key: "a:1", count: 1 };
  expect(() => concentration([twice, twice], { configured: 2 })).toThrow(/a:1 is counted twice/);
});

test("more than a thousand spaces are all counted", () => {
  expect(measure(repeat(1, 4000))).toMatchObject({ active: 4000, total: 4000, k50: 2000, k80: 3200 });
});

test("every measure stays in its bounds", () => {
  fc.assert(
    fc.property(someSpaces, (counts) => {
      const { active, gini, giniUnbiased, giniActive, hhi, hill, evenness, k50, k80, topShare, k50Share } =
        measure(counts);
      for (const rate of [
        gini,
        giniUnbiased ?? 0,
        giniActive,
        hhi,
        evenness ?? 0,
        k50Share,
        ...Object.values(topShare),
      ]) {
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1 + 1e-12);
      }
      expect(hill["2"]).toBeLessThanOrEqual(hill["1"] ?? 0);
      expect(hill["1"]).toBeLessThanOrEqual(hill["0"]);
      expect(k50).toBeGreaterThanOrEqual(1);
      expect(k80).toBeGreaterThanOrEqual(k50 ?? 0);
      expect(k80).toBeLessThanOrEqual(active);
      expect(k50Share).toBeGreaterThanOrEqual(0.5);
    }),
  );
});

test("the order in which spaces arrive changes not one bit", () => {
  const shuffled = someSpaces.chain((counts) => {
    const list = spaces(counts);
    return fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }));
  });
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const of = { configured: list.length };
      expect(concentration(other, of)).toEqual(concentration(list, of));
    }),
  );
});

test("a thousand times the activity is the same concentration", () => {
  fc.assert(
    fc.property(someSpaces, fc.integer({ min: 2, max: 1000 }), (counts, factor) => {
      const one = measure(counts);
      const many = measure(counts.map((count) => count * factor));
      expect([many.k50, many.k80, many.active, many.k50Tied]).toEqual([one.k50, one.k80, one.active, one.k50Tied]);
      expect(many.gini).toBeCloseTo(one.gini ?? Number.NaN, 9);
      expect(many.hhi).toBeCloseTo(one.hhi ?? Number.NaN, 9);
    }),
  );
});

test("the Gini formula over ranks equals the mean difference over all pairs", () => {
  fc.assert(
    fc.property(someSpaces, (counts) => {
      const sum = counts.reduce((a, b) => a + b, 0);
      let difference = 0;
      for (const a of counts) for (const b of counts) difference += Math.abs(a - b);
      expect(measure(counts).gini).toBeCloseTo(difference / (2 * counts.length * sum), 9);
    }),
  );
});
