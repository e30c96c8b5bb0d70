import { answerStatus } from "@groundswell/reports";
import { latestRun, listExpertises } from "@groundswell/store";
import { type Asker, knows } from "../access.ts";
import type { ExpertiseAnswer, ExpertisesAnswer, MeAnswer } from "../answers.ts";
import type { ApiOptions } from "../api.ts";
import { nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { required } from "./guard.ts";

const me = declare({
  method: "get",
  path: "/me",
  operationId: "me",
  summary: "Who asks, and whether somebody has to be made the first user.",
  tags: ["start"],
  access: "anyone",
  request: { query: nothing },
  answer: "MeAnswer",
});

const expertises = declare({
  method: "get",
  path: "/expertises",
  operationId: "expertises",
  summary: "The expertises that the asker may see.",
  tags: ["start"],
  access: "signed-in",
  request: { query: nothing },
  answer: "ExpertisesAnswer",
});

const status = declare({
  method: "get",
  path: "/status",
  operationId: "status",
  summary: "Freshness, coverage and faults of sources and queues.",
  tags: ["operation"],
  access: "operation:read",
  request: { query: nothing },
  answer: "StatusAnswer",
});

/** What the first page asks for. */
export function startRoutes({ store, queueView, access }: ApiOptions) {
  return routes()
    .openapi(me, async (context) => {
      const asker = context.get("asker");
      // Whoever is let in is no reason to look whether somebody could be.
      const firstRun = asker === null && (await access.firstRun());
      const answer: MeAnswer = { asker, firstRun, demo: access.demo };
      return context.json(answer);
    })
    .openapi(expertises, async (context) => {
      const answer: ExpertisesAnswer = { expertises: await knownTo(required(context.get("asker"))) };
      return context.json(answer);
    })
    .openapi(status, async (context) => context.json(await answerStatus(store, await queueView())));

  async function knownTo(asker: Asker): Promise<ExpertiseAnswer[]> {
    const known: ExpertiseAnswer[] = [];
    for (const { slug, name } of await listExpertises(store)) {
      if (!knows(asker, slug)) continue;
      const run = await latestRun(store, slug, null);
      known.push({ slug, name, asOf: run?.asOf.toISOString() ?? null });
    }
    return known;
  }
}
