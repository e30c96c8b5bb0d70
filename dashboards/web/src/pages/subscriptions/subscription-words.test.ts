import { expect, test } from "vitest";
import { type Subscription, sayState, sayTerms, sayWay } from "./subscription-words.ts";

const subscription: Subscription = {
  ...{ id: 1, user: "lead@example.org", report: "support", expertise: "lumen", channel: "mail", place: null },
  ...{ withoutPeople: false, formats: [], digest: null, quiet: null, tz: "America/New_York", watch: null },
  ...{ createdBy: "lead@example.org", createdAt: "2026-01-05T00:00:00.000Z", endedAt: null, endedWhy: null },
};

test("a subscription says when it is quiet, in its own time zone", () => {
  expect(sayTerms(subscription)).toEqual([]);
  const quiet = { ...subscription, digest: "week" as const, quiet: { from: "22:00", to: "07:00" } };
  expect(sayTerms(quiet)).toEqual([
    "One message a week, with all of it.",
    "Nothing between 22:00 and 07:00, America/New York.",
  ]);
});

test("a hook is named by its host alone", () => {
  expect(sayWay({ channel: "slack", place: "hooks.example" })).toBe("Slack, hooks.example");
  expect(sayWay({ channel: "mail", place: null })).toBe("Mail");
});

test("what was sent and came back did not arrive", () => {
  expect(sayState({ state: "sent", bouncedAt: null }).says).toBe("sent");
  expect(sayState({ state: "sent", bouncedAt: "2026-01-05T00:00:00.000Z" }).says).toBe("came back");
});
