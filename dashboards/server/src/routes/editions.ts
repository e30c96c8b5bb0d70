import { changesBetween } from "@groundswell/reports";
import { editionBefore, revisionsOf } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { EditionAnswer, EditionCompareAnswer, EditionsAnswer } from "../answers-reports.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { nothing } from "../query.ts";
import { readerOfAsker } from "../reader.ts";
import { declare, routes } from "./declare.ts";
import { headAnswer, readableEditions, requireEdition } from "./editions-read.ts";
import { required } from "./guard.ts";
import { fileAnswers, formatQuery, limitQuery, noteRead, numberOf, reportName, sendFile } from "./reporting.ts";

const params = z.strictObject({ edition: numberOf("an edition") });

const list = declare({
  method: "get",
  path: "/editions",
  operationId: "editions",
  summary: "The reports that were issued and that the asker may read, the newest first.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    query: z.strictObject({
      report: reportName.optional(),
      expertise: z.string().max(100).optional(),
      search: z
        .string()
        .max(200)
        .optional()
        .openapi({ description: 'Words that it has to say: "a phrase", -without.' }),
      after: numberOf("an edition").optional(),
      limit: limitQuery,
    }),
  },
  answer: "EditionsAnswer",
});

const read = declare({
  method: "get",
  path: "/editions/{edition}",
  operationId: "edition",
  summary: "A report as it was issued: what the asker may have of it.",
  tags: ["reports"],
  access: "signed-in",
  request: { params, query: nothing },
  answer: "EditionAnswer",
});

const file = declare({
  method: "get",
  path: "/editions/{edition}/file",
  operationId: "editionFile",
  summary: "A report as the file that subscribers get: what the asker may have of it.",
  tags: ["reports"],
  access: "signed-in",
  request: { params, query: formatQuery },
  answer: null,
  others: fileAnswers,
});

const compare = declare({
  method: "get",
  path: "/editions/{edition}/compare",
  operationId: "compareEditions",
  summary: "What an edition says otherwise than another one of the same report.",
  tags: ["reports"],
  access: "signed-in",
  request: { params, query: z.strictObject({ with: numberOf("an edition") }) },
  answer: "EditionCompareAnswer",
});

/** Where the security of these answers is their own: they hold a page with its styles. */
export const filePath = /^\/api\/(editions\/\d+\/file|reports\/preview\/file)$/;

/** The reports that were issued. */
export function editionsRoutes(options: ApiOptions) {
  const { store } = options;
  return routes()
    .openapi(list, async (context) => {
      const reader = readerOfAsker(required(context.get("asker")));
      const { report = null, expertise = null, search = "", after = null, limit } = context.req.valid("query");
      const words = search.trim() === "" ? null : search;
      const { editions, next } = await readableEditions(store, reader, {
        report,
        expertise,
        search: words,
        after,
        limit,
      });
      const answer: EditionsAnswer = { editions: editions.map(headAnswer), next };
      return context.json(answer);
    })
    .openapi(read, async (context) => {
      const asker = required(context.get("asker"));
      const { edition, document } = await requireEdition(
        store,
        readerOfAsker(asker),
        context.req.valid("param").edition,
      );
      await noteRead(options, asker, document, `edition ${edition.id}`, "page");
      const revisions = await revisionsOf(store, edition);
      const answer: EditionAnswer = {
        edition: headAnswer(edition),
        document,
        revisions: revisions.map(({ builtAt, ...one }) => ({ ...one, builtAt: builtAt.toISOString() })),
        before: await readableBefore(edition),
      };
      return context.json(answer);

      async function readableBefore(of: typeof edition): Promise<number | null> {
        const before = await editionBefore(store, of);
        if (before === null) return null;
        const known = await requireEdition(store, readerOfAsker(asker), before).catch(() => null);
        return known && before;
      }
    })
    .openapi(file, async (context) => {
      const asker = required(context.get("asker"));
      const { format } = context.req.valid("query");
      const { edition, document } = await requireEdition(
        store,
        readerOfAsker(asker),
        context.req.valid("param").edition,
      );
      await noteRead(options, asker, document, `edition ${edition.id}`, format);
      const { id, revision, revised } = edition;
      return sendFile(context, options, { document, edition: { id, revision, revised } }, format);
    })
    .openapi(compare, async (context) => {
      const reader = readerOfAsker(required(context.get("asker")));
      const now = await requireEdition(store, reader, context.req.valid("param").edition);
      const before = await requireEdition(store, reader, context.req.valid("query").with);
      if (now.edition.report !== before.edition.report || now.edition.expertise !== before.edition.expertise)
        throw new RequestError(422, "These are not of the same report and expertise: there is nothing to compare.");
      const answer: EditionCompareAnswer = {
        before: headAnswer(before.edition),
        now: headAnswer(now.edition),
        changes: changesBetween(before.document, now.document),
      };
      return context.json(answer);
    });
}
