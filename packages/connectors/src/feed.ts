import { batch, type Json, type Mapped } from "@groundswell/model";
import { z } from "zod";
import { type ConditionalCursor, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { type Completions, completeEntries, completion } from "./feed-full-text.ts";
import { addressIds, type MappedFeed, type Undated } from "./feed-map.ts";
import { mapStored, passing, readOnce } from "./feed-page.ts";

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
  /**
   * Reads an entry's own page where the feed gives only its beginning, and takes the excerpt, the number of words, the
   * language and the canonical address from there. At most 20 pages in one pull, each once, and only those that the
   * site's robots.txt leaves open; a page that cannot be read never fails the feed. The article is what the page marks
   * as such (`articleBody`, `h-entry`, `article`, `main`), else the element with the weightiest paragraphs.
   */
  fullText: z.boolean().default(false),
  /** Where requests go, if not to where the feed and its pages are. */
  baseUrl: webUrl.optional(),
});

/** Blogs, podcasts and video channels, by their feeds. */
export const feed = defineConnector({
  name: "feed",
  summary: "Reads posts, videos or episodes from an RSS, RDF, Atom or JSON feed, well formed or not.",
  parser:
    "saxes for well-formed XML, htmlparser2 for the rest; what feeds mean is read here, because rss-parser and the other readers on npm give less than half of it.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { url: "https://blog.example/feed.xml" },
  map: async (page, options) => said(await mapStored(page, options)),
  async *pull({ options, cursor, http, now, signal }) {
    const { baseUrl, ...reading } = options;
    const before = readConditionalCursor(cursor, reading as Json);
    const saved = before === null ? nothingSaved : readSaved(cursor);
    const { ids } = readSaved(cursor);
    // Entries whose pages are still to be read are only in the feed's body; of what an earlier release read it has to be noted once how its
    // entries are called.
    const known = saved.pending || ids === undefined ? null : before;
    const undated: Undated = { first: saved.undated === undefined, seen: saved.undated ?? {} };
    const read = (url: string, known: ConditionalCursor | null) =>
      readOnce(http, url, known, options, { undated, ids: ids ?? [] });
    let url = saved.feed ?? options.url;
    let answer = await read(url, known);
    // The feed that a page named is gone: the page may name another.
    if (answer.state === "missing" && saved.feed !== undefined) {
      url = options.url;
      answer = await read(url, null);
    }
    const first = answer.state === "missing" ? answer.announced[0] : undefined;
    // A page where a feed has been is an outage or a parked domain; what those name is not this source.
    if (first !== undefined && (before === null || saved.feed !== undefined)) {
      url = first;
      answer = await read(url, null);
    }
    if (answer.state === "missing") throw before === null ? answer.why : passing(answer.why);
    const feed = url === options.url ? {} : { feed: url };
    if (answer.state === "unchanged") {
      const { completed } = saved;
      const kept = { undated: undated.seen, ids: ids ?? [], ...(completed ? { completed } : {}) };
      yield batch({ cursor: { ...answer.cursor, ...feed, ...kept } });
      return;
    }
    const reachesBack = oldestOf(answer.mapped);
    const reached = { ...answer.cursor, ...feed, undated: answer.mapped.undated, ids: addressIds(answer.mapped) };
    if (!options.fullText) {
      yield batch({ ...said(answer.mapped), raw: answer.raw, cursor: reached, reachesBack });
      return;
    }
    const asking = { http, now, signal, baseUrl };
    const { completed, pending } = await completeEntries(asking, answer.mapped.partial, saved.completed ?? {});
    const raw = { ...answer.raw, context: { ...answer.context, completed } };
    yield batch({
      ...said(await mapStored(raw, options)),
      raw,
      cursor: { ...reached, completed, ...(pending ? { pending } : {}) },
      reachesBack,
    });
  },
});

function said({ signals, accounts, skipped, space }: MappedFeed): Mapped {
  return { signals, accounts, endorsements: [], spaces: [space], skipped };
}

/** When the oldest entry is from; null where some have no date, for how old those are nobody knows. */
function oldestOf({ signals, undated }: MappedFeed): string | null {
  if (Object.keys(undated).length > 0) return null;
  return signals.map(({ occurredAt }) => occurredAt).sort()[0] ?? null;
}

const savedShape = z.object({
  /** The feed that an earlier pull found through the page that the source names. */
  feed: webUrl.optional(),
  completed: z.record(z.string(), completion).optional(),
  pending: z.boolean().optional(),
  /** When entries without a date were first seen. */
  undated: z.record(z.string(), z.string().nullable()).optional(),
  /** How entries are called whose ids are addresses. */
  ids: z.array(z.string()).optional(),
});
type Saved = {
  undated?: Undated["seen"] | undefined;
  feed?: string | undefined;
  completed?: Completions | undefined;
  pending?: boolean | undefined;
  ids?: string[] | undefined;
};
const nothingSaved: Saved = {};

function readSaved(cursor: Json): Saved {
  const parsed = savedShape.safeParse(cursor);
  return parsed.success ? parsed.data : nothingSaved;
}
