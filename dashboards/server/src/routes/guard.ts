import type { MiddlewareHandler } from "hono";
import { type Asker, type Deed, knows, type Matter, may } from "../access.ts";
import { RequestError } from "../problem.ts";
import type { RouteAccess } from "./declare.ts";

/** What a request carries through the API: who asks, null for nobody. */
export type Env = { Variables: { asker: Asker | null } };

/** Lets a request through to its route, or refuses it in a sentence before anything is read or changed. */
export function guard(access: RouteAccess): MiddlewareHandler<Env> {
  return async (context, next) => {
    if (access !== "anyone") {
      const asker = required(context.get("asker"));
      // Typed as never being there: which parameters a path has, a guard of all routes cannot know.
      const expertise = (context.req.param() as Record<string, string>).expertise ?? null;
      if (access !== "signed-in") {
        const [matter, deed] = access.split(":") as [Matter, Deed];
        // The same answer as for an expertise that is not there: its name alone may be nobody else's business.
        if (expertise !== null && !knows(asker, expertise)) throw new RequestError(404, unknownExpertise(expertise));
        if (!may(asker, deed, matter, expertise)) throw new RequestError(403, refusal(asker, access));
      }
    }
    await next();
  };
}

/** @throws RequestError where nobody is signed in */
export function required(asker: Asker | null): Asker {
  if (asker) return asker;
  throw new RequestError(401, "Nobody is signed in, or the session or token has ended: sign in, or send a token.");
}

/**
 * Refuses what only somebody who is signed in may do: a token that leaked must leave nothing behind that outlives it, be it another token,
 * a user, or an address that something is sent to.
 * @throws RequestError
 */
export function refuseTokens({ via }: Asker): void {
  if (via === "token")
    throw new RequestError(403, "A token may not do this, because it would outlive the token: sign in to do it.");
}

export const unknownExpertise = (slug: string) =>
  `There is no expertise "${slug}": see the list of those that you may see at /api/expertises.`;

function refusal({ role, via }: Asker, access: string): string {
  return via === "token"
    ? `This token may not do this: make one with the scope ${access}, as a user who may do it.`
    : `The role "${role}" may not do this (${access}): ask an admin.`;
}
