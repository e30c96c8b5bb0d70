import { alertKinds } from "@groundswell/analytics";
import { answerAlertList, kindsFor } from "@groundswell/reports";
import { type AlertMute, listMutes, muteAlert, unmuteAlert } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import { type Asker, knows } from "../access.ts";
import type { AlertAnswer, AlertsAnswer, MuteAnswer, MutesAnswer } from "../answers-reports.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { date, nothing } from "../query.ts";
import { readerOfAsker } from "../reader.ts";
import { declare, routes } from "./declare.ts";
import { found, possible } from "./found.ts";
import { required, unknownExpertise } from "./guard.ts";
import { noteReading } from "./people-fence.ts";
import { limitQuery, numberOf } from "./reporting.ts";

const list = declare({
  method: "get",
  path: "/alerts",
  operationId: "alerts",
  summary: "What somebody should look at, each with its test: of what the asker may read, the newest first.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    query: z.strictObject({
      expertise: z.string().max(100).optional(),
      state: z.enum(["open", "ended", "all"]).default("open"),
      limit: limitQuery,
    }),
  },
  answer: "AlertsAnswer",
});

const listMuted = declare({
  method: "get",
  path: "/mutes",
  operationId: "mutes",
  summary: "What the asker is told no more of for a while.",
  tags: ["reports"],
  access: "signed-in",
  request: { query: nothing },
  answer: "MutesAnswer",
});

const mute = declare({
  method: "post",
  path: "/mutes",
  operationId: "muteAlert",
  summary: "Be told no more of an alert, or of all of a kind; others are told as before.",
  tags: ["reports"],
  access: "signed-in",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            expertise: z.string().min(1).max(100),
            kind: z.enum(alertKinds),
            subject: z.string().min(1).max(300).nullable(),
            until: date("until"),
          }),
        },
      },
    },
  },
  answer: "MuteAnswer",
  status: 201,
});

const unmute = declare({
  method: "delete",
  path: "/mutes/{mute}",
  operationId: "unmuteAlert",
  summary: "Be told again.",
  tags: ["reports"],
  access: "signed-in",
  request: { params: z.strictObject({ mute: numberOf("a mute") }) },
  answer: null,
});

/** Alerts, and what each user wants to hear no more of. */
export function alertsRoutes({ store, now }: ApiOptions) {
  return routes()
    .openapi(list, async (context) => {
      const asker = required(context.get("asker"));
      const reader = readerOfAsker(asker);
      const { expertise = null, state, limit } = context.req.valid("query");
      if (expertise !== null && !knows(asker, expertise)) throw new RequestError(404, unknownExpertise(expertise));
      const asked = { expertise, state: state === "all" ? null : state, limit };
      const mutes = (await listMutes(store, asker.id)).filter(({ until }) => until === null || until > now());
      const alerts = (await answerAlertList(store, asked, reader)).map((alert): AlertAnswer => {
        const covers = (one: AlertMute) =>
          one.expertise === alert.expertise &&
          one.kind === alert.kind &&
          (one.subject === null || one.subject === alert.subject);
        const { since, seenAt, endedAt, ...rest } = alert;
        return {
          ...rest,
          ...{ since: since.toISOString(), seenAt: seenAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
          muted: mutes.find(covers)?.id ?? null,
        };
      });
      await noteAlerts(asker, alerts);
      const answer: AlertsAnswer = { alerts, kinds: kindsFor(reader) };
      return context.json(answer);
    })
    .openapi(listMuted, async (context) => {
      const answer: MutesAnswer = { mutes: (await listMutes(store, required(context.get("asker")).id)).map(asAnswer) };
      return context.json(answer);
    })
    .openapi(mute, async (context) => {
      const asker = required(context.get("asker"));
      const { expertise, kind, subject, until } = context.req.valid("json");
      if (!knows(asker, expertise)) throw new RequestError(404, unknownExpertise(expertise));
      if (!kindsFor(readerOfAsker(asker)).some((one) => one.kind === kind))
        throw new RequestError(403, `The role "${asker.role}" is told of no such alert (${kind}).`);
      const made = await possible(() =>
        muteAlert(store, { user: asker.id, expertise, kind, subject, until }, { actor: asker.actor, at: now() }),
      );
      return context.json(asAnswer(made), 201);
    })
    .openapi(unmute, async (context) => {
      const asker = required(context.get("asker"));
      const { mute: id } = context.req.valid("param");
      await found(() => unmuteAlert(store, { user: asker.id, id }, { actor: asker.actor, at: now() }));
      return context.body(null, 204);
    });

  async function noteAlerts(asker: Asker, alerts: readonly AlertAnswer[]): Promise<void> {
    const persons = new Set(alerts.filter(({ kind }) => kind === "riser").map(({ subject }) => subject)).size;
    if (persons === 0) return;
    await noteReading({ store, now }, asker, { action: "alerts.read", subject: "alerts", detail: { persons } });
  }
}

function asAnswer({ createdAt, until, ...mute }: AlertMute): MuteAnswer {
  return { ...mute, createdAt: createdAt.toISOString(), until: until?.toISOString() ?? null };
}
