import {
  type Batch,
  batch,
  isUrl,
  type Json,
  type KnownThread,
  type Mapped,
  type RawPage,
  RefusedError,
} from "@groundswell/model";
import { z } from "zod";
import { decodeText } from "./charset.ts";
import type { PullContext } from "./connector.ts";
import { type QaAddress, type QaAddresses, qaAddresses } from "./qapage-addresses.ts";
import { openQaPages, type QaAsking, qaRawPage } from "./qapage-fetch.ts";
import { type MappedQaPage, noQuestion } from "./qapage-map.ts";
import { byRule } from "./skip.ts";

/** How a site's pages are mapped. */
export type MapQaPage = (html: string, url: string) => MappedQaPage;

export type QaPull = QaAsking & QaAddresses & { context: Omit<PullContext<unknown>, "options">; map: MapQaPage };

const savedCursor = z.object({
  /** What this pass has read of the pages that are read every time; null between two passes. */
  after: z.string().nullable(),
  /** Everything that a sitemap dates up to here is saved. */
  changed: z.string().nullable(),
});
type Cursor = z.output<typeof savedCursor>;

// A sitemap is often written some time after its pages.
const overlapMs = 24 * 3_600_000;
/** Of a site that had questions before, so many changed pages without one say that it has changed. */
export const tellingPages = 20;

/** What a kept page says: its signals, and which of its threads it holds whole. */
export function readQaPage(page: RawPage, map: MapQaPage): Mapped & Pick<Batch, "complete"> {
  const { space, ...mapped } = map(decodeText(page.body, page.contentType).text, page.request);
  return { ...mapped, accounts: [], spaces: [space] };
}

/**
 * Reads pages one after another, never faster than asked: first those of no date, every time, then those a sitemap dates,
 * oldest change first.
 * @throws RefusedError where robots.txt closes every page, or none has a question any more: all pages of a first pull, or `tellingPages` later
 */
export async function* pullQaPages(ask: QaPull): AsyncGenerator<Batch> {
  const { context, map } = ask;
  const { signal } = context;
  const pages = openQaPages(ask);
  const saved = readCursor(context.cursor);
  const cursor = { ...saved };
  const seen = { pages: 0, questions: 0, closed: 0, gone: 0 };
  const addresses = await qaAddresses(ask, pages);
  for (const { url, changedAt } of inOrder(addresses, saved, context.since)) {
    if (signal.aborted) return;
    seen.pages++;
    const place = (): Json => {
      if (changedAt === null) cursor.after = url;
      else Object.assign(cursor, { after: null, changed: changedAt });
      // Until one page has a question, all may have changed shape: then they are to be read again once that is mended.
      return seen.questions > 0 ? { ...cursor } : { ...saved };
    };
    if (!(await pages.allows(url))) {
      seen.closed++;
      yield batch({ skipped: [byRule("page that robots.txt closes", new URL(url).pathname)], cursor: place() });
      continue;
    }
    const answer = await pages.get(url, [404, 410]);
    if (answer.status === 404 || answer.status === 410) {
      // The question may have another address by now, so the page alone has gone.
      seen.gone++;
      yield batch({ skipped: [byRule("page that is gone", new URL(url).pathname)], cursor: place() });
      continue;
    }
    const raw = qaRawPage(url, answer);
    const read = readQaPage(raw, map);
    if (!read.skipped.some(({ reason }) => reason === noQuestion)) seen.questions++;
    yield batch({ ...read, raw, cursor: place() });
  }
  if (signal.aborted) return;
  // The rest of a pass that was cut short says too little of the site.
  if (seen.questions > 0 || saved.after !== null) return yield batch({ cursor: { ...cursor, after: null } });
  // Nor do the few pages that changed since the last pull; they are read again with the next that change, until they say enough.
  if (seen.pages >= (saved.changed === null ? 1 : tellingPages)) throw nothingRead(seen, addresses[0]?.url ?? "");
  yield batch({ cursor: { ...saved } });
}

/**
 * Reads the pages of known questions again, as politely as a pull. A page that is gone takes its whole thread along.
 * @throws what `pullQaPages` throws for a page
 */
export async function* revisitQaPages(
  ask: QaAsking & { map: MapQaPage },
  threads: KnownThread[],
): AsyncGenerator<Batch> {
  const pages = openQaPages(ask);
  for (const { url, platform, id: threadId } of threads) {
    if (ask.context.signal.aborted) return;
    // On another host it would be another thread.
    if (url === null || !isUrl(url) || new URL(url).host !== platform) continue;
    if (!(await pages.allows(url))) {
      yield batch({ skipped: [byRule("page that robots.txt closes", new URL(url).pathname)], cursor: null });
      continue;
    }
    const answer = await pages.get(url, [404, 410]);
    if (answer.status === 404 || answer.status === 410) {
      yield batch({ complete: [{ platform, threadId, kinds: ["question", "answer", "comment"] }], cursor: null });
      continue;
    }
    const raw = qaRawPage(url, answer);
    yield batch({ ...readQaPage(raw, ask.map), raw, cursor: null });
  }
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

function readCursor(cursor: Json): Cursor {
  if (cursor === null) return { after: null, changed: null };
  const saved = savedCursor.safeParse(cursor);
  if (saved.success) return saved.data;
  throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
}
