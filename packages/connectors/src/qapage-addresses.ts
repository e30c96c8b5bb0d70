import { RefusedError } from "@groundswell/model";
import { decodeText } from "./charset.ts";
import { loadPage, loadXml } from "./load-page.ts";
import { publicUrl } from "./public-url.ts";
import type { QaPages } from "./qapage-fetch.ts";
import { resolveUrl } from "./web-address.ts";

/** A page to read; `changedAt` is what a sitemap says of it. */
export type QaAddress = { url: string; changedAt: string | null };

/** Where the addresses of pages come from. */
export type QaAddresses = {
  urls: string[];
  sitemap: string | undefined;
  /** Pages that list questions, and which of their links lead to one. */
  lists?: { urls: string[]; isQuestion: (url: string) => boolean };
};

const mostSitemaps = 1_000;

/**
 * The pages to read, each once.
 * @throws RefusedError where a list is closed or lists no question; what `pages` throws
 */
export async function qaAddresses({ urls, sitemap, lists }: QaAddresses, pages: QaPages): Promise<QaAddress[]> {
  const found = new Map<string, QaAddress>(urls.map((url) => [url, { url, changedAt: null }]));
  for (const list of lists?.urls ?? []) {
    if (!(await pages.allows(list)))
      throw new RefusedError(`robots.txt closes ${publicUrl(list)}: ask the site's owner, or remove this source.`);
    const { body, headers } = await pages.get(list);
    const page = loadPage(decodeText(body, headers["content-type"] ?? null).text);
    const links = page("a[href]")
      .toArray()
      .flatMap((link) => resolveUrl(page(link).attr("href"), list) ?? []);
    const questions = links.map((link) => link.replace(/[?#].*$/s, "")).filter((link) => lists?.isQuestion(link));
    if (questions.length === 0 && list === lists?.urls[0])
      throw new RefusedError(
        `${publicUrl(list)} lists no question: the page changed shape. Look at it, and report it.`,
      );
    for (const url of questions) if (!found.has(url)) found.set(url, { url, changedAt: null });
  }
  const waiting = sitemap === undefined ? [] : [sitemap];
  const read = new Set<string>();
  for (let map = waiting.shift(); map !== undefined && read.size < mostSitemaps; map = waiting.shift()) {
    if (read.has(map) || !(await pages.allows(map))) continue;
    read.add(map);
    const { pages: listed, sitemaps } = mapSitemap((await pages.get(map)).body);
    waiting.push(...sitemaps);
    for (const page of listed) if (found.get(page.url)?.changedAt == null) found.set(page.url, page);
  }
  return [...found.values()];
}

/** Maps a sitemap (https://www.sitemaps.org/protocol.html): its pages, or the sitemaps that an index names. */
export function mapSitemap(body: Uint8Array): { pages: QaAddress[]; sitemaps: string[] } {
  const document = loadXml(new TextDecoder().decode(body));
  const at = (element: string) =>
    document(element)
      .toArray()
      .flatMap((one) => {
        const url = resolveUrl(document(one).children("loc").text(), null);
        const time = Date.parse(document(one).children("lastmod").text().trim());
        return url === null ? [] : [{ url, changedAt: Number.isNaN(time) ? null : new Date(time).toISOString() }];
      });
  return { pages: at("url"), sitemaps: at("sitemap").map(({ url }) => url) };
}
