import type { ReportDocument } from "@groundswell/reports";
import type { Asker } from "@groundswell/server";
import { auditLog } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { useReportApi } from "./api-reports-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { readCsv } from "./read-csv.ts";
import { documentOf, issue, rowOf } from "./report-readers.ts";
import { rowsOf } from "./store-fixtures.ts";

type Json = ReturnType<typeof JSON.parse>;

describe.each(storeKinds)("reports by the API, on the %s store", (kind) => {
  const { world, someone, ask } = useReportApi(kind);

  describe("an edition", () => {
    test("is shown, listed and found to whoever may read it, and to others is not there", async () => {
      const [lead, other] = [await someone("ada", "lead", ["lumen"]), await someone("eve", "lead", ["forge"])];
      const product = await someone("pia", "product", ["lumen"]);
      const people = await issue(world.store, documentOf("lumen", { matter: "people" }), world.clock);
      const spaces = await issue(world.store, documentOf("lumen", { report: "support" }), world.clock, 1);
      const listed = async (asker: Asker, query = "") => {
        const { json } = await ask(asker, `/editions${query}`);
        expectAnswer("EditionsAnswer", json);
        return json.editions.map(({ id }: { id: number }) => id);
      };
      expect(await listed(lead)).toEqual([spaces, people]);
      expect(await listed(lead, "?report=candidates")).toEqual([people]);
      expect(await listed(product)).toEqual([spaces]);
      expect(await listed(other)).toEqual([]);
      expect((await ask(product, `/editions/${people}`)).status).toBe(404);
      expect((await ask(product, `/editions/${people}/file?format=csv`)).status).toBe(404);
      expect((await ask(other, `/editions/${spaces}`)).status).toBe(404);
      const none = (await ask(product, "/editions/999999")).json.detail.replace("999999", "");
      expect((await ask(product, `/editions/${people}`)).json.detail.replace(String(people), "")).toBe(none);
      const { json } = await ask(lead, `/editions/${people}`);
      expectAnswer("EditionAnswer", json);
      expect(json.document.sections).toHaveLength(2);
      expect(json.revisions).toEqual([{ id: people, revision: 1, builtAt: world.clock.toISOString() }]);
    });

    test("is searched by what the asker is shown: a name in a row that is left out finds nothing, and is missed by nothing", async () => {
      const lead = await someone("ada", "lead", ["lumen"]);
      const german = await someone("dora", "lead", [], ["DE"]);
      const product = await someone("pia", "product", ["lumen"]);
      const id = await issue(world.store, documentOf("lumen", { report: "support" }), world.clock);
      const found = async (asker: Asker, words: string) =>
        (await ask(asker, `/editions?search=${encodeURIComponent(words)}`)).json.editions.map((one: Json) => one.id);
      expect(await found(lead, "Noor-of-Egypt")).toEqual([id]);
      expect(await found(german, "Vera-of-Germany")).toEqual([id]);
      expect(await found(german, "Noor-of-Egypt")).toEqual([]);
      expect(await found(german, "lumen-forum -Egypt")).toEqual([id]);
      expect(await found(product, "Vera-of-Germany")).toEqual([]);
      expect(await found(product, "lumen-forum -Germany")).toEqual([id]);
    });

    test("comes page by page, each edition once", async () => {
      const [lead, product] = [await someone("ada", "lead", ["*"]), await someone("pia", "product", ["*"])];
      for (let month = 0; month < 6; month++)
        await issue(
          world.store,
          documentOf("lumen", {
            report: month % 2 === 0 ? "support" : "candidates",
            matter: month % 2 === 0 ? "spaces" : "people",
          }),
          world.clock,
          month,
        );
      for (const [asker, count] of [
        [lead, 6],
        [product, 3],
      ] as const) {
        const seen: number[] = [];
        for (let after: number | null = null, pages = 0; pages < 9; pages++) {
          const { json } = await ask(asker, `/editions?limit=2${after === null ? "" : `&after=${after}`}`);
          seen.push(...json.editions.map(({ id }: { id: number }) => id));
          after = json.next;
          if (after === null) break;
        }
        expect(seen).toHaveLength(count);
        expect(new Set(seen).size).toBe(count);
        expect(seen).toEqual([...seen].sort((a, b) => b - a));
      }
    });

    test("shows a lead of a region the people of it alone, in every format and in the feed", async () => {
      const german = await someone("dora", "lead", [], ["DE"]);
      const id = await issue(world.store, documentOf("lumen", { matter: "people" }), world.clock);
      for (const format of ["html", "markdown", "csv", "json"]) {
        const { status, text } = await ask(german, `/editions/${id}/file?format=${format}`);
        expect(status).toBe(200);
        expect(text, format).toContain("Vera-of-Germany");
        expect(text, format).not.toMatch(/Noor|Kim-of/);
      }
      expect(JSON.stringify((await ask(german, `/editions/${id}`)).json)).not.toMatch(/Noor|Kim-of/);
      expect((await auditLog(world.store, 10)).filter(({ action }) => action === "report.read")).toHaveLength(5);
    });

    test("says the same as a file in every format as by the API", async () => {
      const lead = await someone("ada", "lead", ["*"]);
      const id = await issue(world.store, documentOf("lumen", { matter: "people" }), world.clock);
      const { document } = (await ask(lead, `/editions/${id}`)).json as { document: ReportDocument };
      const file = (await ask(lead, `/editions/${id}/file?format=json`)).json;
      const cells = document.sections.map(({ title, rows }) => [title, rows.map((row) => row.cells)]);
      expect(file.sections.map((section: Json) => [section.title, section.rows.map((row: Json) => row.cells)])).toEqual(
        cells,
      );
      const { text: csv } = await ask(lead, `/editions/${id}/file?format=csv`);
      expect(csv.charCodeAt(0)).toBe(0xfeff);
      const lines = readCsv(csv.slice(1));
      for (const { title, rows } of document.sections)
        expect(lines.filter(([section]) => section === title).map((line) => line.slice(1, 2))).toEqual(
          rows.map((row) => row.cells.map(String)),
        );
      for (const format of ["html", "markdown"]) {
        const { text } = await ask(lead, `/editions/${id}/file?format=${format}`);
        for (const { rows } of document.sections) for (const { cells } of rows) expect(text).toContain(cells[0]);
        expect(text).toContain(document.insight);
      }
    });

    test("as a page runs nothing, loads nothing and belongs to no origin", async () => {
      const lead = await someone("ada", "lead", ["*"]);
      const sections = [
        { ...documentOf("lumen").sections[0], rows: [rowOf('<script src="x">')] },
      ] as ReportDocument["sections"];
      const id = await issue(world.store, documentOf("lumen", { sections }), world.clock);
      const { headers, text } = await ask(lead, `/editions/${id}/file?format=html`);
      expect(headers.get("content-type")).toMatch(/^text\/html/);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("sandbox");
      expect(policy).not.toContain("script-src");
      expect(text).not.toContain("<script");
      expect((await ask(lead, `/editions/${id}`)).headers.get("content-security-policy")).toContain(
        "script-src 'self'",
      );
    });

    test("is compared with another one of its report, and with no other", async () => {
      const lead = await someone("ada", "lead", ["*"]);
      const first = await issue(world.store, documentOf("lumen"), world.clock);
      const second = await issue(world.store, documentOf("lumen", { insight: "Three rose." }), world.clock, 1);
      const other = await issue(world.store, documentOf("lumen", { report: "support" }), world.clock, 2);
      const { json } = await ask(lead, `/editions/${second}/compare?with=${first}`);
      expectAnswer("EditionCompareAnswer", json);
      expect(json.changes).toEqual([expect.stringMatching(/It says now: “Three rose\.”/)]);
      expect((await ask(lead, `/editions/${second}/compare?with=${other}`)).status).toBe(422);
      expect((await ask(lead, `/editions/${second}`)).json.before).toBe(first);
    });
  });

  test("the reports there are for an asker are those of their matters", async () => {
    const names = async (asker: Asker) => {
      const { json } = await ask(asker, "/reports");
      expectAnswer("ReportsAnswer", json);
      return json.reports.map(({ name }: { name: string }) => name);
    };
    expect(await names(await someone("pia", "product", ["lumen"]))).toEqual([
      "support",
      "trends",
      "overview",
      "alerts",
    ]);
    expect(await names(await someone("ada", "lead", ["lumen"]))).toContain("candidates");
    expect(await names(await someone("otto", "operator", []))).toEqual([
      "support",
      "trends",
      "overview",
      "sources",
      "alerts",
    ]);
  });

  test("a preview keeps nothing, is of a closed window, and of nobody else's expertise or matter", async () => {
    const admin = await someone("ada", "admin", []);
    const product = await someone("pia", "product", ["lumen"]);
    const wish = { report: "sources", expertise: null };
    const { status, json } = await ask(admin, "/reports/preview", "POST", wish);
    expect(status).toBe(200);
    expectAnswer("PreviewAnswer", json);
    expect(new Date(json.window.to) <= world.clock).toBe(true);
    expect((await ask(admin, "/reports/preview", "POST", { ...wish, asOf: "2026-03-01" })).status).toBe(422);
    expect((await ask(admin, "/reports/preview", "POST", { ...wish, expertise: "lumen" })).status).toBe(422);
    expect((await ask(product, "/reports/preview", "POST", wish)).status).toBe(404);
    expect((await ask(product, "/reports/preview", "POST", { report: "candidates", expertise: "lumen" })).status).toBe(
      404,
    );
    expect((await ask(product, "/reports/preview", "POST", { report: "support", expertise: "forge" })).status).toBe(
      404,
    );
    expect(await rowsOf(world.store, "select from report_editions")).toEqual([]);
  });

  test("who may write of a matter schedules its reports, and nobody else", async () => {
    const lead = await someone("ada", "lead", ["lumen"]);
    const product = await someone("pia", "product", ["lumen"]);
    const operator = await someone("otto", "operator", []);
    const berlin = { report: "candidates", expertise: "lumen", cron: "0 7 * * 1", tz: "Europe/Berlin" };
    const { status, json: added } = await ask(lead, "/schedules", "POST", berlin);
    expect(status).toBe(201);
    expectAnswer("ScheduleAnswer", added);
    expect(added).toMatchObject({ cadence: "month", words: "At 07:00, only on Monday", mayChange: true });
    expect(added.next).toEqual(["2026-01-12T06:00:00.000Z", "2026-01-19T06:00:00.000Z", "2026-01-26T06:00:00.000Z"]);
    const refused = async (asker: Asker, wish: object) => (await ask(asker, "/schedules", "POST", wish)).status;
    expect(await refused(product, berlin)).toBe(404);
    expect(await refused(lead, { ...berlin, expertise: "forge" })).toBe(404);
    expect(await refused(lead, { report: "overview", expertise: null })).toBe(403);
    expect(await refused(operator, { report: "support", expertise: "lumen" })).toBe(403);
    expect(await refused(lead, { ...berlin, cron: "every day" })).toBe(422);
    expect(await refused(lead, { ...berlin, tz: "Mars/Olympus" })).toBe(422);
    expect(await refused(lead, { ...berlin, cadence: "day" })).toBe(422);
    expect(await refused(lead, berlin)).toBe(422);
    expect((await ask(product, "/schedules")).json.schedules).toEqual([]);
    expect((await ask(product, `/schedules/${added.id}`, "DELETE")).status).toBe(404);
    const paused = await ask(lead, `/schedules/${added.id}`, "PATCH", { paused: true });
    expect(paused.json).toMatchObject({ pausedAt: world.clock.toISOString(), next: [] });
    expect((await ask(lead, `/schedules/${added.id}`, "DELETE")).status).toBe(204);
    const { json: times } = await ask(product, "/schedules/times", "POST", { cron: "0 9 * * *", tz: "UTC" });
    expectAnswer("ScheduleTimesAnswer", times);
    expect(times.next[0]).toBe("2026-01-11T09:00:00.000Z");
  });
});
