import type { Batch, KnownThread, RawPage } from "@groundswell/model";
import { beforeEach, expect, test } from "vitest";
import { knownThread, revisitAsWorker } from "../test/again.ts";
import { list, post } from "../test/reddit-things.ts";
import { json, useApi } from "../test/site.ts";
import { reddit } from "./reddit.ts";

const now = new Date("2026-09-20T12:00:00Z");
const at = "2026-09-18T10:00:00Z";
const api = useApi();
let things: ReturnType<typeof post>[];

beforeEach(() => {
  things = [];
  api.answer = ({ url }, response) => {
    if (url.pathname === "/api/v1/access_token") return json(response, { access_token: "t0ken" });
    const names = url.searchParams.get("id")?.split(",") ?? [];
    json(response, list(...things.filter(({ data }) => names.includes(data.name))));
  };
});

const known = (id: string, more: Partial<KnownThread> = {}): KnownThread => ({
  ...knownThread("reddit", "post", id, at),
  ...more,
});
const readAgain = (threads: KnownThread[], more: { stopAfter?: number } = {}) =>
  revisitAsWorker(reddit, threads, {
    options: { baseUrl: api.baseUrl, subreddit: "PowerShell" },
    credentials: { clientId: "id", clientSecret: "s3cret" },
    now,
    ...more,
  });
const whole = (batches: Batch[]) =>
  batches.flatMap(({ complete }) => complete.map(({ threadId, kinds }) => `${threadId} ${kinds}`));

test("asks for a hundred at once, and for nothing that is no post", async () => {
  const ids = Array.from({ length: 150 }, (_, n) => `t3_p${n}`);
  things = ids.map((id) => post(id.slice(3), at));
  const others = [known("t1_x", { kind: "comment" }), known("5"), known("t3_z", { platform: "x" })];
  const { batches } = await readAgain([...others, ...ids.map((id) => known(id))]);
  const info = api.asked.filter(({ url }) => url.pathname === "/api/info");
  expect(info.map(({ url }) => url.searchParams.get("id")?.split(",").length)).toEqual([100, 50]);
  expect(batches.flatMap(({ signals }) => signals)).toHaveLength(150);
  expect(whole(batches)).toEqual(ids.map((id) => `${id} post`));
});

test("names what was removed, deleted or is not there any more, without a signal; its kept page says the same", async () => {
  things = [
    post("a", at, { score: 90 }),
    post("b", at, { removed_by_category: "moderator" }),
    post("c", at, { author: "[deleted]", selftext: "[deleted]" }),
  ];
  const { batches } = await readAgain(["t3_a", "t3_b", "t3_c", "t3_d"].map((id) => known(id)));
  const [batch] = batches;
  expect(batch?.signals.map(({ id, metrics }) => [id, metrics.score])).toEqual([["t3_a", 90]]);
  expect(whole([batch as Batch])).toEqual(["t3_a post", "t3_b post", "t3_c post", "t3_d post"]);
  const options = reddit.options.parse({ subreddit: "PowerShell" });
  expect(await reddit.map?.(batch?.raw as RawPage, options)).toMatchObject({ signals: batch?.signals });
  const listed = { ...(batch?.raw as RawPage), context: null };
  expect((await reddit.map?.(listed, options))?.signals.map(({ deletedAt }) => deletedAt !== null)).toEqual([
    ...[false, true, true],
  ]);
});

test("takes nothing for gone where Reddit shows nothing of a subreddit, or a post that makes no sense", async () => {
  expect((await readAgain([known("t3_a"), known("t3_b")])).whole).toEqual([]);
  things = [post("a", at), post("b", at, { created_utc: null })];
  expect((await readAgain([known("t3_a"), known("t3_b")])).whole).toEqual([]);
});

test("ends after the batch it is at when it is told to stop", async () => {
  const threads = Array.from({ length: 150 }, (_, n) => known(`t3_p${n}`));
  expect((await readAgain(threads, { stopAfter: 1 })).batches).toHaveLength(1);
});

test("keeps everybody off the host for the seconds that only Reddit's own header tells", async () => {
  const served = api.answer;
  api.answer = (ask, response) =>
    ask.url.pathname === "/api/info" ? json(response, {}, 429, { "x-ratelimit-reset": "600" }) : served(ask, response);
  const { error, http } = await readAgain([known("t3_a")]);
  const retryAt = new Date("2026-09-20T12:10:00Z");
  expect(error).toMatchObject({ retryAt });
  const before = api.asked.length;
  await expect(http.get(`${api.baseUrl}/r/other/new`)).rejects.toMatchObject({ retryAt });
  expect(api.asked).toHaveLength(before);
});
