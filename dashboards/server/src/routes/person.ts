import { measures } from "@groundswell/analytics";
import { answerPersonPage, answerPersonSignals } from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import { may } from "../access.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { knownPerson, noteReading, personParam } from "./people-fence.ts";
import { cursor, pageLimit } from "./people-query.ts";

const readPerson = declare({
  method: "get",
  path: "/expertises/{expertise}/people/{person}",
  operationId: "person",
  summary: "Everything known of one person in an expertise, with the evidence behind it.",
  tags: ["people"],
  access: "people:read",
  request: { params: personParam, query: z.strictObject({ asOf: date("asOf") }) },
  answer: "PersonPageAnswer",
});

const readSignals = declare({
  method: "get",
  path: "/expertises/{expertise}/people/{person}/signals",
  operationId: "personSignals",
  summary: "The rows behind a person's numbers, the newest first.",
  tags: ["people"],
  access: "people:read",
  request: {
    params: personParam,
    query: z.strictObject({
      asOf: date("asOf"),
      kind: z.enum(measures).optional().openapi({ example: "answer" }),
      space: z.string().min(3).max(500).optional().openapi({ example: "stackexchange:powershell" }),
      from: date("from"),
      to: date("to"),
      after: cursor,
      limit: pageLimit,
    }),
  },
  answer: "PersonSignalsAnswer",
});

/** One person. */
export function personRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(readPerson, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, person } = context.req.valid("param");
      const { asOf } = context.req.valid("query");
      const known = await knownPerson(store, asker, expertise, person);
      const mayKnow = (other: string) => may(asker, "read", "people", other);
      const reader = { mayKnow, regions: asker.regions };
      const answer = await found(() => answerPersonPage(store, { expertise, person: known, asOf }, reader));
      await noteReading({ store, now }, asker, {
        action: "person",
        subject: `person ${person} in ${expertise}`,
        detail: { asOf },
      });
      return context.json(answer);
    })
    .openapi(readSignals, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, person } = context.req.valid("param");
      const { asOf, kind = null, space = null, from, to, after, limit } = context.req.valid("query");
      if (from && to && from >= to) throw new RequestError(400, `The window is empty: give a "from" before the "to".`);
      const known = await knownPerson(store, asker, expertise, person);
      const question = { expertise, person: known, asOf, kind, space, from, to, after: readAfter(after), limit };
      const answer = await found(() => answerPersonSignals(store, question));
      await noteReading({ store, now }, asker, {
        action: "personSignals",
        subject: `person ${person} in ${expertise}`,
        detail: { asOf, kind, space, from, to },
      });
      return context.json(answer);
    });
}

function readAfter(after: string | undefined): { occurredAt: Date; id: number } | null {
  const [time, id] = after?.split("-").map(Number) ?? [];
  if (time === undefined || id === undefined) return null;
  const occurredAt = new Date(time);
  if (!Number.isNaN(occurredAt.getTime())) return { occurredAt, id };
  throw new RequestError(400, '"after": give what the page before has as "next".');
}
