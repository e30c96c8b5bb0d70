import { gunzipSync } from "node:zlib";
import { analyse } from "@groundswell/analyse";
import { account, signal } from "@groundswell/model";
import {
  answerSpaces,
  answerSupport,
  answerTrends,
  type DiscoverAnswer,
  type SpaceSignalsAnswer,
  type SpacesAnswer,
  type SupportListAnswer,
  type TrendsAnswer,
} from "@groundswell/reports";
import {
  type Access,
  type Asker,
  createServer,
  openToAll,
  type Problem,
  type SpaceThreadsAnswer,
} from "@groundswell/server";
import { auditLog, findSource, type Store } from "@groundswell/store";
import createClient from "openapi-fetch";
import { beforeEach, describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import type { paths } from "./api-client.d.ts";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, rowsOf, save, tag } from "./store-fixtures.ts";

const now = () => asOf;
const newest = { asOf: null, from: null, to: null };
const admin: Asker = {
  id: "u1",
  name: "Ada",
  actor: "ada@corp.example",
  role: "admin",
  expertises: "all",
  regions: "all",
  scopes: "all",
  via: "session",
};
const product: Asker = {
  ...admin,
  id: "u2",
  name: "Pia",
  actor: "pia@corp.example",
  role: "product",
  expertises: ["lumen"],
};
const lead: Asker = { ...admin, id: "u3", name: "Lea", role: "lead", expertises: ["lumen"] };
const operator: Asker = { ...admin, id: "u4", name: "Olu", role: "operator" };

/** CSV as RFC 4180 reads it: rows of cells. */
function readCsv(text: string): string[][] {
  const body = text.replace(/^\ufeff/, "").replace(/\r\n$/, "");
  return body
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(stock);

  const appFor = (asker: Asker) =>
    createServer({ store, now, access: openToAll(asker), queueView: async () => null, webFolder: "" });
  /** A client made from the document, and what it was answered beside the JSON. */
  function as(asker: Asker) {
    const app = appFor(asker);
    return createClient<paths>({
      baseUrl: "http://localhost/api",
      fetch: async (request: Request) => app.request(request),
    });
  }
  const ask = (path: string, asker = product, init?: RequestInit) => appFor(asker).request(`/api${path}`, init);
  const json = async <T>(path: string, asker = product) => (await (await ask(path, asker)).json()) as T;
  const lumen = { path: { expertise: "lumen" } };
  const nasty = {
    platform: "forum.example",
    id: "c/5 & 50%",
    kind: "category",
    name: "=HYPERLINK(1)",
    url: null,
  } as const;

  async function stock() {
    const source = await makeSource(store);
    await makeSource(store, "elsewhere", ["secret"]);
    await store.pool.query("update sources set since = '2025-11-01'");
    const signals = Array.from({ length: 60 }, (_, index) => {
      const space = index % 3 === 0 ? tag("beta") : index % 3 === 1 ? tag("alpha") : nasty;
      const occurredAt = new Date(Date.UTC(2026, 0, 1 + (index % 28), 12)).toISOString();
      const writer = (name: string) => account("qa.example", name, { handle: name, name: `${name} Real Name` });
      const question = signal({
        ...{ connector: "test", id: `q${index}`, kind: "question", threadId: `q${index}`, occurredAt, space },
        title: index === 0 ? "=1+1, how?" : `How to dim ${index}`,
        url: `https://qa.example/q/${index}`,
        account: writer(`asker${index % 12}`),
        links: index % 2 === 0 ? ["https://discord.gg/lamps", "https://blog.lamps.example/feed.xml"] : [],
      });
      const answer = signal({
        ...{ connector: "test", id: `a${index}`, kind: "answer", threadId: `q${index}`, space },
        occurredAt: occurredAt.replace("T12", "T15"),
        account: writer(`helper${index % 5}`),
      });
      return index % 4 === 0 ? [question] : [question, answer];
    }).flat();
    await save(store, source, { signals });
    await store.pool.query("update pulls set covers_from = '2025-11-01', covers_to = '2026-02-01', state = 'ok'");
    await analyse({ store, now }, { expertise: "lumen" });
  }

  test("spaces, support, trends and the inbox are the very answers that the command prints", async () => {
    const client = as(product);
    const spaces = await client.GET("/expertises/{expertise}/spaces", {
      params: { ...lumen, query: { weighting: "people" } },
    });
    expectAnswer("SpacesAnswer", spaces.data);
    expect(spaces.data).toEqual(
      JSON.parse(JSON.stringify(await answerSpaces(store, { expertise: "lumen", weighting: "people", ...newest }))),
    );
    const support = await client.GET("/expertises/{expertise}/support", {
      params: { ...lumen, query: { by: "reach" } },
    });
    expectAnswer("SupportListAnswer", support.data);
    expect(support.data).toEqual(
      JSON.parse(
        JSON.stringify(await answerSupport(store, { expertise: "lumen", by: "reach", threadLimit: 5, ...newest })),
      ),
    );
    const trends = await client.GET("/expertises/{expertise}/trends", { params: lumen });
    expectAnswer("TrendsAnswer", trends.data);
    expect(trends.data).toEqual(
      JSON.parse(
        JSON.stringify(await answerTrends(store, { expertise: "lumen", by: "space", months: 36, asOf: null })),
      ),
    );
    const inbox = await client.GET("/expertises/{expertise}/discovery", { params: lumen });
    expectAnswer("DiscoverAnswer", inbox.data);
    expect(inbox.data?.proposals.map(({ key }) => key).sort()).toEqual(["blog.lamps.example", "discord.gg/lamps"]);
  });

  test("what nobody asked before is reckoned once, kept, and given again unchanged", async () => {
    const path = "/expertises/lumen/spaces?from=2026-01-10&weighting=people";
    const first = await (await ask(path)).text();
    expect(await rowsOf(store, "select from kept_answers")).toHaveLength(1);
    expect(await (await ask(path)).text()).toBe(first);
    expect(JSON.parse(first).window.from).toBe("2026-01-10T00:00:00.000Z");
    expect(await rowsOf(store, "select from kept_answers")).toHaveLength(1);
  });

  test("many who ask the same at once wait for one answer", async () => {
    const app = appFor(product);
    const asked = async () => (await app.request("/api/expertises/lumen/spaces?from=2026-01-05")).text();
    const answers = await Promise.all(Array.from({ length: 30 }, asked));
    expect(new Set(answers).size).toBe(1);
    expect(await rowsOf(store, "select from kept_answers where not is_default")).toHaveLength(1);
  });

  test("who asks too much at once that nobody has asked before is told to come back, and nobody else is", async () => {
    const app = appFor(product);
    const days = Array.from({ length: 25 }, (_, index) => `2026-01-${String(index + 1).padStart(2, "0")}`);
    const statuses = await Promise.all(
      days.map(async (day) => (await app.request(`/api/expertises/lumen/support?from=${day}`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(18);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    expect((await app.request("/api/expertises/lumen/support?from=2026-01-25")).status).toBe(200);
  });

  test("a page holds the rows that were asked for, around them the whole answer stays, and an unchanged one is not sent again", async () => {
    const whole = await json<SpacesAnswer>("/expertises/lumen/spaces");
    const page = await ask("/expertises/lumen/spaces?limit=2&offset=1");
    expect(page.headers.get("x-total-count")).toBe("3");
    expect(await page.json()).toEqual({ ...whole, spaces: whole.spaces.slice(1, 3) });
    const etag = page.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    const again = (path: string) => ask(path, product, { headers: { "if-none-match": etag } });
    expect((await again("/expertises/lumen/spaces?limit=2&offset=1")).status).toBe(304);
    expect((await again("/expertises/lumen/spaces?limit=2&offset=0")).status).toBe(200);
    expect((await again("/expertises/lumen/spaces?limit=2&offset=1&weighting=people")).status).toBe(200);
  });

  test("an export has exactly the rows of the answer in its order, and nothing that a spreadsheet would run", async () => {
    const query = "from=2026-01-03&weighting=shared";
    const { spaces } = await json<SpacesAnswer>(`/expertises/lumen/spaces?${query}`);
    const exported = await ask(`/expertises/lumen/spaces?${query}&format=csv`);
    expect(exported.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(exported.headers.get("content-disposition")).toBe('attachment; filename="lumen-spaces.csv"');
    const bytes = Buffer.from(await exported.arrayBuffer());
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
    const [titles = [], ...rows] = readCsv(bytes.toString());
    const column = (title: string) => rows.map((row) => row[titles.indexOf(title)]);
    expect(column("key")).toEqual(spaces.map(({ key }) => key));
    expect(column("count")).toEqual(spaces.map(({ count }) => String(count)));
    expect(column("share")).toEqual(spaces.map(({ share }) => String(share)));
    expect(column("name")).toContain("'=HYPERLINK(1)");
    const some = await ask(`/expertises/lumen/spaces?${query}&format=csv&limit=1&offset=1`);
    expect(readCsv(await some.text())).toEqual([titles, rows[1]]);
    for (const kind of ["support", "trends"]) {
      const answer = await json<Partial<Pick<SupportListAnswer, "spaces"> & Pick<TrendsAnswer, "series">>>(
        `/expertises/lumen/${kind}`,
      );
      const keys = (answer.spaces ?? answer.series ?? []).map(({ key }) => key);
      const [head = [], ...lines] = readCsv(await (await ask(`/expertises/lumen/${kind}?format=csv`)).text());
      expect(lines.map((line) => line[head.indexOf("key")])).toEqual(keys);
    }
  });

  test("a space's page shows its row, its trend, its oldest open threads, its sources and its best signals", async () => {
    const params = { path: { expertise: "lumen", key: "qa.example:beta" } };
    const { data: page } = await as(product).GET("/expertises/{expertise}/spaces/{key}", { params });
    expectAnswer("SpacePageAnswer", page);
    const all = await json<SpacesAnswer>("/expertises/lumen/spaces");
    expect(page?.space).toEqual(all.spaces.find(({ key }) => key === "qa.example:beta"));
    expect(page?.trends.map(({ unit }) => unit)).toEqual(["people", "events"]);
    expect(page?.open.total).toBe(page?.space.health?.backlog);
    expect(page?.open.threads[0]).toMatchObject({
      title: "=1+1, how?",
      url: "https://qa.example/q/0",
      handle: "asker0",
    });
    expect(page?.sources).toMatchObject([{ id: "test", state: "new", coverage: { rate: 1 } }]);
    expect(page?.best).toHaveLength(5);
    expect(new Date(page?.open.threads[0]?.askedAt ?? 0) <= new Date(page?.open.threads[1]?.askedAt ?? 0)).toBe(true);
  });

  test("a key with slashes, signs and a percent finds its space, and one of another expertise is not found", async () => {
    const key = `forum.example:${nasty.id}`;
    const { data } = await as(product).GET("/expertises/{expertise}/spaces/{key}", {
      params: { path: { expertise: "lumen", key } },
    });
    expect(data?.space).toMatchObject({ key, name: "=HYPERLINK(1)" });
    const source = await findSource(store, "elsewhere");
    if (source) await save(store, source, { signals: [made("x", { space: tag("hidden") })] });
    await analyse({ store, now }, { expertise: "secret" });
    expect((await ask("/expertises/lumen/spaces/qa.example%3Ahidden")).status).toBe(404);
    expect((await ask("/expertises/secret/spaces/qa.example%3Ahidden")).status).toBe(404);
    expect((await ask("/expertises/secret/spaces/qa.example%3Ahidden", admin)).status).toBe(200);
  });

  test("every open thread is on one page or another, and as many as the backlog says", async () => {
    const seen: (string | null)[] = [];
    for (let after = ""; ; ) {
      const page = await json<SpaceThreadsAnswer>(
        `/expertises/lumen/spaces/qa.example%3Aalpha/threads?limit=2${after}`,
      );
      expectAnswer("SpaceThreadsAnswer", page);
      expect(page.total).toBe(5);
      seen.push(...page.threads.map(({ url }) => url));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  test("a space's number leads to exactly as many signals, page by page, of one kind or all", async () => {
    const page = async (query: string) => {
      const answer = await json<SpaceSignalsAnswer>(
        `/expertises/lumen/spaces/qa.example%3Abeta/signals?limit=7${query}`,
      );
      expectAnswer("SpaceSignalsAnswer", answer);
      return answer;
    };
    const follow = async (query: string) => {
      const ids: number[] = [];
      for (let after = ""; ; ) {
        const { signals, next } = await page(`${query}${after}`);
        ids.push(...signals.map(({ id }) => id));
        if (next === null) return ids;
        after = `&after=${next}`;
      }
    };
    const { spaces } = await json<SpacesAnswer>("/expertises/lumen/spaces");
    const counted = spaces.find(({ key }) => key === "qa.example:beta")?.count;
    const ids = await follow("");
    expect(new Set(ids).size).toBe(counted);
    expect(ids.length).toBe(counted);
    expect(await follow("&kind=question")).toHaveLength(20);
    expect(await follow("&from=2026-01-10&to=2026-01-11")).toHaveLength(
      (
        await rowsOf(
          store,
          `select from signals s join spaces p on p.id = s.space_id where p.native_id = 'beta' and occurred_at >= '2026-01-10' and occurred_at < '2026-01-11'`,
        )
      ).length,
    );
    expect((await ask("/expertises/lumen/spaces/qa.example%3Abeta/signals?after=there")).status).toBe(404);
  });

  test("product teams, operators, tokens for spaces and leads of a region get no person with a signal; leads and admins do", async () => {
    const path = "/expertises/lumen/spaces/qa.example%3Abeta/signals";
    const told = async (asker: Asker) => {
      const response = await ask(path, asker);
      const text = await response.text();
      expectAnswer("SpaceSignalsAnswer", JSON.parse(text));
      return /"author"|"person"|Real Name/.test(text);
    };
    expect(await told(product)).toBe(false);
    expect(await told(operator)).toBe(false);
    expect(await told({ ...lead, regions: ["NO"] })).toBe(false);
    expect(await told({ ...admin, scopes: ["spaces:read"], via: "token" })).toBe(false);
    expect(await told(lead)).toBe(true);
    expect(await told(admin)).toBe(true);
  });

  test("nothing that product teams are given names a person, beyond the handles of who asked or wrote", async () => {
    const beta = "/expertises/lumen/spaces/qa.example%3Abeta";
    const paths = ["spaces", "support", "trends", "trends?by=tag", "discovery?state=all"].map(
      (one) => `/expertises/lumen/${one}`,
    );
    for (const path of [...paths, beta, `${beta}/threads`, `${beta}/signals`]) {
      const response = await ask(path);
      expect(response.status, path).toBe(200);
      const text = await response.text();
      expect(text, path).not.toContain("Real Name");
      expect(text, path).not.toMatch(/"(person|personId|author)":/);
    }
    expect((await ask("/expertises/lumen/trends?by=people")).status).toBe(400);
  });

  test("another's expertise is answered as one that is not there, to reading and writing alike", async () => {
    const body = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    const reading = [
      "spaces",
      "support",
      "trends",
      "discovery",
      "spaces/a%3Ab",
      "spaces/a%3Ab/threads",
      "spaces/a%3Ab/signals",
    ];
    for (const one of reading) {
      expect((await ask(`/expertises/secret/${one}`)).status, one).toBe(404);
      expect(
        (await ask(`/expertises/lumen/${one}`, { ...lead, scopes: ["people:read"], via: "token" })).status,
        one,
      ).toBe(403);
    }
    for (const deed of ["accept", "ignore", "snooze", "look"]) {
      expect((await ask(`/expertises/secret/discovery/x/${deed}`, product, body)).status, deed).toBe(404);
      expect((await ask(`/expertises/lumen/discovery/x/${deed}`, operator, body)).status, deed).toBe(403);
      expect(
        (
          await ask(
            `/expertises/lumen/discovery/x/${deed}`,
            { ...product, scopes: ["spaces:read"], via: "token" },
            body,
          )
        ).status,
        deed,
      ).toBe(403);
    }
  });

  test("a found space that is ignored leaves the inbox at once, under its decider's name, and shows where it is asked for", async () => {
    const client = as(product);
    const path = { expertise: "lumen", id: "discord.gg/lamps" };
    const { data } = await client.POST("/expertises/{expertise}/discovery/{id}/ignore", {
      params: { path },
      body: { reason: "a chat" },
    });
    expectAnswer("FoundSpaceDecided", data);
    expect(data).toEqual({ key: "discord.gg/lamps", deed: "ignore", until: null, source: null });
    const keys = async (state: string) =>
      (await json<DiscoverAnswer>(`/expertises/lumen/discovery?state=${state}`)).proposals.map(({ key }) => key);
    expect(await keys("open")).toEqual(["blog.lamps.example"]);
    expect(await keys("ignored")).toEqual(["discord.gg/lamps"]);
    expect(await keys("accepted")).toEqual([]);
    expect((await auditLog(store, 1))[0]).toMatchObject({
      actor: "pia@corp.example",
      action: "discover ignore",
      subject: "discord.gg/lamps",
    });
  });

  test("who decided about a found space is told to leads, and never to a product team, whose answer is another one to keep", async () => {
    const path = "/expertises/lumen/discovery?state=all";
    await as(product).POST("/expertises/{expertise}/discovery/{id}/ignore", {
      params: { path: { expertise: "lumen", id: "discord.gg/lamps" } },
      body: { reason: null },
    });
    // One server for both, which keeps what it has packed.
    const access: Access = { ...openToAll(), askerOf: async ({ headers }) => (headers.has("x-lead") ? lead : product) };
    const app = createServer({ store, now, access, queueView: async () => null, webFolder: "" });
    const asked = (headers: Record<string, string>) => app.request(`/api${path}`, { headers });
    const forLead = await asked({ "accept-encoding": "gzip", "x-lead": "1" });
    const forProduct = await asked({ "accept-encoding": "gzip" });
    const text = async (response: Response) => gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
    const [told, untold] = [await text(forLead), await text(forProduct)];
    const decisionIn = (answer: string) =>
      (JSON.parse(answer) as DiscoverAnswer).proposals.find(({ decision }) => decision)?.decision;
    expect(decisionIn(told)).toMatchObject({ deed: "ignore", by: "pia@corp.example" });
    expect(decisionIn(untold)).toMatchObject({ deed: "ignore", by: null });
    expect(untold).not.toContain("pia@corp.example");
    const known = { "if-none-match": forLead.headers.get("etag") ?? "" };
    expect((await asked({ ...known, "x-lead": "1" })).status).toBe(304);
    expect((await asked(known)).status).toBe(200);
    expectAnswer("DiscoverAnswer", JSON.parse(untold));
  });

  test("an accepted space becomes a source, a snoozed one comes back, and what cannot be done is said", async () => {
    const client = as(product);
    const post = (id: string, deed: "accept" | "snooze", body: object) =>
      client.POST(`/expertises/{expertise}/discovery/{id}/${deed}` as "/expertises/{expertise}/discovery/{id}/accept", {
        params: { path: { expertise: "lumen", id } },
        body: body as never,
      });
    const unknown = await post("discord.gg/lamps", "accept", {});
    expect((unknown.error as Problem | undefined)?.status).toBe(422);
    const accepted = await post("blog.lamps.example", "accept", {});
    expectAnswer("FoundSpaceDecided", accepted.data);
    expect(await findSource(store, accepted.data?.source ?? "")).toMatchObject({
      connector: "feed",
      expertises: ["lumen"],
    });
    expect((await post("discord.gg/lamps", "snooze", { until: "2025-01-01" })).response.status).toBe(422);
    expect((await post("discord.gg/lamps", "snooze", { until: "2026-05-01" })).data).toMatchObject({
      until: "2026-05-01T00:00:00.000Z",
    });
    expect((await post("discord.gg/lamps", "snooze", { until: "soon" })).response.status).toBe(400);
    expect((await post("nowhere.example", "accept", {})).response.status).toBe(404);
    const { proposals } = await json<DiscoverAnswer>("/expertises/lumen/discovery");
    expect(proposals).toEqual([]);
  });

  test("a view is kept under its name for its user alone, and leads nowhere but to these pages", async () => {
    const client = as(product);
    const saved = await client.POST("/views", { body: { name: "My spaces", path: "/spaces/lumen?weighting=people" } });
    expect(saved.response.status).toBe(201);
    expectAnswer("ViewAnswer", saved.data);
    expect((await client.POST("/views", { body: { name: "My spaces", path: "/" } })).response.status).toBe(422);
    const mine = await client.GET("/views");
    expectAnswer("ViewsAnswer", mine.data);
    expect(mine.data?.views).toMatchObject([{ name: "My spaces", path: "/spaces/lumen?weighting=people" }]);
    expect((await as(lead).GET("/views")).data?.views).toEqual([]);
    const id = saved.data?.id ?? 0;
    const remove = (asker: Asker) => as(asker).DELETE("/views/{view}", { params: { path: { view: id } } });
    expect((await remove(lead)).response.status).toBe(404);
    for (const path of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", ""])
      expect((await client.POST("/views", { body: { name: "x", path } })).response.status, path).toBe(400);
    expect((await remove(product)).response.status).toBe(204);
    expect((await client.GET("/views")).data?.views).toEqual([]);
  });

  test("a user has fifty views at most", async () => {
    await store.pool.query(
      "insert into saved_views (user_id, name, path, saved_at) select 'u2', n::text, '/', now() from generate_series(1, 50) n",
    );
    const refused = await as(product).POST("/views", { body: { name: "one more", path: "/" } });
    expect(refused.response.status).toBe(422);
    expect((await as(lead).POST("/views", { body: { name: "one more", path: "/" } })).response.status).toBe(201);
  });

  test("a question that is written wrongly is refused in a sentence that says what to mend", async () => {
    const refused: [path: string, sentence: string][] = [
      ["spaces?limit=-1", '"limit"'],
      ["spaces?offset=x", '"offset"'],
      ["spaces?format=xml", '"format" must be one of json, csv'],
      ["trends?months=3", "24 months or more"],
      ["trends?months=999", "at most 120 months"],
      ["discovery?state=lost", '"state" must be one of'],
      ["spaces/a%3Ab/signals?kind=rumour", '"kind" must be one of'],
      ["spaces/a%3Ab/signals?limit=0", "one row or more"],
      ["support?from=2026-02-01&to=2026-01-01", 'give a "from" before'],
    ];
    for (const [path, sentence] of refused) {
      const response = await ask(`/expertises/lumen/${path}`);
      expect(response.status, path).toBe(400);
      expect(((await response.json()) as Problem).detail, path).toContain(sentence);
    }
  });
});
