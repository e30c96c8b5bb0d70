import { expect, test } from "vitest";
import type { ReportDocument, ReportRow } from "./document.ts";
import { documentFor, documentWatched, type Reader } from "./reader.ts";

const row = (about: Partial<ReportRow["about"]>): ReportRow => ({
  about: { expertise: null, person: null, region: null, alert: null, ...about },
  cells: [],
  notes: [],
});
const section = (matter: "spaces" | "people", rows: ReportRow[]): ReportDocument["sections"][number] => ({
  ...{ key: matter, title: matter, matter, note: null, columns: [], rows, empty: "Nothing." },
  chart: { title: "All", description: "All of them.", draw: "bars", bars: [], unit: "count" },
});
const document = (more: Partial<ReportDocument> = {}): ReportDocument => ({
  ...{ report: "support", title: "Support", expertise: "lumen", matter: "spaces" },
  window: { from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
  ...{ asOf: "2026-02-01T00:00:00.000Z", insight: "All is well.", figures: [], changes: [], sections: [] },
  basis: { coverage: 1, gaps: [], policyVersion: "p", runs: [1], inputWatermark: 1, tracks: [], warnings: [] },
  ...more,
});
const lead: Reader = { matters: ["spaces", "people"], expertises: "all", regions: "all" };
const product: Reader = { ...lead, matters: ["spaces"], expertises: ["lumen"] };

test("a report of people, or of an expertise that was not granted, is nobody else's", () => {
  expect(documentFor(document({ matter: "people" }), product)).toBeNull();
  expect(documentFor(document({ expertise: "ember" }), product)).toBeNull();
  expect(documentFor(document({ expertise: "ember" }), lead)).not.toBeNull();
});

test("sections and rows about people are left out whole for whoever may not read of people", () => {
  const given = document({
    sections: [section("people", [row({ person: 1 })]), section("spaces", [row({ person: 1 }), row({})])],
  });
  expect(documentFor(given, product)?.sections.map(({ rows }) => rows.length)).toEqual([1]);
  expect(documentFor(given, lead)).toEqual(given);
});

test("a reader of some regions gets the people of these, and nobody of whom no region is known", () => {
  const rows = [row({ person: 1, region: "PT" }), row({ person: 2, region: "DE" }), row({ person: 3 }), row({})];
  const seen = documentFor(document({ sections: [section("people", rows)] }), { ...lead, regions: ["PT"] });
  expect(seen?.sections[0]?.rows.map(({ about }) => about.person)).toEqual([1, null]);
  expect(seen?.sections[0]?.chart).toBeNull();
});

test("expertises side by side are for whoever knows them all, since the sentences name them", () => {
  const overview = document({
    expertise: null,
    sections: [section("spaces", [row({ expertise: "lumen" }), row({ expertise: "ember" })])],
  });
  expect(documentFor(overview, product)).toBeNull();
  expect(documentFor(overview, { ...product, expertises: ["ember", "lumen"] })).toEqual(overview);
});

test("somebody is told of the alerts they follow and have not muted, and of nothing where none is left", () => {
  const alert = (kind: string, subject: string) => row({ alert: { kind, subject } });
  const found = document({
    report: "alerts",
    sections: [section("spaces", [alert("riser", "person:1"), alert("answerer-lost", "forum:a")])],
  });
  const kept = (kinds: string[] | null, subjects: string[] | null, muted = "") =>
    documentWatched(found, { kinds, subjects }, ({ subject }) => subject === muted)?.sections.flatMap(({ rows }) =>
      rows.map(({ about }) => about.alert?.subject),
    ) ?? null;
  expect(kept(null, null)).toEqual(["person:1", "forum:a"]);
  expect(kept(["answerer-lost"], null)).toEqual(["forum:a"]);
  expect(kept(null, ["person:1"])).toEqual(["person:1"]);
  expect(kept(null, null, "forum:a")).toEqual(["person:1"]);
  expect(kept(["riser"], ["forum:a"])).toBeNull();
});
