/**
 * An instant as ISO 8601 in UTC, or null where the text names none: a month without a day, 30 February, or a year
 * that no store can hold.
 * @param text ISO 8601; without a zone it is UTC, as in a Stack Exchange dump
 */
export function isoInstant(text: string | null | undefined): string | null {
  if (!text) return null;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const date = new Date(zoned ? text : `${text}Z`);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  if (iso.length !== "2026-01-31T00:00:00.000Z".length) return null;
  if (iso.startsWith(text.slice(0, 10))) return iso;
  // An offset may move the day; otherwise JavaScript has rolled 30 February over into March.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate();
  return day === Number(text.slice(8, 10)) ? iso : null;
}
