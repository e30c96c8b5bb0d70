import { type Batch, batch, dayMs, type KnownThread, type RawPage, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { type BlueskyApi, blueskyApi } from "./bluesky-api.ts";
import { type BlueskyReading, blueskySpace, mapBluesky, uriOf, withoutOptedOut } from "./bluesky-map.ts";
import { defineConnector, type PullContext } from "./connector.ts";
import { cursorOf } from "./cursor-of.ts";
import type { HttpResponse } from "./http.ts";
import { isoInstant } from "./instant.ts";
import { jsonAnswer, maybe, rawPage } from "./json-answer.ts";
import { publicUrl } from "./public-url.ts";
import { turned } from "./turned-page.ts";

export { type BlueskyReading, blueskySpace, mapBluesky } from "./bluesky-map.ts";

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
    /** Where the API is, in place of `service`. */
    baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine(({ tag, q }) => tag !== undefined || q !== undefined, "give a tag or q, the words to search for");
type Options = z.output<typeof options>;

/** The instant up to which the search has been read; `of` says which search. */
const savedCursor = z.object({ of: z.string().optional(), from: z.iso.datetime() });
const found = z.object({ posts: z.array(z.unknown()), cursor: maybe(z.string().min(1)) });

const keptReading = z.object({ tag: z.string().optional(), q: z.string().optional() });

// Nobody could post before.
const beginning = new Date("2022-11-01T00:00:00Z");
// Posts reach the search some time after the network has seen them.
const overlapMs = 60 * 60 * 1000;
const mostUris = 25;

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
  map: (page, options) => mapBluesky(page.body, keptReading.safeParse(page.context).data ?? options),
  revisit,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, cursor, since, now, signal } = context;
  const { tag, q, pageSize } = options;
  const api = openApi(context);
  const space = blueskySpace(options);
  const end = now();
  const of = [options.service, tag === undefined ? "" : `#${tag}`, q ?? ""].join(" ");
  const saved = cursorOf(savedCursor.safeParse(cursor).data, of);
  let from = saved ? new Date(saved.from) : new Date(Math.max((since ?? beginning).getTime(), beginning.getTime()));
  while (from < end) {
    const to = new Date(Math.min(from.getTime() + options.windowDays * dayMs, end.getTime()));
    // What is saved within a stretch is where it begins: its newest posts come first.
    const reached = { of, from: from.toISOString() };
    const whole = {
      of,
      from: new Date(to < end ? to : Math.max(from.getTime(), to.getTime() - overlapMs)).toISOString(),
    };
    const asked = {
      q: q ?? `#${tag}`,
      tag: tag ?? null,
      since: reached.from,
      until: to.toISOString(),
      sort: "latest",
      limit: pageSize,
    };
    const places = new Set<string>();
    for (let place: string | null = null; ; ) {
      const response = await api.query("app.bsky.feed.searchPosts", { ...asked, cursor: place });
      const { posts, cursor: next } = pageOf(response);
      if (posts.length > 0 && !posts.some((post) => isWithin(post, reached.from, to.toISOString())))
        throw new UnavailableError("Bluesky answered with posts of another time than was asked for. Try again later.");
      const last = posts.length === 0 || !turned(places, next, "Bluesky");
      yield batch({ ...readPage(response, posts, options), cursor: last ? whole : reached });
      if (signal.aborted) return;
      if (last) break;
      place = next;
      if (place !== null) places.add(place);
    }
    from = to;
  }
  if (saved && new Date(saved.from) >= end) yield batch({ spaces: [space], cursor });
}

/** What the network no longer shows to a reader is left out of its answer, which is how one learns of it. */
async function* revisit(context: PullContext<Options>, threads: KnownThread[]): AsyncGenerator<Batch> {
  const api = openApi(context);
  const known = threads.filter(({ platform, kind, id }) => platform === "bluesky" && kind === "post" && uriOf(id));
  for (let start = 0; start < known.length; start += mostUris) {
    const some = known.slice(start, start + mostUris);
    const uris = some.map(({ id }) => uriOf(id) as string);
    const response = await api.query("app.bsky.feed.getPosts", { uris });
    const { posts } = pageOf(response);
    const read = readPage(response, posts, context.options);
    const understood = new Set(read.signals.map(({ id }) => uriOf(id)));
    // What came and cannot be understood is there all the same; where it has no name, it may be any of those missing.
    const shown = withoutOptedOut(posts).left.map(uriIn);
    const complete = some
      .filter(({ id }) => understood.has(uriOf(id)) || !(shown.includes(uriOf(id)) || shown.includes(null)))
      .map(({ platform, id }) => ({ platform, threadId: id, kinds: ["post" as const] }));
    yield batch({ ...read, complete, cursor: context.cursor });
    if (context.signal.aborted) return;
  }
}

function openApi({ options, http, now, credentials }: PullContext<Options>): BlueskyApi {
  const { identifier = "", password = "" } = credentials;
  return blueskyApi({ http, now, service: options.baseUrl ?? options.service, identifier, password });
}

function pageOf(response: HttpResponse): z.output<typeof found> {
  const page = found.safeParse(jsonAnswer(response));
  if (page.success) return page.data;
  throw new UnavailableError(
    `${publicUrl(response.url)} answered with something that is not a page of posts. Try again later.`,
  );
}

const dated = z.object({ indexedAt: z.string().optional(), record: z.object({ createdAt: z.string().optional() }) });

/** Whether a post lies in a stretch of time by any of its dates; one that tells none is not held against its page. */
function isWithin(post: unknown, from: string, to: string): boolean {
  const { indexedAt, record } = dated.safeParse(post).data ?? { record: {} };
  const dates = [indexedAt, record.createdAt].map(isoInstant).filter((date) => date !== null);
  return dates.length === 0 || dates.some((date) => date >= from && date <= to);
}

function uriIn(post: unknown): string | null {
  return z.object({ uri: z.string() }).safeParse(post).data?.uri ?? null;
}

/** What a page says, and the page as it came but for the posts of those who do not want to be kept. */
function readPage(response: HttpResponse, posts: unknown[], { tag, q }: BlueskyReading) {
  const { left, skipped } = withoutOptedOut(posts);
  const mapped = mapBluesky(left, { tag, q });
  const whole = rawPage(response);
  const raw: RawPage = {
    ...whole,
    body: left === posts ? whole.body : new TextEncoder().encode(JSON.stringify({ posts: left })),
    context: { ...(tag !== undefined && { tag }), ...(q !== undefined && { q }) },
  };
  return { ...mapped, skipped: [...mapped.skipped, ...skipped], raw };
}
