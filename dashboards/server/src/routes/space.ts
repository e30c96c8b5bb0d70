import { defaultMonths, type KeptQuestion } from "@groundswell/analyse";
import { signalKinds } from "@groundswell/model";
import {
  answerSpacePage,
  answerSpaceSignals,
  askedWindow,
  type OpenThread,
  requireRun,
  requireSpace,
  type SpaceAnswer,
  type SpacesAnswer,
  type TrendAnswer,
} from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import { type Asker, may } from "../access.ts";
import type { SpaceThreadsAnswer } from "../answers-spaces.ts";
import { date, spacesQuery } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { expertiseParam, refuseEmptyWindow } from "./spaces.ts";
import { type AboutSpaces, allRows } from "./spaces-kept.ts";

const spaceParam = expertiseParam.extend({ key: z.string().openapi({ example: "stackoverflow.com:powershell" }) });
const window = { from: date("from"), to: date("to"), asOf: date("asOf") };
const mostRows = 200;
const rowsOfPage = z
  .string()
  .regex(/^\d{1,3}$/, "write how many rows as a whole number")
  .transform(Number)
  .pipe(z.number().min(1, "ask for one row or more").max(mostRows, `ask for at most ${mostRows} rows at a time`))
  .default(50)
  .openapi({ type: "integer", minimum: 1, maximum: mostRows });
const threadsShown = 10;

const space = declare({
  method: "get",
  path: "/expertises/{expertise}/spaces/{key}",
  operationId: "space",
  summary:
    "Everything about one space: its row, trend, health, support, oldest open threads, sources and best signals.",
  tags: ["spaces"],
  access: "spaces:read",
  request: { params: spaceParam, query: spacesQuery },
  answer: "SpacePageAnswer",
});

const threads = declare({
  method: "get",
  path: "/expertises/{expertise}/spaces/{key}/threads",
  operationId: "openThreads",
  summary: "The threads of a space that wait for a response, the oldest first: what its backlog counts.",
  tags: ["spaces"],
  access: "spaces:read",
  request: {
    params: spaceParam,
    query: z.strictObject({
      ...window,
      after: z
        .string()
        .regex(/^\d{1,9}$/, 'give the "next" of the page before')
        .nullable()
        .default(null),
      limit: rowsOfPage,
    }),
  },
  answer: "SpaceThreadsAnswer",
});

const signals = declare({
  method: "get",
  path: "/expertises/{expertise}/spaces/{key}/signals",
  operationId: "spaceSignals",
  summary:
    "The signals that a space's numbers count, the newest first; who made them only for those who may read about people.",
  tags: ["spaces"],
  access: "spaces:read",
  request: {
    params: spaceParam,
    query: z.strictObject({
      ...window,
      kind: z.enum(signalKinds).nullable().default(null),
      after: z.string().max(40).nullable().default(null),
      limit: rowsOfPage,
    }),
  },
  answer: "SpaceSignalsAnswer",
});

/** Everything about one space, and the rows behind its numbers. */
export function spaceRoutes({ store, answers }: AboutSpaces) {
  return routes()
    .openapi(space, async (context) => {
      const { expertise, key } = context.req.valid("param");
      const { weighting, ...asked } = context.req.valid("query");
      await refuseEmptyWindow(store, { expertise, ...asked });
      return context.json(
        await found(async () => {
          await requireRun(store, expertise, asked.asOf);
          const known = await requireSpace(store, expertise, key);
          const own = { ...allRows, key };
          const row = await answers(expertise, { of: "spaces", weighting, ...asked }, own);
          const months: KeptQuestion = { of: "trends", by: "space", months: defaultMonths, asOf: asked.asOf };
          const series = await answers(expertise, months, own);
          const open = await answers(expertise, { of: "open threads", ...asked }, { ...own, limit: threadsShown });
          const {
            concentration: _,
            warnings: __,
            unwatched: ___,
            spaces: ____,
            ...head
          } = JSON.parse(row.frame) as SpacesAnswer;
          return answerSpacePage(store, known, {
            ...head,
            space: JSON.parse(row.page) as SpaceAnswer,
            trends: JSON.parse(`[${series.page}]`) as TrendAnswer[],
            open: { total: open.rows, threads: JSON.parse(`[${open.page}]`) as OpenThread[] },
          });
        }),
      );
    })
    .openapi(threads, async (context) => {
      const { expertise, key } = context.req.valid("param");
      const { after, limit, ...asked } = context.req.valid("query");
      await refuseEmptyWindow(store, { expertise, ...asked });
      await found(() => requireRun(store, expertise, asked.asOf));
      await found(() => requireSpace(store, expertise, key));
      const offset = Number(after ?? 0);
      const open = await found(() => answers(expertise, { of: "open threads", ...asked }, { offset, limit, key }));
      const { threads: _, ...head } = JSON.parse(open.frame) as SpaceThreadsAnswer;
      const next = offset + limit < open.rows ? String(offset + limit) : null;
      const answer: SpaceThreadsAnswer = {
        ...head,
        key,
        total: open.rows,
        threads: JSON.parse(`[${open.page}]`),
        next,
      };
      return context.json(answer);
    })
    .openapi(signals, async (context) => {
      const { expertise, key } = context.req.valid("param");
      const { from, to, asOf, ...page } = context.req.valid("query");
      await refuseEmptyWindow(store, { expertise, from, to, asOf });
      const run = await found(() => requireRun(store, expertise, asOf));
      const question = { expertise, key, window: askedWindow({ from, to }, asOf ?? run.asOf), ...page };
      const asker = required(context.get("asker"));
      return context.json(
        await found(() => answerSpaceSignals(store, question, { withPersons: seesPersons(asker, expertise) })),
      );
    });
}

/** Somebody of some regions only would be told of people elsewhere: such a reader gets handles, as a product team does. */
function seesPersons(asker: Asker, expertise: string): boolean {
  return may(asker, "read", "people", expertise) && asker.regions === "all";
}
