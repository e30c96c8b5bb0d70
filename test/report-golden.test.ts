import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { analyse } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import {
  findReport,
  type Printable,
  printHtml,
  printMarkdown,
  printReportCsv,
  printReportJson,
  type ReportDocument,
} from "@groundswell/reports";
import { createWorld, writeSignals } from "@groundswell/simulator";
import { ensureExpertise, importSource, type Store } from "@groundswell/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSuiteStore, storeKinds } from "./open-test-store.ts";
import { edition, printLinks, supportDocument, trendsDocument } from "./report-documents.ts";
import { asOf } from "./store-fixtures.ts";

// UPDATE_GOLDEN=1 writes the files anew: then read what changed in them before you keep it.

const golden = fileURLToPath(new URL("../packages/reports/src/print/golden/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "groundswell-golden-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = () => asOf;

const formats = {
  "mail.html": (issue: Printable) => printHtml(issue, printLinks, "mail"),
  "page.html": (issue: Printable) => printHtml(issue, printLinks, "page"),
  md: async (issue: Printable) => printMarkdown(issue, printLinks),
  csv: async (issue: Printable) => printReportCsv(issue, printLinks),
  json: async (issue: Printable) => printReportJson(issue, printLinks),
};

async function expectGolden(name: string, issue: Printable): Promise<void> {
  for (const [ending, print] of Object.entries(formats)) {
    const file = join(golden, `${name}.${ending}`);
    const printed = await print(issue);
    if (process.env.UPDATE_GOLDEN === "1") {
      mkdirSync(golden, { recursive: true });
      writeFileSync(file, printed);
    }
    expect(printed, file).toBe(readFileSync(file, "utf8"));
  }
}

test.each([
  ["by-hand-support", edition(supportDocument, { revision: 2, revised: ["Signals rose from 1,052 to 1,078."] })],
  ["by-hand-trends", edition(trendsDocument)],
])("what stands in a report by hand is printed as it was: %s", expectGolden);

describe.each(storeKinds)("on the %s store", (kind) => {
  describe.each([
    ["support", "week", "lumen", 7],
    ["trends", "month", "ember", 8],
  ] as const)("the report %s, each %s, of %s", (name, cadence, expertise, seed) => {
    let document: ReportDocument | null;

    // biome-ignore lint/correctness/noEmptyPattern: the suite comes second, after what tests share
    beforeAll(async ({}, suite) => {
      const opened = await openSuiteStore(kind);
      await fill(opened.store, expertise, seed, `${kind}-${name}`);
      const report = findReport(name);
      const window = report.windowAt(asOf, cadence);
      await analyse({ store: opened.store, now }, { expertise, asOf: window.to });
      document = await report.build(opened.store, { expertise, window, cadence });
      return () => opened.tidy(suite);
    }, 120_000);

    test("has the bytes it had", async () => {
      expect(document?.sections.some(({ rows }) => rows.length > 0)).toBe(true);
      if (document) await expectGolden(`${expertise}-${name}`, edition(document));
    });
  });
});

/** All signals of a small simulated world, for an expertise. */
async function fill(store: Store, expertise: string, seed: number, name: string): Promise<void> {
  const file = join(folder, `${name}.ndjson.gz`);
  await writeSignals(createWorld({ seed, asOf, people: 60, spaces: 15, months: 28, unwatched: 3 }), file);
  await ensureExpertise(store, expertise);
  const options = { paths: [file] };
  const source = await importSource(store, { id: "import", connector: "signals", expertises: [expertise], options });
  const http = createHttp({ userAgent: "groundswell-test/0", now, allowHosts: ["127.0.0.1"] });
  const signal = new AbortController().signal;
  await collect({ store, connectors, http, env: {}, now, rawDays: 90, signal }, source);
}
