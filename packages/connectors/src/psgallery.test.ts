import type { ServerResponse } from "node:http";
import { type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { SaxesParser } from "saxes";
import { describe, expect, test, vi } from "vitest";
import { type Known, pullAsWorker, useApi } from "../test/site.ts";
import type { KnownThread } from "./connector.ts";
import { createHttp } from "./http.ts";
import { psgallery } from "./psgallery.ts";
import { readODataFeed } from "./psgallery-odata.ts";

const now = new Date("2026-09-20T12:00:00Z");

const api = useApi();

const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(psgallery, { now, ...known, options: { baseUrl: api.baseUrl, packages: ["Wick"], ...options } });
const asks = () => api.asked.map(({ url }) => decodeURIComponent(url.pathname + url.search).slice(1));

const namespaces =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';
const entry = (version: string, more: Record<string, string | null> = {}, id = "Wick") => {
  const all: Record<string, string | null> = {
    Id: id,
    Version: version,
    Owners: "IlseV",
    Created: "2026-01-02T03:04:05.67",
    Published: "2026-01-02T03:04:05.67",
    ...more,
  };
  const written = Object.entries(all).map(([name, value]) =>
    value === null ? `<d:${name} m:null="true"/>` : `<d:${name} m:type="x">${value}</d:${name}>`,
  );
  return `<entry ${namespaces}><title type="text">${id}</title><author><name>Ilse Vann</name></author><m:properties>${written.join("")}</m:properties></entry>`;
};
const feed = (entries: string[], next = false) =>
  `<?xml version="1.0" encoding="utf-8"?><feed ${namespaces}><title/>${entries.join("")}${next ? '<link rel="next" href="https://elsewhere.example/"/>' : ""}</feed>`;
const send = (response: ServerResponse, xml: string) =>
  response.writeHead(200, { "content-type": "application/atom+xml;type=feed;charset=utf-8" }).end(xml);
const versions = (...entries: string[]) => {
  api.answer = (_, response) => send(response, feed(entries));
};

describe("a module", () => {
  test("is its owner's, with a release for each version, dated by its creation", async () => {
    versions(
      entry("1.1.0.0", {
        NormalizedVersion: "1.1.0-Beta",
        Created: "2026-03-01T00:00:00",
        Description: "Wicks &amp; beams&#x1B;",
        Tags: "light PSModule PSFunction_Get-Wick PSEdition_Core",
        DownloadCount: "90",
        VersionDownloadCount: "20",
        GalleryDetailsUrl: "https://gallery.example/packages/Wick/1.1.0-Beta",
        ItemType: "Module",
        IsAbsoluteLatestVersion: "true",
      }),
      entry("1.0.0"),
    );
    const { signals, batches, error } = await pull();
    expect(error).toBeNull();
    expect(asks()).toEqual(["FindPackagesById()?id='Wick'&semVerLevel=2.0.0&$skip=0&$top=100"]);
    expect(signals.map(({ kind, id, occurredAt }) => [kind, id, occurredAt])).toEqual([
      ["release", "wick/1.1.0-beta", "2026-03-01T00:00:00.000Z"],
      ["package", "wick", "2026-01-02T03:04:05.670Z"],
      ["release", "wick/1.0.0", "2026-01-02T03:04:05.670Z"],
    ]);
    expect(signals[0]).toMatchObject({
      connector: "psgallery",
      space: { platform: "powershellgallery.com", id: "package/wick", kind: "registry" },
      account: { id: "ilsev", handle: "IlseV", url: "https://www.powershellgallery.com/profiles/IlseV" },
      threadId: "wick",
      title: "Wick 1.1.0-Beta",
      excerpt: "Wicks & beams",
      url: "https://gallery.example/packages/Wick/1.1.0-Beta",
      tags: ["light", "PSModule", "PSEdition_Core"],
      metrics: { downloads: 20, prerelease: true, itemType: "module" },
    });
    expect(signals[1]).toMatchObject({
      metrics: { downloads: 90 },
      url: "https://www.powershellgallery.com/packages/Wick",
    });
    expect(signals[2]?.url).toBe("https://www.powershellgallery.com/packages/Wick/1.0.0");
    expect(batches[0]?.complete).toMatchObject([{ threadId: "wick", kinds: ["package", "release"] }]);
    const kept = { ...(batches[0]?.raw as RawPage), context: JSON.parse(JSON.stringify(batches[0]?.raw?.context)) };
    expect((await psgallery.map?.(kept, psgallery.options.parse({})))?.signals).toEqual(batches[0]?.signals);
  });

  test("with one version may come as an entry alone", async () => {
    api.answer = (_, response) => send(response, entry("1.0.0"));
    expect((await pull()).signals.map(({ kind }) => kind)).toEqual(["package", "release"]);
  });

  test("says for whom its only owner made the newest version, where that is no person and no word of a tool", async () => {
    const companies = async (more: Record<string, string>) => {
      versions(
        entry("1.0.0", { CompanyName: "Earlier Ltd" }),
        entry("1.1.0", { CompanyName: "Contoso", IsAbsoluteLatestVersion: "true", ...more }),
      );
      const { signals } = await pull();
      return [...new Set(signals.map(({ account }) => account?.company))];
    };
    expect(await companies({})).toEqual(["Contoso"]);
    for (const CompanyName of ["Unknown", "ilsev", "Ilse Vann", ""])
      expect(await companies({ CompanyName, Authors: "Ilse Vann, Omar Reyes" })).toEqual([null]);
    expect((await companies({ Owners: "thea, Dorn" })).every((company) => company == null)).toBe(true);
  });

  test("is nobody's where the gallery names no owner: authors and companies are free text", async () => {
    versions(entry("1.0.0", { Owners: null, Authors: "Ilse Vann", CompanyName: "IlseV" }));
    expect((await pull()).signals.map(({ account }) => account)).toEqual([null, null]);
    versions(entry("1.0.0", { Owners: "thea, Dorn" }));
    expect((await pull()).signals.map(({ id, account }) => [id, account?.id ?? null])).toEqual([
      ["wick", "dorn"],
      ["wick+thea", "thea"],
      ["wick/1.0.0", null],
    ]);
  });

  test("leaves out unlisted versions, sets aside undated ones, and then says nothing is gone", async () => {
    versions(
      entry("0.9.0", { Published: "1900-01-01T00:00:00" }),
      entry("1.0.0"),
      entry("1.0.1", { Created: "soon", Published: "soon" }),
      entry("", { NormalizedVersion: null }),
    );
    const { signals, batches } = await pull();
    expect(signals.map(({ id }) => id)).toEqual(["wick", "wick/1.0.0"]);
    expect(batches[0]?.skipped.map(({ reason, item }) => [reason, item === null])).toEqual([
      ["version that is unlisted", true],
      ["version without a possible date", false],
      ["version without an id and a version", false],
    ]);
    expect(batches[0]?.complete).toEqual([]);
  });

  test("with many versions is read by pages that overlap, also where the gallery gives fewer than asked for", async () => {
    const all = Array.from({ length: 25 }, (_, n) => entry(`1.${n}.0`));
    api.answer = ({ url }, response) => {
      const skip = Number(url.searchParams.get("$skip"));
      send(response, feed(all.slice(skip, skip + 10), skip + 10 < all.length));
    };
    const { signals, batches } = await pull();
    expect(api.asked.map(({ url }) => url.searchParams.get("$skip"))).toEqual(["0", "9", "18"]);
    expect(new Set(signals.map(({ id }) => id)).size).toBe(26);
    expect(batches.flatMap(({ complete }) => complete)).toEqual([]);
  });

  test("that is not there is said", async () => {
    versions();
    const { batches, error } = await pull();
    expect(error).toBeNull();
    expect(batches.flatMap(({ skipped }) => skipped)).toMatchObject([
      { reason: "package that the registry does not list" },
    ]);
  });
});

describe("a selection", () => {
  test("by owner, tag or words is searched for, its quotes doubled; what is found beside it is left", async () => {
    api.answer = ({ url }, response) =>
      send(
        response,
        url.pathname === "/Search()"
          ? feed([entry("1.0.0", { Tags: "light" }), entry("1.0.0", { Owners: "x" }, "Other")])
          : entry("1.0.0"),
      );
    const { batches } = await pull({
      options: { packages: [], owners: ["ilsev"], tags: ["dark"], search: ["it's & more"] },
    });
    expect(
      asks()
        .filter((path) => path.startsWith("Search"))
        .map((path) => path.split("&$filter")[0]),
    ).toEqual([
      "Search()?searchTerm='owner:ilsev'&targetFramework=''&includePrerelease=true",
      "Search()?searchTerm='tags:dark'&targetFramework=''&includePrerelease=true",
      "Search()?searchTerm='it''s & more'&targetFramework=''&includePrerelease=true",
    ]);
    expect(batches.filter(({ signals }) => signals.length > 0).map(({ signals }) => signals[0]?.space.id)).toEqual([
      "owner/ilsev",
      "search/it's & more",
      "search/it's & more",
    ]);
  });

  test("is read again where the newest version is another, and all of it after some days", async () => {
    let version = "1.0.0";
    api.answer = (_, response) => send(response, feed([entry(version)]));
    const read = (days: number, cursor: Parameters<typeof pull>[0] = {}) =>
      pullAsWorker(psgallery, {
        now: new Date(now.getTime() + days * 86_400_000),
        ...cursor,
        options: { baseUrl: api.baseUrl, owners: ["ilsev"], refreshDays: 2 },
      });
    const { cursor, signals } = await read(0);
    expect(signals).toHaveLength(2);
    expect((await read(1, { cursor })).signals).toEqual([]);
    expect((await read(2, { cursor })).signals).toHaveLength(2);
    version = "1.1.0";
    expect((await read(1, { cursor })).signals).toHaveLength(2);
  });
});

describe("an answer", () => {
  test("that is no feed, or breaks off, is no answer: nothing is taken for gone", async () => {
    const whole = feed([entry("1.0.0"), entry("1.1.0")]);
    for (const body of [
      "<html><body/></html>",
      "",
      "{}",
      whole.slice(0, -20),
      whole.replace(/<\/m:properties>.*/, ""),
    ]) {
      api.answer = (_, response) => send(response, body);
      const { error, batches } = await pull();
      expect(error, body).toBeInstanceOf(UnavailableError);
      expect(batches).toEqual([]);
    }
    api.answer = (_, response) => response.writeHead(404).end();
    expect((await pull()).error).toBeInstanceOf(RefusedError);
  });

  test("is none where it nests deeper than any, for that takes the square of its depth", () => {
    const within = (depth: number) =>
      entry("1.0.0").replace("</entry>", `${"<a>".repeat(depth)}${"</a>".repeat(depth)}</entry>`);
    expect(readODataFeed(Buffer.from(within(50)))?.entries).toHaveLength(1);
    expect(readODataFeed(Buffer.from(within(200)))).toBeNull();
  });

  test("may hold entities that grow without end, and they do not", () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${entry("1.0.0", { Description: "&b;&b;" })}`;
    const read = readODataFeed(Buffer.from(bomb));
    expect(read?.entries[0]?.properties.Description?.length ?? 0).toBeLessThan(20);
    const long = readODataFeed(Buffer.from(entry("1.0.0", { ReleaseNotes: "x".repeat(300_000) })));
    expect(long?.entries[0]?.properties.ReleaseNotes?.length).toBe(20_000);
  });

  test("forbidden characters are passed over, with no error made of each", () => {
    const made = vi.spyOn(SaxesParser.prototype, "makeError");
    const notes = `a${"\u0001".repeat(1_000)}b`;
    const read = readODataFeed(Buffer.from(entry("1.0.0", { ReleaseNotes: notes })));
    expect(read?.entries[0]?.properties.ReleaseNotes?.replaceAll("\u0001", "")).toBe("ab");
    expect(made).not.toHaveBeenCalled();
    made.mockRestore();
  });
});

test("known packages are read again; one that is gone is told whole", async () => {
  api.answer = ({ url }, response) =>
    send(response, url.searchParams.get("id") === "'wick'" ? entry("1.0.0") : feed([]));
  const thread = (id: string, platform = "powershellgallery.com"): KnownThread => ({
    platform,
    kind: "package",
    id,
    url: null,
    occurredAt: "",
  });
  const batches = [];
  for await (const batch of psgallery.revisit?.(
    {
      source: "test",
      options: psgallery.options.parse({ tags: ["none"], owners: ["ilsev"], baseUrl: api.baseUrl }),
      cursor: null,
      credentials: {},
      since: null,
      now: () => now,
      http: createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" }),
      signal: new AbortController().signal,
    },
    [thread("wick"), thread("gone"), thread("wick", "other"), thread("a' or 1 eq 1")],
  ) ?? [])
    batches.push(batch);
  expect(api.asked).toHaveLength(2);
  expect(batches.map(({ signals, complete }) => [signals.length, signals[0]?.space.id, complete[0]?.threadId])).toEqual(
    [
      [2, "owner/ilsev", "wick"],
      [0, undefined, "gone"],
    ],
  );
});
