import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, batch, type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { load } from "cheerio";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import type { PullContext } from "./connector.ts";
import { publicUrl } from "./public-url.ts";
import { type MappedQaPage, noQuestion } from "./qapage-map.ts";
import { askRobots, crawlDelaySeconds } from "./robots.ts";
import { byRule } from "./skip.ts";
import { atOrigin, resolveUrl } from "./web-address.ts";

/** A page to read; `changedAt` is what a sitemap says of it. */
export type QaAddress = { url: string; changedAt: string | null };

/** Waits; a pull that is told to stop does not wait on. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Waits by the machine's own clock. */
export const wait: Wait = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
};

const savedCursor = z.object({
  /** What this pass has read of the pages that are read every time; null between two passes. */
  after: z.string().nullable(),
  /** Everything that a sitemap dates up to here is saved. */
  changed: z.string().nullable(),
});
type Cursor = z.output<typeof savedCursor>;

export type QaPull = {
  context: Omit<PullContext<unknown>, "options">;
  urls: string[];
  sitemap: string | undefined;
  /** Pages that list questions, and which of their links lead to one. */
  lists?: { urls: string[]; isQuestion: (url: string) => boolean };
  baseUrl: string | undefined;
  secondsBetween: number;
  wait: Wait;
  map: (html: string, url: string) => MappedQaPage;
};

// A sitemap is often written some time after its pages.
const overlapMs = 24 * 3_600_000;
const mostSitemaps = 1_000;

/**
 * Reads pages one after another, never faster than asked: first those of no date, every time, then those a sitemap dates,
 * oldest change first.
 * @throws RefusedError where robots.txt closes every page, or none has a question any more
 */
export async function* pullQaPages({ context, ...ask }: QaPull): AsyncGenerator<Batch> {
  const { http, signal } = context;
  const allows = async (url: string) => {
    const said = await askRobots(http, atOrigin(url, ask.baseUrl), context.now);
    if (said === "unknown")
      throw new UnavailableError(`The robots.txt of ${new URL(url).host} cannot be read. Try again later.`);
    return said === "allowed";
  };
  const saved = readCursor(context.cursor);
  const cursor = { ...saved };
  let asked = false;
  const fetched = async (url: string, accept: number[] = []) => {
    const seconds = Math.max(
      ask.secondsBetween,
      await crawlDelaySeconds(http, atOrigin(url, ask.baseUrl), context.now),
    );
    if (asked) await ask.wait(seconds * 1000, signal);
    asked = true;
    return http.get(atOrigin(url, ask.baseUrl), {
      accept,
      headers: { accept: "text/html,application/xml;q=0.9,*/*;q=0.5" },
    });
  };
  const seen = { pages: 0, questions: 0, closed: 0, gone: 0 };
  const addresses = await addressesOf(ask, fetched, allows);
  for (const { url, changedAt } of inOrder(addresses, saved, context.since)) {
    if (signal.aborted) return;
    seen.pages++;
    const place = (): Json => {
      if (changedAt === null) cursor.after = url;
      else Object.assign(cursor, { after: null, changed: changedAt });
      // Until one page has a question, all may have changed shape: then they are to be read again once that is mended.
      return seen.questions > 0 ? { ...cursor } : { ...saved };
    };
    if (!(await allows(url))) {
      seen.closed++;
      yield batch({ skipped: [byRule("page that robots.txt closes", new URL(url).pathname)], cursor: place() });
      continue;
    }
    const answer = await fetched(url, [404, 410]);
    if (answer.status === 404 || answer.status === 410) {
      seen.gone++;
      yield batch({ skipped: [byRule("page that is gone", new URL(url).pathname)], cursor: place() });
      continue;
    }
    const { space, ...mapped } = ask.map(decodeText(answer.body, answer.headers["content-type"] ?? null).text, url);
    if (!mapped.skipped.some(({ reason }) => reason === noQuestion)) seen.questions++;
    const contentType = answer.headers["content-type"] ?? "text/html";
    const raw = { request: publicUrl(url), contentType, body: answer.body, fetchedAt: answer.fetchedAt };
    yield batch({ ...mapped, spaces: [space], raw, cursor: place() });
  }
  if (signal.aborted) return;
  // The rest of a pass that was cut short says too little of the site.
  if (saved.after === null && seen.pages > 0 && seen.questions === 0) throw nothingRead(seen, addresses[0]?.url ?? "");
  yield batch({ cursor: { ...cursor, after: null } });
}

function nothingRead(seen: { pages: number; closed: number; gone: number }, url: string): RefusedError {
  const { host } = new URL(url);
  if (seen.closed === seen.pages)
    return new RefusedError(
      `robots.txt of ${host} closes every page of this source: ask its owner, or remove the source.`,
    );
  if (seen.gone === seen.pages)
    return new RefusedError(`No page of this source is at ${host} any more: check the addresses in its options.`);
  return new RefusedError(
    `None of ${seen.pages} pages of ${host} has a question in it: the pages changed shape, or are no QAPage. Look at one, and report it.`,
  );
}

/** The pages to read in this pull, those without a date before those with one. */
function inOrder(addresses: QaAddress[], saved: Cursor, since: Date | null): QaAddress[] {
  const undated = addresses.filter(({ changedAt }) => changedAt === null);
  const resumed = saved.after === null ? 0 : undated.findIndex(({ url }) => url === saved.after) + 1;
  const from = saved.changed ? new Date(Date.parse(saved.changed) - overlapMs).toISOString() : since?.toISOString();
  const dated = addresses.filter(({ changedAt }) => changedAt !== null && (from === undefined || changedAt >= from));
  const key = ({ changedAt, url }: QaAddress) => `${changedAt} ${url}`;
  return [...undated.slice(resumed), ...dated.sort((a, b) => (key(a) < key(b) ? -1 : 1))];
}

type Fetched = (url: string) => Promise<{ body: Uint8Array; headers: Record<string, string> }>;

async function addressesOf(
  { urls, sitemap, lists }: Omit<QaPull, "context">,
  fetched: Fetched,
  allows: (url: string) => Promise<boolean>,
): Promise<QaAddress[]> {
  const found = new Map<string, QaAddress>(urls.map((url) => [url, { url, changedAt: null }]));
  for (const list of lists?.urls ?? []) {
    if (!(await allows(list)))
      throw new RefusedError(`robots.txt closes ${publicUrl(list)}: ask the site's owner, or remove this source.`);
    const { body, headers } = await fetched(list);
    const page = load(decodeText(body, headers["content-type"] ?? null).text);
    const links = page("a[href]")
      .toArray()
      .flatMap((link) => resolveUrl(page(link).attr("href"), list) ?? []);
    const questions = links.map((link) => link.replace(/[?#].*$/, "")).filter((link) => lists?.isQuestion(link));
    if (questions.length === 0 && list === lists?.urls[0])
      throw new RefusedError(
        `${publicUrl(list)} lists no question: the page changed shape. Look at it, and report it.`,
      );
    for (const url of questions) if (!found.has(url)) found.set(url, { url, changedAt: null });
  }
  const waiting = sitemap === undefined ? [] : [sitemap];
  const read = new Set<string>();
  for (let map = waiting.shift(); map !== undefined && read.size < mostSitemaps; map = waiting.shift()) {
    if (read.has(map) || !(await allows(map))) continue;
    read.add(map);
    const { pages, sitemaps } = mapSitemap((await fetched(map)).body);
    waiting.push(...sitemaps);
    for (const page of pages) if (found.get(page.url)?.changedAt == null) found.set(page.url, page);
  }
  return [...found.values()];
}

/** Maps a sitemap (https://www.sitemaps.org/protocol.html): its pages, or the sitemaps that an index names. */
export function mapSitemap(body: Uint8Array): { pages: QaAddress[]; sitemaps: string[] } {
  const document = load(new TextDecoder().decode(body), { xml: true });
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

function readCursor(cursor: Json): Cursor {
  if (cursor === null) return { after: null, changed: null };
  const saved = savedCursor.safeParse(cursor);
  if (saved.success) return saved.data;
  throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
}
