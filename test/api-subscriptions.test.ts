import { unsubscribeAddress } from "@groundswell/report";
import { type Asker, openToAll } from "@groundswell/server";
import { auditLog, keepAlerts } from "@groundswell/store";
import { load } from "cheerio";
import { describe, expect, onTestFinished, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { useReportApi } from "./api-reports-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { documentOf, follow, issue, secret } from "./report-readers.ts";
import { startMailServer } from "./smtp-world.ts";
import { rowsOf } from "./store-fixtures.ts";

type Json = ReturnType<typeof JSON.parse>;

describe.each(storeKinds)("subscriptions by the API, on the %s store", (kind) => {
  const { world, someone, ask, raw } = useReportApi(kind);

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
      expect((await auditLog(world.store, 10)).map(({ action }) => action)).toContain("subscription.end");
    });

    test("is nobody's in the demonstration, which says where to subscribe", async () => {
      const everybody = await openToAll().askerOf(new Request("http://127.0.0.1/api/me"));
      const { status, json } = await ask(everybody, "/subscriptions", "POST", wish);
      expect([status, json.detail]).toEqual([422, expect.stringContaining('start "groundswell up"')]);
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
      const [row] = await rowsOf(world.store, "select target from report_subscriptions");
      expect(row.target).toBe("https://hooks.example/secret-part");
    });

    test("is tried by a mail to oneself that says so, and is in no list of deliveries", async () => {
      const mails = await startMailServer();
      onTestFinished(() => mails.close());
      world.smtpPort = mails.port;
      const lead = await someone("ada", "lead", ["*"]);
      await issue(world.store, documentOf("lumen", { matter: "people" }), world.clock);
      const { id } = await follow(world.store, lead.actor);
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
    const { id } = await follow(world.store, pia.actor, { report: "support" });
    await world.store.pool.query(
      `insert into report_messages (subscription_id, key, created_at, not_before, state, attempts, said)
       select $1, n || '.1', $2, $2, 'sent', 1, '250 Ok' from generate_series(1, 3) n`,
      [id, world.clock],
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
    await keepAlerts(
      world.store,
      { expertise: "lumen", asOf: world.clock, at: world.clock },
      { found, verdicts: [], tests: 2 },
    );
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
    const id = await issue(world.store, documentOf("lumen", { report: "support" }), world.clock);
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
    await world.store.pool.query("delete from grants");
    expect((await raw(null, path)).text).not.toContain("<entry>");
    await world.store.pool.query("update users set disabled_at = now()");
    expect((await raw(null, path)).status).toBe(404);
    expect(JSON.stringify(await rowsOf(world.store, "select * from report_subscriptions"))).not.toContain(
      path.slice(7, 40),
    );
  });

  test("an address from a mail ends its subscription by one click, signed in or not, and by no look at it", async () => {
    const lead = await someone("ada", "lead", ["*"]);
    const { id } = await follow(world.store, lead.actor);
    const path = new URL(unsubscribeAddress("https://g.example", secret, id)).pathname;
    const endedWhy = async () => (await rowsOf(world.store, "select ended_why from report_subscriptions"))[0].ended_why;
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
    expect((await auditLog(world.store, 20)).filter(({ action }) => action === "subscription.end")).toHaveLength(1);
    expect(
      (await raw(null, path, { method: "POST", body: "x".repeat(5_000), headers: { "content-length": "5000" } }))
        .status,
    ).toBe(413);
  });
});
