import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Batch, type Json, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discourse } from "./discourse.ts";
import { mapDiscourseTopic } from "./discourse-map.ts";
import { createHttp } from "./http.ts";

const now = new Date("2026-09-10T12:00:00Z");
const fixture = JSON.parse(readFileSync(new URL("../fixtures/discourse/topic.json", import.meta.url), "utf8"));
const space = { platform: "forum.example", id: "6", kind: "category", name: "Support", url: null } as const;
const map = (topic: unknown) => mapDiscourseTopic(topic, { root: "https://forum.example", space });

describe("a topic", () => {
  const mapped = map(fixture);
  const byId = new Map(mapped.signals.map((signal) => [signal.id, signal]));

  test("begins with its question, by the topic's id", () => {
    expect(byId.get("7731")).toMatchObject({
      kind: "question",
      threadId: "7731",
      parentId: null,
      title: 'Retry on 503 & "slow"?',
      excerpt: "How do I retry?",
      url: "https://forum.example/t/retry-on-503/7731",
      tags: ["powershell", "http"],
      account: { id: "500", handle: "ivann", staff: false, url: "https://forum.example/u/ivann" },
      metrics: { views: 140, replies: 5, likes: 0 },
    });
  });

  test("has answers with their likes, edits and acceptance, in their own words", () => {
    expect(byId.get("90412")).toMatchObject({
      kind: "answer",
      excerpt: "Wrap it in try…",
      editedAt: "2026-09-03T08:14:40.001Z",
      parentId: "7731",
      url: "https://forum.example/t/retry-on-503/7731/3",
      metrics: { accepted: true, likes: 4 },
    });
    expect(byId.get("90413")).toMatchObject({
      parentId: "90412",
      account: { staff: true },
      metrics: { accepted: false },
    });
    expect(mapped.endorsements).toEqual([
      {
        signal: { platform: "forum.example", kind: "answer", id: "90412" },
        kind: "accept",
        id: "accept",
        at: null,
        accountId: "77",
      },
    ]);
  });

  test("credits nobody for an anonymised author, and says when words were deleted", () => {
    expect(byId.get("90414")).toMatchObject({ account: null, deletedAt: "2026-09-03T11:00:00.000Z", excerpt: null });
  });

  test("leaves out actions and whispers by rule, and sets a post without a date aside", () => {
    expect(mapped.skipped.map(({ reason, position, item }) => [reason, position, item !== null])).toEqual([
      ["note of a moderator's action", "post 90411", false],
      ["post without a usable created_at", "post 90415", true],
      ["whisper among staff", "post 90416", false],
    ]);
  });

  test("may have several solutions, each with who accepted it", () => {
    const accepted_answers = [
      { id: 90412, post_number: 3, accepter: { id: 500, username: "ivann", name: "Ivann" } },
      { id: 90413, post_number: 4 },
    ];
    const { endorsements, accounts } = map({ ...fixture, accepted_answer: undefined, accepted_answers });
    expect(endorsements.map(({ signal, accountId }) => [signal.id, accountId])).toEqual([
      ["90412", "500"],
      ["90413", null],
    ]);
    expect(accounts.map(({ id }) => id)).toEqual(["500"]);
  });

  test("has comments where the forum knows no solutions, and nothing where it is private", () => {
    const posts = [{ id: 2, post_number: 2, created_at: "2026-09-02T20:00:00Z", cooked: "x" }];
    const { signals } = map({ id: 1, post_stream: { posts } });
    expect(signals[0]).toMatchObject({
      kind: "comment",
      account: null,
      metrics: {},
      url: "https://forum.example/t/1/2",
    });
    expect(map({ ...fixture, archetype: "private_message" })).toMatchObject({ signals: [], thread: null });
    expect(map({ errors: [] }).skipped[0]?.reason).toMatch(/^topic without a usable/);
  });
});

type Topic = { id: number; bumped: string; posts: number; pinned?: boolean; gone?: number };

/** A forum with lists of 3 topics; `before` may change it between two requests, or answer itself. */
const forum = {
  topics: [] as Topic[],
  requests: [] as string[],
  before: null as null | ((url: string, response: ServerResponse) => boolean | undefined),
};
let server: Server;
let url = "";

function answer(path: string, query: URLSearchParams): unknown {
  const stamp = (topic: Topic) => ({
    id: topic.id,
    title: `Topic ${topic.id}`,
    created_at: "2026-08-01T00:00:00Z",
    bumped_at: topic.bumped,
    last_posted_at: null,
    pinned: topic.pinned ?? false,
    has_accepted_answer: false,
  });
  const post = (topic: Topic, n: number) => ({
    id: topic.id * 1000 + n,
    post_number: n,
    user_id: n,
    username: `u${n}`,
    created_at: "2026-08-01T00:00:00Z",
    cooked: `<p>${n}</p>`,
    reply_to_post_number: n > 1 ? n - 1 : null,
    accepted_answer: n === 2,
  });
  const numbers = (topic: Topic) => Array.from({ length: topic.posts }, (_, index) => index + 1);
  const topic = forum.topics.find(({ id }) => path.startsWith(`/t/${id}`));
  if (path === "/site.json") return { categories: [{ id: 6, slug: "support", name: "Support" }] };
  if (path.startsWith("/t/")) {
    if (!topic || topic.gone) return null;
    const ids = query.getAll("post_ids[]").map((id) => Number(id) % 1000);
    if (ids.length > 0) return { post_stream: { posts: ids.map((n) => post(topic, n)) } };
    const posts = numbers(topic)
      .slice(0, 20)
      .map((n) => post(topic, n));
    return { ...stamp(topic), post_stream: { posts, stream: numbers(topic).map((n) => topic.id * 1000 + n) } };
  }
  if (!["/latest.json", "/c/support/6.json", "/tag/http.json"].includes(path)) return null;
  const alive = forum.topics.filter(({ gone }) => !gone).sort((a, b) => (a.bumped < b.bumped ? 1 : -1));
  const sorted = [...alive.filter(({ pinned }) => pinned), ...alive.filter(({ pinned }) => !pinned)];
  const page = Number(query.get("page"));
  const more = sorted.length > page * 3 + 3 ? { more_topics_url: `/latest?no_definitions=true&page=${page + 1}` } : {};
  return { topic_list: { topics: sorted.slice(page * 3, page * 3 + 3).map(stamp), ...more } };
}

beforeEach(async () => {
  forum.topics = Array.from({ length: 8 }, (_, index) => ({
    id: index + 1,
    bumped: `2026-09-0${index + 1}T00:00:00.000Z`,
    posts: 2,
  }));
  forum.requests = [];
  forum.before = null;
  server = createServer((request, response) => {
    const asked = new URL(request.url ?? "", "http://x");
    forum.requests.push(decodeURIComponent(`${asked.pathname}${asked.search}`));
    if (forum.before?.(request.url ?? "", response)) return;
    const body = answer(asked.pathname, asked.searchParams);
    response.writeHead(body ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { errors: ["gone"], error_type: "not_found" }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

async function pull(cursor: Json = null, more: Record<string, unknown> = {}): Promise<Batch[]> {
  const batches: Batch[] = [];
  const context = {
    source: "forum",
    options: discourse.options.parse({ url: "https://forum.example", baseUrl: url, ...more }),
    cursor,
    credentials: {},
    since: null,
    now: () => now,
    http: createHttp({ userAgent: "test", allowHosts: ["127.0.0.1", "localhost"] }),
    signal: new AbortController().signal,
  };
  for await (const batch of discourse.pull(context as never)) batches.push(structuredClone(batch));
  return batches;
}
const keys = (batches: Batch[]) => [
  ...new Set(batches.flatMap(({ signals }) => signals.map(({ kind, id, parentId }) => `${kind} ${id} ${parentId}`))),
];
const last = (batches: Batch[]) => batches.at(-1)?.cursor ?? null;

test("a first pull reads every topic to its last post", async () => {
  forum.topics[3] = { id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65 };
  const batches = await pull();
  expect(keys(batches)).toHaveLength(7 * 2 + 65);
  expect(keys(batches)).toContain("answer 4041 4040");
  expect(batches.every(({ raw }) => raw === null || raw.request.startsWith(url))).toBe(true);
});

test("from every saved cursor a pull gives what was missing", async () => {
  forum.topics[3] = { id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65 };
  const whole = await pull();
  for (const [index, { cursor }] of whole.entries()) {
    const resumed = await pull(cursor);
    expect(new Set(keys([...whole.slice(0, index + 1), ...resumed]))).toEqual(new Set(keys(whole)));
  }
});

test("a second pull stops at what the first has seen, past an old pinned topic", async () => {
  forum.topics[0] = { id: 1, bumped: "2026-01-01T00:00:00.000Z", posts: 2, pinned: true };
  const first = await pull();
  expect(keys(first)).toContain("question 1 null");
  forum.requests = [];
  forum.topics[4] = { id: 5, bumped: "2026-09-09T00:00:00.000Z", posts: 3 };
  const second = await pull(last(first));
  expect(keys(second).map((key) => key.split(" ")[1])).toEqual(["5", "5002", "5003", "8", "8002"]);
  expect(forum.requests.filter((path) => path.includes("page=2"))).toEqual([]);
});

test("topics that move up or vanish while the list is paged are not lost", async () => {
  let lists = 0;
  forum.before = (path) => {
    if (!path.startsWith("/latest") || ++lists !== 2) return false;
    // The oldest is answered, and one that was read is deleted: all below it move up.
    forum.topics[0] = { id: 1, bumped: "2026-09-09T00:00:00.000Z", posts: 5 };
    forum.topics[7] = { ...(forum.topics[7] as Topic), gone: 1 };
    forum.topics[6] = { ...(forum.topics[6] as Topic), gone: 1 };
    return false;
  };
  const found = keys(await pull());
  for (const id of [1, 2, 3, 4, 5, 6]) expect(found).toContain(`question ${id} null`);
  expect(found).toContain("answer 1005 1004");
});

test("a topic that moves up behind the reader's back is read in the same pull", async () => {
  let lists = 0;
  forum.before = (path) => {
    if (path.startsWith("/latest") && ++lists === 4)
      forum.topics[0] = { id: 1, bumped: "2026-09-09T00:00:00.000Z", posts: 2 };
    return false;
  };
  expect(keys(await pull())).toContain("question 1 null");
});

test("a long topic that was cut short goes on where it was left", async () => {
  forum.topics = [{ id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65 }];
  const batches = await pull();
  const half = batches.findIndex(({ signals }) => signals.some(({ id }) => id === "4040"));
  forum.requests = [];
  expect(keys(await pull(batches[half]?.cursor ?? null))).toContain("answer 4041 4040");
  expect(forum.requests.filter((path) => path.includes("posts.json"))).toHaveLength(2);
});

test("a topic that is gone since the last pull is marked deleted", async () => {
  const first = await pull();
  forum.topics[6] = { ...(forum.topics[6] as Topic), gone: 1 };
  const deleted = (await pull(last(first))).flatMap(({ signals }) => signals.filter(({ deletedAt }) => deletedAt));
  expect(deleted).toMatchObject([
    { id: "7", kind: "question", occurredAt: "2026-08-01T00:00:00.000Z", deletedAt: now.toISOString() },
  ]);
});

test("a category or a tag is its own space", async () => {
  const [category] = await pull(null, { category: 6 });
  expect(category?.spaces).toEqual([
    {
      platform: "forum.example",
      id: "6",
      kind: "category",
      name: "Support",
      url: "https://forum.example/c/support/6",
    },
  ]);
  const [tag] = await pull(null, { tag: "http" });
  expect(tag?.spaces[0]).toMatchObject({ id: "http", kind: "tag" });
});

const answering = (status: number, headers: Record<string, string>, body: unknown) => {
  forum.before = (_, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
    return true;
  };
};

test.each([
  [
    "in plain text with a header",
    { "retry-after": "8", "discourse-rate-limit-error-code": "ip_10_secs_limit" },
    "Slow down",
    8,
  ],
  ["in plain text with a code alone", { "discourse-rate-limit-error-code": "ip_10_secs_limit" }, "Slow down", 10],
  ["in JSON", { "content-type": "application/json" }, { error_type: "rate_limit", extras: { wait_seconds: 17 } }, 17],
])("a limit said %s is waited for", async (_, headers, body, seconds) => {
  answering(429, headers as Record<string, string>, body);
  const error = await pull().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RateLimitedError);
  expect((error as RateLimitedError).retryAt).toEqual(new Date(now.getTime() + seconds * 1000));
});

test("a forum for members says which credential it wants", async () => {
  answering(403, {}, { errors: ["You need to be logged in."], error_type: "not_logged_in" });
  const error = await pull().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RefusedError);
  expect((error as Error).message).toMatch(/members only.*apiKey/);
});

test.each([
  [404, RefusedError],
  [410, RefusedError],
  [500, UnavailableError],
  [200, UnavailableError],
])("a list answered with %i and no topics stops the pull in the right way", async (status, kind) => {
  answering(status, {}, "<html>no list</html>");
  await expect(pull()).rejects.toBeInstanceOf(kind);
});
