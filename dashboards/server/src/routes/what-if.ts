import type { PolicyChanges } from "@groundswell/analytics";
import { tracks } from "@groundswell/analytics";
import { answerWhatIf, requireRun, seenPersons, type WhatIfAnswer } from "@groundswell/reports";
import type { Store } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { Asker } from "../access.ts";
import type { ApiOptions } from "../api.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { noteReading } from "./people-fence.ts";
import { json, orRefused } from "./people-refused.ts";
import { expertiseParam } from "./spaces.ts";

const named = z.string().min(1).max(500);
const changes = z
  .strictObject({
    weights: z.record(named, z.number().min(0).max(100)).optional(),
    kinds: z.record(named, z.record(named, z.number())).optional(),
    dropSpaces: z.array(named).max(200).optional(),
    dropKinds: z.array(named).max(50).optional(),
    power: z.number().optional(),
    months: z.int().optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'say what would be otherwise, as { "weights": { "posts": 2 } }.');

const ask = declare({
  method: "post",
  path: "/expertises/{expertise}/what-if",
  operationId: "whatIf",
  summary: "Who would move, and why, if the policy were another. Nothing is saved.",
  tags: ["people"],
  access: "people:read",
  request: {
    params: expertiseParam,
    body: json(
      z.strictObject({
        track: z.enum(tracks).default("expert"),
        changes,
        limit: z.int().min(1).max(500).default(50),
      }),
    ),
  },
  answer: "WhatIfAnswer",
});

/** What another policy would do. */
export function whatIfRoutes({ store, now }: ApiOptions) {
  return routes().openapi(ask, async (context) => {
    const asker = required(context.get("asker"));
    const { expertise } = context.req.valid("param");
    const { track, changes: given, limit } = context.req.valid("json");
    await found(() => requireRun(store, expertise, null));
    // Of some regions only: who moves there is known when everybody is.
    const most = asker.regions === "all" ? limit : 0;
    const question = { expertise, track, asOf: null, changes: given as PolicyChanges, limit: most };
    const all = await orRefused(
      () => answerWhatIf(store, question),
      () => 422,
    );
    const answer = await seen(store, asker, all, limit);
    await noteReading({ store, now }, asker, {
      action: "whatIf",
      subject: `what-if in ${expertise}`,
      detail: { track, changes: given },
    });
    return context.json(answer);
  });
}

async function seen(store: Store, { regions }: Asker, answer: WhatIfAnswer, limit: number): Promise<WhatIfAnswer> {
  const { movers, entering, leaving } = answer;
  const persons = [...movers, ...entering, ...leaving].map(({ person }) => person);
  const known = await seenPersons(store, persons, regions);
  const isKnown = ({ person }: { person: number }) => known.has(person);
  return {
    ...answer,
    movers: movers.filter(isKnown).slice(0, limit),
    entering: entering.filter(isKnown),
    leaving: leaving.filter(isKnown),
  };
}
