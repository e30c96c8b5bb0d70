import type { Coverage } from "@groundswell/analytics";
import { cycleOf, gateAction, gates, type Policy, type Track } from "@groundswell/analytics";
import { startOfDay } from "@groundswell/model";
import { head, requirePolicy, requireRun } from "@groundswell/reports";
import { z } from "@hono/zod-openapi";
import type { PolicyAnswer, PolicyChannel } from "../answers-people.ts";
import type { ApiOptions } from "../api.ts";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found } from "./found.ts";
import { expertiseParam } from "./spaces.ts";

/** What the policy's own schema and what-if take. */
const bounds: PolicyAnswer["bounds"] = {
  weight: { least: 0, most: 100 },
  power: { least: 1, most: 20 },
  months: { least: 1, most: 120 },
};

const readPolicy = declare({
  method: "get",
  path: "/expertises/{expertise}/policy",
  operationId: "policy",
  summary: "What counts in the analysis that stands: channels, weights, floors.",
  tags: ["people"],
  access: "people:read",
  request: { params: expertiseParam, query: z.strictObject({ asOf: date("asOf") }) },
  answer: "PolicyAnswer",
});

/** What scores are made by. It holds nothing about anybody. */
export function policyRoutes({ store }: ApiOptions) {
  return routes().openapi(readPolicy, async (context) => {
    const { expertise } = context.req.valid("param");
    const { asOf } = context.req.valid("query");
    const answer = await found(async (): Promise<PolicyAnswer> => {
      const run = await requireRun(store, expertise, asOf);
      const policy = await requirePolicy(store, run);
      const window = { from: run.windowFrom, to: run.windowTo };
      const { coverage: _, ...said } = head(expertise, run, run.asOf, window, run.coverage as Coverage);
      return { ...said, ...printPolicy(policy, run.asOf) };
    });
    return context.json(answer);
  });
}

function printPolicy(policy: Policy, asOf: Date): Omit<PolicyAnswer, "expertise" | "asOf" | "window" | "run"> {
  const { version, program, evidenceFloor, kinds, regions } = policy;
  return {
    version,
    program,
    months: cycleOf(policy, startOfDay(asOf))?.windowMonths ?? policy.window.months,
    evidenceFloor,
    tracks: { expert: printTrack(policy, "expert"), leader: printTrack(policy, "leader") },
    kinds: Object.entries(kinds).map(([kind, numbers]) => ({ kind, ...numbers })),
    gates: gates.map((gate) => ({ gate, action: gateAction(policy, gate) })),
    regions: Object.entries(regions).map(([name, countries]) => ({ name, countries })),
    bounds,
  };
}

function printTrack(policy: Policy, track: Track): { power: number; channels: PolicyChannel[] } {
  const { power, channels } = policy.tracks[track];
  const kindsOf = (channel: string) => Object.entries(policy.channels[channel]?.kinds ?? {});
  return {
    power,
    channels: Object.entries(channels).map(([channel, weight]) => ({
      channel,
      weight,
      kinds: kindsOf(channel).map(([kind, within]) => ({ kind, weight: within })),
    })),
  };
}
