import {
  type Batch,
  type Json,
  type KnownThread,
  RateLimitedError,
  type RawPage,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import { expect, test } from "vitest";
import { collect, contextOf, dated, ids, known, question, servePages, site } from "../test/qa-site.ts";
import { qaPage } from "./qapage.ts";
import { tellingPages } from "./qapage-pull.ts";

servePages();

const pull = (more: object, cursor: Json = null) => {
  const options = qaPage.options.parse({ secondsBetween: 0, baseUrl: site.url, ...more });
  return collect(qaPage.pull(contextOf(cursor, options) as never));
};
const pages = [1, 2, 3].map((n) => `https://forum.example/q/${n}`);

test("pages are read in turn, and from every saved cursor what was missing", async () => {
  for (const n of [1, 2, 3]) site.pages[`/q/${n}`] = [200, n === 2 ? "<p>moved</p>" : question(dated)];
  const whole = await pull({ urls: pages });
  expect(ids(whole)).toEqual(["1", "3"]);
  for (const [index, { cursor }] of whole.entries())
    expect(new Set(ids([...whole.slice(0, index + 1), ...(await pull({ urls: pages }, cursor))]))).toEqual(
      new Set(["1", "3"]),
    );
});

test("a sitemap is read by what changed", async () => {
  const entry = (n: number, day: number) =>
    `<url><loc>https://forum.example/q/${n}</loc><lastmod>2026-09-0${day}</lastmod></url>`;
  site.pages["/index.xml"] = [
    200,
    "<sitemapindex><sitemap><loc>https://forum.example/s.xml</loc></sitemap></sitemapindex>",
  ];
  site.pages["/s.xml"] = [200, `<urlset>${entry(1, 1)}${entry(2, 5)}</urlset>`];
  for (const n of [1, 2, 3]) site.pages[`/q/${n}`] = [200, question(dated)];
  const first = await pull({ sitemap: "https://forum.example/index.xml" });
  expect(ids(first)).toEqual(["1", "2"]);
  site.pages["/s.xml"] = [200, `<urlset>${entry(1, 1)}${entry(2, 5)}${entry(3, 6)}</urlset>`];
  expect(ids(await pull({ sitemap: "https://forum.example/index.xml" }, first.at(-1)?.cursor))).toEqual(["2", "3"]);
});

test("robots.txt is asked once a pull and obeyed", async () => {
  site.pages["/robots.txt"] = [200, "User-agent: *\nDisallow: /q/2"];
  for (const n of [1, 2, 3]) site.pages[`/q/${n}`] = [200, question(dated)];
  expect(ids(await pull({ urls: pages }))).toEqual(["1", "3"]);
  expect(site.requests).toEqual(["/robots.txt", "/q/1", "/q/3"]);
  site.pages["/robots.txt"] = [200, "User-agent: *\nDisallow: /"];
  await expect(pull({ urls: pages })).rejects.toThrow(/robots\.txt of forum\.example closes every page/);
  site.pages["/robots.txt"] = [503, ""];
  await expect(pull({ urls: pages })).rejects.toBeInstanceOf(UnavailableError);
});

test("when no page has a question any more, the source stops and its cursor stays", async () => {
  for (const n of [1, 2, 3]) site.pages[`/q/${n}`] = [200, "<p>new design</p>"];
  const saved: Json[] = [];
  const options = qaPage.options.parse({ secondsBetween: 0, baseUrl: site.url, urls: pages });
  const reading = async () => {
    for await (const { cursor } of qaPage.pull(contextOf(null, options) as never)) saved.push(cursor);
  };
  await expect(reading()).rejects.toThrow(/None of 3 pages of forum\.example has a question/);
  expect(saved).toEqual(Array(3).fill({ after: null, changed: null }));
});

test("a few changed pages without a question say nothing of the site; many do, and each is read until then", async () => {
  const entry = (n: number) =>
    `<url><loc>https://forum.example/q/${n}</loc><lastmod>2026-09-0${n < 3 ? 2 * n - 1 : 5}</lastmod></url>`;
  const list = (last: number) => {
    const entries = Array.from({ length: last }, (_, index) => entry(index + 1));
    site.pages["/s.xml"] = [200, `<urlset>${entries.join("")}</urlset>`];
  };
  const sitemap = { sitemap: "https://forum.example/s.xml" };
  list(2);
  site.pages["/q/1"] = [200, question(dated)];
  site.pages["/q/2"] = [200, "<p>About us</p>"];
  const { cursor } = (await pull(sitemap)).at(-1) ?? {};
  // One that is about something else, one that is gone, one that is closed.
  list(4);
  site.pages["/q/3"] = [410, ""];
  site.pages["/robots.txt"] = [200, "User-agent: *\nDisallow: /q/4"];
  const later = await pull(sitemap, cursor);
  expect(later.at(-1)?.cursor).toEqual(cursor);
  list(5);
  site.pages["/q/5"] = [200, question(dated)];
  const next = await pull(sitemap, later.at(-1)?.cursor);
  expect(ids(next)).toEqual(["5"]);
  expect(next.at(-1)?.cursor).not.toEqual(cursor);
  for (let n = 2; n <= tellingPages; n++) site.pages[`/q/${n}`] = [200, "<p>new design</p>"];
  list(tellingPages);
  expect((await pull(sitemap, cursor)).at(-1)?.cursor).toEqual(cursor);
  site.pages[`/q/${tellingPages + 1}`] = [200, "<p>new design</p>"];
  list(tellingPages + 1);
  await expect(pull(sitemap, cursor)).rejects.toThrow(`None of ${tellingPages} pages of forum.example has a question`);
});

test.each([
  [429, RateLimitedError],
  [403, RefusedError],
  [404, RefusedError],
  [410, RefusedError],
  [500, UnavailableError],
])("a page answered with %i stops the pull in the right way", async (status, kind) => {
  site.pages["/q/1"] = [status, ""];
  await expect(pull({ url: pages[0] })).rejects.toBeInstanceOf(kind);
});

const readAgain = (threads: KnownThread[]) => {
  const options = qaPage.options.parse({ secondsBetween: 0, baseUrl: site.url, urls: pages });
  return collect(qaPage.revisit?.(contextOf(null, options) as never, threads));
};

test("a kept page, mapped again, says what its batch said, in the space that the options name", async () => {
  site.pages["/q/1"] = [200, question(dated)];
  const options = { urls: pages.slice(0, 1), tag: "http" };
  const [first] = await pull(options);
  expect(first?.signals[0]?.space.id).toBe("http");
  const { signals, endorsements, skipped, spaces, accounts } = first as Batch;
  expect(qaPage.map?.(first?.raw as RawPage, qaPage.options.parse(options))).toEqual({
    ...{ signals, endorsements, skipped, spaces, accounts },
  });
});

test("known pages are read again: one that is gone takes its thread along, one without a question says nothing", async () => {
  site.pages["/q/1"] = [200, question({ ...dated, answerCount: 0 })];
  site.pages["/q/2"] = [410, ""];
  site.pages["/q/3"] = [200, "<p>sign in</p>"];
  const batches = await readAgain([known(1), known(2), known(3)]);
  expect(batches.map(({ signals, complete }) => [ids([{ signals } as Batch]), complete])).toEqual([
    [["1"], [{ platform: "forum.example", threadId: "1", kinds: ["question", "answer"] }]],
    [[], [{ platform: "forum.example", threadId: "2", kinds: ["question", "answer", "comment"] }]],
    [[], []],
  ]);
  expect(batches[0]?.raw).not.toBeNull();
});

test("a page that is gone in a pull takes nothing along: its question may have another address", async () => {
  site.pages["/q/1"] = [200, question(dated)];
  const batches = await pull({ urls: pages.slice(0, 2) });
  expect(batches.flatMap(({ complete }) => complete)).toEqual([]);
});

test("reading again asks only for pages of its own host that robots.txt leaves open", async () => {
  site.pages["/robots.txt"] = [200, "User-agent: *\nDisallow: /q/2"];
  const batches = await readAgain([known(1, { url: null }), known(1, { url: "https://other.example/q/1" }), known(2)]);
  expect(batches.flatMap(({ complete }) => complete)).toEqual([]);
  expect(site.requests).toEqual(["/robots.txt"]);
});

test.each([
  [429, RateLimitedError],
  [403, RefusedError],
  [500, UnavailableError],
])("a known page answered with %i stops the reading in the right way", async (status, kind) => {
  site.pages["/q/1"] = [status, ""];
  await expect(readAgain([known(1)])).rejects.toBeInstanceOf(kind);
});
