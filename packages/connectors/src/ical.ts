import { batch, dayMs, type Json, type RawPage, RefusedError, UnavailableError, type Window } from "@groundswell/model";
import { z } from "zod";
import { firstAnnounced, isHeld, readAnnounced } from "./announced.ts";
import { type ConditionalCursor, conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector } from "./connector.ts";
import { type MappedIcal, mapIcal, overHttps, shownUrl } from "./ical-map.ts";
import { beginnings } from "./ical-names.ts";
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

type Options = z.output<typeof options>;

const context = z.object({ from: z.iso.datetime(), to: z.iso.datetime(), begins: beginnings.optional() });
const remembered = z.object({ begins: beginnings });

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
  // What it noted of series has to be noted once, also by a pull that finds nothing changed.
  const isNoted = remembered.safeParse(context.cursor).success;
  // An unchanged calendar still has new occurrences once the window has moved: it is read anew every so often.
  const grown = known?.until ? window.to.getTime() - Date.parse(known.until) : 0;
  const more =
    grown > Math.min(7, windowDays.ahead / 2) * dayMs ||
    isHeld(readAnnounced(context.cursor), context.now()) ||
    !isNoted;
  return { window, before: more ? null : known };
}

/** Reads a kept calendar in the window that it was fetched for. */
function readPage(page: RawPage, { baseUrl: _, windowDays, ...reading }: Options): MappedIcal {
  const said = context.safeParse(page.context).data;
  const fetched = Date.parse(page.fetchedAt);
  const window = said
    ? { from: new Date(said.from), to: new Date(said.to) }
    : { from: new Date(fetched - windowDays.back * dayMs), to: new Date(fetched + windowDays.ahead * dayMs) };
  const begins = said?.begins ?? {};
  return mapIcal(page.body, window, { ...reading, begins, headers: { "content-type": page.contentType } });
}

/** User groups and meetings, by their calendars. */
export const ical = defineConnector({
  name: "ical",
  summary: "Reads the events of a group from an iCalendar file, each occurrence of a series for itself.",
  parser:
    "ical.js for lines, values and zones; series are expanded here, because ical.js never returns from some rules.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { url: "https://group.example/events.ics" },
  async *pull({ options, cursor, since, now, http }) {
    const { baseUrl, windowDays, ...reading } = options;
    const known = { ...reading, windowDays } as Json;
    const { window, before } = plan({ cursor, since, now }, windowDays, known);
    const begins = remembered.safeParse(cursor).data?.begins ?? {};
    const url = atOrigin(overHttps(options.url), baseUrl);
    const answer = await conditionalGet(http, url, before, known, { type: "text/calendar, */*;q=0.5" });
    if (!answer.changed) {
      yield batch({ cursor: { ...answer.cursor, announced: readAnnounced(cursor), begins } });
      return;
    }
    const { response } = answer;
    const raw: RawPage = {
      request: shownUrl(options.url),
      contentType: response.headers["content-type"] ?? "text/calendar",
      body: response.body,
      fetchedAt: response.fetchedAt,
      context: { from: window.from.toISOString(), to: window.to.toISOString(), begins },
    };
    const { signals, skipped, space, components, begins: noted } = readPage(raw, options);
    if (components === 0) throw notACalendar(shownUrl(options.url), cursor !== null);
    yield batch({
      signals,
      skipped,
      spaces: [space],
      raw,
      cursor: {
        ...answer.cursor,
        until: window.to.toISOString(),
        announced: firstAnnounced(signals, now()),
        begins: noted,
      },
    });
  },
  map(page, options) {
    const { signals, skipped, space } = readPage(page, options);
    return { signals, skipped, spaces: [space], accounts: [], endorsements: [] };
  },
});

/** A calendar that was read before has an outage, not a wrong address. */
function notACalendar(url: string, readBefore: boolean): Error {
  if (readBefore) return new UnavailableError(`${url} answered with no calendar this time.`);
  return new RefusedError(`${url} is not a calendar: give the address of its iCalendar (.ics) file.`);
}
