import { expect, test } from "vitest";
import { countryName, nameOf, rankSpan, rankWords } from "./people-words.ts";

test("a rank is said with what chance alone could have made of it, and its absence is no rank", () => {
  expect(rankWords({ rank: 3, rankInterval: [1, 7], percentile: 0.9 })).toBe(
    "Rank 3, by chance alone between 1 and 7, four times in five",
  );
  expect(rankWords({ rank: 1, rankInterval: [1, 1], percentile: 0.9 })).toBe("Rank 1");
  const none = { rank: null, rankInterval: null };
  expect(rankWords({ ...none, percentile: null })).toBe("Not ranked: the evidence is insufficient");
  expect(rankWords({ ...none, percentile: 0.9 })).toBe("Not ranked: a gate keeps them off the list");
  expect(rankSpan([1, 1200])).toBe("1 to 1,200");
});

test("who has no name is called by their number, and an unknown code is its own name", () => {
  expect(nameOf({ name: null, person: 12 })).toBe("Person 12");
  expect(countryName("PT")).toBe("Portugal");
  expect(countryName("not a code")).toBe("not a code");
});
