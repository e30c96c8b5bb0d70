import {
  type Account,
  account,
  excerpt,
  type Signal,
  type Skip,
  type Space,
  signal,
  type Window,
} from "@groundswell/model";
import { z } from "zod";
import { encodePart } from "./encode-part.ts";
import { guessedText } from "./feed-text.ts";
import { type IcalReading, mapIcal } from "./ical-map.ts";
import {
  count,
  idText,
  instant,
  itemsIn,
  jsonValue,
  knownMetrics,
  listOf,
  mapItems,
  maybe,
  text,
} from "./json-answer.ts";
import { guessedAddresses, outboundLinks } from "./outbound-links.ts";
import { byRule } from "./skip.ts";
import { durationMinutes } from "./wall-time.ts";
import { resolveUrl } from "./web-address.ts";

export type MappedMeetup = {
  space: Space;
  signals: Signal[];
  accounts: Account[];
  skipped: Skip[];
  components?: number;
};

/** A Meetup group as a space: `id` is its name in addresses. */
export function meetupSpace(urlname: string, name?: string | null): Space {
  const id = urlname.toLowerCase();
  return { platform: "meetup", id, kind: "group", name: name ?? urlname, url: `https://www.meetup.com/${urlname}/` };
}

/**
 * Maps the bytes of a group's public calendar. Its events have the ids that the API gives them, so that both are one
 * signal; it names no hosts. `components` is 0 where the bytes are no calendar.
 */
export function mapMeetupCalendar(
  bytes: Uint8Array,
  window: Window,
  urlname: string,
  headers: IcalReading["headers"] = {},
): MappedMeetup {
  const url = `https://www.meetup.com/${urlname}/events/ical/`;
  const mapped = mapIcal(bytes, window, { url, headers });
  const own = mapped.space.name === mapped.space.id ? null : mapped.space.name;
  const space = meetupSpace(urlname, own);
  const signals = mapped.signals.map((one) => ({
    ...one,
    connector: "meetup",
    id: one.id.replace(/^event_([^@]+)@meetup\.com/i, "$1"),
    space,
    // The organiser that some calendars name is Meetup's own mailbox.
    account: null,
  }));
  return { space, signals, accounts: [], skipped: mapped.skipped, components: mapped.components };
}

const host = z.object({
  memberId: maybe(idText),
  name: text,
  id: maybe(idText),
  member: maybe(z.object({ id: maybe(idText), name: text, memberUrl: text })),
  memberUrl: text,
});

const event = z.object({
  id: idText,
  title: text,
  eventUrl: text,
  description: text,
  dateTime: instant,
  duration: text,
  status: text,
  isOnline: maybe(z.boolean()),
  eventHosts: listOf(host),
  hosts: listOf(host),
  host: maybe(host),
  // A number in one version of the schema, a list with its length in another.
  going: maybe(z.unknown()),
  rsvps: maybe(z.unknown()),
});
type Event = z.output<typeof event>;

const unannounced = new Set(["DRAFT", "PROPOSED", "TEMPLATE", "PENDING", "BLOCKED", "AUTOSCHED_DRAFT"]);
const total = z.union([z.number(), z.object({ totalCount: z.number() }).transform(({ totalCount }) => totalCount)]);

/**
 * Maps a page of the API, as bytes, parsed, or as its edges or nodes alone. Its hosts are accounts, the first the event's own;
 * people who said they would come are never read.
 */
export function mapMeetupEvents(answered: unknown, space: Space): MappedMeetup {
  const value = jsonValue(answered);
  const items = Array.isArray(value) ? value : (readMeetupPage(value).page?.items ?? itemsIn(value, "edges"));
  const accounts = new Map<string, Account>();
  const nodes = items.map((item) => (typeof item === "object" && item !== null && "node" in item ? item.node : item));
  const mapped = mapItems("event", event, nodes, (known, position) => {
    const status = known.status?.toUpperCase() ?? null;
    if (status !== null && unannounced.has(status)) return byRule("an event that is not announced", position);
    const hosts = [...known.eventHosts, ...known.hosts, ...(known.host ? [known.host] : [])].flatMap(
      (one) => hostAccount(one) ?? [],
    );
    const distinct = [...new Map(hosts.map((one) => [one.id, one])).values()];
    for (const other of distinct.slice(1)) accounts.set(other.id, other);
    return toSignal(known, status, distinct[0] ?? null, space);
  });
  for (const { account } of mapped.signals) if (account) accounts.delete(account.id);
  return { space, ...mapped, accounts: [...accounts.values()] };
}

function toSignal(known: Event, status: string | null, by: Account | null, space: Space): Signal {
  const url = resolveUrl(known.eventUrl);
  return signal({
    connector: "meetup",
    id: known.id,
    kind: "event",
    occurredAt: known.dateTime,
    // When it was called off is not told.
    deletedAt: status !== null && /CANCELL?ED/.test(status) ? known.dateTime : null,
    space,
    account: by,
    title: excerpt(known.title),
    excerpt: excerpt(known.description === null ? null : guessedText(known.description)),
    url,
    links: outboundLinks(guessedAddresses(known.description ?? ""), [url]),
    metrics: knownMetrics({
      duration: durationMinutes(known.duration),
      attendees: total.safeParse(known.going).data ?? total.safeParse(known.rsvps).data ?? null,
      online: known.isOnline,
    }),
  });
}

function hostAccount(known: z.output<typeof host>): Account | null {
  const id = known.memberId ?? known.member?.id ?? known.id;
  if (id === null) return null;
  const url =
    resolveUrl(known.member?.memberUrl ?? known.memberUrl) ?? `https://www.meetup.com/members/${encodePart(id)}/`;
  return account("meetup", id, { name: known.name ?? known.member?.name ?? null, url });
}

const page = z.object({
  edges: maybe(z.array(z.unknown())),
  nodes: maybe(z.array(z.unknown())),
  count,
  totalCount: count,
  pageInfo: z.object({ hasNextPage: maybe(z.boolean()), endCursor: text }),
});
const group = z.object({ name: text, urlname: text, events: maybe(page), unifiedEvents: maybe(page) });
const answer = z.object({ data: maybe(z.object({ groupByUrlname: maybe(group) })) });

/** A page of events in an answer of the API, its group's name, and where the next page begins; null where the answer has none. */
export type MeetupPage = { name: string | null; items: unknown[]; next: string | null; total: number | null };

/** Reads what `groupByUrlname` answered. `group` tells whether there is such a group at all. */
export function readMeetupPage(value: unknown): { group: boolean; page: MeetupPage | null } {
  const read = answer.safeParse(value).data?.data?.groupByUrlname ?? null;
  if (read === null) return { group: false, page: null };
  const events = read.events ?? read.unifiedEvents;
  if (events === null) return { group: true, page: null };
  const { hasNextPage, endCursor } = events.pageInfo;
  const items = events.edges ?? events.nodes ?? [];
  const next = hasNextPage === true && items.length > 0 ? endCursor : null;
  return { group: true, page: { name: read.name, items, next, total: events.totalCount ?? events.count } };
}
