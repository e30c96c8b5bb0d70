import { batch, dayMs, type Json, RefusedError, UnavailableError, type Window } from "@groundswell/model";
import { z } from "zod";
import { type ConditionalCursor, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { mapIcal, overHttps, shownUrl } from "./ical-map.ts";
import { ianaZone } from "./ical-zones.ts";
import { atOrigin } from "./web-address.ts";

export { type IcalReading, type MappedIcal, mapIcal } from "./ical-map.ts";

const calendarUrl = z.url({ protocol: /^(https?|webcals?)$/ });

const options = z.strictObject({
  /** The calendar's address; `webcal:` is read over HTTPS. */
  url: calendarUrl,
  /** What to call the group where the calendar's own name will not do. */
  name: z.string().min(1).optional(),
  /** The id of the group's space; the calendar's address without its scheme where this is unset. */
  group: z.string().min(1).optional(),
  /** The IANA zone of times that name none; else the calendar's own (X-WR-TIMEZONE), else UTC. */
  timeZone: z
    .string()
    .refine((name) => ianaZone(name) !== null, "give an IANA time zone, such as Europe/Amsterdam")
    .optional(),
  /** How far around now events are expanded, in days. */
  windowDays: z
    .object({
      back: z.number().int().min(0).max(20_000).default(365),
      ahead: z.number().int().min(0).max(3_650).default(90),
    })
    .prefault({}),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
});

/** The window to expand, and what is remembered of the last reading, unless the window has outgrown that. */
function plan(
  context: { cursor: Json; since: Date | null; now: () => Date },
  windowDays: { back: number; ahead: number },
  reading: Json,
): { window: Window; before: ConditionalCursor | null } {
  const now = context.now().getTime();
  const known = readConditionalCursor(context.cursor, reading);
  const back = now - windowDays.back * dayMs;
  const from = context.since !== null && known === null ? Math.min(back, context.since.getTime()) : back;
  const window = { from: new Date(from), to: new Date(now + windowDays.ahead * dayMs) };
  // An unchanged calendar still has new occurrences once the window has moved: it is read anew every so often.
  const grown = known?.until ? window.to.getTime() - Date.parse(known.until) : 0;
  return { window, before: grown > Math.min(7, windowDays.ahead / 2) * dayMs ? null : known };
}

/** User groups and meetings, by their calendars. */
export const ical = defineConnector({
  name: "ical",
  summary: "Reads the events of a group from an iCalendar file, each occurrence of a series for itself.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { url: "https://group.example/events.ics" },
  async *pull({ options, cursor, since, now, http }) {
    const { baseUrl, windowDays, ...reading } = options;
    const known = { ...reading, windowDays } as Json;
    const { window, before } = plan({ cursor, since, now }, windowDays, known);
    const url = atOrigin(overHttps(options.url), baseUrl);
    const answer = await conditionalGet(http, url, before, known, { type: "text/calendar, */*;q=0.5" });
    if (!answer.changed) {
      yield batch({ cursor: answer.cursor });
      return;
    }
    const { response } = answer;
    const mapped = mapIcal(response.body, window, { ...reading, headers: response.headers });
    if (mapped.components === 0) throw notACalendar(shownUrl(options.url), cursor !== null);
    yield batch({
      signals: mapped.signals,
      skipped: mapped.skipped,
      spaces: [mapped.space],
      raw: {
        request: shownUrl(options.url),
        contentType: response.headers["content-type"] ?? "text/calendar",
        body: response.body,
        fetchedAt: response.fetchedAt,
      },
      cursor: { ...answer.cursor, until: window.to.toISOString() },
    });
  },
});

/** A calendar that was read before has an outage, not a wrong address. */
function notACalendar(url: string, readBefore: boolean): Error {
  if (readBefore) return new UnavailableError(`${url} answered with no calendar this time.`);
  return new RefusedError(`${url} is not a calendar: give the address of its iCalendar (.ics) file.`);
}
