import { type RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { beforeEach, describe, expect, test } from "vitest";
import { comment, list, post, seconds } from "../test/reddit-things.ts";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { mapReddit, reddit } from "./reddit.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = { clientId: "id", clientSecret: "s3cret" };
const basic = { subreddit: "r/PowerShell", pageSize: 2 };

const api = useApi();

const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(reddit, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

describe("a listing", () => {
  test("gives posts and comments, keyed by their full names", () => {
    const { signals } = mapReddit(
      list(post("aaa", "2026-09-18T10:00:00Z"), comment("ccc", "2026-09-18T11:00:00Z")),
      "PowerShell",
    );
    expect(signals).toMatchObject([
      {
        id: "t3_aaa",
        kind: "post",
        threadId: "t3_aaa",
        title: "Pipes & filters",
        excerpt: "text",
        url: "https://www.reddit.com/r/PowerShell/comments/aaa/pipes/",
        tags: ["Script Sharing"],
        metrics: { score: 41, replies: 12, upvoteRatio: 0.97 },
        account: { platform: "reddit", id: "t2_9zzz", handle: "night_owl", bot: false },
        space: { platform: "reddit", id: "powershell", name: "r/PowerShell" },
      },
      { id: "t1_ccc", kind: "comment", threadId: "t3_aaa", parentId: "t1_bbb", excerpt: "Use splatting", metrics: {} },
    ]);
  });

  test("credits nobody for what a deleted author wrote, and keeps no text that was taken away", () => {
    const at = "2026-09-18T10:00:00Z";
    const { signals } = mapReddit(
      list(
        post("a", at, { author: "[deleted]", author_fullname: undefined }),
        post("b", at, {
          author: "[deleted]",
          selftext: "[deleted]",
          selftext_html: "&lt;p&gt;[deleted]&lt;/p&gt;",
          title: "[deleted by user]",
        }),
        post("c", at, { removed_by_category: "moderator" }),
        comment("d", at, {
          body: "[removed]",
          body_html: "<div>[removed]</div>",
          edited: seconds("2026-09-18T12:00:00Z"),
        }),
      ),
      "PowerShell",
    );
    expect(
      signals.map(({ account, deletedAt, excerpt, title }) => [account?.id ?? null, deletedAt, excerpt, title]),
    ).toEqual([
      [null, null, "text", "Pipes & filters"],
      [null, "2026-09-18T10:00:00.000Z", null, null],
      ["t2_9zzz", "2026-09-18T10:00:00.000Z", null, "Pipes & filters"],
      ["t2_8yyy", "2026-09-18T12:00:00.000Z", null, "Pipes"],
    ]);
  });

  test("tells bots and Reddit's own people", () => {
    const { signals } = mapReddit(
      [
        post("a", "2026-09-18T10:00:00Z", { author: "AutoModerator" }),
        post("b", "2026-09-18T10:00:00Z", { distinguished: "admin" }),
      ],
      "x",
    );
    expect(signals.map(({ account }) => [account?.bot, account?.staff])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test("sets aside what it cannot understand", () => {
    const { signals, skipped } = mapReddit(
      list(
        post("a", "2026-09-18T10:00:00Z", { created_utc: "1788420000.0" }),
        post("b", "x", { created_utc: null }),
        { kind: "t1", data: {} },
        { kind: "more", data: {} },
        null,
      ),
      "PowerShell",
    );
    expect(signals).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "post without a usable created_utc",
      "comment without a usable id",
      "neither post nor comment",
      "thing that is no object",
    ]);
  });
});

describe("a pull of a subreddit", () => {
  const posts = [19, 18, 17, 16, 15].map((day) => post(`p${day}`, `2026-09-${day}T10:00:00Z`));
  const comments = [19, 18, 17].map((day) => comment(`c${day}`, `2026-09-${day}T11:00:00Z`));
  const all = ["t1_c17", "t1_c18", "t1_c19", "t3_p15", "t3_p16", "t3_p17", "t3_p18", "t3_p19"];
  let listed: { posts: { data: { id: string } }[]; comments: { data: { id: string } }[] };
  let refuse: null | { status: number; body: unknown; headers?: Record<string, string>; times: number };
  let remaining: string;

  beforeEach(() => {
    listed = { posts, comments };
    refuse = null;
    remaining = "95.0";
    api.answer = ({ url, headers, body }, response) => {
      if (url.pathname === "/api/v1/access_token") {
        const known =
          headers.authorization === `Basic ${Buffer.from("id:s3cret").toString("base64")}` &&
          body === "grant_type=client_credentials";
        return known
          ? json(response, { access_token: "t0ken", token_type: "bearer", expires_in: 86400 })
          : json(response, { message: "Unauthorized", error: 401 }, 401);
      }
      if (headers.authorization !== "Bearer t0ken") return json(response, { message: "Unauthorized" }, 401);
      if (refuse && refuse.times-- > 0) return json(response, refuse.body, refuse.status, refuse.headers);
      const kind = url.pathname === "/r/PowerShell/new" ? "posts" : "comments";
      const children = listed[kind];
      const names = children.map(({ data }) => `${kind === "posts" ? "t3" : "t1"}_${data.id}`);
      const start = names.indexOf(url.searchParams.get("after") ?? "") + 1;
      const end = start + Number(url.searchParams.get("limit"));
      const page = {
        kind: "Listing",
        data: { after: end < children.length ? names[end - 1] : null, children: children.slice(start, end) },
      };
      json(response, page, 200, { "x-ratelimit-remaining": remaining, "x-ratelimit-reset": "240" });
    };
  });

  test("reads both lists to their end, and from every saved cursor the same whole", async () => {
    const { batches, ids, error } = await pull();
    expect(error).toBeNull();
    expect(ids).toEqual(all);
    expect(batches.slice(0, -1).every(({ cursor }) => cursor === null)).toBe(true);
    expect(batches.at(-1)?.cursor).toEqual({
      of: "powershell",
      posts: "2026-09-19T10:00:00.000Z",
      comments: "2026-09-19T11:00:00.000Z",
    });
    const options = reddit.options.parse(basic);
    for (const { raw, signals, spaces } of batches)
      expect(await reddit.map?.(raw as RawPage, options)).toMatchObject({ signals, spaces });
    for (const [index, { cursor }] of batches.entries()) {
      const rest = (await pull({ cursor })).ids;
      const before = batches.slice(0, index + 1).flatMap(({ signals }) => signals.map(({ id }) => id));
      expect([...new Set([...before, ...rest])].sort()).toEqual(ids);
    }
  });

  test("stops behind what it has read, two days read again", async () => {
    const { cursor } = await pull();
    api.asked = [];
    const { ids } = await pull({ cursor });
    expect(ids).toEqual(expect.arrayContaining(["t3_p19", "t3_p18", "t3_p17"]));
    listed.posts = [
      ...posts,
      post("p10", "2026-09-10T10:00:00Z"),
      post("p09", "2026-09-09T10:00:00Z"),
      post("p08", "2026-09-08T10:00:00Z"),
      post("p07", "2026-09-07T10:00:00Z"),
    ];
    expect((await pull({ cursor })).ids).not.toContain("t3_p07");
  });

  test("says when a listing ended before what was read last", async () => {
    const { batches } = await pull({
      cursor: { posts: "2026-08-01T00:00:00.000Z", comments: null },
      options: { include: ["posts"] },
    });
    expect(batches.flatMap(({ skipped }) => skipped.map(({ reason }) => reason))).toEqual([
      "a listing that ended before what was read last: read this source more often",
    ]);
  });

  test("signs in again once where the token has run out", async () => {
    refuse = { status: 401, body: {}, times: 1 };
    expect((await pull()).error).toBeNull();
    expect(api.asked.filter(({ url }) => url.pathname === "/api/v1/access_token")).toHaveLength(2);
  });

  test("stops where Reddit does not sign in, without the secret in its message", async () => {
    const { error } = await pull({ credentials: { clientId: "id", clientSecret: "0ther" } });
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).not.toContain("0ther");
  });

  test("waits the seconds that the limit has to go, also before it is broken", async () => {
    refuse = { status: 429, body: {}, headers: { "x-ratelimit-reset": "120" }, times: 1 };
    expect(((await pull()).error as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:02:00Z"));
    remaining = "0.0";
    const { error, batches } = await pull();
    expect(batches).toHaveLength(1);
    expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:04:00Z"));
  });

  test.each([
    [403, { reason: "private", message: "Forbidden", error: 403 }, RefusedError],
    [404, { reason: "banned", message: "Not Found", error: 404 }, RefusedError],
    [410, {}, RefusedError],
    [500, {}, UnavailableError],
    [200, { kind: "Listing", data: { children: [{ kind: "t5", data: {} }] } }, RefusedError],
    [200, { hello: 1 }, UnavailableError],
  ])("says what %i %j means", async (status, body, kind) => {
    refuse = { status, body, times: 1 };
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
