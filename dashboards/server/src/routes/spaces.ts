import { ConfigError, readWindow } from "@groundswell/model";
import { latestRun, type Store } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { RequestError } from "../problem.ts";
import { spacesQuery } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { spaceColumns } from "./spaces-columns.ts";
import type { AboutSpaces } from "./spaces-kept.ts";
import { csvAnswer, pageQuery, rowsOf, sendCsv, sendJson } from "./spaces-send.ts";

export const expertiseParam = z.strictObject({ expertise: z.string().openapi({ example: "powershell" }) });

const listSpaces = declare({
  method: "get",
  path: "/expertises/{expertise}/spaces",
  operationId: "spaces",
  summary: "Which few of the spaces hold the activity of a window.",
  tags: ["spaces"],
  access: "spaces:read",
  request: { params: expertiseParam, query: spacesQuery.extend(pageQuery) },
  answer: "SpacesAnswer",
  others: csvAnswer,
});

export function spacesRoutes({ store, answers }: AboutSpaces) {
  return routes().openapi(listSpaces, async (context) => {
    const { expertise } = context.req.valid("param");
    const { format, limit, offset, ...question } = context.req.valid("query");
    await refuseEmptyWindow(store, { expertise, ...question });
    const rows = rowsOf({ limit, offset });
    const answer = await found(() => answers(expertise, { of: "spaces", ...question }, rows));
    if (format === "json") return sendJson(context, answer, rows);
    return sendCsv(context, answer, { ...rows, columns: spaceColumns, name: `${expertise}-spaces` });
  });
}

type Asked = { expertise: string; from: Date | null; to: Date | null; asOf: Date | null };

/** A window ends at its run's as-of instant at the latest, so a "from" alone can lie behind its end. */
export async function refuseEmptyWindow(store: Store, { expertise, from, to, asOf }: Asked): Promise<void> {
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
