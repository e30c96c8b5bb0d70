import type { Space } from "@groundswell/model";
import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { wait } from "./qapage-fetch.ts";
import { mapQaPage } from "./qapage-map.ts";
import { type MapQaPage, pullQaPages, readQaPage, revisitQaPages } from "./qapage-pull.ts";

export { mapSitemap } from "./qapage-addresses.ts";
export { type MappedQaPage, mapQaPage, type QaPageReading } from "./qapage-map.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z
  .strictObject({
    /** The address of one page with a question. */
    url: webUrl.optional(),
    /** The addresses of several. */
    urls: z.array(webUrl).default([]),
    /** A sitemap, or an index of them, that lists such pages. */
    sitemap: webUrl.optional(),
    /** The tag that all these pages are about; it becomes the space in place of the site. */
    tag: z.string().min(1).optional(),
    /** What to call the space. */
    name: z.string().min(1).optional(),
    /** Seconds between two requests; a longer Crawl-delay of the site is obeyed. */
    secondsBetween: z.number().min(0).default(2),
    /** Where requests go, if not to where the pages are. */
    baseUrl: webUrl.optional(),
  })
  .refine(({ url, urls, sitemap }) => url || sitemap || urls.length > 0, "give url, urls or sitemap");

type Options = z.output<typeof options>;

/** Questions and answers of any site that marks them up for search engines. */
export const qaPage = defineConnector({
  name: "qapage",
  summary:
    "Questions, answers and comments in pages that describe them as schema.org QAPage or DiscussionForumPosting.",
  parser: "cheerio, which reads JSON-LD and microdata from one document.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { url: "https://forum.example/questions/77/retry-on-503" },
  pull: ({ options, ...context }) => {
    const { url, urls, sitemap, baseUrl, secondsBetween } = options;
    const all = [...(url ? [url] : []), ...urls];
    return pullQaPages({ context, urls: all, sitemap, baseUrl, secondsBetween, wait, map: mapperOf(options) });
  },
  map(page, options) {
    const { complete: _, ...mapped } = readQaPage(page, mapperOf(options));
    return mapped;
  },
  revisit: ({ options, ...context }, threads) => {
    const { baseUrl, secondsBetween } = options;
    return revisitQaPages({ context, baseUrl, secondsBetween, wait, map: mapperOf(options) }, threads);
  },
});

function mapperOf(options: Options): MapQaPage {
  const { url, urls, sitemap } = options;
  const space = spaceOf(options, url ?? urls[0] ?? sitemap ?? "");
  return (html, at) => mapQaPage(html, at, space ? { space } : {});
}

function spaceOf({ tag, name }: Options, at: string): Space | null {
  const { host, origin } = new URL(at);
  if (tag !== undefined) return { platform: host, id: tag, kind: "tag", name: name ?? tag, url: null };
  return name === undefined ? null : { platform: host, id: host, kind: "site", name, url: origin };
}
