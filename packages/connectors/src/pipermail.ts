import { createHash } from "node:crypto";
import { type Batch, batch, type Json, RefusedError } from "@groundswell/model";
import { z } from "zod";
import { type ConditionalAnswer, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector, type PullContext } from "./connector.ts";
import { archiveCursor, isDue, mapArchive, periodRead, unpacked } from "./mail-archive.ts";
import { listReading } from "./mail-list.ts";
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

/** A mailing list's archive as Mailman 2 keeps it, month by month. */
export const pipermail = defineConnector({
  name: "pipermail",
  summary: "Reads a mailing list from the monthly text files of its Mailman 2 (Pipermail) archive.",
  reads: "api",
  options,
  credentials: {},
  order: "oldest-first",
  example: { url: "https://lists.example.org/pipermail/users/" },
  pull,
});

async function* pull({
  options,
  cursor: before,
  since,
  now,
  http,
  signal,
}: PullContext<Options>): AsyncGenerator<Batch> {
  const asked = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  const root = options.url.endsWith("/") || /\.html?$/.test(options.url) ? options.url : `${options.url}/`;
  const index = await http.get(atOrigin(root, options.baseUrl), { headers: { accept: "text/html" } });
  const files = mapPipermailIndex(new TextDecoder().decode(index.body), index.url);
  if (files.length === 0)
    throw new RefusedError(
      `${publicUrl(options.url)} lists no monthly text files: give the first page of a Mailman 2 archive that anybody may read.`,
    );
  const saved = archiveCursor.safeParse(before);
  let cursor = saved.success && saved.data.asked === asked ? saved.data : { asked, through: null, open: {} };
  const local =
    new URL(root).pathname
      .split("/")
      .filter(Boolean)
      .filter((part) => !/\.html?$/.test(part))
      .at(-1) ?? "list";
  const address = options.address ?? `${local}@${new URL(options.url).hostname.toLowerCase()}`;
  const earliest = since?.toISOString().slice(0, 10) ?? "";

  for (const file of files) {
    if (file.to <= earliest || !isDue(file, cursor, now())) continue;
    const known = readConditionalCursor((cursor.open[file.key] ?? null) as Json, options as Json);
    const answer = await fetchFile(file);
    if (answer === null) {
      yield batch({
        cursor: cursor as Json,
        skipped: [malformed("file that the archive lists and does not have", file.key, publicUrl(file.url))],
      });
    } else {
      cursor = periodRead(cursor, file, answer.cursor, now());
      if (!answer.changed) yield batch({ cursor: cursor as Json });
      else {
        const { response } = answer;
        const reading = listReading("pipermail", {
          list: address,
          address,
          name: options.name,
          url: publicUrl(options.url),
        });
        const mapped = await mapArchive(unpacked(response.body, publicUrl(file.url)), reading, since, file.key);
        const contentType = response.headers["content-type"] ?? "text/plain";
        const raw = { request: publicUrl(file.url), contentType, body: response.body, fetchedAt: response.fetchedAt };
        yield batch({ ...mapped, raw, cursor: cursor as Json });
      }
    }
    if (signal.aborted) return;

    /** The file, or the other form of it: months are packed at night, and the page may be older than that. */
    async function fetchFile({ url, also }: PipermailFile): Promise<ConditionalAnswer | null> {
      const packed = url.endsWith(".gz") ? url.slice(0, -3) : `${url}.gz`;
      for (const candidate of [url, also ?? packed]) {
        const answer = await conditionalGet(http, candidate, known, options as Json, { type: "*/*", statuses: [404] });
        if (!answer.changed || answer.response.status !== 404) return answer;
      }
      return null;
    }
  }
}
