import { type Batch, batch, type Json, RefusedError, type Skip } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { type HyperkittyReading, hyperkittyItems, mapHyperkittyThread } from "./hyperkitty-map.ts";
import { isoInstant } from "./instant.ts";
import { publicUrl } from "./public-url.ts";
import { byRule, malformed } from "./skip.ts";

const pageSize = 100;

const thread = z.object({ thread_id: z.string(), date_active: z.string().nullish() });

/** Which threads to read: those active since an instant, or all. */
export type ThreadsWanted = {
  root: string;
  reading: HyperkittyReading;
  activeSince: string | null;
  since: Date | null;
};

/**
 * Reads a list thread by thread, the most recently active first, for servers that give no export. One batch a thread;
 * every batch carries `cursor`, the one before this pass, since what lies behind a break is not read.
 * @throws RefusedError where the address is no HyperKitty API
 */
export async function* readThreads(
  http: Http,
  { root, reading, activeSince, since }: ThreadsWanted,
  cursor: Json,
): AsyncGenerator<Batch> {
  const seen = new Set<string>();
  const base = `${root}/api/list/${encodeURIComponent(reading.list).replace("%40", "@")}`;
  // A thread that moves up while paging pushes another one over the page's edge, so pages overlap.
  for await (const { items } of pages(http, `${base}/threads/`)) {
    const fresh = items.filter((item) => !seen.has(thread.safeParse(item).data?.thread_id ?? ""));
    if (fresh.length === 0) return;
    let older = 0;
    for (const item of fresh) {
      const parsed = thread.safeParse(item);
      if (!parsed.success) {
        yield batch({ cursor, skipped: [malformed("thread without an id", "thread", JSON.stringify(item) ?? "")] });
        continue;
      }
      const { thread_id, date_active } = parsed.data;
      seen.add(thread_id);
      const active = isoInstant(date_active);
      if (active !== null && activeSince !== null && active < activeSince) older++;
      else
        yield* readThread(http, `${base}/thread/${thread_id}/emails/`, { root, reading, activeSince, since }, cursor);
    }
    if (older === fresh.length) return;
  }
}

async function* readThread(
  http: Http,
  url: string,
  { reading, since }: ThreadsWanted,
  cursor: Json,
): AsyncGenerator<Batch> {
  const emails: unknown[] = [];
  const skipped: Skip[] = [];
  let last: HttpResponse | null = null;
  for await (const { items, response } of pages(http, url)) {
    last = response;
    for (const item of items) emails.push(await whole(http, item, url));
  }
  const mapped = mapHyperkittyThread(emails, reading);
  const earliest = since?.toISOString() ?? "";
  for (const old of mapped.signals.filter(({ occurredAt }) => occurredAt < earliest))
    skipped.push(byRule("older than the history wanted", old.id));
  const signals = mapped.signals.filter(({ occurredAt }) => occurredAt >= earliest);
  const body = Buffer.from(JSON.stringify(emails));
  const raw =
    last === null
      ? null
      : { request: publicUrl(url), contentType: "application/json", body, fetchedAt: last.fetchedAt };
  yield batch({ cursor, signals, skipped: [...skipped, ...mapped.skipped], raw });
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

async function* pages(http: Http, url: string): AsyncGenerator<{ items: unknown[]; response: HttpResponse }> {
  for (let offset = 0; ; ) {
    const response = await http.get(`${url}?limit=${pageSize}&offset=${offset}`, {
      headers: { accept: "application/json" },
    });
    const page = hyperkittyItems(parse(response));
    if (page === null) throw noApi(url);
    yield { items: page.items, response };
    offset += page.items.length;
    if (page.items.length === 0 || !(page.more ?? page.items.length === pageSize)) return;
  }
}

function parse(response: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response.body));
  } catch {
    throw noApi(response.url);
  }
}

function noApi(url: string): RefusedError {
  return new RefusedError(
    `${publicUrl(url)} did not answer as HyperKitty does: check the address of the archive and of the list.`,
  );
}
