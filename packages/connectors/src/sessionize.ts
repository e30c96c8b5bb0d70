import { batch, type Json, type Mapped, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { firstAnnounced, isHeld, readAnnounced } from "./announced.ts";
import { conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { ianaZone } from "./ical-zones.ts";
import { rawPage } from "./json-answer.ts";
import { mapSessionize } from "./sessionize-map.ts";

export { type MappedSessionize, mapSessionize, type SessionizeReading, type SessionizeView } from "./sessionize-map.ts";

const options = z.strictObject({
  /** The id of the event's JSON endpoint, as its organiser published it: the part after `/api/v2/` in its address. */
  endpoint: z.string().regex(/^[\w-]+$/, "give the id alone, such as jl4ktls0"),
  /** The event's name, which the endpoint does not tell. */
  event: z.string().min(1).optional(),
  /** The id of the event's space; the endpoint where this is unset. Give one that other sources of the event use too. */
  slug: z.string().min(1).optional(),
  /** The event's page. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** The IANA zone of the venue, for times without an offset; UTC where this is unset. */
  timeZone: z
    .string()
    .refine((name) => ianaZone(name) !== null, "give an IANA time zone, such as Europe/Amsterdam")
    .optional(),
  /** The language of the talks, as BCP 47 writes it. */
  language: z.string().min(2).optional(),
  /** Which view to read. All has the speakers' links; the others only serve where an organiser closed it. */
  view: z.enum(["All", "Sessions", "Speakers", "GridSmart"]).default("All"),
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://sessionize.com"),
});

/** Conference talks, by the agenda that an organiser publishes on Sessionize. */
export const sessionize = defineConnector({
  name: "sessionize",
  summary: "Reads the talks and speakers of a conference from the endpoint that its organiser published on Sessionize.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { endpoint: "jl4ktls0", event: "Shell Days 2026", timeZone: "Europe/Amsterdam" },
  async *pull({ options, cursor, now, http }) {
    const { baseUrl, view, ...reading } = options;
    const known = { ...reading, view } as Json;
    const saved = readConditionalCursor(cursor, known);
    const announced = readAnnounced(cursor);
    const before = isHeld(announced, now()) ? null : saved;
    const url = `${baseUrl.replace(/\/+$/, "")}/api/v2/${options.endpoint}/view/${view}`;
    const answer = await conditionalGet(http, url, before, known, { type: "application/json" });
    if (!answer.changed) {
      yield batch({ cursor: { ...answer.cursor, announced } });
      return;
    }
    const raw = rawPage(answer.response);
    const mapped = orOutage(options.endpoint, saved !== null, () => readPage(raw, options));
    yield batch({ ...mapped, raw, cursor: { ...answer.cursor, announced: firstAnnounced(mapped.signals, now()) } });
  },
  map: readPage,
});

/** Reads a kept agenda. */
function readPage(page: RawPage, { baseUrl: _, view: __, ...reading }: z.output<typeof options>): Mapped {
  const { signals, accounts, skipped, space } = mapSessionize(page.body, reading);
  return { signals, accounts, skipped, spaces: [space], endorsements: [] };
}

/** An endpoint that was read before has an outage, not a wrong format. */
function orOutage(endpoint: string, readBefore: boolean, read: () => Mapped): Mapped {
  try {
    return read();
  } catch (error) {
    if (!readBefore || !(error instanceof RefusedError)) throw error;
    throw new UnavailableError(`Sessionize answered with no agenda for ${endpoint} this time.`, { cause: error });
  }
}
