import fc from "fast-check";
import { expect, test } from "vitest";
import { addKey, countOf, createKeyIndex, membersOf, removeKey } from "./key-index.ts";

test("an index of keys holds what a map of lists would, however often it grows", () => {
  const step = fc.tuple(fc.boolean(), fc.string({ maxLength: 3 }), fc.nat(20));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const index = createKeyIndex(16);
      const map = new Map<string, number[]>();
      for (const [adding, key, member] of steps) {
        const members = map.get(key) ?? [];
        if (members.includes(member) !== adding) {
          if (adding) addKey(index, key, member);
          else removeKey(index, key, member);
          map.set(key, adding ? [...members, member] : members.filter((one) => one !== member));
        }
      }
      for (const [key, members] of map) {
        expect(membersOf(index, key)).toEqual(members.sort((a, b) => a - b));
        expect(countOf(index, key)).toBe(members.length);
      }
    }),
  );
});

test("a hundred thousand keys do not meet", () => {
  const index = createKeyIndex();
  for (let key = 0; key < 100_000; key++) addKey(index, `e:${key}`, key);
  expect(index.keys).toBe(100_000);
});
