import { RateLimitedError } from "@groundswell/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { knownThread, revisitAsWorker } from "../test/again.ts";
import { type Ask, json, serveSite } from "../test/site.ts";
import { youtube } from "./youtube.ts";

const now = new Date("2026-09-20T12:00:00Z");
const channelId = "UCaaaaaaaaaaaaaaaaaaaaaa";
const publishedAt = "2026-09-01T10:00:00Z";

let site: Awaited<ReturnType<typeof serveSite>>;
let asked: Ask[];
let videos: object[];
let quotaIsSpent: boolean;

const video = (id: string, more: object = {}) => ({
  id,
  snippet: { publishedAt, channelId, title: "Pipelines", channelTitle: "Shells" },
  statistics: { viewCount: "77" },
  status: { privacyStatus: "public" },
  ...more,
});
const thread = (id: string) => knownThread("youtube", "video", id, publishedAt);
const revisit = (threads: ReturnType<typeof thread>[], stopAfter?: number) => {
  const options = { channel: "@shells", baseUrl: site.baseUrl };
  const known = { options, credentials: { key: "k3y" }, now };
  return revisitAsWorker(youtube, threads, { ...known, ...(stopAfter && { stopAfter }) });
};

beforeEach(async () => {
  asked = [];
  videos = [];
  quotaIsSpent = false;
  site = await serveSite((ask, response) => {
    asked.push(ask);
    if (ask.url.pathname === "/channels")
      return json(response, { items: [{ id: channelId, snippet: { title: "Shells", customUrl: "@shells" } }] });
    const errors = [{ domain: "youtube.quota", reason: "quotaExceeded" }];
    if (quotaIsSpent) return json(response, { error: { code: 403, errors } }, 403);
    const ids = ask.url.searchParams.get("id")?.split(",") ?? [];
    if (ids.length > 50) return json(response, { error: { code: 400 } }, 400);
    json(response, { items: videos.filter((one) => !("id" in one) || ids.includes(String(one.id))) });
  });
});

afterEach(() => site.close());

test("known videos are asked for fifty at a time: their numbers are read again, and one that is missing is gone", async () => {
  const ids = Array.from({ length: 52 }, (_, index) => `v${index}`);
  videos = ids.filter((id) => id !== "v3").map((id) => video(id));
  const { error, batches, found, whole, gone } = await revisit(ids.map(thread));
  expect([error, asked.length, found.length, whole.length, gone]).toEqual([null, 3, 51, 52, ["v3"]]);
  expect(batches[0]?.signals[0]).toMatchObject({ threadId: "v0", metrics: { views: 77 } });
  expect(batches[0]?.complete[0]).toEqual({ platform: "youtube", threadId: "v0", kinds: ["video"] });
});

test("a video that is not public any more is gone; one that cannot be understood stays as it is", async () => {
  videos = [video("v1", { status: { privacyStatus: "unlisted" } }), video("v2", { snippet: {} })];
  expect((await revisit([thread("v1"), thread("v2")])).whole).toEqual(["v1"]);
  videos = [{ kind: "youtube#video" }];
  expect((await revisit([thread("v1")])).whole).toEqual([]);
});

test("a kept page says the same when it is mapped again, also for a source that was given another channel since", async () => {
  videos = [video("v1")];
  const { batches } = await revisit([thread("v1")]);
  const [read] = batches;
  const again = read?.raw && (await youtube.map?.(read.raw, youtube.options.parse({ channel: "@other" })));
  expect(again?.signals).toEqual(read?.signals);
  expect([again?.accounts, again?.spaces]).toEqual([read?.accounts, read?.spaces]);
  expect(JSON.stringify(read?.raw?.context) + read?.raw?.request).not.toContain("k3y");
});

test("what is no video of the platform is not asked for, and costs nothing of the quota", async () => {
  const strange = [knownThread("vimeo", "video", "v1", publishedAt), thread("v1,v2&key="), thread("")];
  expect(await revisit(strange)).toMatchObject({ error: null, batches: [] });
  expect(asked).toEqual([]);
});

test("reading again ends after the batch it is at", async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `v${index}`);
  expect((await revisit(ids.map(thread), 1)).batches).toHaveLength(1);
});

test("a spent quota, which only the body tells, keeps everybody off the API until midnight Pacific", async () => {
  quotaIsSpent = true;
  const { error, http } = await revisit([thread("v1")]);
  expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-09-21T07:00:00Z"));
  const before = asked.length;
  const next = await http.get(`${site.baseUrl}/x`).catch((caught: unknown) => caught);
  expect(next).toBeInstanceOf(RateLimitedError);
  expect((next as RateLimitedError).retryAt).toEqual(new Date("2026-09-21T07:00:00Z"));
  expect(asked).toHaveLength(before);
});
