const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

/**
 * A date as nearly every feed writes it: `Mon, 05 Jan 2004 16:05:00 +0000` or `2004-01-05T16:05:00Z`, with any offset and any
 * fraction of a second. Read character by character, since a pattern for each shape that dates can have costs more than
 * the rest of a short entry.
 * @returns null for every other shape, and for a day or a time that may not exist
 */
export function usualDate(text: string): Date | null {
  return text.length < 20 || text.length > 40 ? null : text[4] === "-" ? isoDate(text) : mailDate(text);
}

/** RFC 3339, section 5.6. */
function isoDate(text: string): Date | null {
  if (text[7] !== "-" || text[10] !== "T") return null;
  let end = 19;
  if (text[end] === ".") while (digit(text, ++end) >= 0);
  return instant(text, number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), 11, end);
}

/** RFC 822 with the four-digit years of RFC 1123, with or without the name of the day. */
function mailDate(text: string): Date | null {
  const at = text[3] === "," && text[4] === " " && isWord(text) ? 5 : 0;
  if (text[at + 2] !== " " || text[at + 6] !== " " || text[at + 11] !== " " || text[at + 20] !== " ") return null;
  const month = months.indexOf(text.slice(at + 3, at + 6));
  if (month < 0 || month % 3 !== 0) return null;
  return instant(text, number(text, at + 7, at + 11), month / 3 + 1, number(text, at, at + 2), at + 12, at + 21);
}

/** The instant of a day, of the time `HH:MM:SS` at `clock` and of the zone at `zone`. */
function instant(text: string, year: number, month: number, day: number, clock: number, zone: number): Date | null {
  if (text[clock + 2] !== ":" || text[clock + 5] !== ":") return null;
  const hour = number(text, clock, clock + 2);
  const minute = number(text, clock + 3, clock + 5);
  const second = number(text, clock + 6, clock + 8);
  const east = minutesEast(text, zone);
  // A part that is no number is below zero, and what is out of these bounds is for the patient reader to judge.
  if (year < 1900 || month < 1 || month > 12 || day < 1 || hour < 0 || minute < 0 || second < 0 || east === null)
    return null;
  if (hour > 23 || minute > 59 || second > 59 || (day > 28 && day > lastDay(year, month))) return null;
  const time = Date.UTC(year, month - 1, day, hour, minute - east, second);
  return time === 0 ? null : new Date(time);
}

/** Minutes east of UTC that `Z`, `GMT`, `+0200` or `+02:00` at the end of a text mean; null where it ends otherwise. */
function minutesEast(text: string, at: number): number | null {
  const rest = text.length - at;
  if (rest === 1) return text[at] === "Z" ? 0 : null;
  if (rest === 3) return text.endsWith("GMT") ? 0 : null;
  if ((rest !== 5 && (rest !== 6 || text[at + 3] !== ":")) || (text[at] !== "+" && text[at] !== "-")) return null;
  const hours = number(text, at + 1, at + 3);
  const minutes = number(text, text.length - 2, text.length);
  if (hours < 0 || hours > 13 || minutes < 0 || minutes > 59) return null;
  return (text[at] === "+" ? 1 : -1) * (hours * 60 + minutes);
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a text begins with three letters. */
function isWord(text: string): boolean {
  for (let at = 0; at < 3; at++) {
    const small = text.charCodeAt(at) | 32;
    if (small < 97 || small > 122) return false;
  }
  return true;
}

/** The number that the digits from `start` to `end` write; below zero where they are not all digits. */
function number(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const next = digit(text, at);
    if (next < 0) return -1;
    value = value * 10 + next;
  }
  return value;
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : -1;
}
