import { expect, test } from "vitest";
import {
  auditPath,
  firstAuditPlace,
  firstSourcePlace,
  readAuditPlace,
  readAwardeesPlace,
  readErasurePlace,
  readSourcePlace,
} from "./place-operation.ts";

test("what an address leaves out or misspells is the first choice", () => {
  expect(readSourcePlace({ days: "900" })).toEqual(firstSourcePlace);
  expect(readAuditPlace({ from: "yesterday", before: "-1", actor: { a: 1 } })).toEqual(firstAuditPlace);
  expect(readAwardeesPlace({ status: "gone", unmatched: "true" })).toEqual({ status: "", unmatched: true });
});

test("digits, which a router reads as numbers, stay what was written", () => {
  expect(readErasurePlace({ person: 12 })).toEqual({ person: "12" });
  expect(readSourcePlace({ days: 365 })).toEqual({ days: "365" });
  expect(readAuditPlace({ before: 71 }).before).toBe("71");
});

test("the audit log is asked without empty filters, and up to the end of the last day", () => {
  expect(auditPath(firstAuditPlace)).toBe("/api/audit");
  expect(auditPath({ ...firstAuditPlace, actor: "Ada & Co", to: "2026-02-28" })).toBe(
    "/api/audit?actor=Ada+%26+Co&to=2026-03-01",
  );
  expect(auditPath({ ...firstAuditPlace, to: "2026-99-99" })).toBe("/api/audit?to=2026-99-99");
});
