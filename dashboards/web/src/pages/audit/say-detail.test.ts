import { expect, test } from "vitest";
import { sayDetail } from "./say-detail.ts";

test("details are said on one line, without what is not there", () => {
  expect(sayDetail({ reason: null, expertises: ["a", "b"], regions: [], retried: 0, earlier: { stage: 1 } })).toBe(
    'expertises: a, b; regions: none; retried: 0; earlier: {"stage":1}',
  );
  expect(sayDetail({ filter: {}, people: 50 })).toBe("people: 50");
  expect(sayDetail({})).toBe("");
});

test("a long detail is cut", () => {
  expect(sayDetail({ note: "x".repeat(10_000) }).length).toBe(300);
});
