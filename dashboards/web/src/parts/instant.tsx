import { unknown } from "./format.ts";

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const localDay = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

/** An instant in the reader's zone, with UTC on hover; `day` leaves the time of day to the hover. */
export function Instant({ at, day = false }: { at: string | null; day?: boolean }) {
  if (at === null) return <span className="unknown">{unknown}</span>;
  const date = new Date(at);
  const utc = `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return (
    <time dateTime={at} title={utc}>
      {(day ? localDay : local).format(date)}
    </time>
  );
}
