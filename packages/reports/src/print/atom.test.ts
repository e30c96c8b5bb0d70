import { describe, expect, test } from "vitest";
import type { ReportDocument } from "../report/document.ts";
import type { Reader } from "../report/reader.ts";
import { atomFeed, type FeedEdition } from "./atom.ts";

const reader: Reader = { matters: ["spaces"], expertises: "all", regions: "all" };
const links = { base: "https://g.example", unsubscribe: null };
const self = "https://g.example/feeds/secret";

function edition(id: number, more: Partial<ReportDocument> = {}, revision = 1): FeedEdition {
  const document: ReportDocument = {
    ...{ report: "trends", title: "Trends: lumen", expertise: "lumen", matter: "spaces", sections: [], figures: [] },
    ...{
      window: { from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
      asOf: "2026-02-01T00:00:00.000Z",
    },
    ...{ insight: "Questions rise.", changes: ["One more."] },
    basis: { coverage: 1, gaps: [], policyVersion: null, runs: [], inputWatermark: null, tracks: [], warnings: [] },
    ...more,
  };
  return {
    id,
    document,
    cadence: "month",
    revision,
    revised: ["More came."],
    builtAt: new Date(Date.UTC(2026, 1, id)),
  };
}
const feed = (...editions: FeedEdition[]) => {
  const since = new Date("2025-01-01T00:00:00Z");
  return atomFeed({ title: "Reports", self, since, editions }, reader, links);
};
const idsOf = (text: string) => [...text.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id);

describe("a feed of reports", () => {
  test("has what RFC 4287 asks for, once each, and an id that does not show its address", () => {
    const text = feed(edition(2));
    const [head = "", entry = ""] = text.split("<entry>");
    for (const part of [head, entry])
      for (const name of ["id", "title", "updated"])
        expect(part.match(new RegExp(`<${name}>`, "g")), name).toHaveLength(1);
    expect(head).toContain("<author><name>Groundswell</name></author>");
    expect(head).toContain(`<link rel="self" type="application/atom+xml" href="${self}"/>`);
    expect(entry).toContain('<link rel="alternate" type="text/html" href="https://g.example/reports/2"/>');
    for (const id of idsOf(text))
      expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(feed()).toContain("<updated>2025-01-01T00:00:00.000Z</updated>");
  });

  test("shows a revision in the place of what it replaces: the same id, updated later", () => {
    const [first, revised] = [feed(edition(2)), feed(edition(2), edition(5, {}, 2))];
    expect(idsOf(revised)).toEqual(idsOf(first));
    expect(revised).toContain("<updated>2026-02-05T00:00:00.000Z</updated>");
    expect(revised).not.toContain("2026-02-02T");
    expect(revised).toContain("More came.");
    expect(first).not.toContain("More came.");
  });

  test("has the latest window first, and another id for each", () => {
    const later = edition(3, { window: { from: "2026-02-01T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" } });
    const text = feed(edition(2), later);
    expect(text.indexOf("/reports/3")).toBeLessThan(text.indexOf("/reports/2"));
    expect(new Set(idsOf(text)).size).toBe(3);
  });

  test("has nothing that its reader may not read", () => {
    expect(feed(edition(2, { matter: "people", title: "Vera", insight: "Vera" }))).not.toMatch(/Vera|<entry>/);
  });

  test("escapes what a source wrote: once for XML, and twice where it is HTML inside of it", () => {
    const text = feed(edition(2, { title: "<b>&\u0000\uFFFE\u202E", insight: '<script>alert("x")</script>' }));
    expect(text.replaceAll("\n", "")).not.toMatch(/<script|<b>|[\p{Cc}\uFFFE\u202E]/u);
    expect(text).toContain("&amp;lt;script&amp;gt;");
    expect(text).toContain("<summary>&lt;script&gt;");
  });
});
