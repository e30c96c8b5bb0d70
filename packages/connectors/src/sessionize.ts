import { batch, type Json, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
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
  async *pull({ options, cursor, http }) {
    const { baseUrl, view, ...reading } = options;
    const known = { ...reading, view } as Json;
    const before = readConditionalCursor(cursor, known);
    const url = `${baseUrl.replace(/\/+$/, "")}/api/v2/${options.endpoint}/view/${view}`;
    const answer = await conditionalGet(http, url, before, known, { type: "application/json" });
    if (!answer.changed) {
      yield batch({ cursor: answer.cursor });
      return;
    }
    const { view: _, space, ...mapped } = mapRead(answer.response.body, reading, before !== null);
    yield batch({ ...mapped, spaces: [space], raw: rawPage(answer.response), cursor: answer.cursor });
  },
});

/** An endpoint that was read before has an outage, not a wrong format. */
function mapRead(body: Uint8Array, reading: Parameters<typeof mapSessionize>[1], readBefore: boolean) {
  try {
    return mapSessionize(body, reading);
  } catch (error) {
    if (!readBefore || !(error instanceof RefusedError)) throw error;
    throw new UnavailableError(`Sessionize answered with no agenda for ${reading.endpoint} this time.`, {
      cause: error,
    });
  }
}
