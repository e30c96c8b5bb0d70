import { describe, expect, test } from "vitest";
import type { ReportDocument, ReportFigure, ReportRow, ReportSection } from "./document.ts";
import { changesBetween } from "./revision.ts";

function space(name: string, threads: number, about: Partial<ReportRow["about"]> = {}): ReportRow {
  return {
    about: { expertise: null, person: null, region: null, alert: null, ...about },
    cells: [{ text: name, url: `/spaces/${name}` }, threads],
    notes: [],
  };
}

function section(rows: ReportRow[], more: Partial<ReportSection> = {}): ReportSection {
  return {
    key: "spaces",
    title: "Spaces",
    matter: "spaces",
    note: null,
    chart: null,
    columns: [
      { key: "space", title: "Space", kind: "text" },
      { key: "threads", title: "Threads", kind: "count" },
    ],
    rows,
    empty: "None.",
    ...more,
  };
}

const coverage: ReportFigure = {
  key: "share",
  label: "Answered",
  unit: "share",
  now: 0.612,
  before: 0.5,
  lastYear: null,
  interval: null,
  better: "more",
};

function document(more: Partial<ReportDocument> = {}): ReportDocument {
  return {
    report: "support",
    title: "Where to deploy support: Lumen",
    expertise: "lumen",
    matter: "spaces",
    window: { from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
    asOf: "2026-02-01T00:00:00.000Z",
    insight: "Three spaces hold most of it.",
    figures: [coverage],
    changes: [],
    sections: [section([space("a", 9), space("b", 5), space("c", 2)])],
    basis: {
      coverage: 1,
      gaps: [],
      policyVersion: null,
      runs: [1],
      inputWatermark: 100,
      tracks: [],
      warnings: [],
    },
    ...more,
  };
}

const rows = (...found: ReportRow[]) => document({ sections: [section(found)] });

describe("what a reader sees otherwise in a revision", () => {
  test("is nothing where only run, watermark and coverage differ, or a number in a place that is not printed", () => {
    const { basis } = document();
    const later = document({
      basis: { ...basis, runs: [7], inputWatermark: 180, coverage: 0.9 },
      figures: [{ ...coverage, now: 0.61204 }],
    });
    expect(changesBetween(document(), later)).toEqual([]);
  });

  test("is the insight, and each figure with its old and new number as they are printed", () => {
    const later = document({ insight: "Four do.", figures: [{ ...coverage, now: 0.7 }] });
    expect(changesBetween(document(), later)).toEqual([
      "It said: “Three spaces hold most of it.” It says now: “Four do.”",
      "Answered was 61.2 % and is 70.0 %.",
    ]);
    expect(changesBetween(document(), document({ figures: [{ ...coverage, now: null }] }))).toEqual([
      "Answered was 61.2 % and is unknown.",
    ]);
    expect(changesBetween(document(), document({ figures: [{ ...coverage, before: 0.4 }] }))).toEqual([
      "What Answered is compared with has changed.",
    ]);
    expect(changesBetween(document(), document({ figures: [] }))).toEqual(["Answered is no longer given."]);
  });

  test("is rows that enter, leave, move or say something else; who only made room has not moved", () => {
    expect(changesBetween(document(), rows(space("new", 12), space("a", 9), space("b", 5)))).toEqual([
      "In “Spaces”: new is new; c is no longer there.",
    ]);
    expect(changesBetween(document(), rows(space("c", 11), space("a", 9), space("b", 5)))).toEqual([
      "In “Spaces”: c has another place; c says something else.",
    ]);
    const many = ["d", "e", "f", "g", "h"].map((name) => space(name, 1));
    expect(changesBetween(document(), rows(space("a", 9), space("b", 5), space("c", 2), ...many))).toEqual([
      "In “Spaces”: d, e, f and 2 more rows are new.",
    ]);
  });

  test("names nobody: rows about persons, alerts and other expertises are counted", () => {
    const ada = space("Ada", 4, { person: 7, region: "DE" });
    const other = space("Forge", 4, { expertise: "forge" });
    const own = space("d", 1, { expertise: "lumen" });
    const later = rows(space("a", 9), space("b", 5), space("c", 2), ada, other, own);
    expect(changesBetween(document(), later)).toEqual(["In “Spaces”: d and 2 more rows are new."]);
    const people = (...found: ReportRow[]) =>
      document({ sections: [section(found, { matter: "people", title: "People" })] });
    expect(changesBetween(people(), people(space("a", 1)))).toEqual(["In “People”: 1 row is new."]);
    const renamed = space("Ada L.", 4, { person: 7, region: "DE" });
    expect(changesBetween(people(ada), people(renamed))).toEqual(["In “People”: 1 row says something else."]);
  });

  test("is sentences and sections that come and go", () => {
    const changes = ["Fewer threads wait."];
    expect(changesBetween(document(), document({ changes }))).toEqual(["New: Fewer threads wait."]);
    expect(changesBetween(document({ changes }), document())).toEqual(["No longer said: Fewer threads wait."]);
    expect(changesBetween(document(), document({ sections: [] }))).toEqual(["“Spaces” is no longer there."]);
  });
});
