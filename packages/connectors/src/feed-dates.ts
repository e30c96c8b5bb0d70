import { usualDate } from "./feed-dates-usual.ts";

type Day = { year: number; month: number; day: number };
type Found = Day & { rest: string };

/** Hours east of UTC of the zone names that people publish; the American ones are those of RFC 822. */
const zoneHours: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  cedt: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  sast: 2,
  eest: 3,
  msk: 3,
  msd: 4,
  ist: 5.5,
  wib: 7,
  ict: 7,
  pht: 8,
  myt: 8,
  hkt: 8,
  sgt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  aest: 10,
  acdt: 10.5,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  nst: -3.5,
  ndt: -2.5,
  brt: -3,
  brst: -2,
  clt: -4,
  cot: -5,
  art: -3,
  ast: -4,
  at: -4,
  adt: -3,
  est: -5,
  edt: -4,
  et: -5,
  cst: -6,
  cdt: -5,
  ct: -6,
  mst: -7,
  mdt: -6,
  mt: -7,
  pst: -8,
  pdt: -7,
  pt: -8,
  akst: -9,
  akdt: -8,
  hst: -10,
};

/** Languages whose month names are understood beside English. */
const monthLocales = "en de fr es it pt nl sv da nb fi pl cs sk sl hr ru uk bg el hu ro tr id ca".split(" ");

/** What old blogging software wrote for a month, beside its language's own names. */
const misspelled: [string, number][] = [
  ["ιον", 6],
  ["ιολ", 7],
  ["maujus", 5],
  ["μαω", 3],
];

/** First letters that tell one month from another: "septembre", "sept." and "sep" are one month. Made for the first date that needs it. */
let months: Map<string, number> | null = null;

const timeOfDay =
  /(?:^|[\sT,;@(-])(\d{1,2})[:.h](\d{1,2})(?:[:.](\d{1,2})(?:[.,:]\d+)?)?(?:\s*(am|pm|a\.m\.?|p\.m\.?))?(?![\d])/i;

const longestDate = 200;

/**
 * Reads a date in any of the shapes that feeds publish: RFC 822 with two- or four-digit years and named zones, ISO 8601
 * and its near misses, asctime, JavaScript and SQL prints, month names of some twenty languages, East Asian dates, epoch
 * seconds. Without a zone it is UTC, and Korea's time where the date is in Korean. A day that does not exist, and the placeholders of year 1 and of epoch zero, are null.
 */
export function parseFeedDate(text: string | null | undefined): Date | null {
  if (!text) return null;
  // Whoever writes more has written no date, and looking through all of it for one could take long.
  const start = text.slice(0, longestDate);
  return usualDate(start) ?? unusualDate(start);
}

function unusualDate(text: string): Date | null {
  const value = inKoreanTime(tidy(text), text);
  if (value === "") return null;
  const epoch = /^(\d{10}|\d{13})(?:\.\d+)?$/.exec(value)?.[1];
  if (epoch !== undefined) return new Date(Number(epoch) * (epoch.length === 10 ? 1000 : 1));
  const found =
    compact(value) ??
    shortIso(value) ??
    ordinal(value) ??
    week(value) ??
    yearFirst(value) ??
    dayFirst(value) ??
    monthFirst(value) ??
    numeric(value);
  return found === null ? null : instant(found);
}

function tidy(text: string): string {
  return text
    .slice(0, 200)
    .normalize("NFKC")
    .replace(/오전|上午|午前/g, " am ")
    .replace(/오후|下午|午後/g, " pm ")
    .replace(/[\s\u200e\u200f]+/g, " ")
    .replace(/\b(am|pm) (\d{1,2}:\d{2}(?::\d{2})?)/i, "$2 $1")
    .replace(/(\dT\d{2})(?=Z$|[+-]\d{2}:?\d{2}$)/, "$1:00")
    .trim();
}

/** Korean software prints the clock on the wall, and Korea has one zone and no summer time. */
function inKoreanTime(value: string, written: string): string {
  const isKorean = /오전|오후|\d\s?년/.test(written.slice(0, 200).normalize("NFC"));
  return isKorean && !/[+-]\d{2}:?\d{2}\b|[a-z]{3}$/i.test(value) && /\d:\d/.test(value) ? `${value} +09:00` : value;
}

function instant({ year, month, day, rest }: Found): Date | null {
  const time = timeOfDay.exec(rest);
  let hour = Number(time?.[1] ?? 0);
  const minute = Number(time?.[2] ?? 0);
  // A leap second has no place in a JavaScript date.
  const second = Math.min(Number(time?.[3] ?? 0), 59);
  const half = time?.[4]?.[0]?.toLowerCase();
  if (half && hour <= 12) hour = (hour % 12) + (half === "p" ? 12 : 0);
  if (hour > 24 || minute > 59 || Number(time?.[3] ?? 0) > 60 || (hour === 24 && minute + second > 0)) return null;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCDate() !== day || midnight.getUTCMonth() !== month - 1) return null;
  const zone = time ? zoneMinutes(rest.slice(time.index + time[0].length)) : 0;
  const date = new Date(midnight.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1000);
  return year <= 1 || date.getTime() === 0 || Number.isNaN(date.getTime()) ? null : date;
}

/** Minutes east of UTC that the tail of a date names; 0 where it names none that is known. */
function zoneMinutes(tail: string): number {
  const offset = /([+\u2212-])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)/.exec(tail);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    if (minutes > 14 * 60) return 0;
    return offset[1] === "+" ? minutes : -minutes;
  }
  for (const word of tail.toLowerCase().match(/[a-z]+/g) ?? []) {
    const hours = Object.hasOwn(zoneHours, word) ? zoneHours[word] : undefined;
    if (hours !== undefined) return hours * 60;
  }
  return 0;
}

function found(year: string, month: number | null, day: string, rest: string): Found | null {
  if (month === null || month < 1 || month > 12) return null;
  return { year: fullYear(year), month, day: Number(day), rest };
}

/** RFC 2822, section 4.3: 00 to 49 are after 2000, 50 to 99 before; three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length >= 4) return year;
  if (text.length === 3) return year + 1900;
  return year < 50 ? year + 2000 : year + 1900;
}

/** 20040105T160500Z, 20040105 */
function compact(value: string): Found | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?(.*))?$/.exec(value);
  if (!match) return null;
  const [, year = "", month = "", day = "", hour, minute, second, zone] = match;
  return found(year, Number(month), day, hour ? ` ${hour}:${minute}:${second ?? "00"} ${zone}` : "");
}

/** 031231, 03-12-31, -0312, -03-12: ISO 8601 of the years when two digits were enough. */
function shortIso(value: string): Found | null {
  const match = /^-?(\d{2})(-?)(\d{2})\2(\d{2})$/.exec(value) ?? /^-(\d{2})(-?)(\d{2})$/.exec(value);
  return match ? found(match[1] ?? "", Number(match[3]), match[4] ?? "1", "") : null;
}

/** 2003-335, 2003335, 03335: the year and the day in it. */
function ordinal(value: string): Found | null {
  const match = /^(\d{4})-?(\d{3})(?!\d)(.*)$/.exec(value) ?? /^-?(\d{2})-?(\d{3})()$/.exec(value);
  if (!match) return null;
  const [, written = "", dayOfYear = "", rest = ""] = match;
  const year = fullYear(written);
  const date = new Date(Date.UTC(year, 0, Number(dayOfYear)));
  if (Number(dayOfYear) < 1 || date.getUTCFullYear() !== year) return null;
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate(), rest };
}

/** 2004-W02-1, 2004W021, 2004-W02: the ISO week and the day in it, Monday where none is named. */
function week(value: string): Found | null {
  const match = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?!\d)(.*)$/.exec(value);
  if (!match) return null;
  const [, year = "", number = "", day = "1", rest = ""] = match;
  if (Number(number) < 1 || Number(number) > 53) return null;
  // The week that 4 January is in is the first.
  const fourth = new Date(Date.UTC(Number(year), 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7);
  const date = new Date(Date.UTC(Number(year), 0, monday + (Number(number) - 1) * 7 + Number(day) - 1));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), rest };
}

/** 2004-01-05, 2004/1/5, 2004.01.05, 2004년 1월 5일, 2004-január-5, 2004-01, 2004 */
function yearFirst(value: string): Found | null {
  const full = /(?:^|[^\d])(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)\s?[日일.]?(.*)$/.exec(value);
  if (full) return found(full[1] ?? "", Number(full[2]), full[3] ?? "", full[4] ?? "");
  const named = /^(\d{4})[-/. ]+(\p{L}{3,})\.?[-/. ]+(\d{1,2})(?!\d)(.*)$/u.exec(value);
  if (named) return found(named[1] ?? "", monthNumber(named[2]), named[3] ?? "", named[4] ?? "");
  const short = /^(\d{4})(?:-(\d{1,2}))?$/.exec(value);
  return short ? found(short[1] ?? "", Number(short[2] ?? 1), "1", "") : null;
}

/** Mon, 05 Jan 2004; 5-Jan-04; 5. Januar 2004; 5 de enero de 2004; 5 Jan 16:05 2004 */
function dayFirst(value: string): Found | null {
  const shape =
    /(?:^|[^\d:])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s,/-]+(?:de |di |d')?(\p{L}{3,})[.,]*[\s,/-]+(?:de |del )?(\d{2,4})(?![\d:])(.*)$/u;
  const match = shape.exec(value);
  return match ? found(match[3] ?? "", monthNumber(match[2]), match[1] ?? "", match[4] ?? "") : null;
}

/** January 5, 2004 4:05 PM; Mon Jan 5 16:05:00 PST 2004; Mon Jan 05 2004 16:05:00 GMT-0600 (CST) */
function monthFirst(value: string): Found | null {
  const together = /(\p{L}{3,})[.,]?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4})(?!\d)(.*)$/u.exec(value);
  if (together) return found(together[3] ?? "", monthNumber(together[1]), together[2] ?? "", together[4] ?? "");
  const month = /^(\p{L}{3,})\.?\s+(\d{4})$/u.exec(value);
  if (month) return found(month[2] ?? "", monthNumber(month[1]), "1", "");
  const apart = /(\p{L}{3,})\.?\s+(\d{1,2}),?( \d{1,2}:\d{2}.*?)\s(\d{4})(.*)$/u.exec(value);
  return apart ? found(apart[4] ?? "", monthNumber(apart[1]), apart[2] ?? "", `${apart[3]} ${apart[5]}`) : null;
}

/** 1/5/2004 is read the American way unless its first number is no month; 5.1.2004 and 5-1-2004 the European way. */
function numeric(value: string): Found | null {
  const match = /(?:^|[^\d])(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)(.*)$/.exec(value);
  if (!match) return null;
  const [, first = "", mark, second = "", year = "", rest = ""] = match;
  const dayLeads = mark !== "/" || Number(first) > 12;
  return dayLeads ? found(year, Number(second), first, rest) : found(year, Number(first), second, rest);
}

function monthNumber(word: string | undefined): number | null {
  const plain = plainLetters(word ?? "");
  months ??= monthTable();
  for (let length = plain.length; length >= 3; length--) {
    const month = months.get(plain.slice(0, length));
    if (month !== undefined) return month;
  }
  return null;
}

function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}]/gu, "");
}

/** Every beginning, of three letters or more, of every month name; earlier locales win where two languages disagree. */
function monthTable(): Map<string, number> {
  const table = new Map<string, number>();
  const claimed = new Map<string, number>();
  for (const locale of monthLocales) {
    const mine = new Map<string, number>();
    const formats = ([{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }] as const).map(
      (options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }),
    );
    for (let month = 1; month <= 12; month++) {
      for (const format of formats) {
        const parts = format.formatToParts(Date.UTC(2001, month - 1, 1));
        const name = plainLetters(parts.find((part) => part.type === "month")?.value ?? "");
        for (let length = 3; length <= name.length; length++) {
          const start = name.slice(0, length);
          // "jui" begins two French months, so it names neither.
          mine.set(start, mine.has(start) && mine.get(start) !== month ? 0 : month);
        }
      }
    }
    for (const [start, month] of mine) if (!claimed.has(start)) claimed.set(start, month);
  }
  for (const [start, month] of claimed) if (month > 0) table.set(start, month);
  for (const [name, month] of misspelled) if (!table.has(name)) table.set(name, month);
  return table;
}
