import { requireRun } from "@groundswell/reports";
import { ensureExpertise } from "@groundswell/store";
import { expect, test } from "vitest";
import { openTestStore } from "./open-test-store.ts";

test("an instant of which nothing was analysed is named as it was asked for, and one to come is not to be analysed", async () => {
  const store = await openTestStore("embedded");
  await ensureExpertise(store, "lumen");
  const now = new Date("2026-02-01T00:00:00Z");
  const refusal = async (text: string | null) =>
    requireRun(store, "lumen", text === null ? null : new Date(text), now).then(
      () => "",
      (error: Error) => error.message,
    );
  const advice = 'run "groundswell analyse --expertise lumen';
  expect(await refusal(null)).toBe(`Nothing has been analysed for "lumen": ${advice}".`);
  expect(await refusal("2026-01-05")).toBe(
    `Nothing has been analysed for "lumen" as of 2026-01-05: ${advice} --as-of 2026-01-05".`,
  );
  expect(await refusal("2026-01-05T10:30:00Z")).toMatch(/: run ".* --as-of 2026-01-05T10:30:00\.000Z"\.$/);
  expect(await refusal("2026-02-02")).toBe(
    'Nothing has been analysed for "lumen" as of 2026-02-02, which is to come: ask for an instant that is past.',
  );
});
