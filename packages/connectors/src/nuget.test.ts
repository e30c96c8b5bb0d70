import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { ConfigError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Ask, json, type Known, pullAsWorker, serveSite } from "../test/site.ts";
import type { KnownThread } from "./connector.ts";
import { createHttp } from "./http.ts";
import { nuget } from "./nuget.ts";
import { nugetApi } from "./nuget-api.ts";

const now = new Date("2026-09-20T12:00:00Z");

let site: Awaited<ReturnType<typeof serveSite>>;
let asked: Ask[];
let answers: Record<string, (ask: Ask, response: ServerResponse) => void>;

const paths = () => asked.map(({ url }) => url.pathname);
const queries = () => asked.flatMap(({ url }) => url.searchParams.get("q") ?? []);

beforeEach(async () => {
  asked = [];
  site = await serveSite((ask, response) => {
    asked.push(ask);
    const answer = answers[ask.url.pathname];
    if (answer) answer(ask, response);
    else response.writeHead(404).end();
  });
  answers = {
    "/index.json": (_, response) =>
      json(response, {
        resources: [
          { "@id": `${site.baseUrl}/old`, "@type": "SearchQueryService" },
          { "@id": `${site.baseUrl}/find`, "@type": ["SearchQueryService/3.5.0"] },
          { "@id": `${site.baseUrl}/old/`, "@type": "RegistrationsBaseUrl" },
          { "@id": `${site.baseUrl}/reg`, "@type": "RegistrationsBaseUrl/3.6.0" },
          { "@id": "https://nuget.example/p/{id}/{version}?_src=template", "@type": "PackageDetailsUriTemplate/5.1.0" },
          { "@id": "https://nuget.example/u/{owner}?_src=template", "@type": "OwnerDetailsUriTemplate/6.11.0" },
        ],
      }),
  };
});

afterEach(() => site.close());

const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(nuget, {
    now,
    ...known,
    options: { baseUrl: `${site.baseUrl}/index.json`, packages: ["Lumen.Wick"], ...options },
  });

const leaf = (version: string, published: string, more: object = {}) => ({
  catalogEntry: {
    id: "Lumen.Wick",
    version,
    published,
    description: "Wicks &amp; <b>beams</b>",
    tags: ["light", "wick"],
    ...more,
  },
});
const wick = { id: "Lumen.Wick", owners: "IlseV", tags: "light, wick", totalDownloads: 90, verified: true };
const find = (...items: object[]) => {
  answers["/find"] = (_, response) => json(response, { totalHits: items.length, data: items });
};
const register = (...leaves: unknown[]) => {
  answers["/reg/lumen.wick/index.json"] = (_, response) => json(response, { items: [{ "@id": "x", items: leaves }] });
};
const versions = (...names: string[]) => names.map((version, index) => ({ version, downloads: 10 * (index + 1) }));

describe("a package", () => {
  test("is its owner's, from the day of its first version, and each version is a release", async () => {
    find({ ...wick, versions: versions("1.0.0", "1.1.0-Beta") });
    register(
      leaf("1.1.0-Beta+build.7", "2026-02-01T10:00:00+02:00", { deprecation: { reasons: ["Legacy"] } }),
      leaf("1.0.0", "2026-01-01T00:00:00Z"),
    );
    const { signals, batches, error } = await pull();
    expect(error).toBeNull();
    expect(signals.map(({ kind, id, occurredAt }) => [kind, id, occurredAt])).toEqual([
      ["release", "lumen.wick/1.1.0-beta", "2026-02-01T08:00:00.000Z"],
      ["package", "lumen.wick", "2026-01-01T00:00:00.000Z"],
      ["release", "lumen.wick/1.0.0", "2026-01-01T00:00:00.000Z"],
    ]);
    expect(signals[0]).toMatchObject({
      connector: "nuget",
      space: { platform: "nuget.org", id: "package/lumen.wick", kind: "registry", name: "Lumen.Wick" },
      account: {
        platform: "nuget.org",
        id: "ilsev",
        handle: "IlseV",
        url: "https://nuget.example/u/IlseV",
        bot: false,
      },
      threadId: "lumen.wick",
      parentId: "lumen.wick",
      title: "Lumen.Wick 1.1.0-Beta",
      excerpt: "Wicks & beams",
      url: "https://nuget.example/p/Lumen.Wick/1.1.0-Beta",
      tags: ["light", "wick"],
      metrics: { downloads: 20, prerelease: true, deprecated: true },
    });
    expect(signals[1]).toMatchObject({
      threadId: "lumen.wick",
      parentId: null,
      title: "Lumen.Wick",
      url: "https://nuget.example/p/Lumen.Wick",
      metrics: { downloads: 90, verified: true, owners: 1 },
    });
    expect(batches[0]?.complete).toEqual([
      { platform: "nuget.org", threadId: "lumen.wick", kinds: ["package", "release"] },
    ]);
    expect(batches[0]?.raw).toMatchObject({ request: `${site.baseUrl}/reg/lumen.wick/index.json` });
  });

  test("of several owners is a package of each, and its releases are nobody's, for nobody says whose", async () => {
    find({ ...wick, owners: ["Thea", "dorn", "DORN"] });
    register(leaf("1.0.0", "2026-01-01T00:00:00Z"));
    const several = await pull();
    expect(several.signals.map(({ id, account }) => [id, account?.id ?? null])).toEqual([
      ["lumen.wick", "dorn"],
      ["lumen.wick+thea", "thea"],
      ["lumen.wick/1.0.0", null],
    ]);
    find({ ...wick, owners: [], authors: ["Ilse Vann"] });
    expect((await pull()).signals.map(({ account }) => account)).toEqual([null, null]);
  });

  test("leaves out what is unlisted, by date or by word, and sets aside what cannot be understood or dated", async () => {
    find(wick);
    register(
      leaf("0.9.0", "1900-01-01T00:00:00+00:00"),
      leaf("0.9.1", "2025-01-01T00:00:00Z", { listed: false }),
      leaf("1.0.0", "2026-01-01T00:00:00Z"),
      leaf("1.0.1", "2031-01-01T00:00:00Z"),
      { catalogEntry: "https://nuget.example/catalog/1.json" },
    );
    const { signals, batches } = await pull();
    expect(signals.map(({ id }) => id)).toEqual(["lumen.wick", "lumen.wick/1.0.0"]);
    expect(batches[0]?.skipped.map(({ reason, item }) => [reason, item === null])).toEqual([
      ["version that is unlisted", true],
      ["version that is unlisted", true],
      ["version without a possible date", false],
      ["version that is no object", false],
    ]);
    // What was set aside may be what the store has: nothing is said to be gone.
    expect(batches[0]?.complete).toEqual([]);
  });

  test("with many versions is read from all its pages, packed or not, and begins with the earliest of them", async () => {
    find({ ...wick, versions: versions("1.0.0", "2.0.0") });
    const page = (path: string, one: object, zipped: boolean) => {
      answers[path] = (_, response) => {
        const body = Buffer.from(JSON.stringify({ items: [one] }));
        response.writeHead(200, zipped ? { "content-encoding": "gzip" } : {}).end(zipped ? gzipSync(body) : body);
      };
      return { "@id": `${site.baseUrl}${path}`, "@type": "catalog:CatalogPage", count: 1, items: null };
    };
    const items = [
      page("/reg/1", leaf("2.0.0", "2025-05-01T00:00:00Z"), true),
      page("/reg/2", leaf("1.0.0", "2026-05-01T00:00:00Z"), false),
    ];
    answers["/reg/lumen.wick/index.json"] = (_, response) => json(response, { items });
    const { batches, signals } = await pull();
    expect(batches.map((batch) => batch.signals.map(({ kind }) => kind))).toEqual([
      ["package", "release"],
      ["release"],
      [],
    ]);
    expect(signals.map(({ metrics }) => metrics.downloads)).toEqual([90, 20, 10]);
    // Neither page alone holds all of it.
    expect(batches.flatMap(({ complete }) => complete)).toEqual([]);
    // Cut short between its pages, it is not read yet.
    const cut = await pull({ stopAfter: 1 });
    expect((await pull({ cursor: cut.cursor })).signals).toHaveLength(3);
    for (const batch of batches.slice(0, 2)) {
      const kept = { ...(batch.raw as RawPage), context: JSON.parse(JSON.stringify(batch.raw?.context)) };
      expect((await nuget.map?.(kept, nuget.options.parse({})))?.signals).toEqual(batch.signals);
    }
  });

  test("whose page leads off the web is refused, and nothing of it is saved", async () => {
    find(wick);
    answers["/reg/lumen.wick/index.json"] = (_, response) =>
      json(response, { items: [{ "@id": "file:///etc/passwd" }] });
    const { error, signals } = await pull();
    expect(error).toBeInstanceOf(ConfigError);
    expect(signals).toEqual([]);
  });

  test("that nobody lists is said, as its id may be wrong", async () => {
    find();
    const { batches, error } = await pull();
    expect(error).toBeNull();
    expect(batches.flatMap(({ skipped }) => skipped)).toMatchObject([
      { reason: "package that the registry does not list", position: "Lumen.Wick" },
    ]);
  });
});

describe("a selection", () => {
  test("by owner, tag, words or id is a space of its own; what a registry finds beside it is left", async () => {
    find({ ...wick, owners: ["other"], tags: "light" });
    register(leaf("1.0.0", "2026-01-01T00:00:00Z"));
    const { batches } = await pull({
      options: { owners: ["IlseV"], tags: ["Light"], search: ["wick beam"], packages: ["wick"] },
    });
    expect(queries()).toEqual(["owner:IlseV", "tags:Light", "wick beam", "packageid:wick"]);
    expect([...new Set(batches.flatMap(({ spaces }) => spaces.map(({ kind, id }) => `${kind} ${id}`)))]).toEqual([
      "registry owner/ilsev",
      "tag tag/light",
      "registry search/wick beam",
      "registry package/wick",
    ]);
    expect(batches.filter(({ signals }) => signals.length > 0).map(({ signals }) => signals[0]?.space.id)).toEqual([
      "tag/light",
      "search/wick beam",
    ]);
  });

  test("is paged with an overlap, for popularity moves packages while they are listed", async () => {
    const all = Array.from({ length: 25 }, (_, n) => ({ ...wick, id: `P${n}` }));
    answers["/find"] = ({ url }, response) => {
      const [skip, take] = ["skip", "take"].map((name) => Number(url.searchParams.get(name)));
      json(response, { totalHits: all.length, data: all.slice(skip, (skip ?? 0) + (take ?? 0)) });
      // The first one becomes less popular, so that all others come nearer by one.
      if (skip === 0) all.push(all.shift() as (typeof all)[number]);
    };
    for (let n = 0; n < 25; n++)
      answers[`/reg/p${n}/index.json`] = (_, response) =>
        json(response, {
          items: [{ items: [{ catalogEntry: { id: `P${n}`, version: "1.0.0", published: "2026-01-01T00:00:00Z" } }] }],
        });
    const { ids } = await pull({ options: { packages: [], tags: ["wick"], pageSize: 10 } });
    expect(ids.filter((id) => !id.includes("/"))).toHaveLength(25);
  });

  test("that finds more than a registry hands out is refused before anything is missed", async () => {
    answers["/find"] = (_, response) => json(response, { totalHits: 3_101, data: [wick] });
    const { error, signals } = await pull();
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toContain("3101 packages");
    expect(signals).toEqual([]);
    answers["/find"] = (_, response) => json(response, { totalHits: 3_100, data: [] });
    expect((await pull()).error).toBeNull();
  });

  test("of nothing is said", async () => {
    expect((await pull({ options: { packages: [] } })).error).toBeInstanceOf(ConfigError);
  });
});

describe("a later pull", () => {
  test("reads what has changed, what was left when it was cut short, and after a while everything", async () => {
    find({ ...wick, versions: versions("1.0.0") });
    register(leaf("1.0.0", "2026-01-01T00:00:00Z"));
    const first = await pull({ stopAfter: 1 });
    asked = [];
    find({ ...wick, totalDownloads: 91, versions: [{ version: "1.0.0", downloads: 11 }] });
    const second = await pull({ cursor: first.cursor });
    expect(second.signals).toEqual([]);
    find({ ...wick, versions: versions("1.0.0", "1.1.0") });
    expect((await pull({ cursor: second.cursor })).signals).toHaveLength(2);
    find({ ...wick, owners: "dorn", versions: versions("1.0.0") });
    expect((await pull({ cursor: second.cursor })).signals).toHaveLength(2);
    find({ ...wick, versions: versions("1.0.0") });
    const later = (days: number) =>
      pullAsWorker(nuget, {
        now: new Date(now.getTime() + days * 86_400_000),
        cursor: second.cursor,
        options: { baseUrl: `${site.baseUrl}/index.json`, packages: ["Lumen.Wick"] },
      });
    expect((await later(6)).signals).toEqual([]);
    expect((await later(7)).signals).toHaveLength(2);
  });

  test("forgets what is listed no more, and reads a package again that its registry had not written yet", async () => {
    find(wick);
    const missing = await pull();
    expect(missing).toMatchObject({ error: null, signals: [], cursor: { read: {} } });
    register(leaf("1.0.0", "2026-01-01T00:00:00Z"));
    const there = await pull({ cursor: missing.cursor });
    expect(there.signals).toHaveLength(2);
    find();
    expect((await pull({ cursor: there.cursor })).cursor).toEqual({ read: {} });
  });
});

describe("a registry", () => {
  test("that says its limits in words is waited for", async () => {
    answers["/find"] = (_, response) =>
      json(response, { statusCode: 429, message: "Rate limit is exceeded. Try again in 56 seconds." }, 429);
    expect((await pull()).error).toMatchObject({ name: "RateLimitedError", retryAt: new Date(now.getTime() + 56_000) });
    answers["/find"] = (_, response) => json(response, { message: "Quota exceeded." }, 403);
    expect((await pull()).error).toMatchObject({
      name: "RateLimitedError",
      retryAt: new Date(now.getTime() + 3_600_000),
    });
    answers["/find"] = (_, response) => response.writeHead(403).end("Forbidden");
    expect((await pull()).error).toBeInstanceOf(RefusedError);
  });

  test("that says its limit is left alone by every source of its host", async () => {
    answers["/find"] = (_, response) => json(response, { message: "Quota exceeded." }, 403);
    const real = createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" });
    const paused: unknown[] = [];
    const http = {
      ...real,
      pause: (url: string, until: Date) => paused.push([new URL(url).pathname, until.toISOString()]),
    };
    const api = nugetApi(
      { ...http, pause: (...given) => void http.pause(...given) },
      `${site.baseUrl}/index.json`,
      () => now,
    );
    await expect(api.list(`${site.baseUrl}/find`, "x", 10)).rejects.toThrow("asks to wait");
    expect(paused).toEqual([["/find", "2026-09-20T13:00:00.000Z"]]);
  });

  test("that is none, or has no search, is refused; one that answers with a page is down", async () => {
    answers["/index.json"] = (_, response) => json(response, { resources: [{ "@id": "x", "@type": "Catalog/3.0.0" }] });
    expect((await pull()).error).toMatchObject({ message: expect.stringContaining("no NuGet v3 registry") });
    answers["/index.json"] = (_, response) => response.writeHead(200).end("<html>");
    expect((await pull()).error).toBeInstanceOf(UnavailableError);
  });

  test("that answers with anything but versions takes nothing away", async () => {
    find(wick);
    for (const body of ["<html>", "{}", "[]", '{"items":{}}']) {
      answers["/reg/lumen.wick/index.json"] = (_, response) => response.writeHead(200).end(body);
      const { error, batches } = await pull();
      if (body !== "[]") expect(error, body).toBeInstanceOf(UnavailableError);
      expect(
        batches.flatMap(({ complete }) => complete),
        body,
      ).toEqual([]);
    }
  });
});

test("known packages are looked up together and read again; one that is gone is told whole", async () => {
  find(wick);
  register(leaf("1.0.0", "2026-01-01T00:00:00Z"));
  const thread = (id: string, platform = "nuget.org"): KnownThread => ({
    platform,
    kind: "package",
    id,
    url: null,
    occurredAt: "",
  });
  const batches = [];
  const threads = [thread("lumen.wick"), thread("lumen.gone"), thread("elsewhere", "other"), thread("a/b?c")];
  for await (const batch of nuget.revisit?.(
    {
      source: "test",
      options: nuget.options.parse({
        tags: ["none"],
        search: ["words"],
        packages: ["Lumen.Wick"],
        baseUrl: `${site.baseUrl}/index.json`,
      }),
      cursor: null,
      credentials: {},
      since: null,
      now: () => now,
      http: createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" }),
      signal: new AbortController().signal,
    },
    threads,
  ) ?? [])
    batches.push(batch);
  expect(queries()).toEqual(["packageid:lumen.wick packageid:lumen.gone"]);
  expect(batches.map(({ signals, complete }) => [signals.length, signals[0]?.space.id, complete[0]?.threadId])).toEqual(
    [
      [2, "package/lumen.wick", "lumen.wick"],
      [0, undefined, "lumen.gone"],
    ],
  );
  expect(paths()).not.toContain("/reg/elsewhere/index.json");
});
