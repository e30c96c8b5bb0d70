import { type Account, account, excerpt, type Signal, type Skip, type Space, signal } from "@groundswell/model";
import { emailDomain } from "./email-domain.ts";
import { hashEmail } from "./feed-authors.ts";
import { guessedText, languageTag } from "./feed-text.ts";
import { knownMetrics } from "./json-answer.ts";
import { guessedAddresses, outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";
import {
  isNode,
  readStructuredData,
  type StructuredNode,
  type StructuredValue,
  textOf,
  valuesOf,
} from "./structured-data.ts";
import { statedFacts } from "./structured-person.ts";
import { durationMinutes, isDay, minutesBetween, wallInstant } from "./wall-time.ts";
import { resolveUrl, siteId, withoutTracking } from "./web-address.ts";

/** What an event's page does not say of itself. */
export type EventPageReading = {
  url: string;
  /** The id of the events' space; the page's host where this is unset. */
  space?: string | undefined;
  name?: string | undefined;
  kind?: "conference" | "group" | undefined;
  /** The IANA zone of times without an offset; UTC where this is unset. */
  timeZone?: string | undefined;
};

export type MappedEventPage = { space: Space; signals: Signal[]; accounts: Account[]; skipped: Skip[] };

type Context = { reading: EventPageReading; space: Space };
/** `firstSaid` is when it was to be before it was put off, which schema.org calls previousStartDate. */
type Read = { node: StructuredNode; base: string; occurredAt: string; firstSaid: string; position: string };

/**
 * Maps the schema.org events (https://schema.org/Event and its subtypes) that a page describes in JSON-LD or microdata:
 * an event by its organiser, and a talk for each performer. Pure.
 */
export function mapEventPage(html: string, reading: EventPageReading): MappedEventPage {
  const host = new URL(reading.url).host.replace(/^www\./, "");
  const id = reading.space ?? host;
  const space: Space = {
    platform: "calendar",
    id,
    kind: reading.kind ?? "conference",
    name: reading.name ?? id,
    url: new URL("/", reading.url).href,
  };
  const context = { reading, space };
  const skipped: Skip[] = [];
  const read: Read[] = [];
  const nodes = eventsIn(readStructuredData(html, reading.url));
  nodes.forEach((node, index) => {
    const position = `event ${index + 1}`;
    const start = textOf(node, "startDate");
    const occurredAt = wallInstant(start, reading.timeZone ?? null);
    const firstSaid = wallInstant(textOf(node, "previousStartDate"), reading.timeZone ?? null) ?? occurredAt ?? "";
    if (occurredAt !== null) read.push({ node, base: addressOf(node, reading.url), occurredAt, firstSaid, position });
    // A course or a series says of itself only what its dates have in common.
    else if (start === null && nodesIn(node, "subEvent").length > 0)
      skipped.push(byRule("a series without a date of its own", position));
    else
      skipped.push(
        malformed(
          start === null ? "event without a startDate" : "event without a usable startDate",
          position,
          withoutAddresses(node),
        ),
      );
  });
  const names = new Map<string, Set<string>>();
  for (const one of read) {
    const key = `${one.base}\n${one.firstSaid}`;
    names.set(key, (names.get(key) ?? new Set()).add(textOf(one.node, "name") ?? ""));
  }
  const signals = new Map<string, Signal>();
  const accounts = new Map<string, Account>();
  for (const one of read) {
    const parallel = (names.get(`${one.base}\n${one.firstSaid}`)?.size ?? 0) > 1;
    // A group's page keeps its address and shows the next meeting every month, so the address alone names none of them.
    const stamp = `#${one.firstSaid.replace(/[-:]|\.\d+/g, "")}`;
    const name = parallel ? `#${(textOf(one.node, "name") ?? "").toLowerCase()}` : "";
    const mapped = toSignals(`${one.base}${stamp}${name}`, one, context);
    for (const made of mapped.signals) {
      const key = `${made.kind} ${made.id}`;
      // Many sites describe an event in JSON-LD and in microdata; the first tells more.
      if (signals.has(key)) skipped.push(byRule("the same event twice on one page", one.position));
      else signals.set(key, made);
    }
    for (const organiser of mapped.organisers) accounts.set(organiser.id, organiser);
  }
  for (const { account } of signals.values()) if (account) accounts.delete(account.id);
  return { space, signals: [...signals.values()], accounts: [...accounts.values()], skipped };
}

/** Every event, those inside others too: an agenda is an event with its sessions as subEvent. */
function eventsIn(
  value: StructuredValue,
  found = new Set<StructuredNode>(),
  seen = new Set<StructuredValue>(),
): StructuredNode[] {
  if (typeof value === "object" && value !== null && !seen.has(value)) {
    seen.add(value);
    if (!Array.isArray(value) && value["@type"].some(isEventType)) found.add(value);
    // The whole that an event is part of is described on a page of its own.
    const inner = Array.isArray(value)
      ? value
      : Object.entries(value).flatMap(([name, one]) => (name === "superEvent" ? [] : [one]));
    for (const one of inner) eventsIn(one as StructuredValue, found, seen);
  }
  return [...found];
}

/** Broadcasts and publications are called events too, and are none that people meet at. */
function isEventType(type: string): boolean {
  if (/^(Publication|Broadcast|OnDemand|Sale|Delivery)Event$/.test(type)) return false;
  return /^(\w*Event|Festival|Hackathon|EventSeries|CourseInstance)$/.test(type);
}

/** The address that names an event: its own, or the page's. */
function addressOf(node: StructuredNode, page: string): string {
  const own =
    resolveUrl(textOf(node, "url"), page) ?? (/^https?:/i.test(textOf(node, "@id") ?? "") ? textOf(node, "@id") : null);
  return withoutTracking(own ?? page);
}

function toSignals(
  id: string,
  { node, base, occurredAt }: Read,
  context: Context,
): { signals: Signal[]; organisers: Account[] } {
  const { reading, space } = context;
  const organisers = [...nodesIn(node, "organizer"), ...nodesIn(node, "organiser")].flatMap(
    (who) => accountOf(who, context) ?? [],
  );
  const performers = ["performer", "performers", "actor"]
    .flatMap((property) => nodesIn(node, property))
    .flatMap((who) => accountOf(who, context) ?? []);
  const status = statusOf(node);
  const description = textOf(node, "description");
  const end = textOf(node, "endDate");
  const mode = textOf(node, "eventAttendanceMode") ?? "";
  const online = /online/i.test(mode) ? true : /offline/i.test(mode) ? false : null;
  const name = textOf(node, "name", "headline");
  const known = {
    connector: "event-page",
    occurredAt,
    deletedAt:
      status === "cancelled"
        ? (wallInstant(textOf(node, "dateModified"), reading.timeZone ?? null) ?? occurredAt)
        : null,
    space,
    title: excerpt(name === null ? null : guessedText(name)),
    excerpt: excerpt(description === null ? null : guessedText(description)),
    url: base,
    language: languageOf(node),
    tags: keywordsOf(node),
    links: outboundLinks(guessedAddresses(description ?? ""), [base, reading.url]),
    metrics: knownMetrics({
      duration: minutesBetween(occurredAt, endOf(end, reading)) ?? durationMinutes(textOf(node, "duration")),
      online,
      status: status === "cancelled" || status === "scheduled" ? null : status,
    }),
  };
  const distinct = [...new Map(performers.map((who) => [who.id, who])).values()];
  const talks = distinct.map((who, index) =>
    signal({ ...known, kind: "talk", id: index === 0 ? id : `${id}#${who.id}`, account: who, parentId: id }),
  );
  const event = signal({ ...known, kind: "event", id, account: organisers[0] ?? null });
  return { signals: [event, ...talks], organisers };
}

/** A last day is one of the event's, so it ends a day later. */
function endOf(end: string | null, { timeZone }: EventPageReading): string | null {
  const at = wallInstant(end, timeZone ?? null);
  return at !== null && end !== null && isDay(end) ? new Date(Date.parse(at) + 86_400_000).toISOString() : at;
}

/** `cancelled`, `postponed`, `rescheduled`, `movedonline` or `scheduled`; null where it is not said. */
function statusOf(node: StructuredNode): string | null {
  const said = valuesOf(node, "eventStatus").map((value) =>
    isNode(value) ? String(value["@id"] ?? textOf(value, "name") ?? "") : String(value),
  );
  const words = said.map((value) =>
    value
      .replace(/^.*[/#:]/, "")
      .replace(/^Event/i, "")
      .toLowerCase(),
  );
  if (words.some((word) => /^cancell?ed$/.test(word))) return "cancelled";
  return words.find((word) => word !== "") ?? null;
}

function nodesIn(node: StructuredNode, property: string): (StructuredNode | string)[] {
  return valuesOf(node, property).flatMap((value) =>
    isNode(value) || (typeof value === "string" && value.trim() !== "") ? [value] : [],
  );
}

/** A person or organisation: keyed by its own page, else by its name within the space. An address of mail is only hashed. */
function accountOf(who: StructuredNode | string, { reading, space }: Context): Account | null {
  const node: StructuredNode = typeof who === "string" ? { "@type": [], ...named(who) } : who;
  const said = [node, ...valuesOf(node, "sameAs")].flatMap((one) =>
    typeof one === "string" ? (resolveUrl(one, reading.url) ?? []) : [],
  );
  const own = resolveUrl(textOf(node, "url"), reading.url) ?? resolveUrl(absolute(textOf(node, "@id")));
  // A template that gives everybody the page's own address names nobody by it.
  const page = own !== null && siteId(own) !== siteId(reading.url) ? withoutTracking(own) : null;
  const name =
    textOf(node, "name") ?? ([textOf(node, "givenName"), textOf(node, "familyName")].filter(Boolean).join(" ") || null);
  const shown = name === null || name.includes("@") ? null : guessedText(name);
  const mail = (textOf(node, "email") ?? "").replace(/^mailto:/i, "").trim();
  const emailHash = /^[^\s@]+@[^\s@]+$/.test(mail) ? hashEmail(mail) : null;
  const id = page ?? (shown === null ? null : `${space.id}#${shown.normalize("NFC").toLowerCase()}`);
  if (id === null) return null;
  const links = [...new Set([...(page === null ? [] : [page]), ...said])];
  const domain = emailHash === null ? null : emailDomain(mail);
  return account("calendar", id, {
    name: shown,
    url: page,
    links,
    emailHash,
    emailDomain: domain,
    ...statedFacts(node),
  });
}

function named(text: string): { name: string } | { url: string } {
  return /^https?:\/\//i.test(text.trim()) ? { url: text.trim() } : { name: text };
}

function absolute(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) ? text : null;
}

function languageOf(node: StructuredNode): string | null {
  const [value] = valuesOf(node, "inLanguage");
  return languageTag(
    isNode(value) ? textOf(value, "alternateName", "identifier", "name") : typeof value === "string" ? value : null,
  );
}

function keywordsOf(node: StructuredNode): string[] {
  const words = valuesOf(node, "keywords").flatMap((value) =>
    isNode(value) ? (textOf(value, "name") ?? []) : String(value ?? "").split(","),
  );
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ""))];
}

function withoutAddresses(node: StructuredNode): string {
  return JSON.stringify(node).replace(/(?<![^\s"<>@:])[^\s"<>@:]+@[^\s"<>@]+\.\w+/g, "…");
}
