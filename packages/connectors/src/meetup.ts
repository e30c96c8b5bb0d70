import { type Batch, batch, dayMs, type Json, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { firstAnnounced, isHeld, readAnnounced } from "./announced.ts";
import { conditionalGet, readConditionalCursor } from "./conditional.ts";
import { defineConnector, type PullContext } from "./connector.ts";
import { jsonValue, rawPage } from "./json-answer.ts";
import { meetupPage } from "./meetup-api.ts";
import { type MappedMeetup, mapMeetupCalendar, mapMeetupEvents, meetupSpace, readMeetupPage } from "./meetup-map.ts";

export {
  type MappedMeetup,
  type MeetupPage,
  mapMeetupCalendar,
  mapMeetupEvents,
  meetupSpace,
  readMeetupPage,
} from "./meetup-map.ts";

const options = z.strictObject({
  /** The group, as its address names it: the part after meetup.com/. */
  urlname: z.string().regex(/^[\w-]+$/, "give the part after meetup.com/ in the group's address"),
  /** Events on a page of the API. */
  pageSize: z.int().min(1).max(100).default(50),
  /** In place of both the site (the calendar) and its API. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
});
type Options = z.output<typeof options>;

// The calendar holds what is announced, which no group does for longer than this.
const aheadDays = 400;

/** Meetings of a Meetup group. */
export const meetup = defineConnector({
  name: "meetup",
  summary:
    "Reads a Meetup group's events from its public calendar (announced ones), or with a token all of them and their hosts from the API.",
  parser: "ical.js for the public calendar, as `ical`.",
  reads: "api",
  options,
  credentials: {
    token: {
      about:
        "An OAuth access token of a Meetup Pro account: past events and hosts. Without it the public calendar is read.",
      required: false,
    },
  },
  order: "snapshot",
  example: { urlname: "utrecht-psug" },
  map(page, options) {
    const { signals, accounts, skipped, space } = readPage(page, options);
    return { signals, accounts, skipped, spaces: [space], endorsements: [] };
  },
  pull: (context) => (context.credentials.token ? fromApi(context, context.credentials.token) : fromCalendar(context)),
});

/** The window that a calendar was read for; a page of the API has none. */
const calendarContext = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });

/** Reads a kept page: a calendar, or an answer of the API, which tells its group's name itself. */
function readPage(page: RawPage, { urlname }: Options): MappedMeetup {
  const window = calendarContext.safeParse(page.context).data;
  if (window === undefined) {
    const value = jsonValue(page.body);
    return mapMeetupEvents(value, meetupSpace(urlname, readMeetupPage(value).page?.name));
  }
  const headers = { "content-type": page.contentType };
  return mapMeetupCalendar(page.body, { from: new Date(window.from), to: new Date(window.to) }, urlname, headers);
}

async function* fromCalendar({ options, cursor, since, now, http }: PullContext<Options>): AsyncGenerator<Batch> {
  const { urlname } = options;
  const known = { urlname } as Json;
  const window = { from: since ?? new Date(0), to: new Date(now().getTime() + aheadDays * dayMs) };
  const saved = readConditionalCursor(cursor, known);
  // What lay beyond the window when it was read may lie inside it by now.
  const grown = saved?.until ? window.to.getTime() - Date.parse(saved.until) : 0;
  const before = grown > 30 * dayMs || isHeld(readAnnounced(cursor), now()) ? null : saved;
  const url = `${options.baseUrl?.replace(/\/+$/, "") ?? "https://www.meetup.com"}/${urlname}/events/ical/`;
  const answer = await conditionalGet(http, url, before, known, { type: "text/calendar, */*;q=0.5" });
  if (!answer.changed) {
    yield batch({ cursor: { ...answer.cursor, announced: readAnnounced(cursor) } });
    return;
  }
  const raw: RawPage = {
    ...rawPage(answer.response),
    contentType: answer.response.headers["content-type"] ?? "text/calendar",
    context: { from: window.from.toISOString(), to: window.to.toISOString() },
  };
  const { components, space, ...mapped } = readPage(raw, options);
  if (components === 0)
    throw saved === null
      ? new RefusedError(
          `Meetup has no public calendar for "${urlname}": check "urlname", and that the group is public.`,
        )
      : new UnavailableError(`Meetup answered with no calendar for ${urlname} this time.`);
  yield batch({
    ...mapped,
    spaces: [space],
    raw,
    cursor: {
      ...answer.cursor,
      until: window.to.toISOString(),
      announced: firstAnnounced(mapped.signals, now()),
    },
  });
}

async function* fromApi(
  { options, cursor, now, http, signal }: PullContext<Options>,
  token: string,
): AsyncGenerator<Batch> {
  const { urlname, pageSize } = options;
  const url = `${options.baseUrl?.replace(/\/+$/, "") ?? "https://api.meetup.com"}/gql-ext`;
  const asked = new Set<string>();
  let done = 0;
  for (let after: string | null = null; ; ) {
    const { page, raw } = await meetupPage({ http, now, url, token }, { urlname, first: pageSize, after });
    const { space, ...mapped } = readPage(raw, options);
    // A list that leads back to a page it has given would be read for ever.
    const last = page.next === null || asked.has(page.next);
    const next: Json = last ? { read: "api" } : cursor;
    done += page.items.length;
    yield batch({
      ...mapped,
      spaces: [space],
      raw,
      cursor: next,
      progress: { done, total: page.total, unit: "items" },
    });
    if (last || page.next === null || signal.aborted) return;
    asked.add(page.next);
    after = page.next;
  }
}
