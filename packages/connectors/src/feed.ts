import { batch, type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import { type ConditionalCursor, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { discoverFeeds } from "./feed-discovery.ts";
import { type FeedReading, type MappedFeed, mapFeed } from "./feed-map.ts";
import type { Http, HttpResponse } from "./http.ts";
import { publicUrl } from "./public-url.ts";
import { atOrigin } from "./web-address.ts";

export { type AnnouncedFeed, discoverFeeds } from "./feed-discovery.ts";
export { type FeedReading, type MappedFeed, mapFeed } from "./feed-map.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** The feed's address, or that of a page that announces it. */
  url: webUrl,
  /** What to call the blog where its own title will not do. */
  name: z.string().min(1).optional(),
  /** The language of its entries, as BCP 47 writes it, where the feed is wrong about it or silent. */
  language: z.string().min(2).optional(),
  /** What its entries are. */
  kind: z.enum(["post", "video", "episode"]).default("post"),
  /** Who writes it, as a URL or a name, where the feed names nobody. */
  author: z.string().min(1).optional(),
  baseUrl: webUrl.optional(),
});

/** Blogs, podcasts and video channels, by their feeds. */
export const feed = defineConnector({
  name: "feed",
  summary: "Reads posts, videos or episodes from an RSS, RDF, Atom or JSON feed, well formed or not.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { url: "https://blog.example/feed.xml" },
  async *pull({ options, cursor, http }) {
    const { baseUrl, ...reading } = options;
    const before = readConditionalCursor(cursor, reading as Json);
    const read = (url: string, known: ConditionalCursor | null) => readOnce(http, url, known, reading, baseUrl);
    const found = before === null ? null : followedFeed(cursor);
    let url = found ?? options.url;
    let answer = await read(url, before);
    // The feed that a page named is gone: the page may name another.
    if (answer.state === "missing" && found !== null) {
      url = options.url;
      answer = await read(url, null);
    }
    const first = answer.state === "missing" ? answer.announced[0] : undefined;
    // A page where a feed has been is an outage or a parked domain; what those name is not this source.
    if (first !== undefined && (before === null || found !== null)) {
      url = first;
      answer = await read(url, null);
    }
    if (answer.state === "missing") throw before === null ? answer.why : passing(answer.why);
    const feed = url === options.url ? {} : { feed: url };
    if (answer.state === "unchanged") {
      yield batch({ cursor: { ...answer.cursor, ...feed } });
      return;
    }
    const { mapped, response } = answer;
    yield batch({
      signals: mapped.signals,
      accounts: mapped.accounts,
      skipped: mapped.skipped,
      spaces: [mapped.space],
      raw: {
        request: publicUrl(url),
        contentType: response.headers["content-type"] ?? "application/octet-stream",
        body: response.body,
        fetchedAt: response.fetchedAt,
      },
      cursor: { ...answer.cursor, ...feed },
    });
  },
});

type Reading = Omit<FeedReading, "url" | "headers">;
type Read =
  | { state: "unchanged"; cursor: ConditionalCursor }
  | { state: "read"; mapped: MappedFeed; response: HttpResponse; cursor: ConditionalCursor }
  /** No feed is there. A web page names those that are elsewhere. */
  | { state: "missing"; why: Error; announced: string[] };

const accepted = {
  type: "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
  statuses: [404],
};

async function readOnce(
  http: Http,
  url: string,
  before: ConditionalCursor | null,
  reading: Reading & { url: string },
  baseUrl: string | undefined,
): Promise<Read> {
  const answer = await conditionalGet(http, atOrigin(url, baseUrl), before, reading as Json, accepted);
  if (!answer.changed) return { state: "unchanged", cursor: answer.cursor };
  const { response, cursor } = answer;
  if (response.status === 404) return { state: "missing", why: gone(url), announced: [] };
  try {
    const mapped = await mapFeed(response.body, { ...reading, url, headers: response.headers });
    return { state: "read", mapped, response, cursor };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { text } = decodeText(response.body, response.headers["content-type"] ?? null);
    // A page that was redirected to names its feeds from where it is.
    const page = baseUrl === undefined ? response.url : url;
    const announced = discoverFeeds(text, page, response.headers.link).map((feed) => feed.url);
    return { state: "missing", why: error, announced };
  }
}

/** The feed that an earlier pull found through the page that the source names, or null. */
function followedFeed(cursor: Json): string | null {
  const parsed = z.object({ feed: webUrl }).safeParse(cursor);
  return parsed.success ? parsed.data.feed : null;
}

/** YouTube's feeds answer 404 in waves that last for days, so there it means nothing. */
function gone(url: string): Error {
  const message = `${publicUrl(url)} is not there (404)`;
  return new URL(url).pathname === "/feeds/videos.xml"
    ? new UnavailableError(`${message} this time.`)
    : new RefusedError(`${message}: check the address of the feed.`);
}

/** A feed that was read before has an outage, not a wrong address. */
function passing(why: Error): Error {
  return new UnavailableError("A feed that was there before is not there this time.", { cause: why });
}
