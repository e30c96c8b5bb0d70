import type { Renewal } from "@groundswell/reports";
import type { Column } from "../../parts/data-table.tsx";
import { decimal, number, unknown, utcDay } from "../../parts/format.ts";
import { Instant } from "../../parts/instant.tsx";
import { nameOf } from "../../parts/people-words.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { type Track, tracks } from "../../place-people.ts";

const trackNames: Record<Track, string> = { expert: "Expert", leader: "Leader" };

/** The columns of the renewals, from the name to what changed in a year. */
export const renewalColumns: Column<Renewal>[] = [
  {
    ...{ key: "name", label: "Awardee", names: true },
    value: nameOf,
    cell: (one) => (
      <>
        <PersonLink person={one.person}>{nameOf(one)}</PersonLink>
        <small>from {one.source}</small>
      </>
    ),
  },
  {
    ...{ key: "renewal", label: "Renewal" },
    value: ({ renewal }) => renewal,
    cell: ({ renewal, daysLeft, due, closes }) =>
      renewal === null ? (
        <span className="unknown">nobody is renewed</span>
      ) : (
        <>
          {due && <span className="mark warn">due</span>} {utcDay(renewal)}
          <small>
            {daysLeft !== null && daysLeftWords(daysLeft)}
            {closes !== null && `; the review closes ${utcDay(closes)}`}
          </small>
        </>
      ),
  },
  {
    ...{ key: "awarded", label: "Awarded", wide: true },
    value: ({ awardedOn }) => awardedOn,
    cell: ({ awardedOn }) => (awardedOn === null ? <span className="unknown">unknown</span> : utcDay(awardedOn)),
  },
  {
    ...{ key: "last", label: "Last activity", first: "up" },
    value: ({ lastActivity }) => lastActivity,
    cell: ({ lastActivity, silent }) => (
      <>
        {lastActivity === null ? <span className="unknown">none was read</span> : <Instant at={lastActivity} day />}
        {silent && <small className="refused">silent for six months</small>}
      </>
    ),
  },
  ...tracks.map(trackColumn),
];

function trackColumn(track: Track): Column<Renewal> {
  return {
    ...{ key: track, label: `${trackNames[track]}, and a year before`, number: true, first: "up" },
    value: ({ change }) => change[track],
    cell: ({ now, before, change }) => (
      <>
        {standing(now[track])}
        <small>
          before {standing(before[track])}
          {change[track] !== null && `, ${changeWords(change[track] ?? 0)}`}
        </small>
      </>
    ),
  };
}

function standing(measures: Renewal["now"][Track]): string {
  if (measures === null) return unknown;
  return `${decimal(measures.score)}${measures.rank === null ? "" : ` (rank ${number(measures.rank)})`}`;
}

/** Points of score with their sign: "+4.2 points", "−0.3 points". */
export function changeWords(change: number): string {
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  return `${sign}${decimal(Math.abs(change))} points`;
}

/** "in 12 days", "today", "3 days ago". */
export function daysLeftWords(days: number): string {
  if (days === 0) return "today";
  const count = `${number(Math.abs(days))} ${Math.abs(days) === 1 ? "day" : "days"}`;
  return days > 0 ? `in ${count}` : `${count} ago`;
}
