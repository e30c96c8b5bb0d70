import { answerCandidates } from "@groundswell/reports";
import type { ApiOptions } from "../api.ts";
import { candidatesQuery } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { expertiseParam } from "./spaces.ts";

const listCandidates = declare({
  method: "get",
  path: "/expertises/{expertise}/candidates",
  operationId: "candidates",
  summary: "Who distinguishes themselves, on one of two tracks.",
  tags: ["people"],
  access: "people:read",
  request: { params: expertiseParam, query: candidatesQuery },
  answer: "CandidatesAnswer",
});

export function peopleRoutes({ store }: ApiOptions) {
  return routes().openapi(listCandidates, async (context) => {
    const question = { ...context.req.valid("param"), ...context.req.valid("query") };
    return context.json(await found(() => answerCandidates(store, question)));
  });
}
