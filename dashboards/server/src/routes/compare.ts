import { answerCompare } from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { knownPersons, noteReading, unknownPerson } from "./people-fence.ts";
import { trackQuery } from "./people-query.ts";
import { expertiseParam } from "./spaces.ts";

const mostCompared = 4;
const write = `write one to ${mostCompared} persons' numbers with commas between, each once`;

const compare = declare({
  method: "get",
  path: "/expertises/{expertise}/compare",
  operationId: "compare",
  summary: "Up to four people beside one another, term by term.",
  tags: ["people"],
  access: "people:read",
  request: {
    params: expertiseParam,
    query: trackQuery.extend({
      people: z
        .string()
        .regex(/^\d{1,15}(,\d{1,15})*$/, write)
        .transform((text) => text.split(",").map(Number))
        .refine((ids) => ids.length <= mostCompared && new Set(ids).size === ids.length, write)
        .openapi({ type: "string", example: "12,57" }),
    }),
  },
  answer: "CompareAnswer",
});

/** People beside one another. */
export function compareRoutes({ store, now }: ApiOptions) {
  return routes().openapi(compare, async (context) => {
    const asker = required(context.get("asker"));
    const { expertise } = context.req.valid("param");
    const { people, track, asOf } = context.req.valid("query");
    const known = await knownPersons(store, asker, expertise, people);
    const missing = people.find((person) => !known.has(person));
    if (missing !== undefined) throw new RequestError(404, unknownPerson(expertise, missing));
    const answer = await found(() => answerCompare(store, { expertise, track, asOf, persons: people }));
    // One entry each, so that whoever looks for a person in the log finds it.
    for (const person of people)
      await noteReading({ store, now }, asker, {
        action: "compare",
        subject: `person ${person} in ${expertise}`,
        detail: { people, track, asOf },
      });
    return context.json(answer);
  });
}
