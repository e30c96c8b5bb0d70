import { expect, test } from "vitest";
import { sayLast } from "./webhook-words.ts";

const last = {
  ...{ type: "run.finished", attempts: 1, attemptedAt: "2026-02-01T00:00:00Z", status: 200, error: null },
  deliveredAt: "2026-02-01T00:00:00Z",
};

test("the last message was taken, was not, or there was none", () => {
  expect(sayLast({ last: null }).isGood).toBeNull();
  expect(sayLast({ last })).toEqual({ isGood: true, says: "run.finished was taken at the first attempt" });
  const refused = { ...last, attempts: 3, deliveredAt: null, status: 500, error: "The receiver answered 500." };
  expect(sayLast({ last: refused })).toEqual({
    isGood: false,
    says: "run.finished was not taken after 3 attempts: The receiver answered 500.",
  });
});
