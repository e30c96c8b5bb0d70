import { describe, expect, it } from "vitest";
import { pullAsWorker, useSite } from "../test/site.ts";
import { feed } from "./feed.ts";
import { completeEntries } from "./feed-full-text.ts";
import { mapFeed } from "./feed-map.ts";
import { createHttp } from "./http.ts";

const now = new Date("2026-09-10T00:00:00Z");
const words = "Close the lantern before you ask for its length, and pass the limit by name. ".repeat(5).trim();
const article = (body = words) => `<html lang="nl"><article><p>${body}</p></article></html>`;
const item = (path: string, description = "Close the lantern […]") =>
  `<item><title>${path}</title><link>https://lamp.example/${path}</link><pubDate>Tue, 01 Sep 2026 06:30:00 GMT</pubDate><description>${description}</description></item>`;
const rss = (items: string) =>
  `<rss version="2.0"><channel><title>Lamps</title><link>https://lamp.example/</link>${items}</channel></rss>`;

const site = useSite();

const pull = (known: Parameters<typeof pullAsWorker>[1]["cursor"] = null, fullText = true) =>
  pullAsWorker(feed, {
    options: { url: "https://lamp.example/feed.xml", baseUrl: site.baseUrl, fullText },
    cursor: known ?? null,
    now,
  });

describe("an entry that its feed cuts short", () => {
  it("is completed from its page: excerpt, words, language and address", async () => {
    site.pages = {
      "/feed.xml": rss(item("1")),
      "/1": article().replace("<article>", '<link rel="canonical" href="/one"><article>'),
    };
    const { signals, batches, error } = await pull();
    expect(error).toBeNull();
    expect(signals).toMatchObject([
      {
        id: "https://lamp.example/1",
        url: "https://lamp.example/one",
        language: "nl",
        excerpt: words,
        metrics: { words: 75 },
      },
    ]);
    const [batch] = batches;
    const options = feed.options.parse({ url: "https://lamp.example/feed.xml", fullText: true });
    const again = batch?.raw && (await feed.map?.(batch.raw, options));
    expect(again?.signals).toEqual(signals);
  });
  it("stays as it is where nobody asked for more", async () => {
    site.pages = { "/feed.xml": rss(item("1")), "/1": article() };
    const { signals } = await pull(null, false);
    expect(signals[0]).toMatchObject({ excerpt: "Close the lantern […]", metrics: {} });
    expect(site.asked).toEqual(["/feed.xml"]);
  });
  it("stays as it is where the feed says all", async () => {
    site.pages = { "/feed.xml": rss(item("1", words.repeat(2))), "/1": article("Other words. ".repeat(40)) };
    const { signals } = await pull();
    expect(signals[0]?.excerpt).toContain("Close the lantern");
    expect(site.asked).toEqual(["/feed.xml"]);
  });
  it.each([
    ["robots.txt closes its page", { "/robots.txt": "User-agent: *\nDisallow: /1" }],
    ["its page is gone", { "/1": 404 }],
    ["its page is closed", { "/1": 403 }],
    ["its page holds less", { "/1": "<html><article>Sign in</article></html>" }],
  ])("stays as it is where %s, and is not asked for again", async (_, more) => {
    site.pages = { "/feed.xml": rss(item("1")), "/1": article(), ...more } as typeof site.pages;
    const { signals, error, cursor } = await pull();
    expect(error).toBeNull();
    expect(signals[0]?.excerpt).toBe("Close the lantern […]");
    site.asked = [];
    site.pages["/feed.xml"] = `${rss(item("1"))}<!-- new -->`;
    await pull(cursor);
    expect(site.asked.filter((path) => path === "/1")).toEqual([]);
  });
  it("is asked for again where its page could not be read, though the feed has not changed", async () => {
    site.pages = { "/feed.xml": rss(item("1") + item("2")), "/1": 500, "/2": article() };
    const { signals, error, cursor } = await pull();
    expect(error).toBeNull();
    expect(signals.map(({ excerpt }) => excerpt)).toEqual(["Close the lantern […]", words]);
    site.pages["/1"] = article();
    site.asked = [];
    const second = await pull(cursor);
    expect(second.signals.map(({ excerpt }) => excerpt)).toEqual([words, words]);
    expect(site.asked.filter((path) => /^.\d/.test(path))).toEqual(["/1"]);
    site.asked = [];
    const third = await pull(second.cursor);
    expect([third.signals, site.asked]).toEqual([[], ["/feed.xml"]]);
  });
  it("keeps what its page said when the feed changes", async () => {
    site.pages = { "/feed.xml": rss(item("1")), "/1": article() };
    const { cursor } = await pull();
    site.pages = { "/feed.xml": rss(item("2") + item("1")), "/2": article(), "/1": 500 };
    const { signals } = await pull(cursor);
    expect(signals.map(({ excerpt }) => excerpt)).toEqual([words, words]);
  });
  it("waits its turn where a feed has many: 20 pages in one pull", async () => {
    const paths = Array.from({ length: 45 }, (_, index) => `${index + 1}`);
    site.pages = Object.fromEntries(paths.map((path) => [`/${path}`, article()]));
    site.pages["/feed.xml"] = rss(paths.map((path) => item(path)).join(""));
    let cursor: Awaited<ReturnType<typeof pull>>["cursor"] = null;
    const completed: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { signals, cursor: reached } = await pull(cursor);
      completed.push(signals.filter(({ excerpt }) => excerpt === words).length);
      cursor = reached;
    }
    expect(completed).toEqual([20, 40, 45, 0]);
  });
  it("waits between pages as long as robots.txt asks, and not past a minute in all", async () => {
    const paths = Array.from({ length: 10 }, (_, index) => `${index + 1}`);
    site.pages = Object.fromEntries(paths.map((path) => [`/${path}`, article()]));
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 25";
    const { partial } = await mapFeed(Buffer.from(rss(paths.map((path) => item(path)).join(""))), {
      url: "https://lamp.example/feed.xml",
    });
    const waited: number[] = [];
    const asking = {
      http: createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" }),
      now: () => now,
      signal: new AbortController().signal,
      baseUrl: site.baseUrl,
      wait: async (milliseconds: number) => void waited.push(milliseconds),
    };
    const { completed, pending } = await completeEntries(asking, partial, {});
    expect([waited, Object.keys(completed).length, pending]).toEqual([[25_000, 25_000], 3, true]);
  });
});
