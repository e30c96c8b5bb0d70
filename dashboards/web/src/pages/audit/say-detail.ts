const longest = 300;

/** The detail of an entry of the audit log on one line, cut where it is long. */
export function sayDetail(detail: Readonly<Record<string, unknown>>): string {
  const text = Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== "" && !isNothing(value))
    .map(([name, value]) => `${name}: ${say(value)}`)
    .join("; ");
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Filters of which none is in use. */
function isNothing(value: unknown): boolean {
  return typeof value === "object" && !Array.isArray(value) && Object.keys(value ?? {}).length === 0;
}

function say(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(say).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
