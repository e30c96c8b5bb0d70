import { RefusedError, UnavailableError } from "@groundswell/model";
import { expect, test } from "vitest";
import { knownThread, revisitAsWorker } from "../test/again.ts";
import { answering, forum, serveForum, type Topic } from "../test/discourse-forum.ts";
import type { KnownThread } from "./connector.ts";
import { discourse } from "./discourse.ts";

const now = new Date("2026-09-10T12:00:00Z");
serveForum();

const thread = (id: string, more: Partial<KnownThread> = {}): KnownThread => ({
  ...knownThread("forum.example", "question", id, "2026-08-01T00:00:00Z"),
  ...more,
});
const readAgain = (threads: KnownThread[], more: { stopAfter?: number } = {}) =>
  revisitAsWorker(discourse, threads, { options: { url: "https://forum.example", baseUrl: forum.url }, now, ...more });

test("a known topic is read again whole, a long one in one batch at the end, without the posts that are gone", async () => {
  forum.topics[3] = { id: 4, bumped: "2026-09-04T00:00:00.000Z", posts: 65, missing: [3, 44] };
  const { batches, whole } = await readAgain([thread("1"), thread("4")]);
  expect(whole).toEqual(["1", "4"]);
  const last = batches.at(-1);
  expect(last?.complete.map(({ threadId }) => threadId)).toEqual(["4"]);
  expect(last?.signals).toHaveLength(63);
  expect(last?.raw).toBeNull();
  expect(last?.endorsements.map(({ signal }) => signal.id)).toEqual(["4002"]);
});

test.each([403, 404, 410])(
  "a known topic that is answered with %i is gone, whole and without a signal",
  async (status) => {
    forum.topics[0] = { ...(forum.topics[0] as Topic), gone: status };
    expect((await readAgain([thread("1")])).batches).toMatchObject([
      { signals: [], raw: null, complete: [{ threadId: "1" }] },
    ]);
  },
);

test("a wall before the forum makes nothing gone", async () => {
  answering(403, { "content-type": "text/html" }, "<html>Attention required</html>");
  expect((await readAgain([thread("1")])).error).toBeInstanceOf(RefusedError);
  answering(403, {}, { errors: ["Log in."], error_type: "not_logged_in" });
  expect(String((await readAgain([thread("1")])).error)).toMatch(/members only/);
});

test("nothing is said to be gone where a post could not be understood, or a page of posts was not found", async () => {
  forum.topics = [{ id: 1, bumped: "2026-09-01T00:00:00.000Z", posts: 30 }];
  forum.before = (path, response) => {
    if (!path.includes("posts.json")) return false;
    response.writeHead(404).end("{}");
    return true;
  };
  expect((await readAgain([thread("1")])).whole).toEqual([]);
  const broken = { id: 1, post_stream: { posts: [{ id: 8, post_number: 1, created_at: "soon" }], stream: [8] } };
  answering(200, {}, broken);
  expect((await readAgain([thread("1")])).whole).toEqual([]);
});

test.each([
  ["by ids", false],
  ["by page", true],
])("a cache that gives one answer to every question makes nothing gone, asked %s", async (_, mega) => {
  forum.topics = [{ id: 1, bumped: "2026-09-01T00:00:00.000Z", posts: 65, mega }];
  const kept = new Map<string, string>();
  forum.before = (url, response) => {
    const { pathname } = new URL(url, forum.url);
    const known = kept.get(pathname);
    if (known !== undefined) response.writeHead(200, { "content-type": "application/json" }).end(known);
    const { end } = response;
    const keep = (body: string) => {
      kept.set(pathname, body);
      return end.call(response, body, "utf8");
    };
    if (known === undefined) Object.assign(response, { end: keep });
    return known !== undefined;
  };
  const { error, whole } = await readAgain([thread("1")]);
  expect(error).toBeInstanceOf(UnavailableError);
  expect(String(error)).toMatch(/gives other posts of \/t\/1.* than those asked for/);
  expect(whole).toEqual([]);
});

test("threads of another place are not asked for, and a reading that is told to stop ends after its batch", async () => {
  const others = [thread("7", { platform: "other.example" }), thread("x1"), thread("7", { kind: "post" })];
  expect((await readAgain(others)).batches).toEqual([]);
  expect(forum.requests).toEqual([]);
  expect((await readAgain([thread("1"), thread("2")], { stopAfter: 1 })).batches).toHaveLength(1);
});
