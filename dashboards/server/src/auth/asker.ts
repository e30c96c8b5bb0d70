import type { User } from "@groundswell/store";
import type { Asker, Scope } from "../access.ts";

/** What a user may see, in the words of `may`; a token brings its scopes and never its own role. */
export function askerFrom(user: User, scopes: readonly Scope[] | "all"): Asker {
  const { id, name, email: actor, role } = user;
  return { id, name, actor, role, ...sightOf(user), scopes, via: scopes === "all" ? "session" : "token" };
}

function sightOf({ role, expertises, regions }: User): Pick<Asker, "expertises" | "regions"> {
  if (role === "admin" || role === "operator") return { expertises: "all", regions: "all" };
  const all = expertises.includes("*");
  if (role === "product") return { expertises: all ? "all" : expertises, regions: "all" };
  // A lead of a region alone looks after its people in every expertise.
  const ofRegions = expertises.length === 0 && regions.length > 0;
  return { expertises: all || ofRegions ? "all" : expertises, regions: regions.length > 0 ? regions : "all" };
}
