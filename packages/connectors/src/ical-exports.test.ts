import { readWindow } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { mapIcal } from "./ical.ts";

// What Outlook, Exchange, Google and Apple write, by the line.
const year = readWindow(new Date("2026-01-01"), new Date("2027-01-01"));
const url = "https://group.example/events.ics";

function map(...blocks: string[]) {
  const bytes = Buffer.from(`BEGIN:VCALENDAR\r\n${blocks.join("")}END:VCALENDAR\r\n`);
  return mapIcal(bytes, year, { url });
}
const event = (...lines: string[]) => ["BEGIN:VEVENT", "UID:a", ...lines, "END:VEVENT", ""].join("\r\n");
const alone = (block: string) => `END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n${block}`;
const told = (...blocks: string[]) =>
  map(...blocks).signals.map(({ id, occurredAt, title, deletedAt }) =>
    [id, occurredAt.slice(5, 16), title, deletedAt ? "off" : null].filter(Boolean).join(" "),
  );

const weekly = event("DTSTART;TZID=Europe/Amsterdam:20260302T190000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:old");
const second = "a#20260309T180000Z";

describe("an exception to a series", () => {
  test.each([
    ["in UTC", "RECURRENCE-ID:20260309T180000Z"],
    ["in another zone", "RECURRENCE-ID;TZID=America/New_York:20260309T140000"],
    ["by its day alone", "RECURRENCE-ID;VALUE=DATE:20260309"],
    ["without the zone that the series has", "RECURRENCE-ID:20260309T190000"],
  ])("may name its slot %s", (_, named) => {
    const moved = event(named, "DTSTART;TZID=Europe/Amsterdam:20260310T200000", "SUMMARY:new");
    const expected = [
      "a#20260302T180000Z 03-02T18:00 old",
      `${second} 03-10T19:00 new`,
      "a#20260316T180000Z 03-16T18:00 old",
    ];
    expect(told(weekly, moved)).toEqual(expected);
    expect(told(moved, weekly)).toEqual(expected);
  });

  test("of whole days may give its day a time", () => {
    const days = event("DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:old");
    const moved = event("RECURRENCE-ID:20260309T000000Z", "DTSTART;VALUE=DATE:20260310", "SUMMARY:new");
    expect(told(days, moved)).toEqual(["a#20260302 03-02T00:00 old", "a#20260309 03-10T00:00 new"]);
  });

  test("may stand in a calendar of its own, with zones of its own", () => {
    const moved = event("RECURRENCE-ID:20260309T180000Z", "DTSTART:20260310T190000Z", "SUMMARY:new");
    expect(told(weekly, alone(moved))).toContain(`${second} 03-10T19:00 new`);
    expect(told(weekly, alone(moved))).toHaveLength(3);
  });

  test("may be moved out of the window, and its slot stays empty", () => {
    const out = event("RECURRENCE-ID:20260309T180000Z", "DTSTART:20270310T190000Z");
    expect(told(weekly, out)).toHaveLength(2);
  });

  test("may come without its series, as Google writes invitations to one evening of many", () => {
    expect(told(event("RECURRENCE-ID:20260309T180000Z", "DTSTART:20260310T190000Z"))).toEqual([
      `${second} 03-10T19:00`,
    ]);
  });

  test("may call one evening off, and be withdrawn by a calendar that cancels", () => {
    const off = event("RECURRENCE-ID:20260309T180000Z", "DTSTART:20260309T180000Z", "STATUS:CANCELLED", "SUMMARY:x");
    expect(told(weekly, off)).toContain(`${second} 03-09T18:00 x off`);
    const later = event("DTSTART:20260302T180000Z", "SEQUENCE:4", "SUMMARY:x");
    expect(told(weekly, alone(`METHOD:CANCEL\r\n${later}`))).toEqual(["a 03-02T18:00 x off"]);
  });
});

describe("a series", () => {
  const starts = (...lines: string[]) => map(event(...lines)).signals.map(({ occurredAt }) => occurredAt.slice(5, 16));
  const evening = "DTSTART;TZID=Europe/Amsterdam:20260323T190000";
  test("ends by the clock of its zone, or in UTC, on both sides of a change of clocks", () => {
    expect(starts(evening, "RRULE:FREQ=WEEKLY;UNTIL=20260330T190000")).toEqual(["03-23T18:00", "03-30T17:00"]);
    expect(starts(evening, "RRULE:FREQ=WEEKLY;UNTIL=20260330T170000Z")).toEqual(["03-23T18:00", "03-30T17:00"]);
    expect(starts(evening, "RRULE:FREQ=WEEKLY;UNTIL=20260330T165959Z")).toEqual(["03-23T18:00"]);
  });
  test("leaves out a list of EXDATE in its zone, in one without, and over several lines", () => {
    const rule = "RRULE:FREQ=DAILY;COUNT=6";
    const gone = [
      "EXDATE;TZID=Europe/Amsterdam:20260324T190000,20260325T190000",
      "EXDATE:20260327T190000",
      "EXDATE:20260328T180000Z",
    ];
    expect(starts(evening, rule, ...gone)).toEqual(["03-23T18:00", "03-26T18:00"]);
  });
  test("counts only days that there are", () => {
    expect(starts("DTSTART:20260131T100000Z", "RRULE:FREQ=MONTHLY;COUNT=3")).toEqual([
      "01-31T10:00",
      "03-31T10:00",
      "05-31T10:00",
    ]);
  });
  test("in the gap and the overlap of its clock is held once each", () => {
    const night = ["RRULE:FREQ=DAILY;COUNT=3"];
    expect(starts("DTSTART;TZID=Europe/Amsterdam:20260328T023000", ...night)).toEqual([
      "03-28T01:30",
      "03-29T01:30",
      "03-30T00:30",
    ]);
    expect(starts("DTSTART;TZID=Europe/Amsterdam:20261024T023000", ...night)).toEqual([
      "10-24T00:30",
      "10-25T00:30",
      "10-26T01:30",
    ]);
  });
  test("that never comes true does not keep anybody waiting", () => {
    expect(starts("DTSTART:20260105T100000Z", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU")).toEqual(["01-05T10:00"]);
  });
  test("may have a rule as long as a book", () => {
    const days = Array.from({ length: 20_000 }, (_, index) => (index % 31) + 1).join(",");
    expect(starts("DTSTART:20260105T100000Z", `RRULE:FREQ=MONTHLY;COUNT=3;BYMONTHDAY=${days}`)).toHaveLength(3);
  });
});

describe("Outlook", () => {
  test("gives a whole day the midnights of its own zone", () => {
    const day = event(
      "DTSTART;TZID=W. Europe Standard Time:20260302T000000",
      "DTEND;TZID=W. Europe Standard Time:20260304T000000",
      "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    );
    expect(map(day).signals).toMatchObject([{ occurredAt: "2026-03-02T00:00:00.000Z", metrics: { duration: 2_880 } }]);
  });
  test("may describe an event in HTML alone", () => {
    const html =
      "X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Bring a <b>laptop</b>\\, and\\n questions</p></body></html>";
    expect(map(event("DTSTART:20260302T100000Z", html)).signals[0]?.excerpt).toBe("Bring a laptop, and questions");
    expect(map(event("DTSTART:20260302T100000Z", html, "DESCRIPTION:Plain")).signals[0]?.excerpt).toBe("Plain");
  });
  test("ends lines twice", () => {
    const doubled = `BEGIN:VCALENDAR\r\n${event("DTSTART:20260302T100000Z", "SUMMARY:A long", "  title")}END:VCALENDAR\r\n`;
    const { signals } = mapIcal(Buffer.from(doubled.replaceAll("\r\n", "\r\r\n")), year, { url });
    expect(signals[0]?.title).toBe("A long title");
  });
});

describe("an organiser", () => {
  const by = (line: string) => map(event("DTSTART:20260302T100000Z", line)).signals[0]?.account ?? null;
  test.each([
    [
      "Google's nobody",
      "ORGANIZER;CN=unknownorganizer@calendar.google.com:mailto:unknownorganizer@calendar.google.com",
    ],
    ["a calendar of a group", "ORGANIZER;CN=Shell Users:mailto:c_1a2b@group.calendar.google.com"],
    ["a mailbox that nobody reads", "ORGANIZER;CN=Meetings:MAILTO:no-reply@meetings.example"],
    ["nothing at all", "ORGANIZER:"],
  ])("who is %s is nobody", (_, line) => expect(by(line)).toBeNull());
  test("on a calendar server is known by the address beside the path", () => {
    const path = by("ORGANIZER;CN=Ilse Vann;EMAIL=Ilse@vann.example:/principals/__uids__/7/");
    expect(path).toEqual(by("ORGANIZER;CN=Ilse Vann:mailto:ilse@vann.example"));
    expect(path?.emailHash).toMatch(/^[\da-f]{64}$/);
  });
});

test("tasks, notes and free times are no events", () => {
  const other = (name: string) =>
    `BEGIN:${name}\r\nUID:${name}\r\nDTSTART:20260302T100000Z\r\nSUMMARY:x\r\nEND:${name}\r\n`;
  const { signals, skipped } = map(
    other("VTODO"),
    other("VJOURNAL"),
    other("VFREEBUSY"),
    event("DTSTART:20260302T100000Z"),
  );
  expect([signals.map(({ id }) => id), skipped]).toEqual([["a"], []]);
});
