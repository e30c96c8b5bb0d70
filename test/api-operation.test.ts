import { collect, workOnReplay } from "@groundswell/collect";
import { connectors, createHttp, createLookingHttp } from "@groundswell/connectors";
import type { QueueHandle } from "@groundswell/queue";
import { type Asker, createServer, openToAll } from "@groundswell/server";
import { createWorld, type Simulator, startSimulator } from "@groundswell/simulator";
import { addUser, findSource, finishPull, noCounts, type Store, startPull } from "@groundswell/store";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { openTestQueue, queuePlaces } from "./open-test-queue.ts";
import { useSuiteStore } from "./open-test-store.ts";
import { made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const now = () => new Date("2026-02-01T12:00:00Z");
const world = createWorld({ seed: 2, asOf: new Date("2026-02-01T00:00:00Z"), people: 60, months: 3 });
const blog = world.spaces.flatMap((space) => (space.kind === "blog" ? [space.slug] : []))[0];
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ world });
});
afterAll(() => simulator.close());

/** An answer whose JSON is held to its schema, or read by the test. */
type Answered = Omit<Response, "json"> & { json(): Promise<ReturnType<typeof JSON.parse>> };

describe.each(queuePlaces)("operation, queues in $name", ({ kind, place }) => {
  let store: Store;
  let queue: QueueHandle;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(async () => {
    const opened = await openTestQueue(place, store, now);
    queue = opened;
    onTestFinished(() => opened.close());
    await makeSource(store);
  });

  const allowHosts = ["127.0.0.1", "localhost"];
  function server(more: { asker?: Asker; allow?: string[]; pointsPerMinute?: number } = {}) {
    const { asker, allow = allowHosts, ...rest } = more;
    const looking = createLookingHttp({ userAgent: "test", allowHosts: allow });
    const operation = { queue, looking, allowHosts: allow };
    const queueView = async () => ({
      kind: queue.kind,
      counts: await queue.counts(),
      schedules: await queue.schedules(),
      deadLetters: [],
    });
    return createServer({ store, now, access: openToAll(asker), queueView, operation, ...rest });
  }
  const get = (path: string, app = server()) => app.request(`/api${path}`) as Promise<Answered>;
  function post(path: string, json: unknown = {}, app = server()) {
    const headers = { "content-type": "application/json" };
    return app.request(`/api${path}`, { method: "POST", body: JSON.stringify(json), headers }) as Promise<Answered>;
  }
  const audited = async () =>
    (await rowsOf(store, "select action from audit_log order by id")).map(({ action }) => action);
  async function pull(at: string, covers: [string, string] | null, error: string | null = null): Promise<void> {
    const pullId = await startPull(store, "test", new Date(at));
    const [from, to] = covers ?? ["", ""];
    const window = covers && { from: new Date(from), to: new Date(to) };
    const states = error
      ? ({ state: "failed", sourceState: "failing" } as const)
      : ({ state: "ok", sourceState: "ok" } as const);
    const end = { pullId, sourceId: "test", ...states, counts: noCounts(), covers: window, error };
    await finishPull(store, { ...end, retryAt: null, movedTo: null, now: new Date(at) });
  }

  test("a calendar tells days that were read from days that failed, days that nobody read, and days not over", async () => {
    await store.pool.query("update sources set every = '6 hours', since = '2026-01-27' where id = 'test'");
    await pull("2026-01-29T00:00:00Z", ["2026-01-27T00:00:00Z", "2026-01-29T00:00:00Z"]);
    await pull("2026-01-30T06:00:00Z", null, "The host did not answer.");
    const answer = await (await get("/sources/test?from=2026-01-26&to=2026-02-02")).json();
    expectAnswer("SourceCalendarAnswer", answer);
    expect(answer.days.map(({ day, state }: { day: string; state: string }) => `${day.slice(5)} ${state}`)).toEqual([
      ...["01-26 not-expected", "01-27 read", "01-28 read", "01-29 missing", "01-30 failed", "01-31 missing"],
      "02-01 not-expected",
    ]);
    expect(answer.source).toMatchObject({ state: "failing", lastError: "The host did not answer." });
    const list = await (await get("/sources")).json();
    expectAnswer("SourcesAnswer", list);
    expect(list.sources[0].coverage).toEqual({ expected: 5, read: 2, rate: 0.4 });
    expect((await get("/sources/test?from=2020-01-01&to=2026-01-01")).status).toBe(400);
    expect((await get("/sources/nobody")).status).toBe(404);
  });

  test("a paused source stays paused through the end of the pull that runs, and is scheduled again when resumed", async () => {
    await store.pool.query("update sources set every = '6 hours', connector = 'feed' where id = 'test'");
    await queue.schedule("collect", "test", { source: "test" }, { every: "6 hours" });
    const pullId = await startPull(store, "test", now());
    expect((await post("/sources/test/pause")).status).toBe(204);
    const end = { pullId, sourceId: "test", state: "ok", sourceState: "ok", counts: noCounts() } as const;
    await finishPull(store, { ...end, covers: null, error: null, retryAt: null, movedTo: null, now: now() });
    expect((await findSource(store, "test"))?.state).toBe("paused");
    expect(await queue.schedules()).toEqual([]);
    expect((await post("/sources/test/pull")).status).toBe(409);
    expect((await post("/sources/test/resume")).status).toBe(204);
    expect((await findSource(store, "test"))?.state).toBe("ok");
    expect((await queue.schedules()).map(({ key }) => key)).toEqual(["test"]);
    const added = await post("/sources/test/pull");
    expectAnswer("JobAnswer", await added.json());
    expect(added.status).toBe(202);
    await queue.unschedule("collect", "test");
    expect(await audited()).toEqual(["source.pause", "source.resume", "source.pull"]);
  });

  test("a place is looked at before it is added, with its first signals, and nothing is kept", async () => {
    const url = `${simulator.url}/blogs/${blog}/`;
    const preview = await (await post("/sources/preview", { url })).json();
    expectAnswer("SourcePreviewAnswer", preview);
    const [first] = preview.proposals;
    expect(first).toMatchObject({ connector: "feed", options: { url: `${simulator.url}/feeds/${blog}.xml` } });
    expect(preview.signals.length).toBeGreaterThan(0);
    expect(preview.signals.length).toBeLessThanOrEqual(10);
    expect(preview.signals[0]).toMatchObject({ kind: "post", title: expect.any(String) });
    expect(await rowsOf(store, "select id from signals")).toEqual([]);

    const { id, connector, options } = first;
    const added = await post("/sources", { id, connector, options, expertises: ["lumen"], every: "1 day" });
    expect([added.status, await added.json()]).toEqual([201, { source: id }]);
    expect((await queue.schedules()).map(({ key, every }) => [key, every])).toContainEqual([id, "1 day"]);
    const again = await post("/sources", { id: "another", connector, options });
    expect([again.status, (await again.json()).detail]).toEqual([
      422,
      expect.stringMatching(/read already, by the source/),
    ]);
    await queue.unschedule("collect", id);
  });

  test("a preview reaches no private network, and a place that nothing reads says so", async () => {
    const closed = await post("/sources/preview", { url: `${simulator.url}/blogs/${blog}/` }, server({ allow: [] }));
    expect([closed.status, (await closed.json()).detail]).toEqual([422, expect.stringMatching(/loopback address/)]);
    const gone = await post("/sources/preview", { url: `${simulator.url}/blogs/nobody/` });
    expect([gone.status, (await gone.json()).detail]).toEqual([422, expect.stringMatching(/404/)]);
  });

  test("no source over the network reads the server's files", async () => {
    for (const [connector, options] of [
      ["signals", { paths: ["/etc/hostname"] }],
      ["stackexchange-dump", { paths: ["/"], site: "travel" }],
      ["git", { repository: "/" }],
      ["git", { url: "file:///" }],
      ["git", { repository: "/", cacheFolder: "https://git.example" }],
      ["git", { repository: "https://git.example/x", cacheFolder: "/tmp/elsewhere" }],
    ] as const) {
      const answer = await post("/sources", { id: "x", connector, options });
      const { detail } = await answer.json();
      expect([answer.status, detail], connector).toEqual([
        422,
        expect.stringContaining("would read files of the server"),
      ]);
    }
    for (const [connector, options] of [
      ["constructor", {}],
      ["nonsense", {}],
      ["feed", { nonsense: 1 }],
    ] as const)
      expect((await post("/sources", { id: "x", connector, options })).status, `${connector}`).toBe(422);
    expect((await post("/sources", { id: "x", connector: "feed", options: {}, credentials: {} })).status).toBe(400);
    expect(await findSource(store, "x")).toBeNull();
  });

  test("a replay is looked at first, and done by a job", async () => {
    const source = { url: `${simulator.url}/feeds/${blog}.xml` };
    expect((await post("/sources", { id: "blog", connector: "feed", options: source })).status).toBe(201);
    await queue.unschedule("collect", "blog");
    const row = await findSource(store, "blog");
    if (!row) throw new Error("The source is not there.");
    const http = createHttp({ userAgent: "test", allowHosts });
    const signal = new AbortController().signal;
    await collect({ store, connectors, http, env: {}, now, signal, rawDays: 90 }, row);
    await store.pool.query("update signals set title = 'as an older mapper read it'");
    const look = await (await post("/sources/blog/replay", { dryRun: true })).json();
    expectAnswer("ReplayAnswer", look);
    expect(look).toMatchObject({ job: null, whole: true });
    expect(look.would.changed).toBeGreaterThan(0);
    const wrong = "select id from signals where title = 'as an older mapper read it'";
    expect(await rowsOf(store, wrong)).toHaveLength(look.would.changed);
    expectAnswer("ReplayAnswer", await (await post("/sources/blog/replay", { dryRun: false })).json());
    await workOnReplay({ replaying: { store, connectors, now }, queue, onDone: () => {} });
    await queue.drained("replay");
    expect(await rowsOf(store, wrong)).toEqual([]);
    expect((await post("/sources/test/replay", { dryRun: true })).status).toBe(409);
  });

  test("dead letters begin again when somebody says so", async () => {
    const answer = await (await get("/queues")).json();
    expectAnswer("QueuesAnswer", answer);
    expect(Object.keys(answer.queues.counts)).toEqual(["collect", "replay", "analyse", "report", "send", "deliver"]);
    expect(await (await post("/queues/collect/retry", {})).json()).toEqual({ retried: 0 });
    expect((await post("/queues/nonsense/retry", {})).status).toBe(400);
    expect(await audited()).toEqual(["queue.retry"]);
  });

  test("Bull Board is for admins, runs no inline script and changes nothing", async () => {
    const page = await get("/queues/board");
    expect(page.status).toBe(200);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self';/);
    const html = await page.text();
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(inline.every((attributes) => /type="application\/json"/.test(attributes ?? ""))).toBe(true);
    const script = /src="(static\/js\/main[^"]+)"/.exec(html)?.[1];
    expect((await get(`/queues/board/${script}`)).headers.get("content-type")).toMatch(/javascript/);
    const queues = await (await get("/queues/board/api/queues")).json();
    expect(
      queues.queues.map(({ name, readOnlyMode }: { name: string; readOnlyMode: boolean }) => [name, readOnlyMode]),
    ).toContainEqual(["collect", true]);
    expect((await server().request("/api/queues/board/api/queues/collect/pause", { method: "PUT" })).status).toBe(405);
    const operator: Asker = {
      id: "o",
      name: "O",
      actor: "o@corp.example",
      role: "operator",
      expertises: "all",
      regions: "all",
      scopes: "all",
      via: "session",
    };
    expect((await get("/queues/board", server({ asker: operator }))).status).toBe(403);
    expect((await get("/queues/board/api/queues", server({ asker: operator }))).status).toBe(403);
  });

  test("who asks too much at once is told how long to wait, and nobody else is", async () => {
    const app = server({ pointsPerMinute: 25 });
    for (let asked = 0; asked < 5; asked++) expect((await get("/expertises", app)).status).toBe(200);
    expect((await post("/queues/collect/retry", {}, app)).status).toBe(200);
    expect((await post("/queues/collect/retry", {}, app)).status).toBe(200);
    const refused = await get("/expertises", app);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await refused.json()).detail).toMatch(/wait \d+ second/);
  });

  test("users are added with a link, granted and shut out; tokens are theirs and no more than they are", async () => {
    const added = await (await post("/users", { name: "Birch", email: "birch@corp.example", role: "lead" })).json();
    expectAnswer("UserAddedAnswer", added);
    expect(added.link.path).toMatch(/^\/set-password#[0-9a-f]{64}$/);
    const change = (role: string, grants: object) =>
      server().request(`/api/users/${added.user.id}`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ role, grants }),
      });
    expect((await change("product", { expertises: ["lumen"], regions: ["FRA"] })).status).toBe(422);
    const changed = await (await change("lead", { expertises: ["lumen"], regions: ["FR"] })).json();
    expectAnswer("UserAnswer", changed);
    expect(changed).toMatchObject({ role: "lead", expertises: ["lumen"], regions: ["FR"] });
    expect((await change("lead", { expertises: ["nonesuch"], regions: ["FR"] })).status).toBe(422);
    expect((await change("lead", { expertises: ["lumen"] })).status).toBe(400);
    const lead: Asker = {
      id: added.user.id,
      name: "Birch",
      actor: "birch@corp.example",
      role: "lead",
      expertises: ["lumen"],
      regions: "all",
      scopes: "all",
      via: "session",
    };
    const wrong = { name: "Elm", email: "elm@corp.example", role: "lead", grants: { regions: ["FRA"] } };
    expect((await post("/users", wrong)).status).toBe(422);
    expect((await post("/users", { ...wrong, grants: { regions: ["FR"] } })).status).toBe(201);
    const as = (asker: Asker) => server({ asker });
    const wish = { name: "script", scopes: ["people:read"], days: 30 };
    const token = await (await post("/tokens", wish, as(lead))).json();
    expectAnswer("TokenAddedAnswer", token);
    expect((await post("/tokens", { ...wish, scopes: ["operation:write"] }, as(lead))).status).toBe(422);
    expect((await post("/tokens", wish, as({ ...lead, via: "token" }))).status).toBe(403);
    const listed = await (await get("/tokens", as(lead))).json();
    expectAnswer("TokensAnswer", listed);
    expect(JSON.stringify(listed)).not.toContain(token.secret);
    expect((await get("/tokens?of=everybody", as(lead))).status).toBe(403);
    const other = await addUser(
      store,
      { name: "Oak", email: "oak@corp.example", role: "lead" },
      { actor: "test", at: now() },
    );
    const revoke = (asker: Asker) => as(asker).request(`/api/tokens/${token.token.id}`, { method: "DELETE" });
    expect((await revoke({ ...lead, id: other.id })).status).toBe(404);
    expect((await revoke(lead)).status).toBe(204);
    expect((await (await post(`/users/${added.user.id}/disable`)).json()).disabledAt).not.toBeNull();
    expectAnswer("UsersAnswer", await (await get("/users")).json());
  });

  test("the audit log is read in pages, by subject, actor, action and time", async () => {
    for (let one = 1; one <= 5; one++)
      await store.pool.query("insert into audit_log (at, actor, action, subject) values ($1, $2, 'dossier', $3)", [
        `2026-01-0${one}`,
        one % 2 ? "Ada" : "Grace",
        `person ${one}`,
      ]);
    const first = await (await get("/audit?limit=2")).json();
    expectAnswer("AuditAnswer", first);
    const subjects = (answer: { entries: { subject: string }[] }) => answer.entries.map(({ subject }) => subject);
    expect(subjects(first)).toEqual(["person 5", "person 4"]);
    const second = await (await get(`/audit?limit=3&before=${first.next}`)).json();
    expect([subjects(second), second.next]).toEqual([["person 3", "person 2", "person 1"], null]);
    expect(subjects(await (await get("/audit?actor=grace")).json())).toEqual(["person 4", "person 2"]);
    expect(subjects(await (await get("/audit?from=2026-01-02&to=2026-01-04&subject=person")).json())).toEqual([
      "person 3",
      "person 2",
    ]);
    expect(subjects(await (await get("/audit?action=erase")).json())).toEqual([]);
  });

  test("awardees are looked at, then kept", async () => {
    const csv = "name,links,expertise,award date\nAda Birch,https://github.com/ada,Lumen,2024-07-01\n";
    const preview = await (await post("/awardees/preview", { name: "champions", csv })).json();
    expectAnswer("AwardeesPreviewAnswer", preview);
    expect(preview).toEqual({ awardees: 1, awards: 1, unread: [], replaces: false });
    expectAnswer("AwardeesAnswer", await (await get("/awardees")).json());
    expectAnswer("AwardeesImportedAnswer", await (await post("/awardees/import", { name: "champions", csv })).json());
    const listed = await (await get("/awardees?unmatched=true")).json();
    expect(listed.awardees).toHaveLength(1);
    expect((await (await post("/awardees/preview", { name: "champions", csv })).json()).replaces).toBe(true);
    expect((await post("/awardees/preview", { name: "x", csv: "nonsense" })).status).toBe(422);
    const long = { name: "x", csv: `name\n${"x".repeat(2 * 1024 * 1024)}` };
    expect((await post("/awardees/import", long)).status).toBe(413);
  });

  test("nobody is erased before their name was typed", async () => {
    store.erasureKey = "a key of at least thirty-two characters";
    onTestFinished(() => {
      store.erasureKey = null;
    });
    const row = await findSource(store, "test");
    if (row) await save(store, row, { signals: [made("1", { by: "ada" })] });
    const person = "qa.example:ada";
    const preview = await (await post("/erasures/preview", { person })).json();
    expectAnswer("ErasureAnswer", preview);
    expect(preview).toMatchObject({ done: false, confirm: "ada", erased: { signals: { unnamed: 1 } } });
    const refused = await post("/erasures", { person, confirm: "bob" });
    expect(refused.status).toBe(422);
    expect(await rowsOf(store, "select name from accounts")).toEqual([{ name: "ada" }]);
    const done = await (await post("/erasures", { person, confirm: "Ada", reason: "asked by letter" })).json();
    expectAnswer("ErasureAnswer", done);
    expect(done.done).toBe(true);
    expect(await rowsOf(store, "select name from accounts")).toEqual([]);
    expect((await post("/erasures/preview", { person })).status).toBe(404);
  });
});
