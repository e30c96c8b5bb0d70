import { replay } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { dayMs } from "@groundswell/model";
import { answerSource, answerSources } from "@groundswell/reports";
import { findSource, noteAudit, pauseSource, resumeSource, type SourceRow } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { JobAnswer, ReplayAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { date, nothing } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { required } from "./guard.ts";
import { operating } from "./operation.ts";

const params = z.strictObject({ source: z.string().openapi({ example: "powershell-blog" }) });
const mostDays = 400;
const lookMs = 20_000;

const list = declare({
  method: "get",
  path: "/sources",
  operationId: "sources",
  summary: "Every source: state, last success and error, next run, and how much of the last 90 days was read.",
  tags: ["operation"],
  access: "operation:read",
  request: { query: nothing },
  answer: "SourcesAnswer",
});

const one = declare({
  method: "get",
  path: "/sources/{source}",
  operationId: "source",
  summary: "One source with its calendar: days read, failed and missing. At most 400 days, the last 90 unless told.",
  tags: ["operation"],
  access: "operation:read",
  request: { params, query: z.strictObject({ from: date("from"), to: date("to") }) },
  answer: "SourceCalendarAnswer",
});

const act = (verb: "pause" | "resume", summary: string) =>
  declare({
    method: "post",
    path: `/sources/{source}/${verb}` as "/sources/{source}/pause",
    operationId: `${verb}Source`,
    summary,
    tags: ["operation"],
    access: "operation:write",
    request: { params },
    answer: null,
  });

const pull = declare({
  method: "post",
  path: "/sources/{source}/pull",
  operationId: "pullSource",
  summary: "Read a source now: adds a job, which waits behind one that is under way.",
  tags: ["operation"],
  access: "operation:write",
  request: { params },
  answer: "JobAnswer",
  status: 202,
});

const again = declare({
  method: "post",
  path: "/sources/{source}/replay",
  operationId: "replaySource",
  summary: "Map the kept raw pages of a source again with today's mapper, or say what that would change.",
  tags: ["operation"],
  access: "operation:write",
  request: {
    params,
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ dryRun: z.boolean() }) } },
    },
  },
  answer: "ReplayAnswer",
});

/** Sources: how they stand, and what operators do about them. */
export function sourcesRoutes({ store, now, queueView, operation }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => context.json(await answerSources(store, await queueView(), now())))
    .openapi(one, async (context) => {
      const window = lastDays(context.req.valid("query"), now());
      const asked = { ...context.req.valid("param"), ...window, now: now() };
      return context.json(await found(async () => answerSource(store, await queueView(), asked)));
    })
    .openapi(act("pause", "Read a source no more until somebody resumes it."), async (context) => {
      const { source } = context.req.valid("param");
      await found(() => pauseSource(store, source, by(context.get("asker"))));
      await operation?.queue.unschedule("collect", source);
      return context.body(null, 204);
    })
    .openapi(
      act("resume", "Let a source be read again that was paused, or stopped because it was refused."),
      async (context) => {
        const { source } = context.req.valid("param");
        await found(() => resumeSource(store, source, by(context.get("asker"))));
        const row = await existing(source);
        if (row.every !== null) await operation?.queue.schedule("collect", source, { source }, { every: row.every });
        return context.body(null, 204);
      },
    )
    .openapi(pull, async (context) => {
      const row = await existing(context.req.valid("param").source);
      refuseUnpulled(row);
      const { queue } = operating(operation);
      const { actor, at } = by(context.get("asker"));
      // Workers pass over what was refused, until a person wants it read.
      if (row.state === "refused") await found(() => resumeSource(store, row.id, { actor, at }));
      const answer: JobAnswer = { job: await queue.add("collect", { source: row.id }) };
      await noteAudit(store, { at, actor, action: "source.pull", subject: `source ${row.id}`, detail: {} });
      return context.json(answer, 202);
    })
    .openapi(again, async (context) => {
      const row = await existing(context.req.valid("param").source);
      refuseUnreplayed(row);
      if (context.req.valid("json").dryRun) return context.json(await wouldChange(row));
      const { queue } = operating(operation);
      const job = await queue.add("replay", { source: row.id });
      const { actor, at } = by(context.get("asker"));
      await noteAudit(store, { at, actor, action: "source.replay", subject: `source ${row.id}`, detail: {} });
      const answer: ReplayAnswer = { job, would: null, whole: true };
      return context.json(answer);
    });

  function by(asker: Parameters<typeof required>[0]) {
    return { actor: required(asker).actor, at: now() };
  }

  async function existing(id: string): Promise<SourceRow> {
    const row = await findSource(store, id);
    if (row) return row;
    throw new RequestError(404, `There is no source "${id}": the list of sources shows all.`);
  }

  /** Signals before and after hold what people wrote; counts are enough to decide by. */
  async function wouldChange(row: SourceRow): Promise<ReplayAnswer> {
    const signal = AbortSignal.timeout(lookMs);
    const done = await found(() => replay({ store, connectors, now, signal, dryRun: true }, row));
    const { pages, signals, added, changed, elsewhere, failed } = done;
    const would = { pages, signals, added, changed, elsewhere, failed: failed.length };
    return { job: null, would, whole: !signal.aborted };
  }
}

/** The days that are asked for, whole days in UTC. */
function lastDays({ from, to }: { from: Date | null; to: Date | null }, now: Date): { from: Date; to: Date } {
  const day = (at: Date) => new Date(Math.floor(at.getTime() / dayMs) * dayMs);
  const end = day(to ?? new Date(now.getTime() + dayMs));
  const begin = day(from ?? new Date(end.getTime() - 90 * dayMs));
  const days = (end.getTime() - begin.getTime()) / dayMs;
  if (days >= 1 && days <= mostDays) return { from: begin, to: end };
  throw new RequestError(400, `A calendar has 1 to ${mostDays} days: give a "from" that lies so far before "to".`);
}

function refuseUnpulled({ id, state, connector, every }: SourceRow): void {
  if (state === "paused") throw new RequestError(409, `The source ${id} is paused: resume it first.`);
  if (every === null || connectors[connector]?.reads !== "api")
    throw new RequestError(409, `The source ${id} is not pulled: its signals are imported from files, or sent here.`);
}

function refuseUnreplayed({ id, connector }: SourceRow): void {
  if (!connectors[connector]?.map)
    throw new RequestError(
      409,
      `The source ${id} keeps no raw pages (connector ${connector}): there is nothing to replay.`,
    );
}
