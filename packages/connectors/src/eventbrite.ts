import {
  type Account,
  account,
  batch,
  excerpt,
  type Mapped,
  type RawPage,
  type Signal,
  type Skip,
  type Space,
  signal,
  UnavailableError,
} from "@groundswell/model";
import { z } from "zod";
import { defineConnector } from "./connector.ts";
import { guessedText, languageTag } from "./feed-text.ts";
import {
  count,
  idText,
  instant,
  itemsIn,
  jsonAnswer,
  knownMetrics,
  mapItems,
  maybe,
  rawPage,
  text,
} from "./json-answer.ts";
import { guessedAddresses, outboundLinks } from "./outbound-links.ts";
import { byRule } from "./skip.ts";
import { turned } from "./turned-page.ts";
import { minutesBetween } from "./wall-time.ts";
import { resolveUrl } from "./web-address.ts";

const written = maybe(z.object({ text, html: text }));
const clock = z.object({ utc: instant });

const event = z.object({
  id: idText,
  name: written,
  summary: text,
  description: written,
  url: text,
  start: clock,
  end: maybe(clock),
  changed: maybe(instant),
  status: text,
  listed: maybe(z.boolean()),
  is_series_parent: maybe(z.boolean()),
  online_event: maybe(z.boolean()),
  locale: text,
  organizer: maybe(z.object({ id: idText, name: text, url: text, website: text })),
});
type Event = z.output<typeof event>;

const options = z.strictObject({
  /** The organization's id: the number that its address has while one manages its events. */
  organization: z.int().min(1).max(999_999_999_999_999),
  /** What the organization is called, which the API does not tell beside its events; its number where this is unset. */
  name: z.string().min(1).optional(),
  pageSize: z.int().min(1).max(200).default(50),
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://www.eventbriteapi.com/v3"),
});
type Options = z.output<typeof options>;

/**
 * Maps a page of an organization's events: one that is public each, by the profile that organises it. Who bought a ticket is never
 * asked for.
 */
export function mapEventbrite(page: unknown, space: Space): { signals: Signal[]; skipped: Skip[] } {
  return mapItems("event", event, itemsIn(page, "events"), (known, position) => {
    if (known.status === "draft") return byRule("an event that is not announced", position);
    if (known.listed === false) return byRule("an event that is not public", position);
    // Its dates are events of their own.
    if (known.is_series_parent) return byRule("a series, whose dates are read each", position);
    return toSignal(known, space);
  });
}

function toSignal(known: Event, space: Space): Signal {
  const { start, end, organizer } = known;
  const url = resolveUrl(known.url);
  const described = known.description?.html ?? known.description?.text ?? null;
  return signal({
    connector: "eventbrite",
    id: known.id,
    kind: "event",
    occurredAt: start.utc,
    // When it was called off is not told, but that it was by the last change.
    deletedAt: known.status === "canceled" ? (known.changed ?? start.utc) : null,
    space,
    account: organizer && organizerAccount(organizer),
    title: excerpt(known.name?.text),
    excerpt: excerpt(known.summary ?? (described === null ? null : guessedText(described))),
    url,
    language: languageTag(known.locale?.replace("_", "-")),
    links: outboundLinks(guessedAddresses(described ?? ""), [url]),
    metrics: knownMetrics({ duration: minutesBetween(start.utc, end?.utc ?? null), online: known.online_event }),
  });
}

function organizerAccount({ id, name, url, website }: NonNullable<Event["organizer"]>): Account {
  const site = resolveUrl(website);
  return account("eventbrite", id, { name, url: resolveUrl(url), links: site === null ? [] : [site] });
}

const pagination = z.object({ has_more_items: maybe(z.boolean()), continuation: text, object_count: count });
const answer = z.object({ pagination: maybe(pagination) });

/** What has been announced, in whatever state it is now. */
const status = "live,started,ended,completed,canceled";

/** Events of an organization on Eventbrite. */
export const eventbrite = defineConnector({
  name: "eventbrite",
  summary: "Reads the public events of an Eventbrite organization, held and announced, from its API version 3.",
  reads: "api",
  options,
  credentials: {
    token: {
      about: "A private token of a member of the organization, made in its account's settings.",
      required: true,
    },
  },
  order: "snapshot",
  example: { organization: 77_001_234_567, name: "Utrecht PowerShell Users" },
  async *pull({ options, cursor, credentials, http, signal }) {
    const { organization, pageSize, baseUrl } = options;
    const asked = new Set<string>();
    let done = 0;
    for (let continuation: string | null = null; ; ) {
      const url = new URL(`${baseUrl.replace(/\/+$/, "")}/organizations/${organization}/events/`);
      const query = { order_by: "start_asc", status, expand: "organizer", page_size: pageSize, continuation };
      for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, String(value));
      const headers = { authorization: `Bearer ${credentials.token}`, accept: "application/json" };
      const response = await http.get(url.href, { headers });
      const { pagination: place = null } = answer.safeParse(jsonAnswer(response)).data ?? {};
      const raw = rawPage(response);
      const mapped = readPage(raw, options);
      const next = place?.has_more_items ? place.continuation : null;
      if (place?.has_more_items && next === null)
        throw new UnavailableError("Eventbrite says that there are more events and not where. Try again later.");
      const last = !turned(asked, next, "Eventbrite");
      done += mapped.signals.length + mapped.skipped.length;
      yield batch({
        ...mapped,
        raw,
        cursor: last ? { read: organization } : cursor,
        progress: { done, total: place?.object_count ?? null, unit: "items" },
      });
      if (last || next === null || signal.aborted) return;
      asked.add(next);
      continuation = next;
    }
  },
  map: readPage,
});

/** Reads a kept page. */
function readPage(page: RawPage, { organization, name }: Options): Mapped {
  const id = String(organization);
  const space: Space = { platform: "eventbrite", id, kind: "group", name: name ?? id, url: null };
  return { ...mapEventbrite(page.body, space), spaces: [space], accounts: [], endorsements: [] };
}
