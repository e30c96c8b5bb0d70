import type { Asker, Scope } from "@groundswell/server";
import { may } from "./may.ts";

/** Where a link of the navigation leads, what it is called, and the scope without which it is left out. */
type NavigationItem<To extends string> = { to: To; label: string; scope: Scope | null };

/** Pages about one expertise, in the order of their links. */
export const expertisePages = [
  { to: "/expertises/$expertise/spaces", label: "Spaces", scope: "spaces:read" },
  { to: "/expertises/$expertise/support", label: "Support", scope: "spaces:read" },
  { to: "/expertises/$expertise/trends", label: "Trends", scope: "spaces:read" },
  { to: "/expertises/$expertise/discovery", label: "Discovery", scope: "spaces:read" },
  { to: "/expertises/$expertise/candidates", label: "Candidates", scope: "people:read" },
  { to: "/expertises/$expertise/renewals", label: "Renewals", scope: "people:read" },
  { to: "/expertises/$expertise/identities", label: "Identities", scope: "people:read" },
  { to: "/expertises/$expertise/what-if", label: "What if", scope: "people:read" },
] as const satisfies readonly NavigationItem<string>[];

/** Pages about everything. */
export const generalPages = [
  { to: "/", label: "Home", scope: null },
  { to: "/reports", label: "Reports", scope: null },
  { to: "/sources", label: "Sources", scope: "operation:read" },
  { to: "/queues", label: "Queues", scope: "operation:read" },
  { to: "/administration", label: "Administration", scope: "administration:read" },
] as const satisfies readonly NavigationItem<string>[];

/** Pages about reports, in the order of their links: what is in them for whom, the API decides. */
export const reportPages = [
  { to: "/reports", label: "Reports", scope: null },
  { to: "/reports/alerts", label: "Alerts", scope: null },
  { to: "/reports/subscriptions", label: "Subscriptions", scope: null },
  { to: "/reports/schedules", label: "Schedules", scope: null },
] as const satisfies readonly NavigationItem<string>[];

/** Pages of administration, in the order of their links. */
export const administrationPages = [
  { to: "/administration/users", label: "Users", scope: "administration:read" },
  { to: "/administration/tokens", label: "Tokens", scope: "administration:read" },
  { to: "/administration/webhooks", label: "Webhooks", scope: "administration:read" },
  { to: "/administration/audit", label: "Audit log", scope: "administration:read" },
  { to: "/administration/awardees", label: "Awardees", scope: "administration:read" },
  { to: "/administration/erasure", label: "Erasure", scope: "administration:write" },
] as const satisfies readonly NavigationItem<string>[];

/** The links that somebody may follow; `expertise` is null where the pages are about none. */
export function allowed<Item extends NavigationItem<string>>(
  items: readonly Item[],
  asker: Asker,
  expertise: string | null,
): Item[] {
  return items.filter(({ scope }) => {
    if (scope === null) return true;
    const [matter, deed] = scope.split(":") as [Parameters<typeof may>[2], Parameters<typeof may>[1]];
    return may(asker, deed, matter, expertise);
  });
}
