import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readWindow, type Signal } from "@groundswell/model";
import { describe, expect, it } from "vitest";
import { type IcalReading, mapIcal } from "./ical.ts";

const url = "https://group.example/events.ics";
const year = readWindow(new Date("2026-01-01"), new Date("2027-01-01"));
const ever = readWindow(new Date("1990-01-01"), new Date("2030-01-01"));
const fixture = readFileSync(new URL("../fixtures/ical/group.ics", import.meta.url));
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function map(lines: string | Uint8Array, window = year, reading: Partial<IcalReading> = {}) {
  const bytes = typeof lines === "string" ? Buffer.from(lines) : lines;
  return mapIcal(bytes, window, { url, ...reading });
}
const calendar = (events: string, head = "") => `BEGIN:VCALENDAR\r\n${head}${events}END:VCALENDAR\r\n`;
const event = (lines: string, uid = "a") =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\n${lines.trim().replace(/\n\s*/g, "\r\n")}\r\nEND:VEVENT\r\n`;
const starts = (lines: string, window = year, reading: Partial<IcalReading> = {}) =>
  map(calendar(event(lines)), window, reading).signals.map(({ occurredAt }) => occurredAt.slice(0, 16));
const byId = (signals: Signal[], id: string) => signals.find((one) => one.id === id);

describe("a group's calendar", () => {
  const { signals, skipped, space } = map(fixture);

  it("is a space of its own", () => {
    expect(space).toEqual({
      platform: "calendar",
      id: "group.example/events.ics",
      kind: "group",
      name: "Utrecht Shell Users, monthly",
      url,
    });
    expect(map(fixture, year, { group: "utrecht-shell", name: "USU" }).space).toMatchObject({
      id: "utrecht-shell",
      name: "USU",
    });
  });
  it("gives a signal for each occurrence, on the clock of its zone", () => {
    expect(byId(signals, "monthly@calendar.example#20260115T173000Z")).toMatchObject({
      connector: "ical",
      kind: "event",
      occurredAt: "2026-01-15T17:30:00.000Z",
      editedAt: "2026-01-02T08:00:00.000Z",
      title: "Monthly meeting",
      excerpt: "Bring a module. And a question, or two.",
      url: "https://group.example/monthly",
      language: "en",
      tags: ["PowerShell", "Community"],
      metrics: { duration: 150 },
    });
    expect(byId(signals, "monthly@calendar.example#20260618T163000Z")?.occurredAt).toBe("2026-06-18T16:30:00.000Z");
    expect(signals.filter(({ id }) => id.startsWith("monthly"))).toHaveLength(11);
  });
  it("names the organiser by the hash of the address, and nobody who was invited", () => {
    const emailHash = sha256("ilse@vann.example");
    expect(signals[0]?.account).toMatchObject({ platform: "calendar", id: emailHash, emailHash, name: "Ilse Vann" });
    expect(signals[0]?.account?.emailDomain).toBe("vann.example");
    expect(JSON.stringify({ signals, skipped })).not.toMatch(/@vann\.example|beck|omar/i);
  });
  it("leaves out what EXDATE excludes, moves what an exception moves, and marks what is cancelled", () => {
    expect(byId(signals, "monthly@calendar.example#20260716T163000Z")).toBeUndefined();
    expect(byId(signals, "monthly@calendar.example#20260820T163000Z")).toMatchObject({
      occurredAt: "2026-08-27T17:30:00.000Z",
      title: "Monthly meeting, a week late",
      metrics: { duration: 60 },
    });
    expect(byId(signals, "monthly@calendar.example#20261015T163000Z")?.deletedAt).toBe("2026-09-01T08:00:00.000Z");
  });
  it("lets the highest SEQUENCE win", () => {
    expect(byId(signals, "moved@calendar.example")).toMatchObject({ title: "Newest version" });
    expect(skipped).toContainEqual({ reason: "an older version of an event", position: "line 56", item: null });
  });
  it("keeps a day the day it names, wherever its reader is", () => {
    expect(byId(signals, "camp@calendar.example")).toMatchObject({
      occurredAt: "2026-10-03T00:00:00.000Z",
      metrics: { duration: 2_880 },
    });
    const elsewhere = map(fixture, year, { timeZone: "Pacific/Auckland" }).signals;
    expect(byId(elsewhere, "camp@calendar.example")?.occurredAt).toBe("2026-10-03T00:00:00.000Z");
  });
  it("reads a time without a zone in UTC, in the configured zone, or in the calendar's", () => {
    expect(byId(signals, "floating@calendar.example")).toMatchObject({
      occurredAt: "2026-09-30T19:00:00.000Z",
      title: "Somewhere, some time",
    });
    const there = map(fixture, year, { timeZone: "America/New_York" }).signals;
    expect(byId(there, "floating@calendar.example")?.occurredAt).toBe("2026-09-30T23:00:00.000Z");
    const own = map(calendar(event("DTSTART:20260930T190000"), "X-WR-TIMEZONE:Asia/Tokyo\r\n")).signals;
    expect(own[0]?.occurredAt).toBe("2026-09-30T10:00:00.000Z");
  });
  it("skips a broken event, and reads the rest", () => {
    const broken = skipped.filter(({ item }) => item !== null);
    expect(broken).toEqual([
      {
        reason: "DTSTART that cannot be read",
        position: "line 68",
        item: expect.stringContaining("SUMMARY:No such day"),
      },
    ]);
  });
});

describe("a time zone", () => {
  const own = (tzid: string) =>
    `BEGIN:VTIMEZONE\r\nTZID:${tzid}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n`;
  const at = (tzid: string, head = "") => {
    const [first] = map(calendar(event(`DTSTART;TZID=${tzid}:20260701T120000`), head)).signals;
    return first?.occurredAt.slice(11, 16);
  };
  it.each([
    ["Europe/Amsterdam", "10:00"],
    ["Pacific Standard Time", "19:00"],
    ["/example.org/20260101_1/America/New_York", "16:00"],
    ["UTC", "12:00"],
    ["Nowhere/Land", "12:00"],
  ])("named %s is known", (tzid, expected) => expect(at(tzid)).toBe(expected));
  it("may be the calendar's own, but not under the name of a real one", () => {
    expect(at("Our Office", own("Our Office"))).toBe("07:00");
    expect(at("Europe/Amsterdam", own("Europe/Amsterdam"))).toBe("10:00");
  });
  it("makes an hour that never comes the one before the gap says, and one that comes twice the first", () => {
    expect(starts("DTSTART;TZID=Europe/Amsterdam:20260329T023000")).toEqual(["2026-03-29T01:30"]);
    expect(starts("DTSTART;TZID=Europe/Amsterdam:20261025T023000")).toEqual(["2026-10-25T00:30"]);
  });
});

describe("a series", () => {
  it("ends by COUNT, by UNTIL in UTC or as a day, or with the window", () => {
    expect(starts("DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY;COUNT=3")).toHaveLength(3);
    const evening = "DTSTART;TZID=America/New_York:20260907T200000\n";
    expect(starts(`${evening}RRULE:FREQ=DAILY;UNTIL=20260910T000000Z`)).toHaveLength(3);
    expect(starts(`${evening}RRULE:FREQ=DAILY;UNTIL=20260910`)).toHaveLength(4);
    expect(starts("DTSTART:19990101T100000Z\nRRULE:FREQ=WEEKLY")).toHaveLength(52);
  });
  it("keeps its hour on the wall when clocks change", () => {
    const found = starts("DTSTART;TZID=Europe/Amsterdam:20261022T183000\nRRULE:FREQ=WEEKLY;COUNT=2");
    expect(found).toEqual(["2026-10-22T16:30", "2026-10-29T17:30"]);
  });
  it("adds RDATE and takes away EXDATE, whatever zone or precision they are in", () => {
    const series = "DTSTART;TZID=Europe/Amsterdam:20260105T100000\nRRULE:FREQ=DAILY;COUNT=4\n";
    expect(starts(`${series}EXDATE:20260106T090000Z,20260107T090000Z`)).toEqual([
      "2026-01-05T09:00",
      "2026-01-08T09:00",
    ]);
    expect(starts(`${series}EXDATE;VALUE=DATE:20260106\nRDATE:20260201T080000Z`)).toEqual([
      "2026-01-05T09:00",
      "2026-01-07T09:00",
      "2026-01-08T09:00",
      "2026-02-01T08:00",
    ]);
    expect(starts("DTSTART:20260105T100000Z\nRDATE;VALUE=PERIOD:20260301T100000Z/PT1H")).toHaveLength(2);
  });
  it("does not move the 29th of February or the 31st to another day", () => {
    expect(starts("DTSTART:20200229T100000Z\nRRULE:FREQ=YEARLY", ever)).toEqual([
      "2020-02-29T10:00",
      "2024-02-29T10:00",
      "2028-02-29T10:00",
    ]);
    expect(starts("DTSTART:20260131T100000Z\nRRULE:FREQ=MONTHLY")).toHaveLength(7);
  });
  it("changes from an exception on that says so", () => {
    const series = event("DTSTART:20260105T100000Z\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:old");
    const change = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260119T100000Z\nDTSTART:20260119T120000Z\nSUMMARY:new");
    expect(
      map(calendar(series + change)).signals.map(({ occurredAt, title }) => `${occurredAt.slice(5, 13)} ${title}`),
    ).toEqual(["01-05T10 old", "01-12T10 old", "01-19T12 new", "01-26T12 new"]);
  });
  it("takes from outside the window only what an exception moves into it", () => {
    const series = event("DTSTART:20251201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2");
    const moved = event("RECURRENCE-ID:20251208T100000Z\nDTSTART:20260105T100000Z");
    expect(map(calendar(series + moved)).signals.map(({ id }) => id)).toEqual(["a#20251208T100000Z"]);
    expect(map(calendar(series)).skipped).toEqual([{ reason: "outside the window", position: "line 2", item: null }]);
  });
  it.each([
    ["comes every second", "FREQ=SECONDLY"],
    ["comes every minute since long ago", "FREQ=MINUTELY;INTERVAL=7"],
    ["is in another calendar", "RSCALE=CHINESE;FREQ=YEARLY"],
    ["has no frequency", "BYDAY=MO"],
    ["has an unknown frequency", "FREQ=SOMETIMES"],
  ])("whose rule %s is skipped", (_, rule) => {
    const { signals, skipped } = map(
      calendar(event(`DTSTART:19990101T100000Z\nRRULE:${rule}`) + event("DTSTART:20260101T100000Z", "b")),
    );
    expect(signals.map(({ id }) => id)).toEqual(["b"]);
    expect(skipped).toMatchObject([{ position: "line 2", item: expect.stringContaining(rule) }]);
  });
});

describe("a broken calendar", () => {
  it("is read for what it has: a lost end, blank lines, wrong line ends, a mark in front", () => {
    const cut = `\ufeffBEGIN:VCALENDAR\n\nBEGIN:VEVENT\nUID:a\nDTSTART:20260101\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:2026`;
    const { signals, skipped } = map(cut);
    expect(signals).toMatchObject([{ id: "a", occurredAt: "2026-01-01T00:00:00.000Z" }]);
    expect(skipped).toMatchObject([{ reason: "an event without its END line", position: "line 7" }]);
    expect(
      map("BEGIN:VCALENDAR\rBEGIN:VEVENT\rUID:a\rDTSTART:20260101T100000Z\rEND:VEVENT\rEND:VCALENDAR").signals,
    ).toHaveLength(1);
  });
  it("may have lines that make no sense in an event that does", () => {
    expect(
      map(calendar(event("nonsense\nDTSTART:20260101T100000Z\nDURATION:P999999W\nX-FOO;BAR\nSTATUS:"))).signals,
    ).toMatchObject([{ id: "a", metrics: {} }]);
  });
  it("gives events without a UID an id that lasts, and unrelated events under one UID one each", () => {
    const nameless = "BEGIN:VEVENT\r\nDTSTART:20260101T100000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\n";
    expect(map(calendar(nameless)).signals[0]?.id).toBe(
      `group.example/events.ics#${sha256(`x\n${Date.parse("2026-01-01T10:00Z")}`)}`,
    );
    const twins = event("DTSTART:20260101T100000Z") + event("DTSTART:20260201T100000Z");
    expect(map(calendar(twins)).signals.map(({ id }) => id)).toEqual(["a", "a#20260201T100000Z"]);
  });
  it("joins folded lines before it decodes them, since a fold may cut a character", () => {
    const [before, after] = [
      "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260101\r\nSUMMARY:caf\xc3\r\n \xa9\r\nEND:VEVENT\r\n",
      "café",
    ];
    expect(map(Buffer.from(calendar(before), "latin1")).signals[0]?.title).toBe(after);
  });
  it("is cancelled as a whole by its method", () => {
    const withdrawn = calendar(event("DTSTART:20260101T100000Z\nDTSTAMP:20251231T000000Z"), "METHOD:CANCEL\r\n");
    expect(map(withdrawn).signals[0]?.deletedAt).toBe("2025-12-31T00:00:00.000Z");
  });
  it("of nothing but beginnings ends", () => {
    expect(map("BEGIN:VEVENT\n".repeat(20_000)).signals).toEqual([]);
    expect(map("BEGIN:X\n".repeat(20_000)).signals).toEqual([]);
  });
});

const recorded = new URL("../../../../shared/data/recorded/ics/", import.meta.url);
const files = existsSync(recorded)
  ? readdirSync(recorded, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ics"))
  : [];
if (files.length === 0) console.log("Skipped: no recorded calendars at ../shared/data/recorded/ics.");
const tests = "src/icalendar/tests/";

describe.skipIf(files.length === 0)("recorded calendars", () => {
  const read = (name: string) => readFileSync(new URL(name, recorded));

  it.each(files)("%s gives a signal or a reason for each of its events", (name) => {
    const events =
      read(name)
        .toString("latin1")
        .match(/^BEGIN:VEVENT/gm)?.length ?? 0;
    const { signals, skipped } = map(read(name), ever);
    expect(signals.length + skipped.length).toBeGreaterThanOrEqual(events);
    for (const one of signals) expect(one.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  });
  it.each([
    ["PSTeamsCall.ics", 129, "2019-04-18T16:30:00.000Z", "PowerShell Community Call", 60],
    [`${tests}events/issue_112_missing_tzinfo_on_exdate.ics`, 11, "2013-09-07T16:00:00.000Z", "Market East Live!", 300],
    [
      `${tests}events/event_with_recurrence_exdates_on_different_lines.ics`,
      10,
      "2012-03-27T08:00:00.000Z",
      "A Recurring event with multiple exdates, one per line.",
      480,
    ],
    [`${tests}events/issue_156_RDATE_with_PERIOD_list.ics`, 3, "1996-12-30T02:00:00.000Z", "RDATE period", 240],
    [`${tests}events/issue_53_description_parsed_properly.ics`, 1, "2012-07-12T22:30:00.000Z", "DevOps DC Meetup", 180],
    [
      `${tests}events/issue_101_icalendar_chokes_on_umlauts_in_organizer.ics`,
      1,
      "2013-04-16T10:00:00.000Z",
      "wichtiger termin 1",
      60,
    ],
    [`${tests}calendars/america_new_york.ics`, 1, "2014-08-29T12:00:00.000Z", "an event with a custom tz name", 120],
    [`${tests}calendars/pacific_fiji.ics`, 1, "2014-08-28T20:00:00.000Z", "an event with a custom tz name", undefined],
    [`${tests}calendars/timezoned.ics`, 1, "2012-02-13T09:00:00.000Z", "artsprint 2012", 6_240],
    [`${tests}calendars/issue_165_missing_event.ics`, 14, "2015-07-03T08:00:00.000Z", "Sprint 25 Daily Standup", 30],
    [
      `${tests}calendars/issue_836_do_not_quote_tzid.ics`,
      1,
      "2024-10-28T21:00:00.000Z",
      "Anonymous Test Event for TZID",
      60,
    ],
    [`${tests}calendars/example.ics`, 3, "2022-01-01T00:00:00.000Z", "New Year's Day", 1_440],
    [`${tests}calendars/rfc_7265_appendix_example_2_ical.ics`, 6, "2006-01-02T17:00:00.000Z", "Event #2", 60],
    [
      `${tests}calendars/issue_348_exception_parsing_value.ics`,
      1,
      "2019-06-24T06:30:00.000Z",
      "Sixt : détails de votre réservation",
      600,
    ],
    [`${tests}calendars/issue_1231_recurrence.ics`, 1, "2025-04-28T16:05:00.000Z", "Test recurrence", undefined],
  ])("%s has %i events, the first at %s", (name, count, first, title, duration) => {
    const { signals } = map(read(name), ever);
    expect(signals).toHaveLength(count);
    expect([signals[0]?.occurredAt, signals[0]?.title, signals[0]?.metrics.duration]).toEqual([first, title, duration]);
  });
});

it("is known by its own name where nobody gives its address", () => {
  const lines = ["BEGIN:VCALENDAR", "X-WR-CALNAME:Lumen Leiden", "BEGIN:VEVENT", "UID:1", "DTSTART:20260110T180000Z"];
  const bytes = Buffer.from([...lines, "SUMMARY:Wicks", "END:VEVENT", "END:VCALENDAR", ""].join("\r\n"));
  const { signals } = mapIcal(bytes, { from: new Date("2026-01-01"), to: new Date("2026-02-01") });
  expect(signals).toMatchObject([{ title: "Wicks", space: { id: "Lumen Leiden", name: "Lumen Leiden", url: null } }]);
});
