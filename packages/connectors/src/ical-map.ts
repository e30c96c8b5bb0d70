import { createHash } from "node:crypto";
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
import { emailDomain } from "./email-domain.ts";
import { hashEmail } from "./feed-authors.ts";
import { guessedText, languageTag } from "./feed-text.ts";
import { BrokenEvent, eventSource, type IcalEvent, type Organiser, readIcalEvent } from "./ical-event.ts";
import { type Budget, expandEvent, mostSteps, type Occurrence } from "./ical-expand.ts";
import { blocksNamed, type IcalBlock, readIcalBlocks } from "./ical-lines.ts";
import { type Beginnings, occurrenceIds, utcStamp } from "./ical-names.ts";
import { lineValue, utc, zoneFinder } from "./ical-zones.ts";
import { guessedAddresses, outboundLinks } from "./outbound-links.ts";
import { publicUrl } from "./public-url.ts";
import { byRule, malformed } from "./skip.ts";
import { resolveUrl, siteId, withoutSecretPath } from "./web-address.ts";

/** How `mapIcal` is to read: where the calendar is from, and how it is called. */
export type IcalReading = {
  /** Where the calendar is: its group's identity. Without it, its own name (X-WR-CALNAME) has to do. */
  url?: string;
  name?: string | undefined;
  group?: string | undefined;
  timeZone?: string | undefined;
  headers?: Record<string, string>;
  /** What earlier readings noted of when series began. */
  begins?: Beginnings;
};

/** What a calendar said about a window. Every VEVENT gave signals or a skip; `components` is 0 where the bytes are no calendar. */
export type MappedIcal = { space: Space; signals: Signal[]; skipped: Skip[]; components: number; begins: Beginnings };

type ReadCalendar = { events: IcalEvent[]; skipped: Skip[]; blocks: Map<number, IcalBlock> };
type Group = { master: IcalEvent | null; exceptions: IcalEvent[] };

/**
 * Maps the bytes of an iCalendar file (RFC 5545): one signal for each occurrence that begins inside the window. Pure; never
 * throws. People who were invited are never read.
 */
export function mapIcal(bytes: Uint8Array, window: Window, reading: IcalReading = {}): MappedIcal {
  const file = readIcalBlocks(bytes, reading.headers?.["content-type"] ?? null);
  const calendars = blocksNamed(file, "VCALENDAR");
  const space = spaceOf(calendars[0] ?? file, reading);
  const budget: Budget = { steps: mostSteps };
  const all: MappedIcal = { space, signals: [], skipped: [], components: file.children.length, begins: {} };
  const noted = new Map<string, Beginnings[string]>();
  const read: ReadCalendar = { events: [], skipped: all.skipped, blocks: new Map() };
  // Some exports wrap every event in a calendar of its own, so a series and its exceptions meet only here.
  for (const calendar of [
    ...calendars,
    { ...file, children: file.children.filter(({ name }) => name !== "VCALENDAR") },
  ])
    readCalendar(calendar, reading, read);
  for (const [id, { master, exceptions }] of groups(read.events, space, all.skipped)) {
    const line = (master ?? exceptions[0])?.line ?? 0;
    try {
      const occurrences = expandEvent(master, exceptions, window, budget);
      const ids = occurrenceIds(id, master, occurrences, reading.begins ?? {}, noted);
      all.signals.push(...occurrences.map((occurrence, index) => toSignal(ids[index] as string, occurrence, space)));
      if (occurrences.length === 0) all.skipped.push(byRule("outside the window", `line ${line}`));
    } catch (error) {
      all.skipped.push(broken(error, line, read.blocks.get(line)));
    }
  }
  return { ...all, begins: Object.fromEntries(noted) };
}

/** Adds the events of one calendar, in its own zones, to those of its file. */
function readCalendar(calendar: IcalBlock, reading: IcalReading, into: ReadCalendar): void {
  const zoneOf = zoneFinder(blocksNamed(calendar, "VTIMEZONE"));
  const floating = [reading.timeZone, lineValue(calendar, "X-WR-TIMEZONE")].flatMap(
    (name) => (name && zoneOf(name)) || [],
  )[0];
  const withdrawn = /^cancel$/i.test(lineValue(calendar, "METHOD") ?? "");
  for (const block of blocksNamed(calendar, "VEVENT")) {
    into.blocks.set(block.line, block);
    try {
      const event = readIcalEvent(block, zoneOf, floating ?? utc);
      for (const fault of event.faults) into.skipped.push(broken(new BrokenEvent(fault), block.line, block));
      into.events.push(withdrawn ? { ...event, cancelled: true } : event);
    } catch (error) {
      into.skipped.push(broken(error, block.line, block));
    }
  }
}

function broken(error: unknown, line: number, block: IcalBlock | undefined): Skip {
  const reason = error instanceof BrokenEvent ? error.message : "an event that cannot be read";
  return malformed(reason, `line ${line}`, block ? eventSource(block) : "");
}

/**
 * The VEVENTs of each UID: the series and its exceptions, each in its newest version. A file that gives one UID to unrelated
 * events, which some generators do, gets an id for each by its start.
 */
function groups(events: IcalEvent[], space: Space, skipped: Skip[]): Map<string, Group> {
  const found = new Map<string, Group>();
  const versions = new Map<string, IcalEvent>();
  for (const event of events) {
    const uid = event.uid ?? `${space.id}#${digest(`${event.title ?? ""}\n${event.start.at}`)}`;
    const other = event.recurrenceId === null ? versions.get(uid) : undefined;
    const unrelated = other !== undefined && other.start.at !== event.start.at && !comparable(other, event);
    const id = unrelated ? `${uid}#${utcStamp(event.start)}` : uid;
    const key = event.recurrenceId === null ? id : `${id}\n${event.recurrenceId.at}`;
    const known = versions.get(key);
    if (known !== undefined) {
      const older = newer(event, known) ? known : event;
      skipped.push(byRule("an older version of an event", `line ${older.line}`));
      if (older === event) continue;
    }
    versions.set(key, event);
    const group = found.get(id) ?? { master: null, exceptions: [] };
    if (event.recurrenceId === null) group.master = event;
    else group.exceptions = [...group.exceptions.filter((one) => one !== known), event];
    found.set(id, group);
  }
  return found;
}

/** RFC 5546, section 2.1.5: the higher SEQUENCE wins, then the later stamp; between equals, the later in the file. */
function newer(event: IcalEvent, than: IcalEvent): boolean {
  if (event.sequence !== than.sequence) return event.sequence > than.sequence;
  return versionTime(event) >= versionTime(than);
}

function comparable(a: IcalEvent, b: IcalEvent): boolean {
  return a.sequence !== b.sequence || versionTime(a) !== versionTime(b);
}

function versionTime(event: IcalEvent): number {
  return (event.modified ?? event.stamped)?.getTime() ?? 0;
}

function toSignal(id: string, { event, at }: Occurrence, space: Space): Signal {
  const occurredAt = new Date(at).toISOString();
  const url = resolveUrl(event.url);
  const deleted = event.cancelled ? ((event.modified ?? event.stamped)?.toISOString() ?? occurredAt) : null;
  return signal({
    connector: "ical",
    id,
    kind: "event",
    occurredAt,
    editedAt: event.modified?.toISOString() ?? null,
    deletedAt: deleted,
    space,
    account: event.organiser === null ? null : organiserAccount(event.organiser, space),
    title: excerpt(event.title),
    excerpt: excerpt(event.description === null ? null : guessedText(event.description)),
    url,
    language: languageTag(event.language),
    tags: [...new Set(event.categories)],
    links: outboundLinks(guessedAddresses(event.description ?? ""), [url]),
    metrics: event.minutes === null ? {} : { duration: event.minutes },
  });
}

/** What calendar services write where no person called a meeting: the calendar's own address, a room's, a mailbox nobody reads. */
const nobody =
  /^(unknownorganizer@calendar\.google\.com|.*@(group|resource|import)\.calendar\.google\.com|(no-?reply|do-?not-?reply)@.*)$/i;

/** The account of whoever called a meeting, by the hash of the address; the address itself is not kept. */
function organiserAccount({ name, address }: Organiser, space: Space): Account | null {
  const mail = address.replace(/^\s*mailto:/i, "").trim();
  if (nobody.test(mail)) return null;
  const shown = name !== null && !name.includes("@") ? name : null;
  if (/^[^\s@/]+@[^\s@/]+$/.test(mail)) {
    const emailHash = hashEmail(mail);
    return account("calendar", emailHash, { name: shown, emailHash, emailDomain: emailDomain(mail) });
  }
  const page = /^https?:/i.test(mail) ? resolveUrl(mail) : null;
  if (page !== null) return account("calendar", page, { name: shown, url: page, links: [page] });
  return shown === null ? null : account("calendar", `${space.id}#${shown.toLowerCase()}`, { name: shown });
}

function spaceOf(calendar: IcalBlock, { url, name, group }: IcalReading): Space {
  const own = lineValue(calendar, "X-WR-CALNAME") ?? lineValue(calendar, "NAME");
  const shown = url === undefined ? null : shownUrl(url);
  const id = group ?? (shown === null ? (own ?? "calendar") : siteId(shown));
  const page = group !== undefined && /^https?:\/\//i.test(group) ? group : shown;
  return {
    platform: "calendar",
    id,
    kind: "group",
    name: name ?? (own ? guessedText(own.replace(/\\([,;\\])/g, "$1")) : id),
    url: page,
  };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The calendar's address as it may be kept and shown. */
export function shownUrl(url: string): string {
  return withoutSecretPath(publicUrl(overHttps(url)));
}

/** `webcal:` is how calendars are subscribed to; they are fetched over HTTPS. */
export function overHttps(url: string): string {
  return url.replace(/^webcals?:/i, "https:");
}
