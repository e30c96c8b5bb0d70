import { type Batch, batch, type CompleteThread, type KnownThread, signalKey } from "@groundswell/model";
import type { StackExchangeApi } from "./stackexchange-api.ts";
import type { Thread } from "./stackexchange-map.ts";
import { type MappedPage, type PageContext, readPage, type Site } from "./stackexchange-page.ts";
import { following, listing, listStart } from "./stackexchange-paging.ts";
import { stackExchangeHost } from "./stackexchange-site.ts";

type Reading = Site & { filter: string; pageSize: number };

// Ids are 32-bit numbers: the API refuses a whole request for one that is not.
const largestId = 2_147_483_647;

/**
 * Reads questions again by their ids, and their answers where the filter leaves them out. A question that the API does
 * not give any more is gone, with all below it.
 */
export async function* revisitThreads(
  api: StackExchangeApi,
  options: Reading,
  threads: KnownThread[],
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  for (const ids of chunks(questionIds(threads, options.site), options.pageSize)) {
    const unread: MappedPage["unread"] = [];
    for await (const read of questionsAgain(api, options, ids)) {
      unread.push(...read.unread);
      yield read.batch;
      if (signal.aborted) return;
    }
    for (const group of onOnePage(unread, options.pageSize))
      for await (const read of answersAgain(api, options, group)) {
        yield read;
        if (signal.aborted) return;
      }
  }
}

/** The ids that can be asked for: of questions on this site. */
function questionIds(threads: KnownThread[], site: string): number[] {
  const host = stackExchangeHost(site);
  const ids = threads.flatMap(({ platform, kind, id }) =>
    platform === host && kind === "question" && /^[1-9]\d{0,9}$/.test(id) ? [Number(id)] : [],
  );
  return [...new Set(ids)].filter((id) => id <= largestId);
}

async function* questionsAgain(
  api: StackExchangeApi,
  options: Reading,
  ids: number[],
): AsyncGenerator<{ batch: Batch; unread: MappedPage["unread"] }> {
  const missing = new Set(ids);
  const context: PageContext = { list: "questions", tag: null, threads: [] };
  let certain = true;
  for (let at = listStart, more = true; more; ) {
    const page = await api.page(`/questions/${ids.join(";")}`, {
      ...listing("creation", at, options.pageSize),
      filter: options.filter,
    });
    for (const item of page.items) {
      const id = (item as { question_id?: unknown } | null)?.question_id;
      // Something came that does not say which question it is: it may be any of those that are missed.
      if (typeof id !== "number") certain = false;
      else missing.delete(id);
    }
    more = page.hasMore;
    at = following(at, page.items, "creation_date");
    const read = readPage(page, context, options, true);
    if (!more && certain) read.batch.complete.push(...[...missing].map((id) => gone(id, options.site)));
    yield read;
  }
}

/** The answers of some questions. Where one page cannot hold them, they come once more together: only then are they known to be all. */
async function* answersAgain(api: StackExchangeApi, options: Reading, threads: Thread[]): AsyncGenerator<Batch> {
  const read: Batch[] = [];
  const context: PageContext = { list: "answers", tag: null, threads };
  const path = `/questions/${threads.map(({ id }) => id).join(";")}/answers`;
  for (let at = listStart, more = true; more; ) {
    const page = await api.page(path, {
      ...listing("creation", at, options.pageSize),
      filter: options.filter,
    });
    more = page.hasMore;
    at = following(at, page.items, "creation_date");
    const one = readPage(page, context, options, !more && read.length === 0).batch;
    read.push(one);
    yield one;
  }
  if (read.length > 1 && read.every(({ skipped }) => skipped.length === 0)) yield together(read, threads, options.site);
}

function together(read: Batch[], threads: Thread[], site: string): Batch {
  const byKey = new Map(read.flatMap(({ signals }) => signals.map((one) => [signalKey(one), one])));
  const signals = [...byKey.values()];
  const here = new Set(signals.map(({ threadId }) => threadId));
  const complete = threads
    .filter(({ id }) => here.has(String(id)))
    .map(({ id }): CompleteThread => ({ ...gone(id, site), kinds: ["answer"] }));
  return batch({ signals, endorsements: read.flatMap(({ endorsements }) => endorsements), complete, cursor: null });
}

function gone(id: number, site: string): CompleteThread {
  return { platform: stackExchangeHost(site), threadId: String(id), kinds: ["question", "answer", "comment"] };
}

/** Groups whose answers fit on one page together, as far as is known; a question with more stands alone. */
function onOnePage(unread: MappedPage["unread"], pageSize: number): Thread[][] {
  const groups: Thread[][] = [];
  let room = 0;
  for (const { thread, answers } of unread) {
    const needed = answers ?? pageSize;
    if (needed > room) {
      groups.push([]);
      room = pageSize;
    }
    groups.at(-1)?.push(thread);
    room -= needed;
  }
  return groups;
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
