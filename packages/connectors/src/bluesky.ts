import { type Batch, batch, dayMs, type RawPage, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { blueskyApi } from "./bluesky-api.ts";
import { blueskySpace, type MappedBluesky, mapBluesky } from "./bluesky-map.ts";
import { defineConnector, type PullContext } from "./connector.ts";
import type { HttpResponse } from "./http.ts";
import { jsonAnswer, maybe, rawPage } from "./json-answer.ts";
import { publicUrl } from "./public-url.ts";

export { type BlueskyReading, blueskySpace, type MappedBluesky, mapBluesky } from "./bluesky-map.ts";

const options = z
  .strictObject({
    /** The tag to read, with or without its `#`. */
    tag: z
      .string()
      .transform((name) => name.replace(/^#/, ""))
      .pipe(z.string().min(1))
      .optional(),
    /** Words to search for, in place of a tag or beside it. */
    q: z.string().min(1).optional(),
    /** The service that the reading account is at. */
    service: z.url({ protocol: /^https?$/ }).default("https://bsky.social"),
    /** How long a stretch of time is asked for at once: the search does not page for ever. */
    windowDays: z
      .number()
      .min(1 / 24)
      .max(366)
      .default(7),
    /** Posts on a page. */
    pageSize: z.int().min(1).max(100).default(100),
    baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine(({ tag, q }) => tag !== undefined || q !== undefined, "give a tag or q, the words to search for");
type Options = z.output<typeof options>;

/** The instant up to which the search has been read. */
const savedCursor = z.object({ from: z.iso.datetime() });
const found = z.object({ posts: z.array(z.unknown()), cursor: maybe(z.string().min(1)) });

// Nobody could post before.
const beginning = new Date("2022-11-01T00:00:00Z");
// Posts reach the search some time after the network has seen them.
const overlapMs = 60 * 60 * 1000;

/** Posts under a tag or with some words on Bluesky. */
export const bluesky = defineConnector({
  name: "bluesky",
  summary:
    "Reads the posts under a tag, or that a search finds, from Bluesky's API, one stretch of time after another.",
  reads: "api",
  options,
  credentials: {
    identifier: { about: "The handle or DID of the account that reads.", required: true },
    password: {
      about: "An app password of that account, made in its settings; never its own password.",
      required: true,
    },
  },
  order: "oldest-first",
  example: { tag: "powershell" },
  pull,
});

async function* pull({
  options,
  cursor,
  since,
  now,
  http,
  signal,
  credentials,
}: PullContext<Options>): AsyncGenerator<Batch> {
  const { tag, q, pageSize } = options;
  const service = options.baseUrl ?? options.service;
  const { identifier = "", password = "" } = credentials;
  const api = blueskyApi({ http, now, service, identifier, password });
  const space = blueskySpace({ tag, q });
  const end = now();
  const saved = savedCursor.safeParse(cursor).data;
  let from = saved ? new Date(saved.from) : new Date(Math.max((since ?? beginning).getTime(), beginning.getTime()));
  while (from < end) {
    const to = new Date(Math.min(from.getTime() + options.windowDays * dayMs, end.getTime()));
    // What is saved within a stretch is where it begins: its newest posts come first.
    const reached = { from: from.toISOString() };
    const whole = { from: new Date(to < end ? to : Math.max(from.getTime(), to.getTime() - overlapMs)).toISOString() };
    const asked = {
      q: q ?? `#${tag}`,
      tag: tag ?? null,
      since: reached.from,
      until: to.toISOString(),
      sort: "latest",
      limit: pageSize,
    };
    for (let place: string | null = null; ; ) {
      const response = await api.query("app.bsky.feed.searchPosts", { ...asked, cursor: place });
      const page = found.safeParse(jsonAnswer(response));
      if (!page.success)
        throw new UnavailableError(
          `${publicUrl(response.url)} answered with something that is not a page of posts. Try again later.`,
        );
      const { posts, cursor: next } = page.data;
      const last = next === null || next === place || posts.length === 0;
      const { kept, space: _, ...mapped } = mapBluesky(posts, { tag, q });
      yield batch({
        ...mapped,
        spaces: [space],
        raw: withoutOptedOut(response, posts, kept),
        cursor: last ? whole : reached,
      });
      if (signal.aborted) return;
      if (last) break;
      place = next;
    }
    from = to;
  }
  if (saved && new Date(saved.from) >= end) yield batch({ spaces: [space], cursor });
}

/** The page as it came, without the posts of those who do not want to be kept. */
function withoutOptedOut(response: HttpResponse, posts: unknown[], kept: MappedBluesky["kept"]): RawPage {
  const raw = rawPage(response);
  if (kept.every((one) => one)) return raw;
  return { ...raw, body: new TextEncoder().encode(JSON.stringify({ posts: posts.filter((_, index) => kept[index]) })) };
}
