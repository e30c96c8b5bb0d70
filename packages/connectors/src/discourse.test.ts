import {
  type Batch,
  type Json,
  RateLimitedError,
  type RawPage,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import { expect, test } from "vitest";
import { knownThread, revisitAsWorker } from "../test/again.ts";
import { answering, forum, serveForum, type Topic } from "../test/discourse-forum.ts";
import { discourse } from "./discourse.ts";
import { createHttp } from "./http.ts";

const now = new Date("2026-09-10T12:00:00Z");
serveForum();

const contextOf = (cursor: Json, more: Record<string, unknown>) => ({
  source: "forum",
  options: discourse.options.parse({ url: "https://forum.example", baseUrl: forum.url, ...more }),
  cursor,
  credentials: {},
  since: null,
  now: () => now,
  http: createHttp({ userAgent: "test", allowHosts: ["127.0.0.1", "localhost"], now: () => now }),
  signal: new AbortController().signal,
});

async function pull(cursor: Json = null, more: Record<string, unknown> = {}): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of discourse.pull(contextOf(cursor, more))) batches.push(structuredClone(batch));
  return batches;
}

const whole = (batches: Batch[]) => batches.flatMap(({ complete }) => complete.map(({ threadId }) => threadId));
const keys = (batches: Batch[]) => [
  ...new Set(batches.flatMap(({ signals }) => signals.map(({ kind, id, parentId }) => `${kind} ${id} ${parentId}`))),
];
const last = (batches: Batch[]) => batches.at(-1)?.cursor ?? null;

test("a first pull reads every topic to its last post", async () => {
  forum.topics[3] = { id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65 };
  const batches = await pull();
  expect(keys(batches)).toHaveLength(7 * 2 + 65);
  expect(keys(batches)).toContain("answer 4041 4040");
  expect(batches.every(({ raw }) => raw === null || raw.request.startsWith(forum.url))).toBe(true);
});

test("from every saved cursor a pull gives what was missing", async () => {
  forum.topics[3] = { id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65 };
  const all = await pull();
  for (const [index, { cursor }] of all.entries()) {
    const resumed = await pull(cursor);
    expect(new Set(keys([...all.slice(0, index + 1), ...resumed]))).toEqual(new Set(keys(all)));
  }
});

test("a kept page, mapped again, says what its batch said: lists, topics, posts, and those of a reading again", async () => {
  forum.topics[3] = { id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65 };
  const options = discourse.options.parse({ url: "https://forum.example", category: 6 });
  const threads = [knownThread("forum.example", "question", "4", "2026-08-01T00:00:00Z")];
  const again = await revisitAsWorker(discourse, threads, {
    options: { url: "https://forum.example", baseUrl: forum.url },
    now,
  });
  const batches = [...(await pull(null, { category: 6 })), ...again.batches];
  const kept = batches.filter(({ raw }) => raw !== null);
  expect(kept.filter(({ raw }) => raw?.request.includes("posts.json"))).toHaveLength(6);
  for (const { raw, signals, accounts, endorsements, skipped, spaces } of kept.slice(0, -4))
    expect(discourse.map?.(raw as RawPage, options)).toEqual({ signals, accounts, endorsements, skipped, spaces });
  const site = discourse.options.parse({ url: "https://forum.example" });
  for (const { raw, signals, endorsements } of kept.slice(-4))
    expect(discourse.map?.(raw as RawPage, site)).toMatchObject({ signals, endorsements });
});

test("a topic of more than ten thousand posts, whose ids are not listed, is read page by page", async () => {
  const missing = Array.from({ length: 50 }, (_, index) => 30 + index);
  forum.topics = [{ id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 105, mega: true, missing }];
  const batches = await pull();
  expect(keys(batches)).toHaveLength(55);
  expect(batches.flatMap(({ complete }) => complete)).toEqual([]);
  const half = batches.findIndex(({ signals }) => signals.some(({ id }) => id === "4025"));
  forum.requests = [];
  expect(keys(await pull(batches[half]?.cursor ?? null))).toContain("answer 4105 4104");
  // Of the six pages that its numbers could fill there are three.
  const asked = forum.requests.filter((path) => path.startsWith("/t/"));
  expect(asked).toEqual(["/t/4.json", "/t/4.json?page=3", "/t/4.json?page=4"]);
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

test("a topic that is pinned in its category is read where the list of all has it, also when a pull is cut short", async () => {
  const pinned = { id: 2, bumped: "2026-09-02T00:00:00.000Z", posts: 2, pinned: "in its category" } as const;
  forum.topics[1] = pinned;
  const all = await pull();
  expect(whole(all).sort()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
  for (const [index, { cursor }] of all.entries())
    expect(new Set([...whole(all.slice(0, index + 1)), ...whole(await pull(cursor))])).toContain("2");
  expect(whole(await pull(null, { category: 6 })).slice(0, 1)).toEqual(["2"]);
});

test("topics that move up or vanish while the list is paged are not lost", async () => {
  let lists = 0;
  forum.before = (path) => {
    if (!path.startsWith("/latest") || ++lists !== 2) return false;
    // The oldest is answered, and one that was read is deleted: all below it move up.
    forum.topics[0] = { id: 1, bumped: "2026-09-09T00:00:00.000Z", posts: 5 };
    forum.topics[7] = { ...(forum.topics[7] as Topic), gone: 404 };
    forum.topics[6] = { ...(forum.topics[6] as Topic), gone: 404 };
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

test("a topic that is gone since the last pull, or listed no more, is named as gone", async () => {
  const first = await pull();
  forum.topics[6] = { ...(forum.topics[6] as Topic), gone: 404 };
  forum.topics[5] = { ...(forum.topics[5] as Topic), unlisted: true };
  const second = await pull(last(first));
  const gone = second.filter(({ complete, signals }) => complete.length > 0 && signals.length === 0);
  expect(gone.flatMap(({ complete }) => complete)).toEqual(
    ["7", "6"].map((threadId) => ({
      platform: "forum.example",
      threadId,
      kinds: ["question", "answer", "comment"],
    })),
  );
});

test("a topic read to its end in one page is named as whole, a longer one is not", async () => {
  forum.topics = [
    { id: 1, bumped: "2026-09-01T00:00:00.000Z", posts: 20 },
    { id: 2, bumped: "2026-09-02T00:00:00.000Z", posts: 21 },
  ];
  expect(whole(await pull())).toEqual(["1"]);
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

test("a limit that only the body tells keeps the next reader off the host", async () => {
  answering(429, {}, { error_type: "rate_limit", extras: { wait_seconds: 300 } });
  const context = contextOf(null, {});
  const first = async () => {
    for await (const _ of discourse.pull(context));
  };
  await expect(first()).rejects.toBeInstanceOf(RateLimitedError);
  const error = await context.http.get(`${forum.url}/about.json`).catch((thrown: unknown) => thrown);
  expect((error as RateLimitedError).retryAt).toEqual(new Date(now.getTime() + 300_000));
  expect(forum.requests).toHaveLength(1);
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
