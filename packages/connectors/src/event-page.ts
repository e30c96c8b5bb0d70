import { batch, type Json, type Mapped, type RawPage, RefusedError } from "@groundswell/model";
import { z } from "zod";
import { firstAnnounced, isHeld, readAnnounced } from "./announced.ts";
import { decodeText } from "./charset.ts";
import { type ConditionalCursor, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { mapEventPage } from "./event-page-map.ts";
import { ianaZone } from "./ical-zones.ts";
import { rawPage } from "./json-answer.ts";
import { publicUrl } from "./public-url.ts";
import { obeyRobots } from "./robots.ts";
import { byRule } from "./skip.ts";
import { atOrigin } from "./web-address.ts";

export { type EventPageReading, type MappedEventPage, mapEventPage } from "./event-page-map.ts";

const webUrl = z.url({ protocol: /^https?$/ });

const options = z.strictObject({
  /** The addresses of the events' pages. */
  urls: z.array(webUrl).min(1),
  /** The id of the space that the events are in; each page's host where this is unset. */
  space: z.string().min(1).optional(),
  /** What to call the space. */
  name: z.string().min(1).optional(),
  /** What the space is. */
  kind: z.enum(["conference", "group"]).default("conference"),
  /** The IANA zone of times without an offset; UTC where this is unset. */
  timeZone: z
    .string()
    .refine((name) => ianaZone(name) !== null, "give an IANA time zone, such as Europe/Amsterdam")
    .optional(),
  baseUrl: webUrl.optional(),
});

type PageCursor = ConditionalCursor & { announced: string | null };

const savedCursor = z.object({ pages: z.record(z.string(), z.unknown()) });

/** Conferences and meetings, by the schema.org events on their pages. */
export const eventPage = defineConnector({
  name: "event-page",
  summary: "Reads the schema.org events of web pages, from JSON-LD or microdata: who organised, who spoke.",
  parser: "cheerio, as `qapage`.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { urls: ["https://conference.example/2026"], timeZone: "Europe/Amsterdam" },
  async *pull({ options, cursor, now, http, signal }) {
    const { urls, baseUrl, ...reading } = options;
    const saved = savedCursor.safeParse(cursor).data?.pages ?? {};
    const pages: Record<string, PageCursor> = {};
    let refused: RefusedError | null = null;
    for (const url of new Set(urls)) {
      const page = publicUrl(url);
      const known = readConditionalCursor((saved[page] ?? null) as Json, reading as Json);
      const announced = readAnnounced(saved[page]);
      const before = isHeld(announced, now()) ? null : known;
      try {
        const accept = { type: "text/html, application/xhtml+xml, */*;q=0.5" };
        const address = atOrigin(url, baseUrl);
        await obeyRobots(http, address, now);
        const answer = await conditionalGet(http, address, before, reading as Json, accept);
        pages[page] = { ...answer.cursor, announced };
        if (!answer.changed) continue;
        const contentType = answer.response.headers["content-type"] ?? "text/html";
        const raw: RawPage = { ...rawPage(answer.response), request: page, contentType, context: { page } };
        const mapped = readPage(raw, options);
        pages[page] = { ...answer.cursor, announced: firstAnnounced(mapped.signals, now()) };
        if (mapped.signals.length + mapped.skipped.length === 0) {
          if (known === null)
            throw new RefusedError(`${page} describes no schema.org event: give the page of an event that does.`);
          mapped.skipped.push(byRule("a page that no longer describes an event", page));
        }
        yield batch({ ...mapped, raw, cursor });
      } catch (error) {
        // The page of one event going away must not hide the others.
        if (!(error instanceof RefusedError)) throw error;
        refused ??= error;
      }
      if (signal.aborted) return;
    }
    if (refused !== null) throw refused;
    yield batch({ cursor: { pages } });
  },
  map: readPage,
});

const pageContext = z.object({ page: z.string() });

/** Reads a kept page. */
function readPage(raw: RawPage, { urls: _, baseUrl: __, ...reading }: z.output<typeof options>): Mapped {
  const url = pageContext.safeParse(raw.context).data?.page ?? raw.request;
  const html = decodeText(raw.body, raw.contentType).text;
  const { signals, accounts, skipped, space } = mapEventPage(html, { ...reading, url });
  return { signals, accounts, skipped, spaces: [space], endorsements: [] };
}
