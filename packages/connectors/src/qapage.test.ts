import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Batch,
  ConfigError,
  type Json,
  RateLimitedError,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHttp } from "./http.ts";
import { mapMicrosoftQaPage, microsoftQa, pullMicrosoftQa } from "./microsoft-qa.ts";
import { mapQaPage, qaPage } from "./qapage.ts";
import { qaAnswerId, qaQuestionId } from "./qapage-id.ts";

const fixture = readFileSync(new URL("../fixtures/qapage/json-ld.html", import.meta.url), "utf8");
const at = "https://forum.example/questions/77/old-words?utm_source=x";
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const question = (more: object) =>
  ld({ "@type": "QAPage", mainEntity: { "@type": "Question", name: "Why?", ...more } });
const dated = { datePublished: "2026-09-01T00:00:00Z" };

describe("a page marked up as JSON-LD", () => {
  const { signals, endorsements, skipped } = mapQaPage(fixture, at);

  test("gives its question, with numbers that were text", () => {
    expect(signals[0]).toMatchObject({
      connector: "qapage",
      kind: "question",
      id: "77",
      occurredAt: "2026-09-02T00:00:00.000Z",
      editedAt: "2026-09-05T00:00:00.000Z",
      title: "Retry on 503 & more?",
      excerpt: "How do I use <members>?",
      tags: ["powershell", "http"],
      account: { id: "41", name: "Ivann", url: "https://forum.example/users/41/ivann" },
      metrics: { score: 3, replies: 1002 },
    });
  });

  test("gives accepted and suggested answers once each, and their comments", () => {
    expect(
      signals
        .slice(1)
        .map(({ kind, id, parentId, metrics }) => [
          kind,
          id.length > 60 ? "hash" : id,
          parentId?.slice(0, 12),
          metrics.accepted,
        ]),
    ).toEqual([
      ["answer", "answer-90412", "77", true],
      ["comment", "hash", "answer-90412", undefined],
      ["answer", "77#post-4", "77", false],
      ["answer", "hash", "77", false],
      ["answer", "hash", "77", false],
    ]);
    expect(signals[1]).toMatchObject({
      excerpt: "Wrap it here",
      occurredAt: "2026-09-03T06:11:02.000Z",
      threadId: "77",
    });
    expect(endorsements.map(({ signal, kind, at }) => [signal.id, kind, at])).toEqual([
      ["answer-90412", "accept", null],
    ]);
  });

  test("keys an author by address, else by a name within the site, and nobody as nobody", () => {
    expect(signals.slice(1).map(({ account }) => account?.id)).toEqual([
      "https://forum.example/u/mei",
      "forum.example#ivann",
      "forum.example#k. do",
      undefined,
      undefined,
    ]);
  });

  test("sets an answer without a date aside", () => {
    expect(skipped.map(({ reason, position }) => [reason, position])).toEqual([
      ["answer without a usable date", "answer 77#post-6"],
    ]);
  });
});

test("microdata gives the same as JSON-LD, with ids from the page's own parts", () => {
  const html = `<html itemscope itemtype="https://schema.org/QAPage"><body><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
    <h1 itemprop="name">Why?</h1><time itemprop="dateCreated" datetime="2026-09-01T00:00:00"></time><span itemprop="upvoteCount">2</span>
    <div id="answer-7700002" itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text"><p>So</p></div>
    <time itemprop="dateCreated" datetime="2026-09-02T00:00:00Z"></time><div itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/users/5/x"><span itemprop="name">X</span></a></div></div></div>`;
  expect(mapQaPage(html, "https://forum.example/questions/77/w").signals).toMatchObject([
    { id: "77", kind: "question", metrics: { score: 2 } },
    {
      id: "answer-7700002",
      kind: "answer",
      excerpt: "So",
      account: { id: "5", name: "X" },
      metrics: { accepted: true },
    },
  ]);
});

test("a discussion is a question with comments, to any depth", () => {
  const html = ld({
    "@type": ["SocialMediaPosting", "DiscussionForumPosting"],
    headline: "Hello",
    text: "x",
    ...dated,
    commentCount: 2,
    url: "/d/9",
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/LikeAction",
      userInteractionCount: 3,
    },
    comment: [
      { "@type": "Comment", ...dated, url: "/d/9#c-1", comment: [{ "@type": "Comment", ...dated, url: "/d/9#c-2" }] },
    ],
  });
  const { signals } = mapQaPage(html, "https://forum.example/d/9");
  expect(signals.map(({ kind, id, parentId }) => [kind, id, parentId])).toEqual([
    ["question", "9", null],
    ["comment", "9#c-1", "9"],
    ["comment", "9#c-2", "9#c-1"],
  ]);
  expect(signals[0]?.metrics).toEqual({ replies: 2, likes: 3 });
});

test("a page without a question, or with one of the FAQ kind, is set aside", () => {
  for (const html of ["<p>login</p>", ld({ "@type": "FAQPage", mainEntity: [{ "@type": "Question", name: "x" }] })])
    expect(mapQaPage(html, at)).toMatchObject({ signals: [], skipped: [{ reason: "page without a question" }] });
});

test.each([
  ["https://x.example/t/retry/7731", "7731"],
  ["https://x.example/en-us/answers/questions/123456/some-words.html", "123456"],
  ["https://x.example/threads/some-words.12345/", "12345"],
  ["https://x.example/2026/some-words", "/2026/some-words"],
  ["https://x.example/viewtopic.php?t=9", "/viewtopic.php?t=9"],
])("the question at %s is %s", (url, id) => expect(qaQuestionId(url)).toBe(id));

test.each([
  ["https://x.example/t/retry/7731/3", "7731/3"],
  ["https://x.example/a/7700002", "7700002"],
  ["https://x.example/t/retry/7731", null],
  [null, null],
])("the answer at %s is %s", (url, id) =>
  expect(qaAnswerId(url, { id: "7731", url: "https://x.example/t/retry/7731" })).toBe(id),
);

const site = { pages: {} as Record<string, [number, string, Record<string, string>?]>, requests: [] as string[] };
let server: Server;
let url = "";
beforeEach(async () => {
  site.pages = {};
  site.requests = [];
  server = createServer((request, response) => {
    site.requests.push(request.url ?? "");
    const [status, body, headers] = site.pages[request.url ?? ""] ?? [404, "none"];
    response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

const contextOf = (cursor: Json, options: unknown) => ({
  source: "site",
  options,
  cursor,
  credentials: {},
  since: null,
  now: () => new Date("2026-09-10T12:00:00Z"),
  http: createHttp({ userAgent: "test", allowHosts: ["127.0.0.1", "localhost"] }),
  signal: new AbortController().signal,
});
async function collect(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const all: Batch[] = [];
  for await (const one of batches) all.push(one);
  return all;
}
const pull = (more: object, cursor: Json = null) => {
  const options = qaPage.options.parse({ secondsBetween: 0, baseUrl: url, ...more });
  return collect(qaPage.pull(contextOf(cursor, options) as never));
};
const ids = (batches: Batch[]) => batches.flatMap(({ signals }) => signals.map(({ id }) => id));
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
  const options = qaPage.options.parse({ secondsBetween: 0, baseUrl: url, urls: pages });
  const reading = async () => {
    for await (const { cursor } of qaPage.pull(contextOf(null, options) as never)) saved.push(cursor);
  };
  await expect(reading()).rejects.toThrow(/None of 3 pages of forum\.example has a question/);
  expect(saved).toEqual(Array(3).fill({ after: null, changed: null }));
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

describe("Microsoft Q&A", () => {
  const answer = (n: number, author: object) => ({
    "@type": "Answer",
    ...dated,
    url: `https://learn.microsoft.com/en-us/answers/questions/5123/x#answer-${n}`,
    author: { "@type": "Person", name: `P${n}`, url: `/users/na/?userid=${n}`, ...author },
  });
  const html = `${question({ ...dated, suggestedAnswer: [answer(9001, { affiliation: "MicrosoftVendor" }), answer(9002, {}), answer(9003, {}), answer(9004, {})] })}
    <ul><li id="answer-9002"><span>Independent Advisor</span></li><li id="answer-9003"><b>Microsoft Moderator</b></li>
    <li id="answer-9004"><div class="content"><p>Microsoft</p></div></li></ul>`;

  test("marks whom Microsoft pays as staff and keeps other roles", () => {
    const { signals } = mapMicrosoftQaPage(
      html,
      "https://learn.microsoft.com/en-us/answers/questions/5123/x",
      "134/sql-server",
    );
    expect(signals.map(({ id, account, metrics }) => [id, account?.staff, metrics.affiliation])).toEqual([
      ["5123", undefined, undefined],
      ["answer-9001", true, "MicrosoftVendor"],
      ["answer-9002", false, "Independent Advisor"],
      ["answer-9003", true, "Microsoft Moderator"],
      ["answer-9004", false, undefined],
    ]);
    expect(signals[0]).toMatchObject({
      connector: "microsoft-qa",
      space: { id: "134", kind: "tag", name: "sql-server" },
    });
  });

  test("asks for nothing unless switched on", () => {
    const options = microsoftQa.options.parse({ tag: "134/sql-server", baseUrl: url });
    expect(() => microsoftQa.pull(contextOf(null, options) as never)).toThrow(ConfigError);
    expect(site.requests).toEqual([]);
  });

  test("reads a tag's questions no faster than one in five seconds", async () => {
    site.pages["/en-us/answers/tags/134/sql-server/"] = [
      200,
      '<a href="/en-us/answers/questions/5123/x?a=b">Q</a><a href="/en-us/answers/questions/5124/y">Q</a>',
    ];
    for (const path of ["5123/x", "5124/y"]) site.pages[`/en-us/answers/questions/${path}`] = [200, question(dated)];
    const waited: number[] = [];
    const options = microsoftQa.options.parse({ enabled: true, tag: "134/sql-server", baseUrl: url });
    const all = await collect(
      pullMicrosoftQa(contextOf(null, options) as never, async (milliseconds) => {
        waited.push(milliseconds);
      }),
    );
    expect(ids(all)).toEqual(["5123", "5124"]);
    expect(waited).toEqual([5000, 5000]);
  });

  test("stops where its list of questions has changed shape", async () => {
    site.pages["/en-us/answers/tags/134/sql-server/"] = [200, "<main>new</main>"];
    const options = microsoftQa.options.parse({ enabled: true, tag: "134/sql-server", baseUrl: url });
    await expect(collect(microsoftQa.pull(contextOf(null, options) as never))).rejects.toThrow(/lists no question/);
  });
});
