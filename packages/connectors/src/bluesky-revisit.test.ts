import { RateLimitedError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { knownThread, revisitAsWorker } from "../test/again.ts";
import { type Ask, json, serveSite } from "../test/site.ts";
import { bluesky } from "./bluesky.ts";

const now = new Date("2026-09-20T12:00:00Z");
const credentials = { identifier: "reader.example", password: "app-pass-word" };
const createdAt = "2026-09-18T10:00:00.000Z";
const did = "did:plc:aaaa";

let site: Awaited<ReturnType<typeof serveSite>>;
let asked: Ask[];
let posts: object[];
let sessions: string[];
let refusedOnce: string | null;
let refreshes: boolean;
let limit: Record<string, string> | null;

const uri = (key: string) => `at://${did}/app.bsky.feed.post/${key}`;
const post = (key: string, more: object = {}) => ({
  uri: uri(key),
  author: { did, handle: "ilse.example", labels: [] },
  indexedAt: createdAt,
  likeCount: 8,
  record: { text: "Lamps", createdAt, langs: ["en"] },
  ...more,
});
const thread = (key: string) => knownThread("bluesky", "post", `${did}/${key}`, createdAt);
const revisit = (threads: ReturnType<typeof thread>[], stopAfter?: number) => {
  const options = { tag: "lumen", baseUrl: site.baseUrl };
  return revisitAsWorker(bluesky, threads, { options, credentials, now, ...(stopAfter && { stopAfter }) });
};

beforeEach(async () => {
  asked = [];
  posts = [];
  sessions = [];
  refusedOnce = null;
  refreshes = true;
  limit = null;
  site = await serveSite((ask, response) => {
    const { url, headers } = ask;
    const method = url.pathname.split(".").at(-1) ?? "";
    if (method.endsWith("Session")) {
      sessions.push(`${method} ${headers.authorization ?? "password"}`);
      if (method === "refreshSession" && !refreshes) return json(response, { error: "ExpiredToken" }, 400);
      const count = sessions.length;
      return json(response, { accessJwt: `access-${count}`, refreshJwt: `refresh-${count}`, did });
    }
    asked.push(ask);
    if (limit) return json(response, { error: "RateLimitExceeded" }, 429, limit);
    const error = refusedOnce;
    refusedOnce = null;
    if (error) return json(response, { error }, 400);
    const uris = url.searchParams.getAll("uris");
    if (uris.length > 25) return json(response, { error: "InvalidRequest" }, 400);
    json(response, { posts: posts.filter((one) => !("uri" in one) || uris.includes(String(one.uri))) });
  });
});

afterEach(() => site.close());

describe("known posts, read again,", () => {
  test("are asked for 25 at a time; one that is not shown any more is gone", async () => {
    const keys = Array.from({ length: 27 }, (_, index) => `p${index}`);
    posts = keys.filter((key) => key !== "p3").map((key) => post(key));
    const { error, batches, found, whole, gone } = await revisit(keys.map(thread));
    expect([error, asked.length, found.length, whole.length, gone]).toEqual([null, 2, 26, 27, [`${did}/p3`]]);
    expect(batches[0]?.signals[0]?.metrics.likes).toBe(8);
    expect(batches[0]?.complete[0]).toEqual({ platform: "bluesky", threadId: `${did}/p0`, kinds: ["post"] });
  });

  test("are gone where the author asks not to be shown elsewhere, and their words are not kept, quoted or not", async () => {
    const hidden = { did, handle: "x", labels: [{ val: "!no-unauthenticated" }] };
    const embed = { record: { author: hidden, value: { text: "secret" } } };
    posts = [post("a", { author: hidden, record: { text: "secret", createdAt } }), post("b", { embed })];
    const { found, gone, batches } = await revisit([thread("a"), thread("b")]);
    expect([found, gone]).toEqual([[`${did}/b`], [`${did}/a`]]);
    const [raw] = batches.flatMap((batch) => batch.raw ?? []);
    expect(new TextDecoder().decode(raw?.body)).not.toContain("secret");
    const again = raw && (await bluesky.map?.(raw, bluesky.options.parse({ tag: "other" })));
    expect(again?.signals).toEqual(batches[0]?.signals);
  });

  test("stay as they are where they came and cannot be understood, or something came that has no name", async () => {
    posts = [post("a", { record: { text: "Lamps" }, indexedAt: "soon" })];
    expect((await revisit([thread("a"), thread("b")])).gone).toEqual([`${did}/b`]);
    posts = [{ cid: "x" }];
    expect((await revisit([thread("a")])).whole).toEqual([]);
  });

  test("of other places, or without a usable key, are not asked for", async () => {
    const strange = [
      knownThread("fediverse", "post", `${did}/a`, createdAt),
      knownThread("bluesky", "post", "a", createdAt),
    ];
    expect(await revisit(strange)).toMatchObject({ error: null, batches: [] });
    expect(asked).toEqual([]);
  });

  test("are left after the batch it is at", async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `p${index}`);
    expect((await revisit(keys.map(thread), 1)).batches).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });
});

describe("a session that has run out", () => {
  test("is prolonged, which costs no sign-in", async () => {
    posts = [post("a")];
    refusedOnce = "ExpiredToken";
    expect(await revisit([thread("a")])).toMatchObject({ error: null, found: [`${did}/a`] });
    expect(sessions).toEqual(["createSession password", "refreshSession Bearer refresh-1"]);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer access-1", "Bearer access-2"]);
  });

  test("is opened anew where it cannot be prolonged", async () => {
    posts = [post("a")];
    refusedOnce = "ExpiredToken";
    refreshes = false;
    expect(await revisit([thread("a")])).toMatchObject({ error: null, found: [`${did}/a`] });
    expect(sessions.at(-1)).toBe("createSession password");
  });
});

test("a limit told in a header of its own keeps everybody off the service until it ends", async () => {
  limit = { "ratelimit-reset": String(now.getTime() / 1000 + 300) };
  const { error, http } = await revisit([thread("a")]);
  expect(error).toBeInstanceOf(RateLimitedError);
  const next = await http.get(`${site.baseUrl}/x`).catch((caught: unknown) => caught);
  expect((next as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:05:00Z"));
});
