import {
  type Account,
  account,
  excerpt,
  RefusedError,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { z } from "zod";
import { htmlText, languageTag } from "./feed-text.ts";
import { idText, jsonValue, knownMetrics, listOf, maybe, text, unusable } from "./json-answer.ts";
import { guessedAddresses, outboundLinks } from "./outbound-links.ts";
import { byRule, isSkip, malformed } from "./skip.ts";
import { minutesBetween, wallInstant } from "./wall-time.ts";
import { resolveUrl, typedUrl } from "./web-address.ts";

/** What a Sessionize endpoint does not say of its event. */
export type SessionizeReading = {
  endpoint: string;
  /** The event's name; the space's id where this is unset. */
  event?: string | undefined;
  /** The id of the event's space; the endpoint where this is unset. */
  slug?: string | undefined;
  url?: string | undefined;
  /** The IANA zone of times without an offset; UTC where this is unset. */
  timeZone?: string | undefined;
  language?: string | undefined;
};

/** The four views that an endpoint can give as JSON, told apart by their shape. */
export type SessionizeView = "All" | "Sessions" | "Speakers" | "GridSmart";

export type MappedSessionize = {
  view: SessionizeView;
  space: Space;
  signals: Signal[];
  /** Speakers without a session in this answer. */
  accounts: Account[];
  skipped: Skip[];
};

const named = z.object({ id: idText, name: text });

const speaker = z.object({
  id: idText,
  firstName: text,
  lastName: text,
  fullName: text,
  name: text,
  links: listOf(z.object({ url: z.string(), linkType: text, title: text })),
  // Numbers in the view All, objects in Speakers; the session's own id is text in both.
  sessions: listOf(z.union([idText, named.transform(({ id }) => id)])),
});
type Speaker = z.output<typeof speaker>;

const session = z.object({
  id: idText,
  title: text,
  description: text,
  startsAt: text,
  endsAt: text,
  isServiceSession: maybe(z.boolean()),
  speakers: listOf(z.union([idText.transform((id) => ({ id, name: null })), named])),
  categoryItems: listOf(idText),
  categories: listOf(z.object({ categoryItems: listOf(named) })),
  room: text,
  roomId: maybe(idText),
  liveUrl: text,
  recordingUrl: text,
  status: text,
});
type Session = z.output<typeof session>;

type Parts = {
  view: SessionizeView;
  sessions: unknown[];
  speakers: unknown[];
  tags: Map<string, string>;
  rooms: Map<string, string>;
};
type Context = {
  reading: SessionizeReading;
  space: Space;
  parts: Parts;
  accounts: Map<string, Account>;
  speaking: Map<string, string[]>;
};

/**
 * Maps an answer of a Sessionize endpoint, as bytes or parsed: one talk for each session and speaker. Service sessions,
 * and those that were not accepted, are left out by rule. The view Speakers has no dates, so it gives accounts alone.
 * @throws RefusedError where it is none of the views
 */
export function mapSessionize(value: unknown, reading: SessionizeReading): MappedSessionize {
  const parts = partsOf(jsonValue(value));
  if (parts === null)
    throw new RefusedError(
      `The Sessionize endpoint ${reading.endpoint} answered with none of the views All, Sessions, Speakers and GridSmart: set its format to JSON under "API / Embed".`,
    );
  const id = reading.slug ?? reading.endpoint;
  const space: Space = {
    platform: "sessionize",
    id,
    kind: "conference",
    name: reading.event ?? id,
    url: reading.url ?? null,
  };
  const skipped: Skip[] = [];
  const accounts = new Map<string, Account>();
  const speaking = new Map<string, string[]>();
  parts.speakers.forEach((item, index) => {
    const read = speaker.safeParse(item);
    if (!read.success) {
      skipped.push({ ...unusable("speaker", read.error, item, `speaker ${index + 1}`), of: "accounts" });
      return;
    }
    const one = speakerAccount(read.data);
    accounts.set(one.id, one);
    for (const talk of read.data.sessions) speaking.set(talk, [...(speaking.get(talk) ?? []), one.id]);
  });
  const context: Context = { reading, space, parts, accounts, speaking };
  const signals = new Map<string, Signal>();
  const seen = new Set<string>();
  parts.sessions.forEach((item, index) => {
    const position = `session ${index + 1}`;
    const read = session.safeParse(item);
    const talks = read.success
      ? talksOf(read.data, position, context)
      : unusable("session", read.error, item, position);
    if (isSkip(talks)) skipped.push(talks);
    // A plenum session stands in the column of every room, and a session in every group that it belongs to.
    else if (read.success && seen.has(read.data.id))
      skipped.push(byRule("the same session twice in one agenda", position));
    else for (const talk of talks) signals.set(talk.id, talk);
    if (read.success) seen.add(read.data.id);
  });
  const credited = new Set([...signals.values()].map((one) => one.account?.id));
  return {
    view: parts.view,
    space,
    signals: [...signals.values()],
    accounts: [...accounts.values()].filter((one) => !credited.has(one.id)),
    skipped,
  };
}

const category = z.object({ items: listOf(named) });
const group = z.object({ sessions: z.array(z.unknown()) });
const grid = z.object({ rooms: z.array(z.unknown()), timeSlots: maybe(z.array(z.unknown())) });
const slot = z.object({ rooms: listOf(z.object({ session: maybe(z.unknown()) })) });

function partsOf(value: unknown): Parts | null {
  const tags = new Map<string, string>();
  const rooms = new Map<string, string>();
  const all = z
    .object({ sessions: maybe(z.array(z.unknown())), speakers: maybe(z.array(z.unknown())) })
    .safeParse(value);
  if (all.success && !Array.isArray(value)) {
    const { sessions, speakers } = all.data;
    if (sessions === null && speakers === null) return null;
    const lists = z.object({ categories: listOf(category), rooms: listOf(named) }).parse(value);
    for (const { id, name } of lists.categories.flatMap(({ items }) => items)) if (name) tags.set(id, name);
    for (const { id, name } of lists.rooms) if (name) rooms.set(id, name);
    return { view: "All", sessions: sessions ?? [], speakers: speakers ?? [], tags, rooms };
  }
  if (!Array.isArray(value)) return null;
  const only = (view: SessionizeView, sessions: unknown[], speakers: unknown[] = []): Parts => ({
    view,
    sessions,
    speakers,
    tags,
    rooms,
  });
  const objects = value.filter((one) => typeof one === "object" && one !== null);
  if (objects.some((one) => grid.safeParse(one).success)) return only("GridSmart", objects.flatMap(gridSessions));
  if (objects.some((one) => "fullName" in one || "firstName" in one)) return only("Speakers", [], value);
  if (objects.some((one) => group.safeParse(one).success))
    return only(
      "Sessions",
      objects.flatMap((one) => group.safeParse(one).data?.sessions ?? []),
    );
  // An event whose agenda is not published yet.
  return value.length === 0 ? only("Sessions", []) : null;
}

/** A day's sessions by room, and those that only the time slots name. */
function gridSessions(day: unknown): unknown[] {
  const { rooms = [], timeSlots } = grid.safeParse(day).data ?? {};
  const listed = rooms.flatMap((room) => group.safeParse(room).data?.sessions ?? []);
  if (listed.length > 0) return listed;
  return (timeSlots ?? []).flatMap(
    (one) => slot.safeParse(one).data?.rooms.flatMap(({ session }) => session ?? []) ?? [],
  );
}

function talksOf(talk: Session, position: string, context: Context): Signal[] | Skip {
  const { reading, space, parts } = context;
  if (talk.isServiceSession === true) return byRule("a service session", position);
  if (talk.status !== null && !/^accepted$/i.test(talk.status))
    return byRule("a session that is not accepted", position);
  if (talk.startsAt === null) return byRule("a session without a time", position);
  const occurredAt = wallInstant(talk.startsAt, reading.timeZone ?? null);
  if (occurredAt === null) return malformed("session without a usable startsAt", position, JSON.stringify(talk));
  const speakers = speakersOf(talk, context);
  const room = talk.room ?? parts.rooms.get(talk.roomId ?? "") ?? null;
  const named = talk.categories.flatMap(({ categoryItems }) => categoryItems.flatMap(({ name }) => name ?? []));
  const tags = [...new Set([...named, ...talk.categoryItems.flatMap((id) => parts.tags.get(id) ?? [])])];
  const url = resolveUrl(talk.recordingUrl) ?? resolveUrl(talk.liveUrl) ?? reading.url ?? null;
  const ends = wallInstant(talk.endsAt, reading.timeZone ?? null);
  return (speakers.length === 0 ? [null] : speakers).map((who, index) =>
    signal({
      connector: "sessionize",
      id: index === 0 || who === null ? talk.id : `${talk.id}#${who.id}`,
      kind: "talk",
      occurredAt,
      space,
      account: who,
      title: excerpt(talk.title),
      excerpt: excerpt(talk.description === null ? null : htmlText(talk.description)),
      url,
      language: languageTag(reading.language),
      tags,
      links: outboundLinks(guessedAddresses(talk.description ?? ""), [url]),
      metrics: knownMetrics({ duration: minutesBetween(occurredAt, ends), room }),
    }),
  );
}

/** Who gives a session, as it says itself and as its speakers say of themselves. */
function speakersOf(talk: Session, { accounts, speaking }: Context): Account[] {
  const found = new Map<string, Account>();
  for (const { id, name } of talk.speakers) {
    const key = id.toLowerCase();
    found.set(key, accounts.get(key) ?? account("sessionize", key, { name }));
  }
  for (const key of speaking.get(talk.id) ?? []) {
    const known = accounts.get(key);
    if (known && !found.has(key)) found.set(key, known);
  }
  return [...found.values()];
}

function speakerAccount(known: Speaker): Account {
  const name = known.fullName ?? ([known.firstName, known.lastName].filter(Boolean).join(" ") || known.name);
  // An employer's site is its employees', of whom several may speak: it says nothing about who somebody is.
  const own = known.links.filter(({ linkType }) => linkType === null || !/company/i.test(linkType));
  const links = [...new Set(own.flatMap(({ url }) => typedUrl(url) ?? []))];
  const profile = own.find(({ linkType }) => /^sessionize$/i.test(linkType ?? ""));
  return account("sessionize", known.id.toLowerCase(), { name, url: profile ? typedUrl(profile.url) : null, links });
}
