import type { Reader, ReportDocument, ReportRow } from "@groundswell/reports";
import { describe, expect, test } from "vitest";
import { partFor } from "./what-to-send.ts";

const row = (about: Partial<ReportRow["about"]>): ReportRow => ({
  about: { expertise: null, person: null, region: null, alert: null, ...about },
  cells: ["a"],
  notes: [],
});
const section = (rows: ReportRow[], matter: "spaces" | "people" = "spaces") => ({
  ...{ key: "rows", title: "Rows", matter, note: null, chart: null, rows, empty: "None." },
  columns: [{ key: "a", title: "A", kind: "text" as const }],
});
const document = (more: Partial<ReportDocument>): ReportDocument => ({
  ...{ report: "candidates", title: "Candidates: lumen", expertise: "lumen", matter: "spaces" },
  ...{ window: { from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" }, asOf: "2026-02-01T00:00:00.000Z" },
  ...{ insight: "Two rose.", figures: [], changes: [], sections: [] },
  basis: { coverage: 1, gaps: [], policyVersion: null, runs: [], inputWatermark: null, tracks: [], warnings: [] },
  ...more,
});
const lead: Reader = { matters: ["people", "spaces"], expertises: "all", regions: "all" };
const plainly = { withoutPeople: false, watch: null };

describe("what is sent", () => {
  const both = document({
    sections: [section([row({}), row({ person: 7, region: "DE" })]), section([row({})], "people")],
  });

  test("holds no row and no section about people where others read along", () => {
    const part = partFor(both, lead, { ...plainly, withoutPeople: true }, []);
    expect(part?.sections.map(({ rows }) => rows.map(({ about }) => about.person))).toEqual([[null]]);
    expect(partFor(both, lead, plainly, [])?.sections).toHaveLength(2);
  });

  test("is nothing where the report is about people and others read along", () => {
    expect(partFor({ ...both, matter: "people" }, lead, { ...plainly, withoutPeople: true }, [])).toBeNull();
  });

  test("of alerts is what somebody follows and has not muted, by expertise, and nothing where none is left", () => {
    const alert = (kind: string, subject: string) => row({ alert: { kind, subject } });
    const alerts = document({
      report: "alerts",
      sections: [section([alert("riser", "person:7"), alert("source-silent", "qa"), alert("source-silent", "blog")])],
    });
    const kept = (
      watch: { kinds: string[] | null; subjects: string[] | null } | null,
      mutes: [string, string, string | null][],
    ) =>
      partFor(
        alerts,
        lead,
        { withoutPeople: false, watch },
        mutes.map(([expertise, kind, subject]) => ({ expertise, kind, subject })),
      )?.sections.flatMap(({ rows }) => rows.map(({ about }) => about.alert?.subject));
    expect(kept(null, [])).toEqual(["person:7", "qa", "blog"]);
    expect(kept(null, [["lumen", "source-silent", "qa"]])).toEqual(["person:7", "blog"]);
    expect(kept(null, [["quill", "source-silent", null]])).toEqual(["person:7", "qa", "blog"]);
    expect(kept({ kinds: ["source-silent"], subjects: null }, [["lumen", "source-silent", null]])).toBeUndefined();
  });

  test("of alerts says in its sentence no more than its rows", () => {
    const alert = (kind: string, subject: string) => row({ alert: { kind, subject } });
    const rows = [alert("answerer-lost", "a"), alert("questions-pile-up", "b"), alert("questions-pile-up", "c")];
    const all =
      "New in Lumen as of 2026-02-01: 1 space lost its most active answerer and questions pile up in 2 spaces.";
    const alerts = document({ report: "alerts", title: "Alerts: Lumen", insight: all, sections: [section(rows)] });
    const said = (mutes: Parameters<typeof partFor>[3], kinds: string[] | null = null) =>
      partFor(alerts, lead, { withoutPeople: false, watch: { kinds, subjects: null } }, mutes)?.insight;
    const mute = (kind: string, subject: string | null) => ({ expertise: "lumen", kind, subject });
    expect(said([])).toBe(all);
    const lost = "New in Lumen as of 2026-02-01: 1 space lost its most active answerer.";
    expect(said([mute("questions-pile-up", null)])).toBe(lost);
    expect(said([], ["answerer-lost"])).toBe(lost);
    expect(said([mute("questions-pile-up", "c"), mute("answerer-lost", null)])).toBe(
      "New in Lumen as of 2026-02-01: questions pile up in 1 space.",
    );
  });
});
