import { decide } from "@groundswell/analyse";
import { answerHistory, answerPersons, answerProposals } from "@groundswell/reports";
import { joinedPersons } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { DecidedAnswer, IdentitiesAnswer, ProposalListAnswer } from "../answers-people.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { proposalId, verdictBody, verdictOf } from "./identities-bodies.ts";
import { requireSeen, seenDecisions, seenTogether } from "./identities-fence.ts";
import { proposalPage } from "./identities-proposal.ts";
import { knownPersons, noteReading, personNumber } from "./people-fence.ts";
import { pageLimit } from "./people-query.ts";
import { json, orRefused } from "./people-refused.ts";
import { expertiseParam } from "./spaces.ts";

const about = { tags: ["identities"] as [string], access: "people:read" as const };

const listPersons = declare({
  ...about,
  method: "get",
  path: "/expertises/{expertise}/identities",
  operationId: "identities",
  summary: "The persons that hold several accounts, with every link and its reasons.",
  request: {
    params: expertiseParam,
    query: z.strictObject({ after: personNumber.optional().openapi({ type: "integer" }), limit: pageLimit }),
  },
  answer: "IdentitiesAnswer",
});

const listProposals = declare({
  ...about,
  method: "get",
  path: "/expertises/{expertise}/identities/proposals",
  operationId: "proposals",
  summary: "Accounts that may be one person, first those that would change the ranks most.",
  request: { params: expertiseParam, query: z.strictObject({ limit: pageLimit }) },
  answer: "ProposalListAnswer",
});

const readProposal = declare({
  ...about,
  method: "get",
  path: "/expertises/{expertise}/identities/proposals/{proposal}",
  operationId: "proposal",
  summary: "One proposal: both persons beside one another, reasons for and against, and what joining does to ranks.",
  request: { params: expertiseParam.extend({ proposal: proposalId }) },
  answer: "ProposalPageAnswer",
});

const history = declare({
  ...about,
  method: "get",
  path: "/expertises/{expertise}/identities/history",
  operationId: "identityHistory",
  summary: "What people decided of persons, the newest first.",
  request: { params: expertiseParam, query: z.strictObject({ limit: pageLimit }) },
  answer: "HistoryAnswer",
});

const decideRoute = declare({
  ...about,
  method: "post",
  path: "/expertises/{expertise}/identities/decisions",
  operationId: "decideIdentity",
  summary: "Accept, reject or snooze a proposal; split, lock or unlock; undo a decision.",
  access: "people:write",
  request: { params: expertiseParam, body: json(verdictBody) },
  answer: "DecidedAnswer",
});

/** Which accounts are one person. */
export function identitiesRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(listPersons, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { after = 0, limit } = context.req.valid("query");
      const known = await knownPersons(store, asker, expertise, await joinedPersons(store));
      const left = [...known].filter((person) => person > after).sort((a, b) => a - b);
      const shown = left.slice(0, limit);
      const { persons } = await answerPersons(store, shown, asker.regions);
      await noteReading({ store, now }, asker, {
        action: "identities",
        subject: `identities in ${expertise}`,
        detail: { after, people: shown.length },
      });
      const next = left.length > shown.length ? (shown.at(-1) ?? null) : null;
      const answer: IdentitiesAnswer = { persons, next };
      return context.json(answer);
    })
    .openapi(listProposals, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { limit } = context.req.valid("query");
      const seenBy = (persons: readonly number[]) => seenTogether(store, asker, expertise, persons);
      const question = { expertise, limit, now: now(), seenBy, effects: false };
      const { proposals } = await found(() => answerProposals(store, question));
      await noteReading({ store, now }, asker, {
        action: "proposals",
        subject: `proposals in ${expertise}`,
        detail: { proposals: proposals.length },
      });
      const answer: ProposalListAnswer = { expertise, proposals: proposals.map(({ effect: _, ...row }) => row) };
      return context.json(answer);
    })
    .openapi(readProposal, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, proposal } = context.req.valid("param");
      const seenBy = (persons: readonly number[]) => seenTogether(store, asker, expertise, persons);
      const question = { expertise, limit: 0, now: now(), seenBy, only: proposal };
      const [one] = (await found(() => answerProposals(store, question))).proposals;
      if (!one) throw new RequestError(404, `There is no open proposal ${proposal} in "${expertise}".`);
      for (const { person } of one.persons)
        await noteReading({ store, now }, asker, {
          action: "proposal",
          subject: `person ${person} in ${expertise}`,
          detail: { proposal },
        });
      return context.json(await proposalPage(store, asker, expertise, one));
    })
    .openapi(history, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { limit } = context.req.valid("query");
      const seen = await seenDecisions(store, asker, expertise);
      const { decisions } = await answerHistory(store, 0);
      const shown = decisions.filter(({ id }) => seen.has(id)).slice(0, limit);
      await noteReading({ store, now }, asker, {
        action: "identityHistory",
        subject: `identities in ${expertise}`,
        detail: { decisions: shown.length },
      });
      return context.json({ decisions: shown });
    })
    .openapi(decideRoute, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { verdict, reason } = verdictOf(context.req.valid("json"));
      await requireSeen(store, asker, expertise, verdict);
      const { decision, subject, persons } = await orRefused(
        () => decide({ store, now, actor: asker.actor }, verdict, reason),
        () => 422,
      );
      const { id, kind, at, moved } = decision;
      const answer: DecidedAnswer = { decision: id, kind, subject, at: at.toISOString(), moved, persons };
      return context.json(answer);
    });
}
