import { type Json, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import { type ConditionalCursor, conditionalGet } from "./conditional.ts";
import { discoverFeeds } from "./feed-discovery.ts";
import { completion } from "./feed-full-text.ts";
import { type FeedReading, type MappedFeed, mapFeed, type Undated } from "./feed-map.ts";
import type { Http } from "./http.ts";
import { publicUrl } from "./public-url.ts";
import { atOrigin } from "./web-address.ts";

/** How a source wants its feed to be read. */
export type FeedOptions = Omit<FeedReading, "headers" | "completed" | "fetchedAt" | "undated" | "ids"> & {
  fullText: boolean;
  baseUrl?: string | undefined;
};

const storedContext = z.object({
  /** Those of the headers that say how the bytes are to be read. */
  headers: z.record(z.string(), z.string()).default({}),
  completed: z.record(z.string(), completion).default({}),
  undated: z.object({ first: z.boolean(), seen: z.record(z.string(), z.string().nullable()) }).optional(),
  ids: z.array(z.string()).default([]),
});

/** Reads a feed from a page that is kept, as it was read when it came. */
export async function mapStored(page: RawPage, { baseUrl, fullText, ...reading }: FeedOptions): Promise<MappedFeed> {
  const { headers, completed, undated, ids } = storedContext.parse(page.context ?? {});
  return mapFeed(page.body, {
    ...reading,
    url: page.request,
    headers,
    fetchedAt: page.fetchedAt,
    ids,
    ...(undated ? { undated } : {}),
    ...(fullText ? { completed } : {}),
  });
}

/** What a reading is told of the one before it. */
export type Noted = { undated: Undated; ids: string[] };
/** What the mapper must know beside the bytes. */
type Context = Noted & { headers: Record<string, string> };
/** What came of asking for a feed once. */
export type FeedRead =
  | { state: "unchanged"; cursor: ConditionalCursor }
  | { state: "read"; mapped: MappedFeed; raw: RawPage; context: Context; cursor: ConditionalCursor }
  /** No feed is there. A web page names those that are elsewhere. */
  | { state: "missing"; why: Error; announced: string[] };

const accepted = {
  type: "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
  statuses: [404],
};

/**
 * Asks for a feed, unless it is the one that `before` remembers, and maps it.
 * @throws what `http.get` throws
 */
export async function readOnce(
  http: Http,
  url: string,
  before: ConditionalCursor | null,
  options: FeedOptions,
  noted: Noted,
): Promise<FeedRead> {
  const { baseUrl, ...reading } = options;
  const answer = await conditionalGet(http, atOrigin(url, baseUrl), before, reading as Json, accepted);
  if (!answer.changed) return { state: "unchanged", cursor: answer.cursor };
  const { response, cursor } = answer;
  if (response.status === 404) return { state: "missing", why: gone(url), announced: [] };
  const context = { headers: readingHeaders(response.headers), ...noted };
  const raw: RawPage = {
    request: publicUrl(url),
    contentType: response.headers["content-type"] ?? "application/octet-stream",
    body: response.body,
    fetchedAt: response.fetchedAt,
    context,
  };
  try {
    return { state: "read", mapped: await mapStored(raw, options), raw, context, cursor };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { text } = decodeText(response.body, response.headers["content-type"] ?? null);
    // A page that was redirected to names its feeds from where it is.
    const page = baseUrl === undefined ? response.url : url;
    const announced = discoverFeeds(text, page, response.headers.link).map((feed) => feed.url);
    return { state: "missing", why: error, announced };
  }
}

function readingHeaders(headers: Record<string, string>): Record<string, string> {
  const names = ["content-type", "content-language", "content-location", "link"];
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

/** YouTube's feeds answer 404 in waves that last for days, so there it means nothing. */
function gone(url: string): Error {
  const message = `${publicUrl(url)} is not there (404)`;
  return new URL(url).pathname === "/feeds/videos.xml"
    ? new UnavailableError(`${message} this time.`)
    : new RefusedError(`${message}: check the address of the feed.`);
}

/** A feed that was read before has an outage, not a wrong address. */
export function passing(why: Error): Error {
  return new UnavailableError("A feed that was there before is not there this time.", { cause: why });
}
