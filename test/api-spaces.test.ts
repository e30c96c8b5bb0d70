import { analyse } from "@groundswell/analyse";
import {
  answerSpaces,
  answerSupport,
  answerTrends,
  type SpaceSignalsAnswer,
  type SpacesAnswer,
  type SupportListAnswer,
  type TrendsAnswer,
} from "@groundswell/reports";
import type { Asker, SpaceThreadsAnswer } from "@groundswell/server";
import { findSource } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { expectAnswer } from "./api-answers.ts";
import { admin, lead, nasty, now, operator, product, useSpaces } from "./api-spaces-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { readCsv } from "./read-csv.ts";
import { made, rowsOf, save, tag } from "./store-fixtures.ts";

const newest = { asOf: null, from: null, to: null };

describe.each(storeKinds)("what is answered of spaces, on the %s store", (kind) => {
  const { world, appFor, as, ask, json } = useSpaces(kind);
  const lumen = { path: { expertise: "lumen" } };

  test("spaces, support, trends and the inbox are the very answers that the command prints", async () => {
    const client = as(product);
    const spaces = await client.GET("/expertises/{expertise}/spaces", {
      params: { ...lumen, query: { weighting: "people" } },
    });
    expectAnswer("SpacesAnswer", spaces.data);
    expect(spaces.data).toEqual(
      JSON.parse(
        JSON.stringify(await answerSpaces(world.store, { expertise: "lumen", weighting: "people", ...newest })),
      ),
    );
    const support = await client.GET("/expertises/{expertise}/support", {
      params: { ...lumen, query: { by: "reach" } },
    });
    expectAnswer("SupportListAnswer", support.data);
    expect(support.data).toEqual(
      JSON.parse(
        JSON.stringify(
          await answerSupport(world.store, { expertise: "lumen", by: "reach", threadLimit: 5, ...newest }),
        ),
      ),
    );
    const trends = await client.GET("/expertises/{expertise}/trends", { params: lumen });
    expectAnswer("TrendsAnswer", trends.data);
    expect(trends.data).toEqual(
      JSON.parse(
        JSON.stringify(await answerTrends(world.store, { expertise: "lumen", by: "space", months: 36, asOf: null })),
      ),
    );
    const inbox = await client.GET("/expertises/{expertise}/discovery", { params: lumen });
    expectAnswer("DiscoverAnswer", inbox.data);
    expect(inbox.data?.proposals.map(({ key }) => key).sort()).toEqual(["blog.lamps.example", "discord.gg/lamps"]);
  });

  test("what nobody asked before is reckoned once, kept, and given again unchanged", async () => {
    const path = "/expertises/lumen/spaces?from=2026-01-10&weighting=people";
    const first = await (await ask(path)).text();
    expect(await rowsOf(world.store, "select from kept_answers")).toHaveLength(1);
    expect(await (await ask(path)).text()).toBe(first);
    expect(JSON.parse(first).window.from).toBe("2026-01-10T00:00:00.000Z");
    expect(await rowsOf(world.store, "select from kept_answers")).toHaveLength(1);
  });

  test("many who ask the same at once wait for one answer", async () => {
    const app = appFor(product);
    const asked = async () => (await app.request("/api/expertises/lumen/spaces?from=2026-01-05")).text();
    const answers = await Promise.all(Array.from({ length: 30 }, asked));
    expect(new Set(answers).size).toBe(1);
    expect(await rowsOf(world.store, "select from kept_answers where not is_default")).toHaveLength(1);
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
    const source = await findSource(world.store, "elsewhere");
    if (source) await save(world.store, source, { signals: [made("x", { space: tag("hidden") })] });
    await analyse({ store: world.store, now }, { expertise: "secret" });
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
          world.store,
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
});
