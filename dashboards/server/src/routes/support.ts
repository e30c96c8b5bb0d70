import { z } from "@hono/zod-openapi";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { expertiseParam, refuseEmptyWindow } from "./spaces.ts";
import { supportColumns } from "./spaces-columns.ts";
import type { AboutSpaces } from "./spaces-kept.ts";
import { csvAnswer, pageQuery, rowsOf, sendCsv, sendJson } from "./spaces-send.ts";

const support = declare({
  method: "get",
  path: "/expertises/{expertise}/support",
  operationId: "support",
  summary: "Where support is lacking, by unmet need or by whom it would reach, with reasons and the threads that wait.",
  tags: ["spaces"],
  access: "spaces:read",
  request: {
    params: expertiseParam,
    query: z.strictObject({
      by: z.enum(["need", "reach"]).default("need"),
      ...{ from: date("from"), to: date("to"), asOf: date("asOf") },
      ...pageQuery,
    }),
  },
  answer: "SupportListAnswer",
  others: csvAnswer,
});

export function supportRoutes({ store, answers }: AboutSpaces) {
  return routes().openapi(support, async (context) => {
    const { expertise } = context.req.valid("param");
    const { format, limit, offset, ...question } = context.req.valid("query");
    await refuseEmptyWindow(store, { expertise, ...question });
    const rows = rowsOf({ limit, offset });
    const answer = await found(() => answers(expertise, { of: "support", ...question }, rows));
    if (format === "json") return sendJson(context, answer, rows);
    return sendCsv(context, answer, { ...rows, columns: supportColumns, name: `${expertise}-support` });
  });
}
