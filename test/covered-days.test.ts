import type { Store } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { addSource, coveredBy, pullAt, useSmallPlace } from "./small-place.ts";

const dayMs = 86_400_000;
const since = "2025-01-01T00:00:00Z";

/** A feed with one entry at each instant. */
const feed = (dates: number[]) =>
  `<rss version="2.0"><channel><title>Blog</title><link>https://blog.example/</link>${dates
    .map(
      (at) =>
        `<item><guid>https://blog.example/${at}</guid><title>T</title><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
    )
    .join("")}</channel></rss>`;
/** A subreddit's listing with one post or comment at each instant, newest first. */
const listing = (kind: "t1" | "t3", dates: number[]) => ({
  kind: "Listing",
  data: {
    after: null,
    children: dates.map((at) => {
      const id = (at / 1000).toString(36);
      const words = kind === "t3" ? { title: "T", selftext: "Words" } : { body: "Words", link_id: "t3_a" };
      const named = {
        id,
        author: "mei",
        author_fullname: "t2_9",
        subreddit: "Lumen",
        permalink: `/r/Lumen/comments/${id}/`,
      };
      return { kind, data: { ...named, ...words, created_utc: at / 1000, edited: false, score: 1 } };
    }),
  },
});
/** So many instants, ever earlier. */
const before = (now: string, count: number, apartMs: number) =>
  Array.from({ length: count }, (_, index) => Date.parse(now) - (index + 1) * apartMs);

describe.each(storeKinds)("the days that a pull covers, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const place = useSmallPlace();

  test("begin where a feed begins, whatever was asked for and however long ago it was read", async () => {
    const id = await addSource(store, "feed", { url: `${place.baseUrl}/feed.xml` }, since);
    for (const now of ["2026-09-10T00:00:00Z", "2026-09-12T00:00:00Z", "2026-12-10T00:00:00Z"]) {
      place.answer = () => feed(before(now, 12, dayMs / 4));
      await pullAt(store, id, now);
    }
    // Of the second reading the feed still held what was there at the first; of the third it did not.
    expect(await coveredBy(store, id)).toEqual([
      "2026-09-07 2026-09-10",
      "2026-09-10 2026-09-12",
      "2026-12-07 2026-12-10",
    ]);
  });

  test("leave nothing out where a feed holds all that its blog ever said", async () => {
    const id = await addSource(store, "feed", { url: `${place.baseUrl}/feed.xml` }, since);
    const told = [Date.parse("2024-03-01T00:00:00Z"), Date.parse("2026-05-01T00:00:00Z")];
    place.answer = () => feed(told);
    await pullAt(store, id, "2026-09-10T00:00:00Z");
    told.push(Date.parse("2026-12-01T00:00:00Z"));
    await pullAt(store, id, "2026-12-10T00:00:00Z");
    expect(await coveredBy(store, id)).toEqual(["2025-01-01 2026-09-10", "2026-09-10 2026-12-10"]);
  });

  test("of a feed without dates are all since it was first read", async () => {
    const id = await addSource(store, "feed", { url: `${place.baseUrl}/feed.xml` });
    const entries = (count: number) =>
      Array.from({ length: count }, (_, n) => `<item><guid>${n}</guid><title>T</title></item>`);
    for (const [count, now] of [
      [2, "2026-09-10T00:00:00Z"],
      [3, "2026-09-20T00:00:00Z"],
    ] as const) {
      place.answer = () => `<rss version="2.0"><channel><title>Blog</title>${entries(count).join("")}</channel></rss>`;
      await pullAt(store, id, now);
    }
    expect(await coveredBy(store, id)).toEqual(["2026-09-10 2026-09-10", "2026-09-10 2026-09-20"]);
  });

  test("begin where the shorter of a subreddit's two lists begins, when it ends before what was read last", async () => {
    const id = await addSource(store, "reddit", { subreddit: "Lumen", baseUrl: place.baseUrl }, since);
    for (const now of ["2026-09-10T00:00:00Z", "2026-09-12T00:00:00Z", "2026-12-10T00:00:00Z"]) {
      place.answer = ({ pathname }) =>
        pathname.endsWith("access_token")
          ? { access_token: "token", token_type: "bearer", expires_in: 3600 }
          : pathname.endsWith("/new")
            ? listing("t3", before(now, 9, dayMs))
            : listing("t1", before(now, 8, dayMs / 2));
      await pullAt(store, id, now);
    }
    expect(await coveredBy(store, id)).toEqual([
      "2026-09-06 2026-09-10",
      "2026-09-10 2026-09-12",
      "2026-12-06 2026-12-10",
    ]);
  });
});
