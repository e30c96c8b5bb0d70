import { answerRenewals, type RenewalsAnswer, seenPersons } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { Asker } from "../access.ts";
import type { ApiOptions } from "../api.ts";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { noteReading } from "./people-fence.ts";
import { expertiseParam } from "./spaces.ts";

const listRenewals = declare({
  method: "get",
  path: "/expertises/{expertise}/renewals",
  operationId: "renewals",
  summary: "Who holds an award, when it is renewed, and the same measures now and a year before.",
  tags: ["people"],
  access: "people:read",
  request: { params: expertiseParam, query: z.strictObject({ asOf: date("asOf") }) },
  answer: "RenewalsAnswer",
});

/** Whose award comes up for renewal. */
export function renewalsRoutes({ store, now }: ApiOptions) {
  return routes().openapi(listRenewals, async (context) => {
    const asker = required(context.get("asker"));
    const { expertise } = context.req.valid("param");
    const { asOf } = context.req.valid("query");
    const answer = await seen(store, asker, await found(() => answerRenewals(store, { expertise, asOf })));
    await noteReading({ store, now }, asker, {
      action: "renewals",
      subject: `renewals of ${expertise}`,
      detail: { asOf, people: answer.renewals.length + answer.unmatched.length },
    });
    return context.json(answer);
  });
}

async function seen(store: Store, { regions }: Asker, answer: RenewalsAnswer): Promise<RenewalsAnswer> {
  const persons = [...answer.renewals, ...answer.unmatched].map(({ person }) => person);
  const known = await seenPersons(store, persons, regions);
  const isKnown = ({ person }: { person: number }) => known.has(person);
  return { ...answer, renewals: answer.renewals.filter(isKnown), unmatched: answer.unmatched.filter(isKnown) };
}
