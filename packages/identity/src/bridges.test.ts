import fc from "fast-check";
import { expect, test } from "vitest";
import { bridgesOf } from "./bridges.ts";
import { reach } from "./persons.ts";

const size = 8;
const end = fc.integer({ min: 1, max: size });
const edge = fc.tuple(end, end).filter(([a, b]) => a !== b);

test("an edge is a bridge exactly where taking it away leaves two parts that are large enough", () => {
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 14 }), fc.constantFrom(1, 2, 3), (pairs, leastPart) => {
      const edges = pairs.map(([a, b]) => ({ a, b }));
      const expected = edges.flatMap(({ a, b }, index) => {
        const others = edges.filter((_, other) => other !== index);
        const [left, right] = [reach([a], others), reach([b], others)];
        return !left.has(b) && left.size >= leastPart && right.size >= leastPart ? [index] : [];
      });
      expect(bridgesOf(edges, leastPart).sort((x, y) => x - y)).toEqual(expected);
    }),
  );
});
