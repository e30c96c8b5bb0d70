import type { CandidacyHistory } from "@groundswell/reports";
import { expect, test } from "vitest";
import { historyWords } from "./history-words.ts";

const at = { event: 1, candidacy: 1, by: "River", at: "2026-01-01T00:00:00.000Z", reason: null, stands: true };

test("a vote with a conflict says so, and one without does not", () => {
  const vote = { ...at, kind: "vote", vote: "yes" } as const;
  expect(historyWords({ ...vote, conflict: null })).toBe("voted yes");
  expect(historyWords({ ...vote, conflict: "same team" })).toBe("voted yes, with a conflict of interest: same team");
});

test("a move names both stages as people say them", () => {
  const move: CandidacyHistory = { ...at, kind: "stage", from: "shortlisted", to: "in-review" };
  expect(historyWords(move)).toBe("moved it from shortlisted to in review");
});
