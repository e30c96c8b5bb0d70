import { batch, type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { mapFeed } from "./feed-map.ts";
import { publicUrl } from "./public-url.ts";
import { atOrigin } from "./web-address.ts";

export { type FeedReading, type MappedFeed, mapFeed } from "./feed-map.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** The feed's address. */
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
    const accept = {
      type: "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
      statuses: [404],
    };
    const answer = await conditionalGet(http, atOrigin(options.url, baseUrl), before, reading as Json, accept);
    if (!answer.changed) {
      yield batch({ cursor: answer.cursor });
      return;
    }
    const { response } = answer;
    if (response.status === 404) throw gone(options.url, before !== null);
    const mapped = await mapFeed(response.body, { ...reading, headers: response.headers }).catch((error: unknown) => {
      // A feed that was read before has an outage, not a wrong address.
      throw before === null
        ? error
        : new UnavailableError(`${publicUrl(options.url)} answered with no feed this time.`, { cause: error });
    });
    yield batch({
      signals: mapped.signals,
      accounts: mapped.accounts,
      skipped: mapped.skipped,
      spaces: [mapped.space],
      raw: {
        request: publicUrl(options.url),
        contentType: response.headers["content-type"] ?? "application/octet-stream",
        body: response.body,
        fetchedAt: response.fetchedAt,
      },
      cursor: answer.cursor,
    });
  },
});

/** YouTube's feeds answer 404 in waves that last for days, so there it means nothing. */
function gone(url: string, readBefore: boolean): Error {
  const message = `${publicUrl(url)} is not there (404)`;
  const passing = readBefore || new URL(url).pathname === "/feeds/videos.xml";
  return passing
    ? new UnavailableError(`${message} this time.`)
    : new RefusedError(`${message}: check the address of the feed.`);
}
