import { createHash } from "node:crypto";
import { type Batch, batch, type Json, type RawPage } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import type { Http } from "./http.ts";
import { readThreads } from "./hyperkitty-api.ts";
import { archiveCursor, isDue, isOpen, mapArchive, months, type Period, periodRead, unpacked } from "./mail-archive.ts";
import { listReading } from "./mail-list.ts";
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
});
type Cursor = z.output<typeof savedCursor>;

const overlapMs = 86_400_000;
/** No list is older than this; what a broken clock dated before it comes with the first stretch. */
const firstYear = 1995;

/** A mailing list's archive as Mailman 3 keeps it. */
export const hyperkitty = defineConnector({
  name: "hyperkitty",
  summary:
    "Reads a mailing list from its Mailman 3 (HyperKitty) archive: the monthly export, or the REST API where that is refused.",
  reads: "api",
  options,
  credentials: {},
  order: "oldest-first",
  example: { url: "https://lists.example.org/archives", list: "users@lists.example.org" },
  pull,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const { options, since, now, http, signal } = context;
  const asked = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  const saved = savedCursor.safeParse(context.cursor);
  let cursor: Cursor =
    saved.success && saved.data.asked === asked ? saved.data : { asked, through: null, open: {}, threads: null };
  const place = archivePlace(options);
  const began = now();

  if (cursor.threads === null) {
    let refused = false;
    for await (const found of exports(context, place, cursor)) {
      refused = found.archive === null;
      if (found.archive === null) break;
      const hash = createHash("sha256").update(found.archive).digest("hex");
      const unchanged = cursor.open[found.period.key] === hash;
      cursor = periodRead(cursor, found.period, hash, began);
      const reading = listReading("hyperkitty", place.reading);
      const mapped = unchanged ? {} : await mapArchive(found.archive, reading, since, found.period.key);
      yield batch({ ...mapped, raw: unchanged ? null : found.raw, cursor: cursor as Json });
      if (signal.aborted) return;
    }
    if (!refused) return;
  }
  const wanted = { ...place, activeSince: cursor.threads ?? since?.toISOString() ?? null, since };
  for await (const found of readThreads(http, wanted, cursor as Json)) {
    yield found;
    if (signal.aborted) return;
  }
  yield batch({ cursor: { ...cursor, threads: new Date(began.getTime() - overlapMs).toISOString() } as Json });
}

type Exported = { period: Period; archive: Uint8Array | null; raw: RawPage | null };

/**
 * The exports that are due, oldest first; `archive` is null where the server gives none. Where history has no stated
 * beginning, whole years are asked for until one has messages.
 */
async function* exports(
  { since, now, http, options }: PullContext<Options>,
  { root }: Place,
  cursor: Cursor,
): AsyncGenerator<Exported> {
  const began = now();
  let first = since;
  for (let year = firstYear; cursor.through === null && first === null; year++) {
    const period = { key: `${year}-12`, from: "1970-01-01", to: `${year + 1}-01-01` };
    if (isOpen(period, began) || year >= began.getUTCFullYear()) first = new Date(Date.UTC(year, 0, 1));
    else {
      const found = await fetchExport(http, root, options.list, period);
      if (found.archive?.length === 0) continue;
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
  const url = `${root}/list/${list}/export/${encodeURIComponent(name)}.mbox.gz?start=${period.from}&end=${period.to}`;
  const response = await http.get(url, {
    headers: { accept: "application/gzip, */*;q=0.5" },
    accept: [401, 403, 404, 405, 410],
  });
  const contentType = response.headers["content-type"] ?? "application/gzip";
  const archive = response.status === 200 ? unpacked(response.body, publicUrl(url)) : null;
  // A page that asks to sign in comes with status 200.
  if (archive === null || /^\s*</.test(Buffer.from(archive.subarray(0, 100)).toString("latin1")))
    return { period, archive: null, raw: null };
  return {
    period,
    archive,
    raw: { request: publicUrl(url), contentType, body: response.body, fetchedAt: response.fetchedAt },
  };
}

type Place = { root: string; reading: { list: string; name: string | undefined; url: string } };

function archivePlace({ url, list, name, baseUrl }: Options): Place {
  const top = (address: string) => address.replace(/\/(list|api)\/.*$/, "").replace(/\/+$/, "");
  return { root: top(atOrigin(url, baseUrl)), reading: { list, name, url: `${top(publicUrl(url))}/list/${list}/` } };
}
