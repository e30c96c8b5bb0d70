import type { Answer } from "@groundswell/server";
import type { AlertsPlace } from "../../place-reports.ts";

export type Alert = Answer["AlertsAnswer"]["alerts"][number];
export type AlertKinds = Answer["AlertsAnswer"]["kinds"];
export type Mute = Answer["MutesAnswer"]["mutes"][number];

/** What is asked of the alerts. */
export function alertsPath({ expertise, state }: AlertsPlace): string {
  const query = new URLSearchParams({ state });
  if (expertise !== "") query.set("expertise", expertise);
  return `/api/alerts?${query}`;
}

/** What is asked anew when something was muted or no longer is. */
export const muteRenews = ["/api/alerts", "/api/mutes"] as const;

const exact = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const rough = new Intl.NumberFormat("en", { maximumSignificantDigits: 2, maximumFractionDigits: 5 });

/** The statistic of a test with as many digits as say something. */
export function sayStatistic(value: number): string {
  return exact.format(value).replace("-", "−");
}

/** A probability; below a hundred-thousandth only that it is, as no test can bear more. */
export function sayChance(p: number): string {
  return p < 1e-5 ? "< 0.00001" : rough.format(p);
}

/** How long somebody is told no more, in days; null is for ever. */
export const muteSpans = [
  { value: "7", label: "A week", days: 7 },
  { value: "28", label: "Four weeks", days: 28 },
  { value: "ever", label: "For ever", days: null },
] as const;

/** The day up to which something is muted, as the API takes it; null for ever. */
export function muteUntil(span: string, now: Date): string | null {
  const days = muteSpans.find(({ value }) => value === span)?.days ?? null;
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** What a kind of alert is called; its own word where it is not known here. */
export function kindTitle(kind: string, kinds: AlertKinds): string {
  return kinds.find((one) => one.kind === kind)?.title ?? kind;
}
