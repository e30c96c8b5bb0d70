import { expect, test } from "vitest";
import { countryName, nameOf, rankSpan, rankWords } from "./people-words.ts";

test("a rank is said with what chance alone could have made of it, and its absence is no rank", () => {
  expect(rankWords(3, [1, 7])).toBe("Rank 3, by chance alone between 1 and 7, four times in five");
  expect(rankWords(1, [1, 1])).toBe("Rank 1");
  expect(rankWords(null, null)).toBe("Not ranked: the evidence is insufficient");
  expect(rankSpan([1, 1200])).toBe("1 to 1,200");
});

test("who has no name is called by their number, and an unknown code is its own name", () => {
  expect(nameOf({ name: null, person: 12 })).toBe("Person 12");
  expect(countryName("PT")).toBe("Portugal");
  expect(countryName("not a code")).toBe("not a code");
});
