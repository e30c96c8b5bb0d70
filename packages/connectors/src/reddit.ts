import { type Batch, batch, type Json, RefusedError, type Skip, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { jsonAnswer, maybe, rawPage } from "./json-answer.ts";
import { type RedditApi, redditApi } from "./reddit-api.ts";
import { mapReddit, redditSpace } from "./reddit-map.ts";
import { malformed } from "./skip.ts";

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

/** When the newest post and the newest comment were written that a whole pass has seen. */
const savedCursor = z.object({ posts: maybe(z.iso.datetime()), comments: maybe(z.iso.datetime()) });
const listing = z.object({
  kind: z.literal("Listing"),
  data: z.object({ after: maybe(z.string().min(1)), children: z.array(z.unknown()) }),
});

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
  const { subreddit, baseUrl } = options;
  const own = baseUrl === "https://oauth.reddit.com" ? "https://www.reddit.com" : baseUrl.replace(/\/+$/, "");
  const { clientId = "", clientSecret = "" } = credentials;
  const api = redditApi({
    http,
    now,
    baseUrl,
    tokenUrl: options.tokenUrl ?? `${own}/api/v1/access_token`,
    clientId,
    clientSecret,
  });
  const seen = savedCursor.safeParse(cursor).data ?? { posts: null, comments: null };
  const reached = { ...seen };
  const wanted = lists.filter((list) => options.include.includes(list));
  for (const [index, list] of wanted.entries()) {
    for await (const page of pages(api, options, list, { seen: seen[list], since, now: now() })) {
      if (page.last) reached[list] = page.newest;
      const whole = page.last && index === wanted.length - 1;
      const next: Json = whole ? { ...reached } : cursor;
      yield { ...page.batch, spaces: [redditSpace(subreddit)], cursor: next };
      if (signal.aborted) return;
    }
  }
}

type Page = { batch: Batch; newest: string | null; last: boolean };

/** One list from its newest item to those that an earlier pass has seen, by the name of a page's last item. */
async function* pages(
  api: RedditApi,
  { subreddit, pageSize }: Options,
  list: List,
  { seen, since, now }: { seen: string | null; since: Date | null; now: Date },
): AsyncGenerator<Page> {
  const path = `/r/${subreddit}/${list === "posts" ? "new" : "comments"}`;
  const oldest = seen !== null ? new Date(Date.parse(seen) - overlapMs).toISOString() : (since?.toISOString() ?? null);
  let newest = seen;
  const read = new Set<string>();
  for (let after: string | null = null; ; ) {
    const response = await api.get(path, { limit: pageSize, after, raw_json: 1 });
    const page = listing.safeParse(jsonAnswer(response));
    if (!page.success)
      throw new UnavailableError(`Reddit answered ${path} with something that is not a listing. Try again later.`);
    const { children, after: next } = page.data.data;
    if (children.some((child) => (child as { kind?: unknown } | null)?.kind === "t5"))
      throw new RefusedError(`Reddit has no subreddit "${subreddit}": check its name.`);
    const { space: _, signals, skipped } = mapReddit(children, subreddit);
    const dates = signals.map(({ occurredAt }) => occurredAt);
    for (const date of dates) if (date <= now.toISOString() && (newest === null || date > newest)) newest = date;
    const behind = oldest !== null && dates.length > 0 && dates.every((date) => date < oldest);
    const end = next === null || children.length === 0 || read.has(next);
    const lost =
      end && !behind && seen !== null && dates.length > 0 && dates.every((date) => date > seen) ? [gap(path)] : [];
    yield {
      batch: batch({ signals, skipped: [...skipped, ...lost], raw: rawPage(response), cursor: null }),
      newest,
      last: end || behind,
    };
    if (end || behind || next === null) return;
    read.add(next);
    after = next;
  }
}

/** A listing ends after about a thousand items: where it does so before those of the last pass, some between are lost. */
function gap(path: string): Skip {
  return malformed("a listing that ended before what was read last: read this source more often", path, "");
}
