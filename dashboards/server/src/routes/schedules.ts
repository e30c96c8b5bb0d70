import { cronWords, nextTimes, planSchedule } from "@groundswell/report";
import { cadences, reports } from "@groundswell/reports";
import {
  addReportSchedule,
  findReportSchedule,
  listReportSchedules,
  pauseReportSchedule,
  type ReportSchedule,
  removeReportSchedule,
  resumeReportSchedule,
} from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { type Asker, may } from "../access.ts";
import type { ScheduleAnswer, SchedulesAnswer, ScheduleTimesAnswer } from "../answers-reports.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { required } from "./guard.ts";
import { allow, expertiseName, numberOf, reportName, zone } from "./reporting.ts";

const params = z.strictObject({ schedule: numberOf("a schedule") });
const cron = z.string().min(1).max(100);

const list = declare({
  method: "get",
  path: "/schedules",
  operationId: "schedules",
  summary: "When the reports that the asker may read are due, with the next three times.",
  tags: ["reports"],
  access: "signed-in",
  request: { query: z.strictObject({ report: reportName.optional(), expertise: z.string().max(100).optional() }) },
  answer: "SchedulesAnswer",
});

const add = declare({
  method: "post",
  path: "/schedules",
  operationId: "addSchedule",
  summary: "Let a report be issued again and again. It takes a scope that writes on the report's matter.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            report: reportName,
            expertise: expertiseName,
            cadence: z.enum(cadences).nullable().default(null),
            cron: cron.nullable().default(null),
            tz: zone.default("UTC"),
          }),
        },
      },
    },
  },
  answer: "ScheduleAnswer",
  status: 201,
});

const times = declare({
  method: "post",
  path: "/schedules/times",
  operationId: "scheduleTimes",
  summary: "Say a cron expression in words, with the next three times; nothing is kept.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    body: { required: true, content: { "application/json": { schema: z.strictObject({ cron, tz: zone }) } } },
  },
  answer: "ScheduleTimesAnswer",
});

const change = declare({
  method: "patch",
  path: "/schedules/{schedule}",
  operationId: "pauseSchedule",
  summary: "Pause a schedule, or let it go on with what is due after now.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    params,
    body: { required: true, content: { "application/json": { schema: z.strictObject({ paused: z.boolean() }) } } },
  },
  answer: "ScheduleAnswer",
});

const remove = declare({
  method: "delete",
  path: "/schedules/{schedule}",
  operationId: "removeSchedule",
  summary: "Take a schedule away; what it issued stays.",
  tags: ["reports"],
  access: "signed-in",
  request: { params },
  answer: null,
});

/** When reports are due. */
export function schedulesRoutes({ store, now, operation }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const asker = required(context.get("asker"));
      const { report, expertise } = context.req.valid("query");
      const found = (await listReportSchedules(store)).filter(
        (one) =>
          isKnown(asker, one) &&
          (report === undefined || one.report === report) &&
          (expertise === undefined || one.expertise === expertise),
      );
      const answer: SchedulesAnswer = { schedules: found.map((one) => asAnswer(asker, one)) };
      return context.json(answer);
    })
    .openapi(add, async (context) => {
      const asker = required(context.get("asker"));
      const wish = context.req.valid("json");
      allow(asker, "write", wish.report, wish.expertise);
      const added = await possible(async () => {
        const planned = planSchedule(wish, now());
        return addReportSchedule(store, planned, { actor: asker.actor, at: now() });
      });
      await register(added);
      return context.json(asAnswer(asker, added), 201);
    })
    .openapi(times, async (context) => {
      required(context.get("asker"));
      const wish = context.req.valid("json");
      const next = await possible(async () => nextTimes(wish, now()));
      const answer: ScheduleTimesAnswer = {
        ...{ words: cronWords(wish.cron), next: next.map((time) => time.toISOString()) },
      };
      return context.json(answer);
    })
    .openapi(change, async (context) => {
      const asker = required(context.get("asker"));
      const { id } = await own(asker, context.req.valid("param").schedule);
      const { paused } = context.req.valid("json");
      const by = { actor: asker.actor, at: now() };
      const changed = await possible(() =>
        paused ? pauseReportSchedule(store, id, by) : resumeReportSchedule(store, id, by),
      );
      if (paused) await operation?.queue.unschedule("report", String(id));
      else await register(changed);
      return context.json(asAnswer(asker, changed));
    })
    .openapi(remove, async (context) => {
      const asker = required(context.get("asker"));
      const { id } = await own(asker, context.req.valid("param").schedule);
      await possible(() => removeReportSchedule(store, id, { actor: asker.actor, at: now() }));
      await operation?.queue.unschedule("report", String(id));
      return context.body(null, 204);
    });

  /** A process without queues leaves it to the workers, which look for what is due every hour. */
  async function register({ id, cron: every, tz }: ReportSchedule): Promise<void> {
    await operation?.queue.schedule("report", String(id), { schedule: id }, { every, tz });
  }

  /** @throws RequestError where the asker may not know of it, or not change it */
  async function own(asker: Asker, id: number): Promise<ReportSchedule> {
    const schedule = await findReportSchedule(store, id);
    if (!schedule || !isKnown(asker, schedule))
      throw new RequestError(404, `There is no schedule ${id}: the list of schedules shows those that you may see.`);
    allow(asker, "write", schedule.report, schedule.expertise);
    return schedule;
  }

  function asAnswer(asker: Asker, schedule: ReportSchedule): ScheduleAnswer {
    const { report, cadence, createdAt, pausedAt, handledSlot, ...rest } = schedule;
    const known = reports.find((one) => one.name === report);
    return {
      ...rest,
      report: report as ScheduleAnswer["report"],
      cadence: cadence as ScheduleAnswer["cadence"],
      title: known?.title ?? report,
      createdAt: createdAt.toISOString(),
      pausedAt: pausedAt?.toISOString() ?? null,
      handledSlot: handledSlot?.toISOString() ?? null,
      words: cronWords(schedule.cron),
      next: nextOf(schedule, now(), 3),
      mayChange: known !== undefined && may(asker, "write", known.matter, schedule.expertise),
    };
  }
}

/** The next times of a schedule; none while it is paused, or where its expression cannot be read. */
export function nextOf({ pausedAt, cron, tz }: ReportSchedule, now: Date, count: number): string[] {
  if (pausedAt !== null) return [];
  try {
    return nextTimes({ cron, tz }, now, count).map((time) => time.toISOString());
  } catch {
    // Its error stands with the schedule, once a worker has tried.
    return [];
  }
}

function isKnown(asker: Asker, { report, expertise }: ReportSchedule): boolean {
  try {
    allow(asker, "read", report, expertise);
    return true;
  } catch {
    return false;
  }
}
