import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { readIcalBlocks } from "./ical-lines.ts";
import { zoneFinder } from "./ical-zones.ts";

/** A zone as Outlook writes one: rules since 1601, and here with turns that no country has. */
const vtimezone = (tzid: string, more = "") =>
  `BEGIN:VTIMEZONE\r\nTZID:${tzid}\r\n${more}BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0430\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=12\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0430\r\nTZOFFSETTO:+0530\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=2\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n`;

/** What noon of a summer's and of a winter's day is in UTC. */
function noons(tzid: string, own = ""): string | null {
  const zone = zoneFinder(readIcalBlocks(Buffer.from(own), null).children)(tzid);
  if (zone === null) return null;
  const noon = (month: number) => {
    const time = new ICAL.Time({ year: 2026, month, day: 15, hour: 12 }, ICAL.Timezone.localTimezone);
    return new Date(zone.instantOf(time)).toISOString().slice(11, 16);
  };
  return `${noon(7)} ${noon(1)}`;
}

const amsterdam = "10:00 11:00";

describe("a zone is found", () => {
  test.each([
    ["by its Windows name", "W. Europe Standard Time", amsterdam],
    ["by its Windows name in summer", "Pacific Daylight Time", "19:00 20:00"],
    ["by a Windows name with a country", "Central Standard Time (Mexico)", "18:00 18:00"],
    ["by the cities that Outlook shows", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", amsterdam],
    ["by the cities that Outlook shows, in quotes", '"(GMT+01.00) Amsterdam / Berlin, Rome"', amsterdam],
    ["by the name that Outlook shows", "(UTC-05:00) Eastern Time (US & Canada)", "16:00 17:00"],
    ["by Exchange's address of UTC", "tzone://Microsoft/Utc", "12:00 12:00"],
    ["behind libical's prefix", "/freeassociation.sourceforge.net/Europe/Amsterdam", amsterdam],
    ["behind libical's longer prefix", "/freeassociation.sourceforge.net/Tzfile/Europe/Amsterdam", amsterdam],
    [
      "behind Mozilla's prefix, in three parts",
      "/mozilla.org/20070129_1/America/Argentina/Buenos_Aires",
      "15:00 15:00",
    ],
    ["with spaces in its name", "America/New York", "16:00 17:00"],
    ["in quotes", '"Europe/Amsterdam"', amsterdam],
    ["by its offset alone", "GMT+0530", "06:30 06:30"],
    ["by the offset of a place that nobody knows", "(UTC-03:00) Nowhere in Particular", "15:00 15:00"],
    ["by an old POSIX name", "EST5EDT", "16:00 17:00"],
  ])("%s", (_, tzid, expected) => expect(noons(tzid)).toBe(expected));

  test.each([
    ["Customized Time Zone", "Customized Time Zone"],
    ["(UTC+01:00) Amsterdam\\, Berlin\\, Bern", "(UTC+01:00) Amsterdam, Berlin, Bern"],
    ["tzone://Microsoft/Custom", "tzone://Microsoft/Custom"],
    ['"My ""Office"""', 'My ""Office""'],
  ])("in the calendar's own words: %s", (written, tzid) => {
    expect(noons(tzid, vtimezone(written))).toBe("06:30 07:30");
  });

  test("by where the calendar's own words say that it is", () => {
    expect(noons("Office", vtimezone("Office", "X-LIC-LOCATION:Europe/Amsterdam\r\n"))).toBe(amsterdam);
  });

  test("behind libical's prefix rather than in the words that it froze", () => {
    const tzid = "/freeassociation.sourceforge.net/Europe/Amsterdam";
    expect(noons(tzid, vtimezone(tzid))).toBe(amsterdam);
  });

  test("by its name where the calendar's own words say nothing", () => {
    const empty = "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nEND:VTIMEZONE\r\n";
    expect(noons("W. Europe Standard Time", empty)).toBe(amsterdam);
  });

  test("nowhere else", () => expect(noons("Nowhere in Particular")).toBeNull());
});

test("a calendar's own zone shows its clock on both sides of a turn", () => {
  const zone = zoneFinder(readIcalBlocks(Buffer.from(vtimezone("Office")), null).children)("Office");
  const wall = (instant: string) => zone?.wallAt(Date.parse(instant)).toString();
  // On 1 February 2026 at 2 the clock goes to 3: an instant before, at, and an hour after it.
  expect(wall("2026-01-31T21:29:00Z")).toBe("2026-02-01T01:59:00");
  expect(wall("2026-01-31T21:30:00Z")).toBe("2026-02-01T03:00:00");
  expect(wall("2026-01-31T22:30:00Z")).toBe("2026-02-01T04:00:00");
});
