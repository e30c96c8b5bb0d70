import { actOnCandidacy, type CandidacyAct, OvertakenError } from "@groundswell/analyse";
import { explain } from "@groundswell/model";
import { answerCandidacies, answerCandidacy } from "@groundswell/reports";
import { findPersons } from "@groundswell/store";
import type { ActedAnswer, BulkAnswer, BulkResult } from "../answers-people.ts";
import type { ApiOptions } from "../api.ts";
import { actBody, bulkBody, candidaciesQuery } from "./candidacy-bodies.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { knownPerson, knownPersons, noteReading, personParam, unknownPerson } from "./people-fence.ts";
import { json, orRefused } from "./people-refused.ts";
import { expertiseParam } from "./spaces.ts";

const listCandidacies = declare({
  method: "get",
  path: "/expertises/{expertise}/candidacies",
  operationId: "candidacies",
  summary: "Who is considered, the last moved first.",
  tags: ["people"],
  access: "people:read",
  request: { params: expertiseParam, query: candidaciesQuery },
  answer: "CandidaciesAnswer",
});

const act = declare({
  method: "post",
  path: "/expertises/{expertise}/people/{person}/candidacy",
  operationId: "actOnCandidacy",
  summary: "Move a candidacy on, assign it, write a note, vote, add evidence, or take a move back.",
  tags: ["people"],
  access: "people:write",
  request: { params: personParam, body: json(actBody) },
  answer: "ActedAnswer",
});

const bulk = declare({
  method: "post",
  path: "/expertises/{expertise}/shortlist",
  operationId: "shortlist",
  summary: "Put up to 200 people on the shortlist; what cannot be done for one stops none of the others.",
  tags: ["people"],
  access: "people:write",
  request: { params: expertiseParam, body: json(bulkBody) },
  answer: "BulkAnswer",
});

/** What people do about candidates. */
export function candidacyRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(listCandidacies, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { stage = null, assigned = null } = context.req.valid("query");
      const { candidacies } = await found(() => answerCandidacies(store, { expertise, stage, assigned }));
      const persons = candidacies.map(({ person }) => person);
      const known = await knownPersons(store, asker, expertise, persons);
      const answer = { candidacies: candidacies.filter(({ person }) => known.has(person)) };
      await noteReading({ store, now }, asker, {
        action: "candidacies",
        subject: `candidacies of ${expertise}`,
        detail: { stage, assigned, people: answer.candidacies.length },
      });
      return context.json(answer);
    })
    .openapi(act, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, person } = context.req.valid("param");
      const { reason = null, ...given } = context.req.valid("json");
      const known = await knownPerson(store, asker, expertise, person);
      const acting = { store, now, actor: asker.actor };
      const done = await orRefused(
        () => actOnCandidacy(acting, { expertise, person: known }, actOf(given), reason),
        (error) => (error instanceof OvertakenError ? 409 : 422),
      );
      const answer: ActedAnswer = { ...done, candidacy: await answerCandidacy(store, expertise, known) };
      return context.json(answer);
    })
    .openapi(bulk, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { people, reason } = context.req.valid("json");
      const known = await knownPersons(store, asker, expertise, people);
      const persons = await findPersons(store, [...known]);
      const acting = { store, now, actor: asker.actor };
      const results: BulkResult[] = [];
      for (const person of people) {
        const row = persons.get(person);
        if (!row) {
          results.push({ person, done: false, why: unknownPerson(expertise, person) });
          continue;
        }
        try {
          // Whoever is further on already must not be moved back by a list that says nothing of it.
          const move: CandidacyAct = { kind: "move", from: "discovered", to: "shortlisted" };
          await orRefused(
            () => actOnCandidacy(acting, { expertise, person: row }, move, reason),
            () => 422,
          );
          results.push({ person, done: true, why: null });
        } catch (error) {
          if ((error as { status?: number }).status !== 422) throw error;
          results.push({ person, done: false, why: explain(error) });
        }
      }
      const answer: BulkAnswer = { done: results.filter(({ done }) => done).length, results };
      return context.json(answer);
    });
}

/** What was asked for, as the act that the command makes of its options. */
function actOf(given: { kind: string }): CandidacyAct {
  return given as CandidacyAct;
}
