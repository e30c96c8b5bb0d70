import { oneOf, type Query, type SortPlace, text } from "./place.ts";

export type SourcesPlace = SortPlace;
export const firstSourcesPlace: SourcesPlace = { sort: "state", direction: "up" };

export function readSourcesPlace(query: Query): SourcesPlace {
  return {
    sort: text(query.sort) || firstSourcesPlace.sort,
    direction: oneOf(["up", "down"] as const, query.direction),
  };
}

export type SourcePlace = { days: "90" | "365" };
export const firstSourcePlace: SourcePlace = { days: "90" };

export function readSourcePlace(query: Query): SourcePlace {
  return { days: oneOf(["90", "365"] as const, text(query.days)) };
}

/** The place that is about to be looked at, so that a link can lead to a filled-in form. */
export type AddSourcePlace = { url: string };
export const firstAddSourcePlace: AddSourcePlace = { url: "" };

export function readAddSourcePlace(query: Query): AddSourcePlace {
  return { url: text(query.url) };
}

/** Parts of texts, ISO days and the entry behind which a page begins; empty narrows nothing. */
export type AuditPlace = { subject: string; actor: string; action: string; from: string; to: string; before: string };
export const firstAuditPlace: AuditPlace = { subject: "", actor: "", action: "", from: "", to: "", before: "" };

export function readAuditPlace(query: Query): AuditPlace {
  const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(text(value)) ? text(value) : "");
  return {
    subject: text(query.subject),
    actor: text(query.actor),
    action: text(query.action),
    from: day(query.from),
    to: day(query.to),
    before: /^\d{1,15}$/.test(text(query.before)) ? text(query.before) : "",
  };
}

/** What is asked of the audit log: empty filters are left out. `to` includes its day. */
export function auditPath({ to, ...place }: AuditPlace): string {
  const query = new URLSearchParams(Object.entries(place).filter(([, value]) => value !== ""));
  if (to !== "") query.set("to", dayAfter(to));
  return query.size === 0 ? "/api/audit" : `/api/audit?${query}`;
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

export type AwardeesPlace = { status: "" | "current" | "alumnus"; unmatched: boolean };
export const firstAwardeesPlace: AwardeesPlace = { status: "", unmatched: false };

export function readAwardeesPlace(query: Query): AwardeesPlace {
  return {
    status: oneOf(["", "current", "alumnus"] as const, query.status),
    unmatched: query.unmatched === true || query.unmatched === "true",
  };
}

/** Whom an erasure is about: a number, or platform:id of an account. */
export type ErasurePlace = { person: string };
export const firstErasurePlace: ErasurePlace = { person: "" };

export function readErasurePlace(query: Query): ErasurePlace {
  return { person: text(query.person) };
}
