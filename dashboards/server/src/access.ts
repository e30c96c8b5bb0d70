import type { Role } from "@groundswell/store";

// Pages read this file too: it takes nothing but types from other packages.
export type { Role };
export const roles = ["admin", "lead", "product", "operator"] as const satisfies readonly Role[];

/**
 * What a route is about. `people`: candidates, persons, dossiers, identities, renewals, what-if. `spaces`: spaces, support, trends,
 * discovery. `operation`: sources and queues. `administration`: users, tokens, audit log, awardees, erasure.
 */
export const matters = ["people", "spaces", "operation", "administration"] as const;
export type Matter = (typeof matters)[number];
export const deeds = ["read", "write"] as const;
export type Deed = (typeof deeds)[number];
export type Scope = `${Matter}:${Deed}`;

/** Who asks: a signed-in user, or a token that a user made. */
export type Asker = {
  id: string;
  name: string;
  /** What history and audit log name them by, and whose a vote is: the e-mail, for two people may have one name. */
  actor: string;
  role: Role;
  /** Slugs of expertises. */
  expertises: readonly string[] | "all";
  /** ISO 3166-1 alpha-2 codes of countries: people of these only. */
  regions: readonly string[] | "all";
  /** What a token was made for; a session has them all. */
  scopes: readonly Scope[] | "all";
  via: "session" | "token";
};

/** Every scope there is. */
export const scopes: readonly Scope[] = matters.flatMap((matter) => deeds.map((deed): Scope => `${matter}:${deed}`));

const everything: Record<Role, readonly Scope[]> = {
  admin: scopes,
  lead: ["people:read", "people:write", "spaces:read", "spaces:write", "operation:read"],
  product: ["spaces:read", "spaces:write"],
  operator: ["operation:read", "operation:write", "spaces:read"],
};

/** The scopes of a role: all that a token of such a user can be made for. */
export function scopesOf(role: Role): readonly Scope[] {
  return everything[role];
}

/** Whether an expertise may be known to somebody at all. */
export function knows({ role, expertises }: Asker, expertise: string): boolean {
  return role === "admin" || role === "operator" || expertises === "all" || expertises.includes(expertise);
}

/** Whether somebody may do something; `expertise` is null where a route is about none. */
export function may(asker: Asker, deed: Deed, matter: Matter, expertise: string | null): boolean {
  const scope: Scope = `${matter}:${deed}`;
  if (!everything[asker.role].includes(scope)) return false;
  if (asker.scopes !== "all" && !asker.scopes.includes(scope)) return false;
  return expertise === null || knows(asker, expertise);
}

/** Answers a request; `peer` is the other end of the connection, by which failures are counted. */
export type AuthHandler = (request: Request, peer?: string | null) => Promise<Response>;

/** Who may come in. */
export type Access = {
  /** Answers everything under `/api/auth`; null where nobody signs in. */
  handler: AuthHandler | null;
  askerOf(request: Request): Promise<Asker | null>;
  /** Whether there is no user yet. */
  firstRun(): Promise<boolean>;
  /** Everybody is let in as one asker, because the store is thrown away. */
  demo: boolean;
};
