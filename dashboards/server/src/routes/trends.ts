import { defaultMonths } from "@groundswell/analyse";
import { fewestMonths } from "@groundswell/analytics";
import { mostMonths } from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { expertiseParam } from "./spaces.ts";
import { trendColumns } from "./spaces-columns.ts";
import type { AboutSpaces } from "./spaces-kept.ts";
import { csvAnswer, pageQuery, rowsOf, sendCsv, sendJson } from "./spaces-send.ts";

const trends = declare({
  method: "get",
  path: "/expertises/{expertise}/trends",
  operationId: "trends",
  summary: "Which spaces or tags rise and fall by months, tested together. The first two rows are the whole expertise.",
  tags: ["spaces"],
  access: "spaces:read",
  request: {
    params: expertiseParam,
    query: z.strictObject({
      by: z.enum(["space", "tag"]).default("space"),
      asOf: date("asOf"),
      months: z
        .string()
        .regex(/^\d{1,3}$/, "write how many months as a whole number")
        .transform(Number)
        .pipe(
          z
            .number()
            .min(fewestMonths, `a trend needs ${fewestMonths} months or more`)
            .max(mostMonths, `ask for at most ${mostMonths} months`),
        )
        .default(defaultMonths)
        .openapi({ type: "integer", minimum: fewestMonths, maximum: mostMonths }),
      ...pageQuery,
    }),
  },
  answer: "TrendsAnswer",
  others: csvAnswer,
});

export function trendsRoutes({ answers }: AboutSpaces) {
  return routes().openapi(trends, async (context) => {
    const { expertise } = context.req.valid("param");
    const { format, limit, offset, ...question } = context.req.valid("query");
    const rows = rowsOf({ limit, offset });
    const answer = await found(() => answers(expertise, { of: "trends", ...question }, rows));
    if (format === "json") return sendJson(context, answer, rows);
    return sendCsv(context, answer, { ...rows, columns: trendColumns, name: `${expertise}-trends` });
  });
}
