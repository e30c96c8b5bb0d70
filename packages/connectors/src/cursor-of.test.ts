import type { Json } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { list, post } from "../test/reddit-things.ts";
import { type Ask, json, pullAsWorker, useApi } from "../test/site.ts";
import { bluesky } from "./bluesky.ts";
import type { Connector } from "./connector.ts";
import { mastodon } from "./mastodon.ts";
import { reddit } from "./reddit.ts";
import { stackexchange } from "./stackexchange.ts";
import { youtube } from "./youtube.ts";

const now = new Date("2026-09-20T12:00:00Z");
const dates = ["2026-09-19T10:00:00Z", "2026-01-01T10:00:00Z", "2025-01-01T10:00:00Z"];
const credentials = {
  clientId: "id",
  clientSecret: "secret",
  identifier: "me.example",
  password: "secret",
  key: "key",
};
const asked = Date.parse("2026-09-19T10:00:00Z") / 1000;
const api = useApi();

/** Which of three pages is asked for, and the name of the one after it. */
function pageOf(name: string | null) {
  const number = Number(name ?? 0);
  return { date: dates[number] as string, next: number < 2 ? String(number + 1) : null };
}

const places: [string, Connector, (ask: Ask) => unknown, [object, object]][] = [
  [
    "stackexchange",
    stackexchange as unknown as Connector,
    () => ({
      items: [
        { question_id: 1, title: "T", tags: ["dsc"], creation_date: asked, last_activity_date: asked, answer_count: 0 },
      ],
      ...{ has_more: false, quota_max: 300, quota_remaining: 200 },
    }),
    [{ site: "stackoverflow" }, { site: "superuser" }],
  ],
  [
    "reddit",
    reddit as unknown as Connector,
    ({ url }) => {
      if (url.pathname.endsWith("access_token")) return { access_token: "t", token_type: "bearer", expires_in: 3600 };
      const { date, next } = pageOf(url.searchParams.get("after"));
      const page = list(post(`a${date.slice(0, 4)}${date.slice(5, 7)}`, date));
      return { ...page, data: { ...page.data, after: next } };
    },
    [
      { subreddit: "PowerShell", include: ["posts"] },
      { subreddit: "dsc", include: ["posts"] },
    ],
  ],
  [
    "youtube",
    youtube as unknown as Connector,
    ({ url }) => {
      const { date, next } = pageOf(url.searchParams.get("pageToken"));
      const id = url.searchParams.get("id") ?? "";
      if (url.pathname.endsWith("/channels"))
        return { items: [{ id, snippet: { title: "C" }, contentDetails: { relatedPlaylists: { uploads: "UU" } } }] };
      if (url.pathname.endsWith("/videos")) return { items: [] };
      return {
        items: [{ contentDetails: { videoId: date, videoPublishedAt: date } }],
        ...(next && { nextPageToken: next }),
      };
    },
    [{ channel: `UC${"a".repeat(22)}` }, { channel: `UC${"b".repeat(22)}` }],
  ],
  [
    "bluesky",
    bluesky as unknown as Connector,
    ({ url }) =>
      url.pathname.endsWith("createSession")
        ? { accessJwt: "a", refreshJwt: "r", did: "did:plc:a", handle: "me.example" }
        : { posts: [] },
    [
      { tag: "powershell", windowDays: 366 },
      { tag: "dsc", windowDays: 366 },
    ],
  ],
  [
    "mastodon",
    mastodon as unknown as Connector,
    ({ url }) => {
      const account = { id: "1", acct: "mei", username: "mei", url: "https://mastodon.example/@mei" };
      const status = {
        id: "115416601046722698",
        uri: "https://mastodon.example/1",
        content: "<p>W</p>",
        created_at: dates[0],
        account,
      };
      return url.searchParams.get("min_id") === "0" ? [{ ...status, visibility: "public", tags: [] }] : [];
    },
    [
      { instance: "mastodon.example", hashtag: "powershell" },
      { instance: "mastodon.example", hashtag: "dsc" },
    ],
  ],
];

describe.each(places)("the cursor of %s", (_, connector, answer, [one, other]) => {
  async function pull(options: object, cursor: Json = null) {
    api.answer = (ask, response) => json(response, answer(ask));
    api.asked.length = 0;
    const pulled = await pullAsWorker(connector, {
      now,
      credentials,
      cursor,
      options: { baseUrl: api.baseUrl, ...options },
    });
    expect(pulled.error).toBeNull();
    return { cursor: pulled.cursor, asked: api.asked.map(({ url }) => url.pathname + url.search) };
  }

  test("is gone on from in the place that it is of, and not in another", async () => {
    const first = await pull(one);
    expect((await pull(one, first.cursor)).asked).not.toEqual(first.asked);
    expect((await pull(other, first.cursor)).asked).toEqual((await pull(other)).asked);
  });

  test("is gone on from where an earlier release saved it without its place", async () => {
    const first = await pull(one);
    const { of, ...earlier } = first.cursor as { of: string };
    expect(of).toEqual(expect.any(String));
    if (connector.name !== "mastodon")
      expect((await pull(one, earlier)).asked).toEqual((await pull(one, first.cursor)).asked);
  });
});
