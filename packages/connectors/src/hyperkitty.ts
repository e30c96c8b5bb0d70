import { createHash } from "node:crypto";
import { type Batch, batch, type Json, type RawPage, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { encodePart } from "./encode-part.ts";
import type { Http } from "./http.ts";
import { type HyperkittyPlace, mapKeptThread, readThreads, rereadThreads, threadContext } from "./hyperkitty-api.ts";
import { type HyperkittyReading, messageUrl } from "./hyperkitty-map.ts";
import {
  type ArchiveContext,
  archiveContext,
  archiveCursor,
  isDue,
  isOpen,
  mapArchive,
  months,
  type Period,
  periodRead,
  unpacked,
} from "./mail-archive.ts";
import { rememberThreads } from "./mail-threads.ts";
import { publicUrl } from "./public-url.ts";
import { atOrigin } from "./web-address.ts";

export { mapHyperkittyThread } from "./hyperkitty-map.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** Where HyperKitty is: `https://lists.example.org/archives`, or the list's page in it. */
  url: webUrl,
  /** The list's address. */
  list: z.email(),
  /** What to call the list. */
  name: z.string().min(1).optional(),
  /** Another origin to ask in place of the archive's own. */
  baseUrl: webUrl.optional(),
});
type Options = z.output<typeof options>;

const savedCursor = archiveCursor.extend({
  /** The instant of the last whole pass over the threads, where the server gives no export. */
  threads: z.string().nullable(),
  /** A pass that has not come to its end: when it began, what it looks for, and the activity it has come back to. */
  pass: z
    .object({ began: z.string(), activeSince: z.string().nullable(), reached: z.string().nullable() })
    .nullable()
    .default(null),
});
type Cursor = z.output<typeof savedCursor>;

/** What the last reading of an export that can still grow left behind. */
const remembered = z.object({ hash: z.string(), threads: z.record(z.string(), z.string()) });

const overlapMs = 86_400_000;
/** No list is older than this; what a broken clock dated before it comes with the first stretch. */
const firstYear = 1995;

/** A mailing list's archive as Mailman 3 keeps it. */
export const hyperkitty = defineConnector({
  name: "hyperkitty",
  summary:
    "Reads a mailing list from its Mailman 3 (HyperKitty) archive: the monthly export, or the REST API where that is refused.",
  parser: "postal-mime for exports, as `mbox`.",
  reads: "api",
  options,
  credentials: {},
  order: "oldest-first",
  example: { url: "https://lists.example.org/archives", list: "users@lists.example.org" },
  pull,
  async map(page, options) {
    const { reading } = archivePlace(options);
    // A thread's messages are kept as JSON, an export as the mailbox that it is.
    if (page.contentType === "application/json")
      return mapKeptThread(page, reading, threadContext.parse(page.context ?? {}));
    const context = archiveContext.parse(page.context ?? {});
    return (await mapExport(page, reading, context, new Map(Object.entries(context.threads)))).mapped;
  },
  async *revisit({ options, http, signal }, threads) {
    for await (const { mapped, raw, complete } of rereadThreads(http, archivePlace(options), threads)) {
      yield batch({ ...mapped, raw, complete, cursor: null });
      if (signal.aborted) return;
    }
  },
});

function mapExport(
  page: Pick<RawPage, "body" | "request">,
  { list, name, url }: HyperkittyReading,
  { label, since }: Pick<ArchiveContext, "label" | "since">,
  earlier: ReadonlyMap<string, string>,
) {
  const urlOf = (statedId: string) => messageUrl(url, statedId);
  return mapArchive(page, { connector: "hyperkitty", naming: { list, name, url }, urlOf, label, since }, earlier);
}

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, now, http, signal } = context;
  const asked = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  const saved = savedCursor.safeParse(context.cursor);
  const first: Cursor = { asked, through: null, open: {}, threads: null, pass: null };
  let cursor = saved.success && saved.data.asked === asked ? saved.data : first;
  const place = archivePlace(options);
  const since = context.since?.toISOString() ?? null;
  const began = now();

  if (cursor.threads === null && cursor.pass === null) {
    let refused = false;
    const earlier = new Map<string, string>();
    for await (const { period, page } of exports(context, place, cursor)) {
      refused = page === null;
      if (page === null) break;
      const last = remembered.safeParse(cursor.open[period.key]).data;
      for (const [id, thread] of Object.entries(last?.threads ?? {})) earlier.set(id, thread);
      const { mapped, threads } = await mapExport(page, place.reading, { label: period.key, since }, earlier);
      rememberThreads(earlier, mapped.signals);
      const hash = createHash("sha256").update(unpacked(page.body, page.request)).digest("hex");
      cursor = periodRead(cursor, period, { hash, threads }, began);
      const pageContext: ArchiveContext = { label: period.key, since, threads };
      // What has not changed was read for its threads only: replies name the messages of the month before.
      if (last?.hash === hash) yield batch({ cursor: cursor as Json });
      else yield batch({ ...mapped, raw: { ...page, context: pageContext }, cursor: cursor as Json });
      if (signal.aborted) return;
    }
    if (!refused) return;
  }
  const pass = cursor.pass ?? { began: began.toISOString(), activeSince: cursor.threads ?? since, reached: null };
  for await (const { reached, mapped, raw, complete } of readThreads(http, place, { ...pass, since })) {
    yield batch({ ...mapped, raw, complete, cursor: { ...cursor, pass: { ...pass, reached } } as Json });
    if (signal.aborted) return;
  }
  const threads = new Date(Date.parse(pass.began) - overlapMs).toISOString();
  yield batch({ cursor: { ...cursor, threads, pass: null } as Json });
}

type Exported = { period: Period; page: RawPage | null };

/**
 * The exports that are due, oldest first; `page` is null where the server gives none. Where history has no stated
 * beginning, whole years are asked for until one has messages.
 */
async function* exports(
  { since, now, http, options }: PullContext<Options>,
  { root }: HyperkittyPlace,
  cursor: Cursor,
): AsyncGenerator<Exported> {
  const began = now();
  let first = since;
  for (let year = firstYear; cursor.through === null && first === null; year++) {
    const period = { key: `${year}-12`, from: "1970-01-01", to: `${year + 1}-01-01` };
    if (isOpen(period, began) || year >= began.getUTCFullYear()) first = new Date(Date.UTC(year, 0, 1));
    else {
      const found = await fetchExport(http, root, options.list, period);
      if (found.page !== null && unpacked(found.page.body, found.page.request).length === 0) continue;
      yield found;
      first = new Date(Date.UTC(year + 1, 0, 1));
    }
  }
  const start = first ?? new Date(`${[...Object.keys(cursor.open), cursor.through ?? ""].sort()[0]}-01T00:00:00Z`);
  for (const period of months(start, began))
    if (isDue(period, cursor, began)) yield await fetchExport(http, root, options.list, period);
}

async function fetchExport(http: Http, root: string, list: string, period: Period): Promise<Exported> {
  const name = `${list.split("@")[0]}-${period.key}`;
  const url = `${root}/list/${list}/export/${encodePart(name)}.mbox.gz?start=${period.from}&end=${period.to}`;
  const response = await http.get(url, {
    headers: { accept: "application/gzip, */*;q=0.5" },
    accept: [401, 403, 404, 405, 410],
  });
  const contentType = response.headers["content-type"] ?? "application/gzip";
  const page = { request: publicUrl(url), contentType, body: response.body, fetchedAt: response.fetchedAt };
  if (response.status !== 200) return { period, page: null };
  // A month without messages is an empty mailbox, and packed as any other.
  if (response.body.length === 0)
    throw new UnavailableError(`${page.request} gave nothing, not even an empty mailbox. Try again later.`);
  const start = unpacked(response.body, page.request).subarray(0, 100);
  if (start.length > 0 && !/^\s*(<|From )/.test(Buffer.from(start).toString("latin1")))
    throw new UnavailableError(`${page.request} gave something that is no mailbox. Try again later.`);
  // A page that asks to sign in comes with status 200.
  return { period, page: /^\s*</.test(Buffer.from(start).toString("latin1")) ? null : page };
}

function archivePlace({ url, list, name, baseUrl }: Options): HyperkittyPlace {
  const top = (address: string) => address.replace(/\/(list|api)\/.*$/s, "").replace(/\/+$/, "");
  return { root: top(atOrigin(url, baseUrl)), reading: { list, name, url: `${top(publicUrl(url))}/list/${list}/` } };
}
