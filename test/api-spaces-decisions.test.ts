import { gunzipSync } from "node:zlib";
import type { DiscoverAnswer } from "@groundswell/reports";
import { type Access, type Asker, createServer, openToAll, type Problem } from "@groundswell/server";
import { auditLog, findSource } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { lead, now, operator, product, useSpaces } from "./api-spaces-world.ts";
import { storeKinds } from "./open-test-store.ts";

describe.each(storeKinds)("what people decide about spaces, on the %s store", (kind) => {
  const { world, as, ask, json } = useSpaces(kind);

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
    expect((await auditLog(world.store, 1))[0]).toMatchObject({
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
    const app = createServer({ store: world.store, now, access, queueView: async () => null, webFolder: "" });
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
    expect(await findSource(world.store, accepted.data?.source ?? "")).toMatchObject({
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
    await world.store.pool.query(
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
