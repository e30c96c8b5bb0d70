import type { TrendAnswer } from "@groundswell/reports";
import { factor, interval, percentagePoints, unknown } from "../../parts/format.ts";

const monthName = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric", timeZone: "UTC" });

/** A month of a series, by the instant it begins at. */
export function month(from: string): string {
  return monthName.format(new Date(from));
}

export function monthly(value: number | null): string {
  return value === null ? unknown : factor(value);
}

export function directionWord(direction: TrendAnswer["direction"]): string {
  return { rising: "▲ rising", falling: "▼ falling", steady: "steady", insufficient: "insufficient" }[direction];
}

/** How much a series moves in a month, with its 95 % interval; nothing where that is not known. */
export function slope({ slopePerMonth, slopeInterval }: TrendAnswer): string {
  if (slopePerMonth === null) return "";
  const sign = slopePerMonth > 0 ? "+" : "";
  const sure = slopeInterval === null ? "" : ` (${interval(...slopeInterval, factor)})`;
  return `${sign}${factor(slopePerMonth)} a month${sure}`;
}

/** The first and the last whole month, for who does not see the line. */
export function spanOf({ points }: TrendAnswer): string {
  const whole = points.filter(({ provisional }) => !provisional);
  const first = whole[0];
  const last = whole.at(-1);
  if (!first || !last) return "no whole month yet";
  return `${month(first.from)} ${read(first.value)}, ${month(last.from)} ${read(last.value)}`;
}

function read(value: number | null): string {
  return value === null ? "not read" : factor(value);
}

/** What happened in single months, and what to look at. */
export function TrendNotes({ trend }: { trend: TrendAnswer }) {
  const { changes, alerts, silentSince, yearOnYear } = trend;
  const notes = [...changes, ...alerts];
  if (notes.length === 0 && silentSince === null && yearOnYear === null) return unknown;
  return (
    <ul className="notes">
      {silentSince !== null && <li className="caveat">Silent since {silentSince}: look at its reading.</li>}
      {yearOnYear !== null && <li>{yearOnYearWords(yearOnYear)}</li>}
      {notes.map(({ at, why }) => (
        <li key={`${at} ${why}`}>{why}</li>
      ))}
    </ul>
  );
}

function yearOnYearWords(one: NonNullable<TrendAnswer["yearOnYear"]>): string {
  const { change, interval: sure } = one;
  return `Against the year before: ${percentagePoints(change)} % (${interval(...sure, percentagePoints)}).`;
}
