import { type RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { beforeEach, describe, expect, test } from "vitest";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { bluesky, mapBluesky } from "./bluesky.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = { identifier: "reader.example", password: "app-pass-word" };
const basic = { tag: "#PowerShell", pageSize: 2 };

const api = useApi();

const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(bluesky, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

const did = "did:plc:aaaa";
const post = (key: string, createdAt: string, more: { record?: object; [field: string]: unknown } = {}) => ({
  uri: `at://${did}/app.bsky.feed.post/${key}`,
  cid: "x",
  author: { did, handle: "ilse.example", displayName: "Ilse Vann", labels: [] },
  indexedAt: createdAt,
  replyCount: 1,
  repostCount: 2,
  likeCount: 3,
  ...more,
  record: {
    $type: "app.bsky.feed.post",
    text: "Splatting #PowerShell",
    createdAt,
    langs: ["en"],
    facets: [
      {
        index: {},
        features: [
          { $type: "app.bsky.richtext.facet#tag", tag: "PowerShell" },
          { $type: "x#link", uri: "https://x.example" },
        ],
      },
    ],
    ...more.record,
  },
});

describe("a page of posts", () => {
  const map = (...posts: unknown[]) => mapBluesky({ posts }, { tag: "PowerShell" });

  test("keys a post by its author's DID and record key, never by the handle", () => {
    expect(map(post("3k", "2026-09-18T10:00:00.000Z")).signals).toMatchObject([
      {
        id: "did:plc:aaaa/3k",
        kind: "post",
        threadId: "did:plc:aaaa/3k",
        url: "https://bsky.app/profile/did:plc:aaaa/post/3k",
        tags: ["powershell"],
        language: "en",
        metrics: { likes: 3, reposts: 2, replies: 1 },
        account: { platform: "bluesky", id: did, handle: "ilse.example", name: "Ilse Vann" },
        space: { platform: "bluesky", id: "powershell", kind: "tag" },
      },
    ]);
  });

  test("dates no post later than the network first saw it", () => {
    const future = post("a", "2026-09-18T10:00:00Z", { record: { createdAt: "2031-01-01T00:00:00Z" } });
    const undated = post("b", "2026-09-18T10:00:00Z", { record: { createdAt: "yesterday" } });
    expect(map(future, undated).signals.map(({ occurredAt }) => occurredAt)).toEqual(
      Array(2).fill("2026-09-18T10:00:00.000Z"),
    );
  });

  test("ties a reply to what it answers by the same keys", () => {
    const reply = {
      root: { uri: "at://did:plc:bbbb/app.bsky.feed.post/1" },
      parent: { uri: "at://did:plc:cccc/app.bsky.feed.post/2" },
    };
    expect(map(post("c", "2026-09-18T10:00:00Z", { record: { reply } })).signals[0]).toMatchObject({
      threadId: "did:plc:aaaa/c",
      parentId: "did:plc:cccc/2",
    });
  });

  test("sets aside what it cannot understand, and leaves out who asks not to be shown elsewhere", () => {
    const hidden = post("d", "2026-09-18T10:00:00Z", {
      author: { did, handle: "x", labels: [{ val: "!no-unauthenticated" }] },
    });
    const { signals, skipped } = map(
      7,
      { uri: "at://x" },
      post("e", "never", { indexedAt: null }),
      hidden,
      post("f", "2026-09-18T10:00:00Z", { author: null }),
    );
    expect(signals).toMatchObject([{ account: { id: did, handle: null } }]);
    expect(skipped.map(({ reason, item }) => [reason, item === null])).toEqual([
      ["post that is no object", false],
      ["post without a usable uri", false],
      ["post without a usable date", false],
      ["author opted out", true],
    ]);
  });
});

describe("a pull of a tag", () => {
  const posts = Array.from({ length: 9 }, (_, index) =>
    post(`p${index}`, `2026-09-${String(index + 2).padStart(2, "0")}T10:00:00.000Z`),
  );
  const refuse: { left: number; error: string; status: number } = { left: 0, error: "", status: 0 };
  beforeEach(() => {
    refuse.left = 0;
    api.answer = ({ url, method, body, headers }, response) => {
      if (url.pathname === "/xrpc/com.atproto.server.createSession") {
        const known = JSON.parse(body) as Record<string, string>;
        if (method !== "POST" || known.password !== secrets.password)
          return json(response, { error: "AuthenticationRequired", message: "Invalid" }, 401);
        return json(response, { accessJwt: `jwt-${api.asked.length}`, did });
      }
      if (!headers.authorization?.startsWith("Bearer jwt-")) return json(response, { error: "AuthMissing" }, 403);
      if (refuse.left-- > 0) return json(response, { error: refuse.error, message: "no" }, refuse.status);
      const of = (name: string) => url.searchParams.get(name) ?? "";
      const listed = posts.filter(({ indexedAt }) => indexedAt >= of("since") && indexedAt < of("until")).reverse();
      const start = Number(of("cursor"));
      const end = start + Number(of("limit"));
      json(response, { posts: listed.slice(start, end), ...(end < listed.length && { cursor: String(end) }) });
    };
  });
  const since = new Date("2026-09-01T00:00:00Z");

  test("reads every stretch of time to its end, and from every saved cursor the same whole", async () => {
    const { batches, ids, error } = await pull({ since });
    expect(error).toBeNull();
    expect(ids).toHaveLength(9);
    for (const [index, { cursor }] of batches.entries()) {
      const rest = (await pull({ cursor, since })).ids;
      const before = batches.slice(0, index + 1).flatMap(({ signals }) => signals.map(({ id }) => id));
      expect([...new Set([...before, ...rest])].sort()).toEqual(ids);
    }
  });

  test("asks by tag, newest first, as a member, and keeps the password to the sign-in", async () => {
    const { batches } = await pull({ since });
    const search = api.asked.filter(({ url }) => url.pathname.endsWith("searchPosts"));
    expect(Object.fromEntries(search[0]?.url.searchParams ?? [])).toMatchObject({
      q: "#PowerShell",
      tag: "PowerShell",
      sort: "latest",
    });
    expect(api.asked.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(JSON.stringify(batches.map(({ raw }) => raw?.request))).not.toMatch(/app-pass|jwt/);
  });

  test("reads the last hour again, for posts that reach the search late", async () => {
    const { cursor } = await pull({ since });
    expect(cursor).toEqual({ of: expect.any(String), from: "2026-09-20T11:00:00.000Z" });
  });

  test("signs in again once where the session has run out", async () => {
    Object.assign(refuse, { left: 1, error: "ExpiredToken", status: 400 });
    const { error, ids } = await pull({ since });
    expect([error, ids.length]).toEqual([null, 9]);
  });

  test("stops where the sign-in is refused, without the password in its message", async () => {
    const { error } = await pull({ since, credentials: { ...secrets, password: "wrong" } });
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).not.toContain("wrong");
  });

  test.each([
    [400, "BadQueryString", RefusedError],
    [403, "Forbidden", RefusedError],
    [404, "NotFound", RefusedError],
    [502, "UpstreamFailure", UnavailableError],
  ])("says what %i means", async (status, name, kind) => {
    Object.assign(refuse, { left: 99, error: name, status });
    expect((await pull({ since })).error).toBeInstanceOf(kind);
  });

  test("waits until the epoch second that the service names", async () => {
    const ask = api.answer;
    api.answer = (known, response) =>
      known.method === "POST"
        ? ask(known, response)
        : json(response, { error: "RateLimitExceeded" }, 429, {
            "ratelimit-reset": String(now.getTime() / 1000 + 300),
          });
    const { error } = await pull({ since });
    expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:05:00Z"));
  });
});
