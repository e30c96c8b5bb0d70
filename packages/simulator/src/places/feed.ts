import { createHash } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { encodeXML } from "entities";
import { type Context, Hono } from "hono";
import { atomOf, type BlogItem, blogItems, jsonOf, rdfOf, rssOf } from "./feed-items.ts";
import type { Place, PlaceOptions } from "./place.ts";

const from = Date.parse("2025-10-01T08:00:00Z");
const dayMs = 86_400_000;
const site = "https://wick.example";
/** The feed shows as many entries as these days had, so that its window moves from the middle of January on. */
const shownDays = 105;

const codings = { br: brotliCompressSync, gzip: gzipSync, deflate: deflateSync };

/**
 * A blog whose home page announces its feed. The software behind it is replaced every third day, so that the feed turns
 * through RSS 2.0, Atom, RSS 1.0 and JSON Feed, each in an encoding and a compression of its own; the ids stay. It shows the
 * newest entries only, one of them pinned, and of every third entry just its beginning.
 */
export function feedPlace({ seed, until, now }: PlaceOptions): Place {
  const items = blogItems(seed, from, until.getTime(), site);
  const shown = items.filter((item) => item.at <= from + shownDays * dayMs).length;
  const visible = (at: number) => items.filter((item) => item.at <= at);
  const window = (at: number) => {
    const newest = visible(at).reverse().slice(0, shown);
    const pinned = newest.filter((item) => item.pinned);
    const rest = newest.filter((item) => !item.pinned);
    const asOf = (item: BlogItem): BlogItem =>
      item.editedAt !== null && item.editedAt > at ? { ...item, editedAt: null } : item;
    // The pinned entry stands in its place as well.
    return [...pinned, ...rest.slice(0, 3), ...pinned, ...rest.slice(3)].map(asOf);
  };
  return {
    connector: "feed",
    prefix: "/feed",
    routes: feedRoutes(items, window, () => now().getTime()),
    source: (url) => ({ options: { url: `${site}/start`, baseUrl: `${url}/feed`, fullText: true }, credentials: {} }),
    truth: (at) => ({
      endorsements: [],
      signals: visible(at.getTime())
        .filter((item) => !item.undated)
        .map((item) => ({
          platform: "blog",
          kind: "post",
          id: trueId(item),
          space: "blog:wick.example",
          account: item.authors[0] ? `blog:wick.example#${item.authors[0].toLowerCase()}` : "blog:wick.example",
          occurredAt: new Date(item.at).toISOString(),
        })),
    }),
  };
}

/** The published id, else the page, else what nothing else can share: the title and the date. */
function trueId({ id, link, title, at }: BlogItem): string {
  if (id ?? link) return id ?? link ?? "";
  const digest = createHash("sha256")
    .update(`${title}\n${new Date(at).toISOString()}`)
    .digest("hex");
  return `wick.example#${digest}`;
}

function feedRoutes(items: BlogItem[], window: (at: number) => BlogItem[], now: () => number): Hono {
  const routes = new Hono();
  routes.get("/start", (c) =>
    c.html(`<!doctype html><html lang="en"><head><title>Wick &amp; beam</title><link rel="stylesheet" href="/s.css">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
<link rel="alternate" type="application/rss+xml" title="Wick &amp; beam" href="/all.xml"></head><body><h1>Posts</h1></body></html>`),
  );
  routes.get("/all.xml", (c) => {
    const at = now();
    const [type, body] = documentOf(Math.floor(at / (3 * dayMs)) % 4, window(at));
    return answer(c, type, body);
  });
  routes.get("/:year{\\d{4}}/:slug", (c) => {
    const item = items.find(({ link }) => link === `${site}/${c.req.param("year")}/${c.req.param("slug")}`);
    if (!item || item.at > now()) return c.notFound();
    return c.html(pageOf(item));
  });
  return routes;
}

function documentOf(turn: number, items: BlogItem[]): [type: string, body: Buffer] {
  if (turn === 0) return ["application/rss+xml", Buffer.from(rssOf(site, items))];
  if (turn === 1) return ["application/atom+xml", Buffer.from(`\ufeff${atomOf(site, items)}`, "utf16le")];
  // What ISO 8859-1 lacks is written as a number.
  const western = rdfOf(site, items).replace(/[\u0100-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)};`);
  if (turn === 2) return ["text/xml", Buffer.from(western, "latin1")];
  return ["application/feed+json", Buffer.from(jsonOf(site, items))];
}

/** 304 where the reader has it already, else the body in the first compression that the reader takes. */
function answer(c: Context, type: string, body: Buffer): Response {
  const etag = `W/"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, { etag });
  const taken = (c.req.header("accept-encoding") ?? "").toLowerCase();
  const names = Object.keys(codings) as (keyof typeof codings)[];
  const coding = names.find((name) => taken.includes(name));
  const sent = coding ? codings[coding](body) : body;
  const headers = { "content-type": type, etag, ...(coding ? { "content-encoding": coding } : {}) };
  return c.body(new Uint8Array(sent), 200, headers);
}

function pageOf(item: BlogItem): string {
  return `<!doctype html><html lang="en-GB"><head><title>${encodeXML(item.title)}</title></head><body>
<nav><a href="/">Home</a></nav><article><header>${encodeXML(item.authors.join(", "))}</header>${item.html}</article>
<aside class="related">Read this next</aside></body></html>`;
}
