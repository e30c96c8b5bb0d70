import { createHash } from "node:crypto";
import { type Batch, batch, type Json, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { type ConditionalAnswer, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector, type PullContext } from "./connector.ts";
import type { Http } from "./http.ts";
import {
  type ArchiveContext,
  archiveContext,
  archiveCursor,
  isDue,
  mapArchive,
  periodRead,
  unpacked,
} from "./mail-archive.ts";
import { rememberThreads } from "./mail-threads.ts";
import { mapPipermailIndex, type PipermailFile } from "./pipermail-index.ts";
import { publicUrl } from "./public-url.ts";
import { malformed } from "./skip.ts";
import { atOrigin } from "./web-address.ts";

export { mapPipermailIndex } from "./pipermail-index.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** The archive's first page: `https://lists.example.org/pipermail/users/`. */
  url: webUrl,
  /** What to call the list. */
  name: z.string().min(1).optional(),
  /** The list's posting address, where it is not its name at the archive's host. */
  address: z.email().optional(),
  /** Another origin to ask in place of the archive's own. */
  baseUrl: webUrl.optional(),
});
type Options = z.output<typeof options>;

/** What the last reading of a file that can still grow left behind. */
const remembered = z.object({ validators: z.unknown(), threads: z.record(z.string(), z.string()) });

/** A mailing list's archive as Mailman 2 keeps it, month by month. */
export const pipermail = defineConnector({
  name: "pipermail",
  summary: "Reads a mailing list from the monthly text files of its Mailman 2 (Pipermail) archive.",
  parser: "postal-mime, as `mbox`.",
  reads: "api",
  options,
  credentials: {},
  order: "oldest-first",
  example: { url: "https://lists.example.org/pipermail/users/" },
  pull,
  async map(page, options) {
    const context = archiveContext.parse(page.context ?? {});
    return (await mapFile(page, options, context, new Map(Object.entries(context.threads)))).mapped;
  },
});

/** The archive's folder: some give the address of its first page itself. */
function folder(url: string): string {
  return url.endsWith("/") || /\.html?$/.test(url) ? url : `${url}/`;
}

/** The list's posting address; its archive's folder has its name. */
function postingAddress({ url, address }: Options): string {
  const parts = new URL(url).pathname.split("/").filter((part) => part !== "" && !/\.html?$/.test(part));
  return address ?? `${parts.at(-1) ?? "list"}@${new URL(url).hostname.toLowerCase()}`;
}

function mapFile(
  page: Pick<RawPage, "body" | "request">,
  options: Options,
  { label, since }: Pick<ArchiveContext, "label" | "since">,
  earlier: ReadonlyMap<string, string>,
) {
  const address = postingAddress(options);
  const naming = { list: address, address, name: options.name, url: publicUrl(options.url) };
  return mapArchive(page, { connector: "pipermail", naming, label, since }, earlier);
}

async function* pull({
  options,
  cursor: before,
  since: begin,
  now,
  http,
  signal,
}: PullContext<Options>): AsyncGenerator<Batch> {
  const asked = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  const index = await http.get(atOrigin(folder(options.url), options.baseUrl), { headers: { accept: "text/html" } });
  const files = mapPipermailIndex(new TextDecoder().decode(index.body), index.url);
  // An archive that was read before has an outage, not a wrong address.
  if (files.length === 0 && before !== null)
    throw new UnavailableError(`${publicUrl(options.url)} lists no months this time. Try again later.`);
  if (files.length === 0)
    throw new RefusedError(
      `${publicUrl(options.url)} lists no monthly text files: give the first page of a Mailman 2 archive that anybody may read.`,
    );
  const saved = archiveCursor.safeParse(before);
  let cursor = saved.success && saved.data.asked === asked ? saved.data : { asked, through: null, open: {} };
  const since = begin?.toISOString() ?? null;
  const earlier = new Map<string, string>();

  for (const file of files) {
    if (file.to <= (since ?? "").slice(0, 10) || !isDue(file, cursor, now())) continue;
    const last = remembered.safeParse(cursor.open[file.key]).data;
    for (const [id, thread] of Object.entries(last?.threads ?? {})) earlier.set(id, thread);
    const answer = await fetchFile(http, file, options, (last?.validators ?? null) as Json);
    const lacking =
      answer === null
        ? "file that the archive lists and does not have"
        : answer.changed && !isMailbox(answer.response.body, publicUrl(file.url))
          ? "file that the archive lists and that is no mailbox"
          : null;
    if (answer === null || lacking !== null) {
      // It may be on its way from one form to the other: it is asked for again as long as it is listed.
      cursor = { ...cursor, open: { ...cursor.open, [file.key]: null } };
      yield batch({
        cursor: cursor as Json,
        skipped: [malformed(lacking ?? "", file.key, publicUrl(file.url))],
      });
    } else if (!answer.changed) {
      cursor = periodRead(cursor, file, { validators: answer.cursor, threads: last?.threads ?? {} }, now());
      yield batch({ cursor: cursor as Json });
    } else {
      const { body, headers, fetchedAt } = answer.response;
      const page = {
        request: publicUrl(file.url),
        contentType: headers["content-type"] ?? "text/plain",
        body,
        fetchedAt,
      };
      const { mapped, threads } = await mapFile(page, options, { label: file.key, since }, earlier);
      rememberThreads(earlier, mapped.signals);
      cursor = periodRead(cursor, file, { validators: answer.cursor, threads }, now());
      const context: ArchiveContext = { label: file.key, since, threads };
      yield batch({ ...mapped, raw: { ...page, context }, cursor: cursor as Json });
    }
    if (signal.aborted) return;
  }
}

/** Whether there is a message in it: the archive lists no month without one. */
function isMailbox(body: Uint8Array, from: string): boolean {
  return /^From /m.test(Buffer.from(unpacked(body, from)).toString("latin1"));
}

/** The file, or the other form of it: months are packed at night, and the page may be older than that. */
async function fetchFile(
  http: Http,
  { url, also }: PipermailFile,
  options: Options,
  validators: Json,
): Promise<ConditionalAnswer | null> {
  const known = readConditionalCursor(validators, options as Json);
  const other = also ?? (url.endsWith(".gz") ? url.slice(0, -3) : `${url}.gz`);
  for (const candidate of [url, other]) {
    const answer = await conditionalGet(http, candidate, known, options as Json, { type: "*/*", statuses: [404] });
    if (!answer.changed || answer.response.status !== 404) return answer;
  }
  return null;
}
