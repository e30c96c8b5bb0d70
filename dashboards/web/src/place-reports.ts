import type { Cadence } from "@groundswell/reports";
import { oneOf, type Query, text } from "./place.ts";

/** What editions are narrowed by: a report, the slug of an expertise, words; empty narrows nothing. `after` is the edition behind which a page begins, 0 for the newest. */
export type ReportsPlace = { report: string; expertise: string; search: string; after: number };
export const firstReportsPlace: ReportsPlace = { report: "", expertise: "", search: "", after: 0 };

export function readReportsPlace(query: Query): ReportsPlace {
  return {
    report: text(query.report),
    expertise: text(query.expertise),
    search: text(query.search),
    after: count(query.after),
  };
}

/** What is asked of the editions: empty filters are left out. */
export function editionsPath(place: Partial<ReportsPlace>, limit: number): string {
  return `/api/editions?${queryOf({ ...place, limit })}`;
}

/** The edition that one is compared with; 0 for none. */
export type EditionPlace = { with: number };
export const firstEditionPlace: EditionPlace = { with: 0 };

export function readEditionPlace(query: Query): EditionPlace {
  return { with: count(query.with) };
}

/** What a preview is of; an empty cadence is the usual one, an empty day today. */
export type PreviewPlace = { report: string; expertise: string; cadence: Cadence | ""; asOf: string };
export const firstPreviewPlace: PreviewPlace = { report: "", expertise: "", cadence: "", asOf: "" };

export function readPreviewPlace(query: Query): PreviewPlace {
  return {
    report: text(query.report),
    expertise: text(query.expertise),
    cadence: oneOf(["", "day", "week", "month", "quarter"] as const, query.cadence),
    asOf: /^\d{4}-\d{2}-\d{2}$/.test(text(query.asOf)) ? text(query.asOf) : "",
  };
}

/** Whose subscriptions and deliveries; of one subscription, where it is not 0. */
export type SubscriptionsPlace = { of: "me" | "everybody"; subscription: number; after: number };
export const firstSubscriptionsPlace: SubscriptionsPlace = { of: "me", subscription: 0, after: 0 };

export function readSubscriptionsPlace(query: Query): SubscriptionsPlace {
  return {
    of: oneOf(["me", "everybody"] as const, query.of),
    subscription: count(query.subscription),
    after: count(query.after),
  };
}

/** What is asked of the deliveries: empty filters are left out. */
export function deliveriesPath(place: SubscriptionsPlace): string {
  return `/api/deliveries?${queryOf(place)}`;
}

export type AlertsPlace = { expertise: string; state: "open" | "ended" };
export const firstAlertsPlace: AlertsPlace = { expertise: "", state: "open" };

export function readAlertsPlace(query: Query): AlertsPlace {
  return { expertise: text(query.expertise), state: oneOf(["open", "ended"] as const, query.state) };
}

/** What is to be muted, as links of reports name it. */
export type MutePlace = { expertise: string; kind: string; subject: string };

export function readMutePlace(query: Query): MutePlace {
  return { expertise: text(query.expertise), kind: text(query.kind), subject: text(query.subject) };
}

/** What is empty or 0 narrows nothing. */
function queryOf(place: Record<string, string | number>): URLSearchParams {
  const kept = Object.entries(place).filter(([, value]) => value !== "" && value !== 0);
  return new URLSearchParams(kept.map(([name, value]) => [name, String(value)]));
}

/** A number of something; 0 for anything else. */
function count(value: unknown): number {
  return /^\d{1,15}$/.test(text(value)) ? Number(text(value)) : 0;
}
