import type { Space } from "@groundswell/model";
import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { mapQaPage } from "./qapage-map.ts";
import { pullQaPages, wait } from "./qapage-pull.ts";

export { type MappedQaPage, mapQaPage, type QaPageReading } from "./qapage-map.ts";
export { mapSitemap } from "./qapage-pull.ts";

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

/** Questions and answers of any site that marks them up for search engines. */
export const qaPage = defineConnector({
  name: "qapage",
  summary:
    "Questions, answers and comments in pages that describe them as schema.org QAPage or DiscussionForumPosting.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { url: "https://forum.example/questions/77/retry-on-503" },
  pull: ({ options, ...context }) => {
    const { url, urls, sitemap, baseUrl, secondsBetween } = options;
    const all = [...(url ? [url] : []), ...urls];
    const space = spaceOf(options, all[0] ?? sitemap ?? "");
    const map = (html: string, at: string) => mapQaPage(html, at, space ? { space } : {});
    return pullQaPages({ context, urls: all, sitemap, baseUrl, secondsBetween, wait, map });
  },
});

function spaceOf({ tag, name }: z.output<typeof options>, at: string): Space | null {
  const { host, origin } = new URL(at);
  if (tag !== undefined) return { platform: host, id: tag, kind: "tag", name: name ?? tag, url: null };
  return name === undefined ? null : { platform: host, id: host, kind: "site", name, url: origin };
}
