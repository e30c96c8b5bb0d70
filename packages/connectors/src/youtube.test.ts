import { type RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { beforeEach, describe, expect, test } from "vitest";
import { json, type Known, pullAsWorker, useApi } from "../test/site.ts";
import { mapYoutubeVideos, youtube } from "./youtube.ts";

import { nextPacificMidnight } from "./youtube-api.ts";

const now = new Date("2026-09-20T12:00:00Z");
const secrets = { key: "k3y" };
const basic = { channel: "@shells", pageSize: 2 };

const api = useApi();

const pull = ({ options, ...known }: Known = {}) =>
  pullAsWorker(youtube, {
    credentials: secrets,
    now,
    ...known,
    options: { baseUrl: api.baseUrl, ...basic, ...options },
  });

const channel = {
  id: "UCaaaaaaaaaaaaaaaaaaaaaa",
  title: "Shells",
  handle: "@shells",
  uploads: "UUaaaaaaaaaaaaaaaaaaaaaa",
};
const video = (id: string, publishedAt: string, more: { snippet?: object; [field: string]: unknown } = {}) => ({
  kind: "youtube#video",
  id,
  statistics: { viewCount: "1200", likeCount: "31", favoriteCount: "0", commentCount: "0" },
  contentDetails: { duration: "PT1H2M30S" },
  status: { privacyStatus: "public" },
  ...more,
  snippet: {
    publishedAt,
    channelId: channel.id,
    title: "Pipelines",
    description: "On pipelines",
    channelTitle: "Shells",
    tags: ["powershell", "powershell"],
    liveBroadcastContent: "none",
    defaultAudioLanguage: "en-US",
    ...more.snippet,
  },
});

describe("a page of videos", () => {
  test("gives numbers that come as text, and lengths in minutes", () => {
    expect(mapYoutubeVideos({ items: [video("v1", "2026-09-01T10:00:00Z")] }, channel).signals).toMatchObject([
      {
        id: "v1",
        kind: "video",
        occurredAt: "2026-09-01T10:00:00.000Z",
        url: "https://www.youtube.com/watch?v=v1",
        language: "en-US",
        tags: ["powershell"],
        metrics: { views: 1200, likes: 31, replies: 0, duration: 62.5 },
        account: { platform: "youtube", id: channel.id, handle: "@shells", links: ["https://www.youtube.com/@shells"] },
        space: { platform: "youtube", id: channel.id, kind: "channel", name: "Shells" },
      },
    ]);
  });

  test("leaves hidden numbers unknown, and a length that is still running", () => {
    const hidden = video("v1", "2026-09-01T10:00:00Z", {
      statistics: { viewCount: "5" },
      contentDetails: { duration: "P0D" },
    });
    const bare = video("v2", "2026-09-01T10:00:00Z", { statistics: undefined, contentDetails: undefined });
    expect(mapYoutubeVideos([hidden, bare], channel).signals.map(({ metrics }) => metrics)).toEqual([{ views: 5 }, {}]);
  });

  test("leaves out what is not public or has not begun, and sets aside what it cannot understand", () => {
    const { signals, skipped } = mapYoutubeVideos(
      [
        video("v1", "2026-09-01T10:00:00Z", { snippet: { liveBroadcastContent: "upcoming" } }),
        video("v2", "2026-09-01T10:00:00Z", { status: { privacyStatus: "unlisted" } }),
        video("v3", "soon"),
        "v4",
      ],
      channel,
    );
    expect(signals).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      "a broadcast that has not begun",
      "a video that is not public",
      "video without a usable snippet.publishedAt",
      "video that is no object",
    ]);
  });
});

describe("the day of the quota", () => {
  test.each([
    ["2026-09-20T12:00:00Z", "2026-09-21T07:00:00.000Z"],
    ["2026-09-20T03:00:00Z", "2026-09-20T07:00:00.000Z"],
    ["2026-11-01T07:30:00Z", "2026-11-02T08:00:00.000Z"],
    ["2026-03-08T08:30:00Z", "2026-03-09T07:00:00.000Z"],
    ["2026-12-31T20:00:00Z", "2027-01-01T08:00:00.000Z"],
  ])("at %s ends at %s", (at, midnight) => {
    expect(nextPacificMidnight(new Date(at)).toISOString()).toBe(midnight);
  });
});

describe("a pull of a channel", () => {
  let videos: ReturnType<typeof video>[];
  let gone: string[];
  let refuse: null | { on: string; status: number; body: unknown };
  const dated = (day: number) => `2026-${day > 30 ? "07" : "09"}-${String(day % 30 || 30).padStart(2, "0")}T10:00:00Z`;

  beforeEach(() => {
    videos = [19, 18, 17, 16, 15].map((day) => video(`v${day}`, dated(day)));
    gone = [];
    refuse = null;
    api.answer = ({ url }, response) => {
      const method = url.pathname.slice(1);
      const of = (name: string) => url.searchParams.get(name);
      if (of("key") !== "k3y")
        return json(
          response,
          { error: { code: 400, message: "API key not valid.", errors: [{ reason: "badRequest" }] } },
          400,
        );
      if (refuse?.on === method) return json(response, refuse.body, refuse.status);
      if (method === "channels") {
        const known = of("forHandle") === "@shells" || of("id") === channel.id;
        const item = {
          id: channel.id,
          snippet: { title: "Shells", customUrl: "@shells" },
          contentDetails: { relatedPlaylists: { likes: "", uploads: channel.uploads } },
        };
        return json(response, known ? { items: [item] } : { pageInfo: { totalResults: 0 } });
      }
      if (method === "playlistItems") {
        const start = Number(of("pageToken") ?? 0);
        const end = start + Number(of("maxResults"));
        const items = videos
          .slice(start, end)
          .map(({ id, snippet }) => ({ contentDetails: { videoId: id, videoPublishedAt: snippet.publishedAt } }));
        return json(response, { items, ...(end < videos.length && { nextPageToken: String(end) }) });
      }
      const ids = of("id")?.split(",") ?? [];
      json(response, { items: videos.filter(({ id }) => ids.includes(id) && !gone.includes(id)) });
    };
  });

  test("reads to the last video, and from every saved cursor the same whole", async () => {
    const { batches, ids, error } = await pull();
    expect(error).toBeNull();
    expect(ids).toHaveLength(5);
    expect(batches.slice(0, -1).every(({ cursor }) => cursor === null)).toBe(true);
    for (const [index, { cursor }] of batches.entries()) {
      const rest = (await pull({ cursor })).ids;
      const before = batches.slice(0, index + 1).flatMap(({ signals }) => signals.map(({ id }) => id));
      expect([...new Set([...before, ...rest])].sort()).toEqual(ids);
    }
  });

  test("stops behind what it has read, a month of numbers refreshed", async () => {
    const { cursor } = await pull();
    expect(cursor).toEqual({ of: channel.id, newest: "2026-09-19T10:00:00.000Z" });
    videos.push(video("old1", dated(31)), video("old2", dated(32)), video("old3", dated(33)), video("old4", dated(34)));
    const { ids } = await pull({ cursor });
    expect(ids).toEqual(expect.arrayContaining(["v15", "v16", "v17", "v18", "v19"]));
    expect(ids).not.toContain("old4");
  });

  test("counts videos that are private or deleted by now", async () => {
    gone = ["v17"];
    const { batches } = await pull();
    expect(batches.flatMap(({ skipped }) => skipped)).toEqual([
      { reason: "a video that is private or deleted", position: "video v17", item: null },
    ]);
  });

  test("never keeps the key", async () => {
    const { batches } = await pull();
    expect(batches.map(({ raw }) => raw?.request).join()).not.toContain("k3y");
  });

  test("waits for midnight Pacific once the day's quota is spent", async () => {
    const errors = [{ domain: "youtube.quota", reason: "quotaExceeded", message: "…" }];
    refuse = {
      on: "videos",
      status: 403,
      body: {
        error: {
          code: 403,
          message: "The request cannot be completed because you have exceeded your <a>quota</a>.",
          errors,
        },
      },
    };
    const { error } = await pull();
    expect((error as RateLimitedError).retryAt).toEqual(new Date("2026-09-21T07:00:00Z"));
  });

  test.each([
    [403, "rateLimitExceeded"],
    [429, "RATE_LIMIT_EXCEEDED"],
  ])("waits a minute after too many requests at once (%i %s)", async (status, reason) => {
    refuse = { on: "videos", status, body: { error: { code: status, errors: [{ reason }] } } };
    expect(((await pull()).error as RateLimitedError).retryAt).toEqual(new Date("2026-09-20T12:01:00Z"));
  });

  test("reads a channel without videos, whose playlist is not there, as an empty one", async () => {
    refuse = {
      on: "playlistItems",
      status: 404,
      body: { error: { code: 404, errors: [{ reason: "playlistNotFound" }] } },
    };
    const { error, batches } = await pull();
    expect([error, batches.length, batches[0]?.spaces[0]?.name]).toEqual([null, 1, "Shells"]);
  });

  test("stops where there is no such channel, and where the key is refused", async () => {
    expect((await pull({ options: { channel: "@nobody" } })).error).toBeInstanceOf(RefusedError);
    const { error } = await pull({ credentials: { key: "wr0ng" } });
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).not.toContain("wr0ng");
  });

  test.each([
    [403, { error: { errors: [{ reason: "forbidden" }] } }, RefusedError],
    [404, "gone", RefusedError],
    [410, "gone", RefusedError],
    [500, "oops", UnavailableError],
    [200, { kind: "youtube#videoListResponse" }, UnavailableError],
  ])("says what %i means", async (status, body, kind) => {
    refuse = { on: "videos", status, body };
    expect((await pull()).error).toBeInstanceOf(kind);
  });
});
