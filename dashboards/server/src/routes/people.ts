import { answerCandidatePage, answerMovedPage, candidateColumns, printCsv } from "@groundswell/reports";
import type { ApiOptions } from "../api.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { noteReading } from "./people-fence.ts";
import { candidatesQuery, filterOf, movedQuery } from "./people-query.ts";
import { orStale } from "./people-refused.ts";
import { expertiseParam } from "./spaces.ts";

const listCandidates = declare({
  method: "get",
  path: "/expertises/{expertise}/candidates",
  operationId: "candidates",
  summary: "Who distinguishes themselves, on one of two tracks: a page, or everybody as CSV or JSON.",
  tags: ["people"],
  access: "people:read",
  request: { params: expertiseParam, query: candidatesQuery },
  answer: "CandidatePageAnswer",
  others: { "text/csv": "One line a person, RFC 4180; what a spreadsheet would run as a formula is disarmed." },
});

const listMoved = declare({
  method: "get",
  path: "/expertises/{expertise}/moved",
  operationId: "moved",
  summary: "Active people who cannot be candidates, and why: a page, and how many there are by the reason.",
  tags: ["people"],
  access: "people:read",
  request: { params: expertiseParam, query: movedQuery },
  answer: "MovedPageAnswer",
});

/** The lists of people of an expertise. */
export function candidatesRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(listCandidates, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const query = context.req.valid("query");
      const { track, asOf, format } = query;
      const filter = filterOf(query);
      const part = format ? { after: null, limit: 0 } : { after: query.after ?? null, limit: query.limit };
      const question = { expertise, track, asOf, filter, regions: asker.regions, ...part };
      const answer = await found(() => orStale(() => answerCandidatePage(store, question)));
      await noteReading({ store, now }, asker, {
        action: "candidates",
        subject: `candidates of ${expertise}`,
        detail: { track, asOf, filter, format: format ?? "page", after: part.after, people: answer.candidates.length },
      });
      if (format === undefined) return context.json(answer);
      const name = `candidates-${expertise}-${track}-${answer.asOf.slice(0, 10)}.${format}`;
      context.header("content-disposition", `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`);
      if (format === "json") return context.json(answer);
      return context.body(printCsv(candidateColumns, answer.candidates), 200, {
        "content-type": "text/csv; charset=utf-8",
      });
    })
    .openapi(listMoved, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise } = context.req.valid("param");
      const { track, asOf, after = null, limit } = context.req.valid("query");
      const question = { expertise, track, asOf, regions: asker.regions, after, limit };
      const answer = await found(() => orStale(() => answerMovedPage(store, question)));
      await noteReading({ store, now }, asker, {
        action: "moved",
        subject: `people moved aside in ${expertise}`,
        detail: { track, asOf, after, people: answer.moved.length },
      });
      return context.json(answer);
    });
}
