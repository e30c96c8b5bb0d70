import { auditPage } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { AuditAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";

const text = z.string().min(1).max(200).nullable().default(null);
const whole = z
  .string()
  .regex(/^\d{1,15}$/, "give a whole number")
  .transform(Number);
const mostEntries = 500;

const list = declare({
  method: "get",
  path: "/audit",
  operationId: "audit",
  summary: "Who did what to whom, newest first; parts of subject, actor and action narrow it down.",
  tags: ["administration"],
  access: "administration:read",
  request: {
    query: z.strictObject({
      ...{ subject: text, actor: text, action: text, from: date("from"), to: date("to") },
      before: whole.nullable().default(null).openapi({ type: "integer", minimum: 0 }),
      limit: whole
        .refine((limit) => limit >= 1 && limit <= mostEntries, `give 1 to ${mostEntries}`)
        .default(100)
        .openapi({ type: "integer", minimum: 1, maximum: mostEntries }),
    }),
  },
  answer: "AuditAnswer",
});

/** The audit log. */
export function auditRoutes({ store }: ApiOptions) {
  return routes().openapi(list, async (context) => {
    const question = context.req.valid("query");
    // One more than asked for tells whether there are more.
    const rows = await auditPage(store, { ...question, limit: question.limit + 1 });
    const shown = rows.slice(0, question.limit);
    const answer: AuditAnswer = {
      entries: shown.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
      next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
    };
    return context.json(answer);
  });
}
