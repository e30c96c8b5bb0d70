import type { Quota } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import type { Http, HttpResponse } from "./http.ts";
import { noticeQuota, quotaIn } from "./quota.ts";

const now = new Date("2026-09-20T12:00:00Z");
const seenAt = now.toISOString();

describe("what headers say of a quota", () => {
  test.each<[string, Record<string, string>, Omit<Quota, "seenAt">]>([
    [
      "GitHub, which names the second",
      { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": "4900", "x-ratelimit-reset": "1789912800" },
      { remaining: 4900, limit: 5000, resetAt: "2026-09-20T14:00:00.000Z" },
    ],
    [
      "Reddit, which counts the seconds to go and tells no limit",
      { "x-ratelimit-used": "4", "x-ratelimit-remaining": "96.0", "x-ratelimit-reset": "411" },
      { remaining: 96, limit: null, resetAt: "2026-09-20T12:06:51.000Z" },
    ],
    [
      "Mastodon, which names the instant",
      { "x-ratelimit-limit": "300", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-09-20T12:05:00.000000Z" },
      { remaining: 0, limit: 300, resetAt: "2026-09-20T12:05:00.000Z" },
    ],
    [
      "Bluesky, whose headers have no x",
      { "ratelimit-limit": "3000", "ratelimit-remaining": "2999", "ratelimit-reset": "1789905900" },
      { remaining: 2999, limit: 3000, resetAt: "2026-09-20T12:05:00.000Z" },
    ],
    ["a place that tells no reset", { "x-ratelimit-remaining": "7" }, { remaining: 7, limit: null, resetAt: null }],
  ])("%s", (_, headers, said) => expect(quotaIn(headers, now)).toEqual({ ...said, seenAt }));

  test("nothing is made of no headers, nor of ones that are no numbers: unknown is not zero", () => {
    for (const remaining of [undefined, "", "many", "-1", "NaN", "1e9", "9".repeat(40)])
      expect(quotaIn({ "x-ratelimit-remaining": remaining, "x-ratelimit-limit": "60" }, now)).toBeNull();
    expect(quotaIn({ "x-ratelimit-remaining": "5", "x-ratelimit-reset": "soon" }, now)?.resetAt).toBeNull();
  });
});

describe("a client that remembers a quota", () => {
  let headers: Record<string, string> = {};
  const client: Http = {
    get: async (url): Promise<HttpResponse> => {
      const answer = { status: 200, url, movedTo: null, body: new Uint8Array(), fetchedAt: seenAt };
      return { ...answer, headers };
    },
    fetch: async () => new Response(null, { headers }),
    pause: () => {},
    connect: () => Promise.reject(new Error("not asked for here")),
  };
  const url = "https://api.example";

  test("the last answer that told counts, and one that tells nothing takes nothing back", async () => {
    const { http, quota } = noticeQuota(client, () => now);
    expect(quota()).toBeNull();
    for (const said of [{ "x-ratelimit-remaining": "9" }, { "x-ratelimit-remaining": "8" }, {}]) {
      headers = said;
      await http.get(url);
    }
    expect(quota()?.remaining).toBe(8);
    headers = { "x-ratelimit-remaining": "7" };
    await http.fetch(url);
    expect(quota()?.remaining).toBe(7);
  });

  test("of several that a place counts, the one that is spent first is told, and each by its own last answer", async () => {
    const { http, quota } = noticeQuota(client, () => now);
    const say = async (resource: string, remaining: number, limit: number) => {
      headers = {
        "x-ratelimit-resource": resource,
        "x-ratelimit-remaining": `${remaining}`,
        "x-ratelimit-limit": `${limit}`,
      };
      await http.get(url);
    };
    await say("graphql", 100, 5000);
    await say("core", 4000, 5000);
    expect(quota()?.remaining).toBe(100);
    await say("graphql", 5000, 5000);
    expect(quota()?.remaining).toBe(4000);
  });

  test("what only a body tells is remembered too", () => {
    const { http, quota } = noticeQuota(client, () => now);
    const said = { remaining: 12, limit: 300, resetAt: null, seenAt };
    http.noteQuota?.(said);
    expect(quota()).toEqual(said);
  });
});
