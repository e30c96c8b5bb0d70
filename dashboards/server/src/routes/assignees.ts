import { listUsers, type Store } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { type Asker, may } from "../access.ts";
import type { Assignee, AssigneesAnswer } from "../answers-people.ts";
import type { ApiOptions } from "../api.ts";
import { askerFrom } from "../auth/asker.ts";
import { declare, routes } from "./declare.ts";
import { required } from "./guard.ts";
import { knownPerson, knownPersons, personParam } from "./people-fence.ts";

const list = declare({
  method: "get",
  path: "/expertises/{expertise}/people/{person}/assignees",
  operationId: "assignees",
  summary: "Who can look after a candidacy: everybody who may do something about this person, the asker too.",
  tags: ["people"],
  access: "people:read",
  request: { params: personParam, query: z.strictObject({}) },
  answer: "AssigneesAnswer",
});

/** To whom a candidacy can be given. The list of users is for admins; of this one leads see names and no role or grant. */
export function assigneesRoutes({ store }: ApiOptions) {
  return routes().openapi(list, async (context) => {
    const asker = required(context.get("asker"));
    const { expertise, person } = context.req.valid("param");
    const known = await knownPerson(store, asker, expertise, person);
    const answer: AssigneesAnswer = { assignees: await assigneesOf(store, asker, expertise, known.person) };
    return context.json(answer);
  });
}

async function assigneesOf(store: Store, asker: Asker, expertise: string, person: number): Promise<Assignee[]> {
  const users = (await listUsers(store)).filter(({ disabledAt }) => disabledAt === null);
  const all = [asker, ...users.map((user) => askerFrom(user, "all"))];
  const assignees = new Map<string, Assignee>();
  for (const one of all) {
    const { name, actor } = one;
    if (assignees.has(actor) || !may(one, "write", "people", expertise)) continue;
    // Nobody is given what they would be told does not exist.
    const isSeen = one.regions === "all" || (await knownPersons(store, one, expertise, [person])).has(person);
    if (isSeen) assignees.set(actor, { name, actor });
  }
  return [...assignees.values()].sort((a, b) => compare(a.name, b.name) || compare(a.actor, b.actor));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
