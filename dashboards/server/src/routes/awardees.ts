import { importAwardees } from "@groundswell/analyse";
import { readAwardees } from "@groundswell/identity";
import { answerAwardees, answerRegistries } from "@groundswell/reports";
import { noteAudit } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { AwardeesPreviewAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { longestBody } from "../body-size.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { required } from "./guard.ts";

const upload = z.strictObject({
  name: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+([-_.][a-z0-9]+)*$/i, "give a name of letters, digits and hyphens"),
  csv: z.string().min(1),
});
const body = { required: true as const, content: { "application/json": { schema: upload } } };

const list = declare({
  method: "get",
  path: "/awardees",
  operationId: "awardees",
  summary: "Who was recognised, for what and when, and which accounts are theirs.",
  tags: ["administration"],
  access: "administration:read",
  request: {
    query: z.strictObject({
      expertise: z.string().max(200).nullable().default(null),
      status: z.enum(["current", "alumnus"]).nullable().default(null),
      unmatched: z
        .enum(["true", "false"])
        .default("false")
        .transform((text) => text === "true")
        .openapi({ type: "boolean" }),
    }),
  },
  answer: "AwardeesAnswer",
});

const preview = declare({
  method: "post",
  path: "/awardees/preview",
  operationId: "previewAwardees",
  summary: "What a CSV of awardees holds. Nothing is kept.",
  tags: ["administration"],
  access: "administration:write",
  request: { body },
  answer: "AwardeesPreviewAnswer",
});

const apply = declare({
  method: "post",
  path: "/awardees/import",
  operationId: "importAwardees",
  summary: "Keep a CSV of awardees in place of the one of its name.",
  tags: ["administration"],
  access: "administration:write",
  request: { body },
  answer: "AwardeesImportedAnswer",
});

/** Awardees: look at a file, then keep it. */
export function awardeesRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const { actor } = required(context.get("asker"));
      const answer = await answerAwardees(store, { ...context.req.valid("query"), now: now() });
      const detail = { awardees: answer.awardees.length };
      await noteAudit(store, { at: now(), actor, action: "awardees", subject: "awardees", detail });
      return context.json(answer);
    })
    .openapi(preview, async (context) => {
      const { name, csv } = fit(context.req.valid("json"));
      const { awardees, unread } = await possible(async () => readAwardees(csv, `${name}.csv`));
      const { registries } = await answerRegistries(store);
      const answer: AwardeesPreviewAnswer = {
        awardees: awardees.length,
        awards: awardees.reduce((sum, { awards }) => sum + awards.length, 0),
        unread,
        replaces: registries.some((one) => one.name === name),
      };
      return context.json(answer);
    })
    .openapi(apply, async (context) => {
      const { name, csv } = fit(context.req.valid("json"));
      const { actor } = required(context.get("asker"));
      const file = { name, file: `${name}.csv`, text: csv };
      return context.json(await possible(() => importAwardees({ store, now, actor }, file)));
    });
}

/** @throws RequestError where the file itself is too long, whatever its JSON was */
function fit(given: z.output<typeof upload>): z.output<typeof upload> {
  if (Buffer.byteLength(given.csv) <= longestBody) return given;
  throw new RequestError(413, "A file of awardees has at most 2 MB: cut it into several.");
}
