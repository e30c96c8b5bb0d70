import type { Asker, Deed, Matter, Role, Scope } from "@groundswell/server";

/** What each role may do, as dashboards/server/src/access.ts has it: a test holds the two together. */
const scopes: Record<Role, readonly Scope[] | "all"> = {
  admin: "all",
  lead: ["people:read", "people:write", "spaces:read", "spaces:write", "operation:read"],
  product: ["spaces:read", "spaces:write"],
  operator: ["operation:read", "operation:write", "spaces:read"],
};

/** Whether somebody may do something; `expertise` is null where it is about none. Only to leave out what the server would refuse. */
export function may(
  { role, expertises, scopes: own }: Asker,
  deed: Deed,
  matter: Matter,
  expertise: string | null,
): boolean {
  const scope: Scope = `${matter}:${deed}`;
  const ofRole = scopes[role];
  if ((ofRole !== "all" && !ofRole.includes(scope)) || (own !== "all" && !own.includes(scope))) return false;
  const sees = role === "admin" || role === "operator" || expertises === "all";
  return expertise === null || sees || expertises.includes(expertise);
}
