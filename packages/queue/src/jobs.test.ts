import { expect, test } from "vitest";
import { fromId, readJob, slotId, slotOf, subjectOf, toId } from "./jobs.ts";

test("one source in one time slot is one id, whoever asks", () => {
  const hour = 3_600_000;
  const id = (instant: string) => slotId(subjectOf("collect", { source: "lumen-qa" }), slotOf(new Date(instant), hour));
  expect(id("2026-01-31T10:00:00Z")).toBe("lumen-qa@20260131T100000.000Z");
  expect(id("2026-01-31T10:59:59.999Z")).toBe(id("2026-01-31T10:00:00Z"));
  expect(id("2026-01-31T11:00:00Z")).not.toBe(id("2026-01-31T10:00:00Z"));
});

test("a run as of another instant is another subject", () => {
  expect(subjectOf("analyse", { expertise: "lumen" })).toBe("lumen");
  expect(subjectOf("analyse", { expertise: "lumen", asOf: "2026-01-01" })).toBe("lumen@2026-01-01");
});

test("a job that says what it is about is read, and any other is refused in a sentence", () => {
  expect(readJob("collect", { source: "lumen-qa" })).toEqual({ source: "lumen-qa" });
  expect(readJob("send", { message: null })).toEqual({ message: null });
  for (const data of [null, undefined, 7, [7], {}, { source: 7 }, { source: null }])
    expect(() => readJob("collect", data)).toThrow(/^This job of collect says no source, but .*: remove it/);
  expect(() => readJob("report", {})).toThrow(/says no schedule, but \{\}/);
});

test("ids hold no colon, and names that differ stay different", () => {
  const names = ["a:b", "a%3Ab", "a-b", "a%253Ab", "100%"];
  const ids = names.map(toId);
  expect(ids.join("")).not.toContain(":");
  expect(new Set(ids).size).toBe(names.length);
  expect(ids.map(fromId)).toEqual(names);
});
