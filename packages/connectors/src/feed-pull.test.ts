import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Batch, type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { expectSameWhenMappedAgain } from "../test/kept-pages.ts";
import { feed } from "./feed.ts";
import { createHttp } from "./http.ts";
import { ical } from "./ical.ts";

const fixture = (path: string) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url));
const http = createHttp({ userAgent: "Groundswell/test", allowHosts: ["127.0.0.1"] });
let server: Server;
let baseUrl: string;
let asked: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

type Options = z.input<typeof feed.options> | z.input<typeof ical.options>;
type Known = { cursor?: Json; now?: string; since?: string; http?: typeof http };

async function pull(connector: typeof feed | typeof ical, options: Options, known: Known = {}): Promise<Batch[]> {
  const context = {
    source: "test",
    options: connector.options.parse({ baseUrl, ...options }) as never,
    cursor: known.cursor ?? null,
    credentials: {},
    since: known.since ? new Date(known.since) : null,
    now: () => new Date(known.now ?? "2026-09-10T00:00:00Z"),
    http: known.http ?? http,
    signal: new AbortController().signal,
  };
  const batches: Batch[] = [];
  for await (const batch of connector.pull(context)) batches.push(batch);
  return batches;
}

const blog = { url: "https://reader:secret@www.shells.example/feed/?token=abc" };
const group = { url: "https://calendar.example/private-5ecret/group.ics" };

describe("pulling a feed", () => {
  it("takes a blog that goes to https or drops its www. for no second blog", async () => {
    const at = (root: string) =>
      `<rss version="2.0"><channel><title>B</title><link>${root}/</link>${["a", "b"]
        .map((id) => `<item><guid>${root}/${id}</guid><pubDate>Tue, 01 Sep 2026 10:00:00 GMT</pubDate></item>`)
        .join("")}<item><link>${root}/c</link><pubDate>Tue, 01 Sep 2026 10:00:00 GMT</pubDate></item></channel></rss>`;
    let cursor: Json = null;
    for (const root of ["http://www.shells.example", "https://www.shells.example", "https://shells.example"]) {
      answer = (_, response) => response.setHeader("content-type", "text/xml").end(at(root));
      // The source's own address moves too, which asks for all anew.
      const batches = await pull(feed, { url: `${root}/feed` }, { cursor });
      expect(batches.flatMap(({ signals }) => signals.map(({ id }) => id))).toEqual(
        ["a", "b", "c"].map((id) => `http://www.shells.example/${id}`),
      );
      await expectSameWhenMappedAgain(feed, { url: `${root}/feed` }, batches);
      cursor = batches.at(-1)?.cursor ?? null;
    }
  });

  it("reads once more, though nothing has changed, what an earlier release read, and notes how entries are called", async () => {
    answer = (request, response) =>
      request.headers["if-none-match"] === '"1"'
        ? response.writeHead(304).end()
        : response.setHeader("etag", '"1"').end(fixture("feed/wordpress.xml"));
    const [first] = await pull(feed, blog);
    const { ids, ...earlier } = (first as Batch).cursor as { ids: string[] };
    const [second] = await pull(feed, blog, { cursor: earlier });
    expect([second?.signals.length, second?.cursor]).toEqual([2, { ...earlier, ids }]);
    const [third] = await pull(feed, blog, { cursor: second?.cursor ?? null });
    expect([third?.signals, third?.cursor]).toEqual([[], second?.cursor]);
  });

  it("gives one batch with the page as it came, and no credentials in it", async () => {
    answer = (_, response) => response.setHeader("content-type", "text/xml").end(fixture("feed/wordpress.xml"));
    const [batch, ...more] = await pull(feed, blog);
    expect(more).toEqual([]);
    expect(batch?.signals).toHaveLength(2);
    expect(batch?.skipped).toHaveLength(1);
    expect(batch?.spaces).toMatchObject([{ id: "shells.example" }]);
    expect(Buffer.from(batch?.raw?.body ?? []).equals(fixture("feed/wordpress.xml"))).toBe(true);
    expect(batch?.raw).toMatchObject({ request: "https://www.shells.example/feed/", contentType: "text/xml" });
    expect(JSON.stringify({ ...batch, raw: null })).not.toMatch(/secret|abc"/);
  });
  it("dates entries without a date by when they were first seen, but not those that were there before", async () => {
    const item = (name: string) => `<item><title>${name}</title><link>https://www.shells.example/${name}</link></item>`;
    const serve = (...names: string[]) => {
      answer = (_, response) =>
        response.setHeader("content-type", "text/xml").end(`<rss><channel>${names.map(item).join("")}</channel></rss>`);
    };
    const found = (batches: Batch[]) =>
      batches.flatMap(({ signals }) => signals.map(({ title, occurredAt }) => `${title} ${occurredAt.slice(0, 10)}`));
    const clock = (now: string) =>
      createHttp({ userAgent: "Groundswell/test", allowHosts: ["127.0.0.1"], now: () => new Date(now) });
    const pullAt = (now: string, cursor: Json) => pull(feed, blog, { now, cursor, http: clock(now) });
    serve("old");
    const [first] = await pullAt("2026-09-01T00:00:00Z", null);
    expect(first?.signals).toEqual([]);
    expect(first?.skipped.map(({ reason }) => reason)).toEqual(["no date"]);
    serve("new", "old");
    const [second] = await pullAt("2026-09-02T00:00:00Z", first?.cursor ?? null);
    expect(found([second as Batch])).toEqual(["new 2026-09-02"]);
    serve("newest", "new", "old");
    const [third] = await pullAt("2026-09-03T00:00:00Z", second?.cursor ?? null);
    expect(found([third as Batch])).toEqual(["newest 2026-09-03", "new 2026-09-02"]);
    const again = await feed.map?.(third?.raw as NonNullable<Batch["raw"]>, feed.options.parse(blog));
    expect(again?.signals).toEqual(third?.signals);
  });
  it("sends validators back verbatim, and takes 304 for no news", async () => {
    answer = (request, response) => {
      if (request.headers["if-none-match"] === 'W/"v1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: 'W/"v1"', "last-modified": "Tue, 01 Sep 2026 06:31:00 GMT" })
          .end(fixture("feed/wordpress.xml"));
    };
    const [first] = await pull(feed, blog);
    const cursor = first?.cursor ?? null;
    const [second, ...more] = await pull(feed, blog, { cursor });
    expect(asked[1]?.headers).toMatchObject({
      "if-none-match": 'W/"v1"',
      "if-modified-since": "Tue, 01 Sep 2026 06:31:00 GMT",
    });
    expect(more).toEqual([]);
    expect(second).toMatchObject({ signals: [], raw: null, cursor });
  });
  it("takes the same bytes from a server that ignores validators for no news", async () => {
    answer = (_, response) => response.end(fixture("feed/wordpress.xml"));
    const [first] = await pull(feed, blog);
    const [second] = await pull(feed, blog, { cursor: first?.cursor ?? null });
    expect(second).toMatchObject({ signals: [], raw: null });
    answer = (_, response) => response.end(`${fixture("feed/wordpress.xml")}<!-- new -->`);
    const [third] = await pull(feed, blog, { cursor: second?.cursor ?? null });
    expect(third?.signals).toHaveLength(2);
  });
  it("reads everything anew when its options change", async () => {
    answer = (_, response) => response.setHeader("etag", '"v1"').end(fixture("feed/wordpress.xml"));
    const [first] = await pull(feed, blog);
    const [second] = await pull(feed, { ...blog, language: "nl" }, { cursor: first?.cursor ?? null });
    expect(asked[1]?.headers["if-none-match"]).toBeUndefined();
    expect(second?.signals[0]?.language).toBe("nl");
  });
  it("refuses a page that never was a feed, and waits for one that was", async () => {
    answer = (_, response) => response.end("<html><p>Down for maintenance</p></html>");
    await expect(pull(feed, blog)).rejects.toThrow(RefusedError);
    answer = (_, response) => response.end(fixture("feed/wordpress.xml"));
    const [first] = await pull(feed, blog);
    answer = (_, response) => response.end("<html><p>Down for maintenance</p></html>");
    await expect(pull(feed, blog, { cursor: first?.cursor ?? null })).rejects.toThrow(UnavailableError);
  });
  it("takes a missing video feed for a passing outage, and a missing blog for a wrong address", async () => {
    answer = (_, response) => response.writeHead(404).end();
    await expect(pull(feed, { url: "https://video.example/feeds/videos.xml?channel_id=UC1" })).rejects.toThrow(
      UnavailableError,
    );
    await expect(pull(feed, blog)).rejects.toThrow(RefusedError);
  });
});

describe("pulling a feed through a page that announces it", () => {
  const home = { url: "https://www.shells.example/about?token=abc" };
  const announce = (href: string) => `<!doctype html><link rel="alternate" type="application/rss+xml" href="${href}">`;
  /** A site by paths; whatever is not there is not found. */
  const site = (pages: Record<string, string | Buffer>) => {
    answer = (request, response) => {
      const body = pages[(request.url ?? "").split("?")[0] ?? ""];
      if (body === undefined) response.writeHead(404).end();
      else if (request.headers["if-none-match"] === `"${body.length}"`) response.writeHead(304).end();
      else response.writeHead(200, { etag: `"${body.length}"` }).end(body);
    };
  };
  const paths = () => asked.splice(0).map(({ url }) => url);

  it("follows the first feed once, and goes straight there the next time", async () => {
    site({ "/about": announce("/feed/"), "/feed/": fixture("feed/wordpress.xml") });
    const [first, ...more] = await pull(feed, home);
    expect(more).toEqual([]);
    expect(first?.signals).toHaveLength(2);
    expect(first?.raw?.request).toBe("https://www.shells.example/feed/");
    expect(paths()).toEqual(["/about?token=abc", "/feed/"]);
    const [second] = await pull(feed, home, { cursor: first?.cursor ?? null });
    expect(second).toMatchObject({ signals: [], raw: null, cursor: first?.cursor });
    expect(paths()).toEqual(["/feed/"]);
  });
  it("asks the page again when the feed is gone, and takes the news for no outage", async () => {
    site({ "/about": announce("/feed/"), "/feed/": fixture("feed/wordpress.xml") });
    const [first] = await pull(feed, home);
    paths();
    site({ "/about": announce("/rss.xml"), "/rss.xml": `${fixture("feed/wordpress.xml")}<!-- moved -->` });
    const [second] = await pull(feed, home, { cursor: first?.cursor ?? null });
    expect(second?.signals).toHaveLength(2);
    expect(paths()).toEqual(["/feed/", "/about?token=abc", "/rss.xml"]);
    const [third] = await pull(feed, home, { cursor: second?.cursor ?? null });
    expect([third?.signals, paths()]).toEqual([[], ["/rss.xml"]]);
  });
  it("never follows a page that a page announces", async () => {
    site({ "/about": announce("/more"), "/more": announce("/feed/"), "/feed/": fixture("feed/wordpress.xml") });
    await expect(pull(feed, home)).rejects.toThrow(/more is a web page, not a feed: .*\/feed\//);
    expect(paths()).toEqual(["/about?token=abc", "/more"]);
  });
  it("does not take what stands where a feed has been for the source", async () => {
    site({ "/feed/": fixture("feed/wordpress.xml") });
    const [first] = await pull(feed, blog);
    site({ "/feed/": announce("/parked.xml"), "/parked.xml": fixture("feed/wordpress.xml") });
    await expect(pull(feed, blog, { cursor: first?.cursor ?? null })).rejects.toThrow(UnavailableError);
  });
});

describe("pulling a calendar", () => {
  it("expands the window around now, and keeps the secret of its address to itself", async () => {
    answer = (_, response) => response.end(fixture("ical/group.ics"));
    const [batch] = await pull(ical, group);
    const ids = batch?.signals.map(({ id }) => id) ?? [];
    expect(ids).toContain("monthly@calendar.example#20260917T163000Z");
    expect(ids.filter((id) => id.startsWith("monthly"))).toHaveLength(14);
    expect(batch?.raw?.request).toBe("https://calendar.example/private-hidden/group.ics");
    expect(JSON.stringify({ ...batch, raw: null })).not.toContain("5ecret");
  });
  it("reads an unchanged calendar again once its window has moved, since a series goes on", async () => {
    answer = (request, response) => {
      if (request.headers["if-none-match"]) response.writeHead(304).end();
      else response.setHeader("etag", '"v1"').end(fixture("ical/group.ics"));
    };
    const [first] = await pull(ical, group);
    const [soon] = await pull(ical, group, { cursor: first?.cursor ?? null, now: "2026-09-12T00:00:00Z" });
    expect(soon?.signals).toEqual([]);
    const [later] = await pull(ical, group, { cursor: soon?.cursor ?? null, now: "2026-10-10T00:00:00Z" });
    expect(later?.signals.map(({ id }) => id)).toContain("monthly@calendar.example#20261217T173000Z");
  });
  it("goes back on the first pull as far as is wanted", async () => {
    answer = (_, response) => response.end(fixture("ical/group.ics"));
    const [batch] = await pull(ical, group, { since: "2020-01-01T00:00:00Z" });
    expect(batch?.signals.map(({ id }) => id)).toContain("kickoff@calendar.example");
  });
  it("refuses what is no calendar", async () => {
    answer = (_, response) => response.end("<html>");
    await expect(pull(ical, group)).rejects.toThrow(RefusedError);
  });
});
