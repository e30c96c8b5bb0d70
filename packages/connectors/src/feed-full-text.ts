import { setTimeout as sleep } from "node:timers/promises";
import { excerpt, RateLimitedError, RefusedError, type Signal } from "@groundswell/model";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import { countWords } from "./feed-text.ts";
import type { Http } from "./http.ts";
import { outboundLinks } from "./outbound-links.ts";
import { readArticle } from "./readable.ts";
import { allowedByRobots, crawlDelaySeconds } from "./robots.ts";
import { atOrigin } from "./web-address.ts";

/** What an entry's own page added to it; all null where the page had nothing to add, so that it is not asked again. */
export const completion = z.object({
  excerpt: z.string().nullable(),
  /** Absent in what was kept before links were read. */
  links: z.array(z.string()).default([]),
  words: z.number().nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
});
export type Completion = z.output<typeof completion>;

/** What is known of entries' pages, by the entries' keys. */
export type Completions = Record<string, Completion>;

const nothing: Completion = { excerpt: null, links: [], words: null, language: null, url: null };

type Asking = {
  http: Http;
  now: () => Date;
  signal: AbortSignal;
  /** Lets time pass; the machine's own clock where it is left out. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  baseUrl: string | undefined;
};

// A feed shows 10 to 20 entries; one that shows hundreds is completed over several pulls.
const mostPages = 20;
const mostWaitedMs = 60_000;

/** By what an entry's page is remembered: an edited entry is another page. */
export function completionKey(signal: Pick<Signal, "id" | "editedAt">): string {
  return signal.editedAt === null ? signal.id : `${signal.id} ${signal.editedAt}`;
}

/**
 * Reads the pages of entries whose feed gives only their beginning, where robots.txt allows it, at most 20 in one pull. A page
 * that is gone, closed or holds no article is remembered as having nothing to add; one that cannot be read now is left
 * for a later pull. Never throws for a page.
 * @returns what is known of these entries by now, and whether more is to be read
 */
export async function completeEntries(
  asking: Asking,
  partial: Signal[],
  known: Completions,
): Promise<{ completed: Completions; pending: boolean }> {
  const completed: Completions = {};
  const waiting = partial.filter((signal) => {
    const before = known[completionKey(signal)];
    if (before) completed[completionKey(signal)] = before;
    return before === undefined && signal.url !== null;
  });
  let waitedMs = 0;
  let read = 0;
  for (const signal of waiting) {
    if (read === mostPages || waitedMs > mostWaitedMs || asking.signal.aborted) return { completed, pending: true };
    try {
      const address = atOrigin(signal.url ?? "", asking.baseUrl);
      const delayMs = (await crawlDelaySeconds(asking.http, address, asking.now)) * 1000;
      if (delayMs > 0 && read > 0) await (asking.wait ?? pause)(delayMs, asking.signal);
      waitedMs += delayMs;
      read++;
      completed[completionKey(signal)] = await completionOf(asking, signal, address);
    } catch (error) {
      if (error instanceof RefusedError) completed[completionKey(signal)] = nothing;
      // The rest would be refused as well, and would only prolong it.
      if (error instanceof RateLimitedError) break;
    }
  }
  return { completed, pending: waiting.some((signal) => completed[completionKey(signal)] === undefined) };
}

/** Waits; a pull that is told to stop does not wait on. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
}

async function completionOf({ http, now }: Asking, signal: Signal, address: string): Promise<Completion> {
  if (!(await allowedByRobots(http, address, now))) return nothing;
  const answer = await http.get(address, { headers: { accept: "text/html,application/xhtml+xml;q=0.9" } });
  const type = answer.headers["content-type"] ?? "text/html";
  if (!/html/i.test(type)) return nothing;
  const article = readArticle(decodeText(answer.body, type).text, signal.url ?? address);
  // A page that says less than its feed is a wall or a notice.
  if (article === null || article.text.length < (signal.excerpt ?? "").length) return nothing;
  return {
    excerpt: excerpt(article.text),
    links: outboundLinks(article.addresses, [article.canonical ?? signal.url, signal.url]),
    words: countWords(article.text),
    language: article.language,
    url: article.canonical,
  };
}
