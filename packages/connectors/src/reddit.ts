import {
  type Batch,
  batch,
  type CompleteThread,
  type Json,
  type KnownThread,
  type Mapped,
  type RawPage,
  RefusedError,
  type Skip,
  UnavailableError,
} from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { cursorOf } from "./cursor-of.ts";
import type { HttpResponse } from "./http.ts";
import { jsonAnswer, maybe, rawPage } from "./json-answer.ts";
import { type RedditApi, redditApi } from "./reddit-api.ts";
import { mapReddit } from "./reddit-map.ts";
import { malformed } from "./skip.ts";
import { turned } from "./turned-page.ts";

export { type MappedReddit, mapReddit, redditSpace } from "./reddit-map.ts";

const lists = ["posts", "comments"] as const;
type List = (typeof lists)[number];

const options = z.strictObject({
  /** The subreddit, without `r/`. */
  subreddit: z
    .string()
    .transform((name) => name.replace(/^\/?r\//i, ""))
    .pipe(z.string().regex(/^\w{2,21}$/, "give the name alone, such as PowerShell")),
  /** What to read. */
  include: z.array(z.enum(lists)).min(1).default(["posts", "comments"]),
  /** Posts or comments on a page. */
  pageSize: z.int().min(1).max(100).default(100),
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://oauth.reddit.com"),
  /** Where tokens are given out; at `baseUrl` where that is not Reddit's own. */
  tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
});
type Options = z.output<typeof options>;

/** When the newest post and the newest comment were written that a whole pass has seen; `of` says in which subreddit. */
const savedCursor = z.object({
  of: z.string().optional(),
  posts: maybe(z.iso.datetime()),
  comments: maybe(z.iso.datetime()),
});
const listing = z.object({
  kind: z.literal("Listing"),
  data: z.object({ after: maybe(z.string().min(1)), children: z.array(z.unknown()) }),
});

const thingName = z
  .object({ kind: z.literal("t3"), data: z.object({ id: z.string() }) })
  .transform(({ data }) => `t3_${data.id.replace(/^t3_/, "")}`);
/** Marks the pages of posts that were read again. */
const pageContext = z.object({ gone: z.literal("left out") });

const infoPath = "/api/info";
// As many as Reddit tells of at once.
const postsAtOnce = 100;
// Scores settle, and posts are taken away, in the first days: these are read again.
const overlapMs = 2 * 24 * 60 * 60 * 1000;

/** Posts and comments of a subreddit. */
export const reddit = defineConnector({
  name: "reddit",
  summary: "Reads a subreddit's newest posts and comments from Reddit's API, which gives out about a thousand of each.",
  reads: "api",
  options,
  credentials: {
    clientId: { about: "The client id of an application that Reddit has approved.", required: true },
    clientSecret: { about: "That application's secret.", required: true },
  },
  order: "newest-first",
  example: { subreddit: "PowerShell" },
  pull,
  map: mapPage,
  revisit,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, cursor, since, now, signal } = context;
  const api = openApi(context);
  const of = options.subreddit.toLowerCase();
  const seen = { posts: null, comments: null, ...cursorOf(savedCursor.safeParse(cursor).data, of), of };
  const reached = { ...seen };
  const wanted = lists.filter((list) => options.include.includes(list));
  for (const [index, list] of wanted.entries()) {
    for await (const page of pages(api, options, list, { seen: seen[list], since, now: now() })) {
      if (page.last) reached[list] = page.newest;
      const whole = page.last && index === wanted.length - 1;
      const next: Json = whole ? { ...reached } : cursor;
      yield { ...page.batch, cursor: next };
      if (signal.aborted) return;
    }
  }
}

function openApi({ options, now, http, credentials }: PullContext<Options>): RedditApi {
  const { baseUrl } = options;
  const own = baseUrl === "https://oauth.reddit.com" ? "https://www.reddit.com" : baseUrl.replace(/\/+$/, "");
  const { clientId = "", clientSecret = "" } = credentials;
  const tokenUrl = options.tokenUrl ?? `${own}/api/v1/access_token`;
  return redditApi({ http, now, baseUrl, tokenUrl, clientId, clientSecret });
}

/**
 * What a kept page says.
 * @throws UnavailableError where it is no listing
 */
function mapPage({ body, context }: RawPage, { subreddit }: Options): Mapped {
  const { space, signals, skipped } = mapReddit(body, subreddit);
  // A reading of known posts says by `complete` which are gone.
  const left = pageContext.safeParse(context).success ? signals.filter(({ deletedAt }) => deletedAt === null) : signals;
  return { signals: left, accounts: [], endorsements: [], spaces: [space], skipped };
}

type Page = { batch: Batch; newest: string | null; last: boolean };

/** One list from its newest item to those that an earlier pass has seen, by the name of a page's last item. */
async function* pages(
  api: RedditApi,
  options: Options,
  list: List,
  { seen, since, now }: { seen: string | null; since: Date | null; now: Date },
): AsyncGenerator<Page> {
  const { subreddit, pageSize } = options;
  const path = `/r/${subreddit}/${list === "posts" ? "new" : "comments"}`;
  const oldest = seen !== null ? new Date(Date.parse(seen) - overlapMs).toISOString() : (since?.toISOString() ?? null);
  let newest = seen;
  let earliest: string | null = null;
  const asked = new Set<string>();
  for (let after: string | null = null; ; ) {
    const response = await api.get(path, { limit: pageSize, after, raw_json: 1 });
    const { children, after: next } = listed(response, path);
    if (children.some((child) => (child as { kind?: unknown } | null)?.kind === "t5"))
      throw new RefusedError(`Reddit has no subreddit "${subreddit}": check its name.`);
    const raw = rawPage(response);
    const mapped = mapPage(raw, options);
    const dates = mapped.signals.map(({ occurredAt }) => occurredAt);
    for (const date of dates) if (date <= now.toISOString() && (newest === null || date > newest)) newest = date;
    for (const date of dates) if (earliest === null || date < earliest) earliest = date;
    const behind = oldest !== null && dates.length > 0 && dates.every((date) => date < oldest);
    const end = children.length === 0 || !turned(asked, next, "Reddit");
    const reachesBack = end && !behind ? earliest : null;
    const lost = reachesBack !== null && seen !== null && reachesBack > seen ? [gap(path)] : [];
    yield {
      batch: batch({ ...mapped, skipped: [...mapped.skipped, ...lost], raw, cursor: null, reachesBack }),
      newest,
      last: end || behind,
    };
    if (end || behind || next === null) return;
    asked.add(next);
    after = next;
  }
}

function listed(response: HttpResponse, path: string): z.output<typeof listing>["data"] {
  const page = listing.safeParse(jsonAnswer(response));
  if (page.success) return page.data.data;
  throw new UnavailableError(`Reddit answered ${path} with something that is not a listing. Try again later.`);
}

/**
 * Reads posts again, a hundred at once: their scores, edits and removals. Their comments are not asked for, so nothing is
 * said of those.
 */
async function* revisit(context: PullContext<Options>, threads: KnownThread[]): AsyncGenerator<Batch> {
  const api = openApi(context);
  const ids = threads
    .filter(({ platform, kind, id }) => platform === "reddit" && kind === "post" && /^t3_\w+$/.test(id))
    .map(({ id }) => id);
  for (let start = 0; start < ids.length && !context.signal.aborted; start += postsAtOnce) {
    const some = ids.slice(start, start + postsAtOnce);
    const response = await api.get(infoPath, { id: some.join(","), raw_json: 1 });
    const shown = new Set(listed(response, infoPath).children.map((child) => thingName.safeParse(child).data));
    const raw: RawPage = { ...rawPage(response), context: { gone: "left out" } };
    const mapped = mapPage(raw, context.options);
    yield batch({ ...mapped, raw, complete: wholePosts(some, shown, mapped.skipped), cursor: null });
  }
}

/** Posts of which it is certain how they are. Where Reddit shows none of them, the whole subreddit may be closed for a while. */
function wholePosts(asked: string[], shown: Set<string | undefined>, skipped: Skip[]): CompleteThread[] {
  if (!asked.some((id) => shown.has(id))) return [];
  const unclear = skipped.some(({ item }) => item !== null);
  return asked
    .filter((id) => !unclear || !shown.has(id))
    .map((threadId) => ({ platform: "reddit", threadId, kinds: ["post"] }));
}

/** A listing ends after about a thousand items: where it does so before those of the last pass, some between are lost. */
function gap(path: string): Skip {
  return malformed("a listing that ended before what was read last: read this source more often", path, "");
}
