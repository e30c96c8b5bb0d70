import { unsubscribeAddress } from "@groundswell/report";
import type { ReportDocument } from "@groundswell/reports";
import { type Asker, createServer, openToAll, readerOf } from "@groundswell/server";
import { addGrants, auditLog, keepAlerts, type Store, type User } from "@groundswell/store";
import { load } from "cheerio";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { readCsv } from "./read-csv.ts";
import { contextOf, documentOf, follow, issue, person, rowOf, secret, start } from "./report-readers.ts";
import { startMailServer } from "./smtp-world.ts";
import { makeSource, rowsOf } from "./store-fixtures.ts";

type Json = ReturnType<typeof JSON.parse>;

describe.each(storeKinds)("reports by the API, on the %s store", (kind) => {
  let store: Store;
  let clock: Date;
  let smtpPort: number | null;
  const now = () => clock;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    clock = start;
    smtpPort = null;
    await makeSource(store);
    await makeSource(store, "forge", ["forge"]);
  });

  const by = () => ({ actor: "a test", at: clock });
  async function someone(
    name: string,
    role: User["role"],
    expertises: string[],
    regions: string[] = [],
  ): Promise<Asker> {
    const { id } = await person(store, name, role);
    if (expertises.length + regions.length > 0) await addGrants(store, id, { expertises, regions }, by());
    const seen = expertises.includes("*") || role === "admin" || role === "operator" || expertises.length === 0;
    return {
      ...{ id, name, actor: `${name}@corp.example`, role, expertises: seen ? "all" : expertises },
      ...{ regions: regions.length > 0 ? regions : "all", scopes: "all", via: "session" },
    };
  }
  const serverFor = (asker: Asker | null) => {
    const context = contextOf(store, now, smtpPort === null ? null : { port: smtpPort });
    const access = { ...openToAll(), askerOf: async () => asker };
    return createServer({
      ...{ store, now, access, queueView: async () => null, webFolder: "" },
      reporting: { ...context, readerOf },
      onError: (message) => expect.unreachable(message),
    });
  };
  async function ask(asker: Asker | null, path: string, method = "GET", json: unknown = null) {
    const body = json === null ? {} : { body: JSON.stringify(json), headers: { "content-type": "application/json" } };
    const { status, headers, text } = await raw(asker, `/api${path}`, { method, ...body });
    return { status, headers, text, json: (text.startsWith("{") ? JSON.parse(text) : null) as Json };
  }
  async function raw(asker: Asker | null, path: string, init: RequestInit = {}) {
    const response = await serverFor(asker).request(path, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    // Decoded without taking the byte order mark away.
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return { status: response.status, headers: response.headers, text };
  }

  describe("an edition", () => {
    test("is shown, listed and found to whoever may read it, and to others is not there", async () => {
      const [lead, other] = [await someone("ada", "lead", ["lumen"]), await someone("eve", "lead", ["forge"])];
      const product = await someone("pia", "product", ["lumen"]);
      const people = await issue(store, documentOf("lumen", { matter: "people" }), clock);
      const spaces = await issue(store, documentOf("lumen", { report: "support" }), clock, 1);
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
      expect(json.revisions).toEqual([{ id: people, revision: 1, builtAt: clock.toISOString() }]);
    });

    test("is searched by what the asker is shown: a name in a row that is left out finds nothing, and is missed by nothing", async () => {
      const lead = await someone("ada", "lead", ["lumen"]);
      const german = await someone("dora", "lead", [], ["DE"]);
      const product = await someone("pia", "product", ["lumen"]);
      const id = await issue(store, documentOf("lumen", { report: "support" }), clock);
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
          store,
          documentOf("lumen", {
            report: month % 2 === 0 ? "support" : "candidates",
            matter: month % 2 === 0 ? "spaces" : "people",
          }),
          clock,
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
      const id = await issue(store, documentOf("lumen", { matter: "people" }), clock);
      for (const format of ["html", "markdown", "csv", "json"]) {
        const { status, text } = await ask(german, `/editions/${id}/file?format=${format}`);
        expect(status).toBe(200);
        expect(text, format).toContain("Vera-of-Germany");
        expect(text, format).not.toMatch(/Noor|Kim-of/);
      }
      expect(JSON.stringify((await ask(german, `/editions/${id}`)).json)).not.toMatch(/Noor|Kim-of/);
      expect((await auditLog(store, 10)).filter(({ action }) => action === "report.read")).toHaveLength(5);
    });

    test("says the same as a file in every format as by the API", async () => {
      const lead = await someone("ada", "lead", ["*"]);
      const id = await issue(store, documentOf("lumen", { matter: "people" }), clock);
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
      const id = await issue(store, documentOf("lumen", { sections }), clock);
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
      const first = await issue(store, documentOf("lumen"), clock);
      const second = await issue(store, documentOf("lumen", { insight: "Three rose." }), clock, 1);
      const other = await issue(store, documentOf("lumen", { report: "support" }), clock, 2);
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
    expect(new Date(json.window.to) <= clock).toBe(true);
    expect((await ask(admin, "/reports/preview", "POST", { ...wish, asOf: "2026-03-01" })).status).toBe(422);
    expect((await ask(admin, "/reports/preview", "POST", { ...wish, expertise: "lumen" })).status).toBe(422);
    expect((await ask(product, "/reports/preview", "POST", wish)).status).toBe(404);
    expect((await ask(product, "/reports/preview", "POST", { report: "candidates", expertise: "lumen" })).status).toBe(
      404,
    );
    expect((await ask(product, "/reports/preview", "POST", { report: "support", expertise: "forge" })).status).toBe(
      404,
    );
    expect(await rowsOf(store, "select from report_editions")).toEqual([]);
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
    expect(paused.json).toMatchObject({ pausedAt: clock.toISOString(), next: [] });
    expect((await ask(lead, `/schedules/${added.id}`, "DELETE")).status).toBe(204);
    const { json: times } = await ask(product, "/schedules/times", "POST", { cron: "0 9 * * *", tz: "UTC" });
    expectAnswer("ScheduleTimesAnswer", times);
    expect(times.next[0]).toBe("2026-01-11T09:00:00.000Z");
  });

  describe("a subscription", () => {
    const wish = {
      report: "support",
      expertise: "lumen",
      channel: "webhook",
      target: "https://hooks.example/secret-part",
    };

    test("is one's own: it is shown, tested and ended by its owner and by admins alone", async () => {
      const [pia, eve] = [await someone("pia", "product", ["lumen"]), await someone("eve", "product", ["lumen"])];
      const admin = await someone("ada", "admin", []);
      const { status, json: added } = await ask(pia, "/subscriptions", "POST", wish);
      expect(status).toBe(201);
      expectAnswer("SubscriptionAddedAnswer", added);
      expect(added.secret).toMatch(/^whsec_/);
      expect(added.subscription).toMatchObject({
        withoutPeople: true,
        place: "hooks.example",
        user: "pia@corp.example",
      });
      const { id } = added.subscription;
      const { text } = await ask(pia, "/subscriptions");
      expect(text).not.toMatch(/whsec_|secret-part/);
      expectAnswer("SubscriptionsAnswer", JSON.parse(text));
      expect((await ask(eve, "/subscriptions")).json.subscriptions).toEqual([]);
      expect((await ask(eve, "/subscriptions?of=everybody")).status).toBe(403);
      expect((await ask(admin, "/subscriptions?of=everybody")).json.subscriptions).toHaveLength(1);
      expect((await ask(eve, `/subscriptions/${id}`, "DELETE")).status).toBe(404);
      expect((await ask(eve, `/subscriptions/${id}/test`, "POST")).status).toBe(404);
      expect((await ask(pia, "/subscriptions", "POST", { ...wish, user: "eve@corp.example" })).status).toBe(403);
      expect((await ask(pia, `/subscriptions/${id}`, "DELETE")).status).toBe(204);
      const [ended] = (await ask(pia, "/subscriptions")).json.subscriptions;
      expect(ended).toMatchObject({ endedWhy: "removed" });
      expect((await auditLog(store, 10)).map(({ action }) => action)).toContain("subscription.end");
    });

    test("is of what its owner may read, goes nowhere unencrypted, and takes no people to where others read", async () => {
      const pia = await someone("pia", "product", ["lumen"]);
      const lead = await someone("ada", "lead", ["lumen"]);
      const status = async (asker: Asker, more: object) =>
        (await ask(asker, "/subscriptions", "POST", { ...wish, ...more })).status;
      expect(await status(pia, { report: "candidates" })).toBe(404);
      expect(await status(pia, { expertise: "forge" })).toBe(404);
      expect(await status(pia, { target: "http://hooks.example/a" })).toBe(422);
      expect(await status(pia, { target: "http://169.254.169.254/latest" })).toBe(422);
      expect(await status(pia, { target: "https://user:word@hooks.example/a" })).toBe(422);
      expect(await status(pia, { channel: "folder", target: "team-a" })).toBe(403);
      expect(await status(pia, { channel: "folder", target: "../etc" })).toBe(403);
      expect(await status(pia, { channel: "mail", target: null })).toBe(422);
      expect(await status(lead, { report: "candidates" })).toBe(422);
      expect(await status(lead, { report: "candidates", withoutPeople: false })).toBe(201);
      expect(await status({ ...lead, via: "token" }, {})).toBe(403);
      const [row] = await rowsOf(store, "select target from report_subscriptions");
      expect(row.target).toBe("https://hooks.example/secret-part");
    });

    test("is tried by a mail to oneself that says so, and is in no list of deliveries", async () => {
      const mails = await startMailServer();
      onTestFinished(() => mails.close());
      smtpPort = mails.port;
      const lead = await someone("ada", "lead", ["*"]);
      await issue(store, documentOf("lumen", { matter: "people" }), clock);
      const { id } = await follow(store, lead.actor);
      const { json } = await ask(lead, `/subscriptions/${id}/test`, "POST");
      expectAnswer("SubscriptionTestedAnswer", json);
      expect(json).toMatchObject({ sent: true });
      expect(mails.taken).toHaveLength(1);
      expect(mails.taken[0]?.to).toEqual(["ada@corp.example"]);
      expect(mails.taken[0]?.raw).toMatch(/^Subject: Test: Candidates/m);
      expect((await ask(lead, "/deliveries")).json).toEqual({ deliveries: [], next: null });
    });
  });

  test("deliveries are one's own, and admins and operators see everybody's without what they hold", async () => {
    const [pia, lead] = [await someone("pia", "product", ["lumen"]), await someone("ada", "lead", ["lumen"])];
    const operator = await someone("otto", "operator", []);
    const { id } = await follow(store, pia.actor, { report: "support" });
    await store.pool.query(
      `insert into report_messages (subscription_id, key, created_at, not_before, state, attempts, said)
       select $1, n || '.1', $2, $2, 'sent', 1, '250 Ok' from generate_series(1, 3) n`,
      [id, clock],
    );
    const { json, text } = await ask(pia, "/deliveries?limit=2");
    expectAnswer("DeliveriesAnswer", json);
    expect(json.deliveries).toHaveLength(2);
    expect(text).not.toContain('"key"');
    expect((await ask(pia, `/deliveries?limit=2&after=${json.next}`)).json).toMatchObject({
      next: null,
      deliveries: [{ said: "250 Ok" }],
    });
    expect((await ask(lead, "/deliveries")).json.deliveries).toEqual([]);
    expect((await ask(lead, "/deliveries?of=everybody")).status).toBe(403);
    expect((await ask(operator, "/deliveries?of=everybody")).json.deliveries).toHaveLength(3);
  });

  test("alerts are told by matter, and a mute is its user's alone", async () => {
    const test = { name: "t", statistic: { name: "z", value: 4 }, p: 0.0001, q: 0.001 };
    const found = [
      { kind: "questions-pile-up", subject: "qa.example:lumen", person: null, sentence: "Questions wait.", test },
      { kind: "source-silent", subject: "test", person: null, sentence: "Nothing came.", test },
    ];
    await keepAlerts(store, { expertise: "lumen", asOf: clock, at: clock }, { found, verdicts: [], tests: 2 });
    const [pia, eve] = [await someone("pia", "product", ["lumen"]), await someone("eve", "product", ["lumen"])];
    const operator = await someone("otto", "operator", []);
    const told = async (asker: Asker) => {
      const { json } = await ask(asker, "/alerts");
      expectAnswer("AlertsAnswer", json);
      return json.alerts.map(({ kind, muted }: Json) => `${kind}${muted === null ? "" : " muted"}`);
    };
    expect(await told(pia)).toEqual(["questions-pile-up"]);
    expect(await told(operator)).toEqual(["questions-pile-up", "source-silent"]);
    expect(await told(await someone("fay", "product", ["forge"]))).toEqual([]);
    const what = { expertise: "lumen", kind: "questions-pile-up", subject: "qa.example:lumen" };
    const { status, json: mute } = await ask(pia, "/mutes", "POST", what);
    expect(status).toBe(201);
    expectAnswer("MuteAnswer", mute);
    expect(await told(pia)).toEqual(["questions-pile-up muted"]);
    expect(await told(eve)).toEqual(["questions-pile-up"]);
    expect((await ask(eve, `/mutes/${mute.id}`, "DELETE")).status).toBe(404);
    expect((await ask(pia, "/mutes", "POST", { ...what, kind: "riser" })).status).toBe(403);
    expectAnswer("MutesAnswer", (await ask(pia, "/mutes")).json);
    expect((await ask(pia, `/mutes/${mute.id}`, "DELETE")).status).toBe(204);
    expect(await told(pia)).toEqual(["questions-pile-up"]);
  });

  test("a feed is what its owner may read when it is fetched, and nothing where it is not theirs any more", async () => {
    const lead = await someone("ada", "lead", ["*"]);
    const wish = { report: "support", expertise: null, channel: "feed" };
    const { json } = await ask(lead, "/subscriptions", "POST", wish);
    expect(json.secret).toBeNull();
    const path = new URL(json.feed).pathname;
    const id = await issue(store, documentOf("lumen", { report: "support" }), clock);
    const { status, headers, text } = await raw(null, path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    const read = load(text, { xml: true });
    expect(read("feed > entry > title").text()).toContain("lumen");
    expect(read("feed > entry > link").attr("href")).toBe(`https://g.example/reports/${id}`);
    expect(read("feed > link[rel=self]").attr("href")).toBe(json.feed);
    expect(text).not.toContain("Vera");
    expect((await raw(null, path.replace(".atom", "x.atom"))).status).toBe(404);
    expect((await raw(null, "/feeds/none.atom")).status).toBe(404);
    await store.pool.query("delete from grants");
    expect((await raw(null, path)).text).not.toContain("<entry>");
    await store.pool.query("update users set disabled_at = now()");
    expect((await raw(null, path)).status).toBe(404);
    expect(JSON.stringify(await rowsOf(store, "select * from report_subscriptions"))).not.toContain(path.slice(7, 40));
  });

  test("an address from a mail ends its subscription by one click, signed in or not, and by no look at it", async () => {
    const lead = await someone("ada", "lead", ["*"]);
    const { id } = await follow(store, lead.actor);
    const path = new URL(unsubscribeAddress("https://g.example", secret, id)).pathname;
    const endedWhy = async () => (await rowsOf(store, "select ended_why from report_subscriptions"))[0].ended_why;
    const page = await raw(null, path);
    expect(page.text).toContain('<form method="post">');
    expect(page.text).not.toContain("corp.example");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self'");
    expect(await endedWhy()).toBeNull();
    for (const forged of [
      path.replace(`/${id}.`, `/${id + 1}.`),
      `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`,
    ])
      expect((await raw(null, forged, { method: "POST" })).status).toBe(404);
    expect(await endedWhy()).toBeNull();
    const click = {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.example" },
      body: "List-Unsubscribe=One-Click",
    };
    expect((await raw(null, path, click)).status).toBe(200);
    expect(await endedWhy()).toBe("unsubscribed");
    expect((await raw(null, path, click)).status).toBe(200);
    expect((await raw(null, path)).text).not.toContain("<form");
    expect((await auditLog(store, 20)).filter(({ action }) => action === "subscription.end")).toHaveLength(1);
    expect(
      (await raw(null, path, { method: "POST", body: "x".repeat(5_000), headers: { "content-length": "5000" } }))
        .status,
    ).toBe(413);
  });
});
