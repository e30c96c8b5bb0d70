import { expect, test } from "vitest";
import { describeResult } from "./import.ts";

type Parts = { saved?: number; seen?: number; skipped?: number };

const tally = ({ saved = 0, seen = 0, skipped = 0 }: Parts = {}) => ({
  fetched: saved + seen + skipped,
  saved,
  seen,
  skipped,
});

function said(signals: Parts, reasons: Record<string, number> = {}): string[] {
  const counts = { signals: tally(signals), accounts: tally(), endorsements: tally(), reasons };
  return describeResult({ source: "import-signals", state: "ok", counts }, 2, 60);
}

test("an import that changed nothing says why", () => {
  expect(said({ saved: 2, skipped: 1 }, { "line is not JSON": 1 })).toEqual([
    "signals: 3 read = 2 saved + 0 seen before + 1 set aside",
    "  1 × line is not JSON",
    "2.0 s, 60 rows a second",
  ]);
  expect(said({ seen: 3 })).toContain("Nothing changed: everything was here already.");
  expect(said({ seen: 2, skipped: 1 })).toContain(
    "Nothing changed: everything was here already but what was set aside.",
  );
  expect(said({ skipped: 3 })).toContain("Nothing changed: all of it was set aside.");
  expect(said({})).toContain("Nothing changed: there was nothing to read.");
});
