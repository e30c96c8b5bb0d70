import { ConfigError, readWindow } from "@groundswell/model";
import { answerSpaces, type SpacesQuestion } from "@groundswell/reports";
import { latestRun, type Store } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { spacesQuery } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";

export const expertiseParam = z.strictObject({ expertise: z.string().openapi({ example: "powershell" }) });

const listSpaces = declare({
  method: "get",
  path: "/expertises/{expertise}/spaces",
  operationId: "spaces",
  summary: "Which few of the spaces hold the activity of a window.",
  tags: ["spaces"],
  access: "spaces:read",
  request: { params: expertiseParam, query: spacesQuery },
  answer: "SpacesAnswer",
});

export function spacesRoutes({ store }: ApiOptions) {
  return routes().openapi(listSpaces, async (context) => {
    const question = { ...context.req.valid("param"), ...context.req.valid("query") };
    await refuseEmptyWindow(store, question);
    return context.json(await found(() => answerSpaces(store, question)));
  });
}

/** A window ends at its run's as-of instant at the latest, so a "from" alone can lie behind its end. */
async function refuseEmptyWindow(store: Store, { expertise, from, to, asOf }: SpacesQuestion): Promise<void> {
  if (from && to) orRefuse(() => readWindow(from, to));
  if (from === null) return;
  const end = asOf ?? (await latestRun(store, expertise, null))?.asOf;
  if (end && from >= end)
    throw new RequestError(400, `The window is empty: give a "from" before ${end.toISOString()}, where the run ends.`);
}

function orRefuse(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) throw new RequestError(400, error.message, { cause: error });
    throw error;
  }
}
