import { type CompleteThread, type Mapped, type RawPage, RefusedError } from "@groundswell/model";
import { z } from "zod";
import type { KnownThread } from "./connector.ts";
import { encodePart } from "./encode-part.ts";
import type { Http, HttpResponse } from "./http.ts";
import { type HyperkittyReading, hashInUrl, hyperkittyItems, mapHyperkittyThread } from "./hyperkitty-map.ts";
import { isoInstant } from "./instant.ts";
import { jsonValue } from "./json-answer.ts";
import { listSpace } from "./mail-list.ts";
import { publicUrl } from "./public-url.ts";
import { byRule, malformed } from "./skip.ts";

const pageSize = 100;
const kept = [401, 403, 404, 405, 410];

const thread = z.object({ thread_id: z.string(), date_active: z.string().nullish() });

/** What a kept thread must tell its mapper beside its messages. */
export const threadContext = z.object({
  /** The hash that the archive knows the thread by. */
  thread: z.string().nullable().default(null),
  /** Its id, where an earlier pull has found it. */
  threadId: z.string().nullable().default(null),
  /** The instant that history was wanted from. */
  since: z.string().nullable().default(null),
});
export type ThreadContext = z.output<typeof threadContext>;

/** Where HyperKitty's API is, and the list that is read from it. */
export type HyperkittyPlace = { root: string; reading: HyperkittyReading };

/** Which threads to read: those active since an instant and, where a pass goes on, not after the last one it read. */
export type ThreadsWanted = { activeSince: string | null; reached: string | null; since: string | null };

/** What reading one thread gave, and the instant of its last activity: a pass that breaks off goes on from there. */
export type ThreadRead = {
  mapped: Mapped;
  raw: RawPage | null;
  complete: CompleteThread[];
  reached: string | null;
};

/** The messages of a kept thread, as the API gave them. Pure. */
export function mapKeptThread(page: Pick<RawPage, "body">, reading: HyperkittyReading, context: ThreadContext): Mapped {
  const emails: unknown = JSON.parse(new TextDecoder().decode(page.body));
  const { signals, skipped } = mapHyperkittyThread(emails, reading, { hash: context.thread, id: context.threadId });
  const earliest = context.since ?? "";
  return {
    signals: signals.filter(({ occurredAt }) => occurredAt >= earliest),
    accounts: [],
    endorsements: [],
    spaces: [],
    skipped: [
      ...skipped,
      ...signals
        .filter(({ occurredAt }) => occurredAt < earliest)
        .map(({ id }) => byRule("older than the history wanted", id)),
    ],
  };
}

/**
 * Reads a list thread by thread, the most recently active first, for servers that give no export.
 * @throws RefusedError where the address is no HyperKitty API
 */
export async function* readThreads(
  http: Http,
  place: HyperkittyPlace,
  { activeSince, reached, since }: ThreadsWanted,
): AsyncGenerator<ThreadRead> {
  const seen = new Set<string>();
  let last = reached;
  // A thread that moves up while paging pushes another one over the page's edge, so pages overlap.
  for await (const { items } of pages(http, `${apiOf(place)}/threads/`)) {
    const fresh = items.filter((item) => !seen.has(thread.safeParse(item).data?.thread_id ?? ""));
    if (fresh.length === 0) return;
    let older = 0;
    for (const item of fresh) {
      const parsed = thread.safeParse(item);
      if (!parsed.success) {
        const skipped = [malformed("thread without an id", "thread", JSON.stringify(item) ?? "")];
        const mapped = { signals: [], accounts: [], endorsements: [], spaces: [], skipped };
        yield { mapped, raw: null, complete: [], reached: last };
        continue;
      }
      const { thread_id, date_active } = parsed.data;
      seen.add(thread_id);
      const active = isoInstant(date_active);
      // What was active since this pass began belongs to the next one.
      if (active !== null && reached !== null && active > reached) continue;
      if (active !== null && activeSince !== null && active < activeSince) {
        older++;
        continue;
      }
      last = active ?? last;
      const read = await readThread(http, place, { thread: thread_id, threadId: null, since });
      if (read !== null) yield { ...read, reached: last };
    }
    if (older === fresh.length) return;
  }
}

/**
 * Reads known threads again. One that the archive does not have any more is named complete with nothing in it; one whose
 * address it never told, or whose first message is in another thread now, is left alone, as are all where the API is shut.
 */
export async function* rereadThreads(
  http: Http,
  place: HyperkittyPlace,
  threads: KnownThread[],
): AsyncGenerator<Omit<ThreadRead, "reached">> {
  const { platform } = listSpace(place.reading.list);
  const asked = threads.filter((known) => known.platform === platform && hashInUrl(known.url) !== null);
  if (asked.length === 0 || !(await isOpen(http, place))) return;
  for (const known of asked) {
    const hash = hashInUrl(known.url);
    const read = await readThread(http, place, { thread: hash, threadId: known.id, since: null });
    if (read !== null) yield read;
    else if (await isGone(http, `${apiOf(place)}/email/${hash}/`)) {
      const mapped = { signals: [], accounts: [], endorsements: [], spaces: [], skipped: [] };
      yield { mapped, raw: null, complete: [wholeThread(platform, known.id)] };
    }
  }
}

/** A thread with all its messages; null where there is no such thread. */
async function readThread(
  http: Http,
  place: HyperkittyPlace,
  context: ThreadContext,
): Promise<Omit<ThreadRead, "reached"> | null> {
  const url = `${apiOf(place)}/thread/${context.thread}/emails/`;
  const emails: unknown[] = [];
  let answers = 0;
  let fetchedAt = "";
  for await (const { items, response } of pages(http, url, [404])) {
    if (response.status === 404) return null;
    answers++;
    fetchedAt = response.fetchedAt;
    for (const item of items) emails.push(await whole(http, item, url));
  }
  // It answers so, too, for a thread that it does not have.
  if (emails.length === 0) return null;
  const raw: RawPage = {
    request: publicUrl(url),
    contentType: "application/json",
    body: Buffer.from(JSON.stringify(emails)),
    fetchedAt,
    context,
  };
  const mapped = mapKeptThread(raw, place.reading, context);
  const { threadId, space } = mapped.signals[0] ?? {};
  // While several pages are read, a message can go and let the next one slip over the edge between two of them.
  const isWhole = answers === 1 && mapped.skipped.length === 0 && threadId != null && space !== undefined;
  return { mapped, raw, complete: isWhole ? [wholeThread(space.platform, threadId)] : [] };
}

function wholeThread(platform: string, threadId: string): CompleteThread {
  return { platform, threadId, kinds: ["question", "message"] };
}

/** Whether the archive shows this list by its API at all; without it, no answer says that a thread is gone. */
async function isOpen(http: Http, place: HyperkittyPlace): Promise<boolean> {
  const answer = await http.get(`${apiOf(place)}/`, { headers: { accept: "application/json" }, accept: kept });
  return answer.status === 200 && z.object({ name: z.string() }).safeParse(jsonValue(answer.body)).success;
}

async function isGone(http: Http, url: string): Promise<boolean> {
  const answer = await http.get(url, { headers: { accept: "application/json" }, accept: [404, 410] });
  return answer.status === 404 || answer.status === 410;
}

function apiOf({ root, reading }: HyperkittyPlace): string {
  return `${root}/api/list/${encodePart(reading.list).replace("%40", "@")}`;
}

/** An e-mail with its text; some versions list only where it is. */
async function whole(http: Http, item: unknown, from: string): Promise<unknown> {
  const listed = z
    .object({ url: z.string(), date: z.string().optional(), content: z.string().optional() })
    .safeParse(item);
  if (!listed.success || (listed.data.date !== undefined && listed.data.content !== undefined)) return item;
  // The server writes its own idea of its name; only the path is taken from it.
  const { pathname } = new URL(listed.data.url, from);
  const answer = await http.get(new URL(pathname, from).href, {
    headers: { accept: "application/json" },
    accept: [404],
  });
  return answer.status === 404 ? item : { ...(item as object), ...(parse(answer) as object) };
}

async function* pages(
  http: Http,
  url: string,
  accept: number[] = [],
): AsyncGenerator<{ items: unknown[]; response: HttpResponse }> {
  for (let offset = 0; ; ) {
    const response = await http.get(`${url}?limit=${pageSize}&offset=${offset}`, {
      headers: { accept: "application/json" },
      accept,
    });
    if (accept.includes(response.status)) {
      yield { items: [], response };
      return;
    }
    const page = hyperkittyItems(parse(response));
    if (page === null) throw noApi(url);
    yield { items: page.items, response };
    offset += page.items.length;
    if (page.items.length === 0 || !(page.more ?? page.items.length === pageSize)) return;
  }
}

function parse(response: HttpResponse): unknown {
  const value = jsonValue(response.body);
  if (value === undefined) throw noApi(response.url);
  return value;
}

function noApi(url: string): RefusedError {
  return new RefusedError(
    `${publicUrl(url)} did not answer as HyperKitty does: check the address of the archive and of the list.`,
  );
}
