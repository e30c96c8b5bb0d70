import { createHash } from "node:crypto";
import { acceptSpace, decideSpace, foundStates, keepLook, proposalNamed } from "@groundswell/analyse";
import { connectors, lookAtHost } from "@groundswell/connectors";
import { requireRun, type SpaceProposal } from "@groundswell/reports";
import { findSource, type KeptAnswer } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { Asker } from "../access.ts";
import type { FoundSpaceDecided, FoundSpaceLooked } from "../answers-spaces.ts";
import { date } from "../query.ts";
import { declare, routes } from "./declare.ts";
import { found, possible } from "./found.ts";
import { required } from "./guard.ts";
import { operating } from "./operation.ts";
import { expertiseParam } from "./spaces.ts";
import type { AboutSpaces } from "./spaces-kept.ts";
import { pageQuery, rowsOf, sendJson } from "./spaces-send.ts";

const { limit, offset } = pageQuery;
const foundParam = expertiseParam.extend({ id: z.string().openapi({ example: "discord.gg/lamps" }) });
const reason = z.string().trim().max(1000).nullable().default(null);
const json = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});
const deedOf = { tags: ["spaces"] as [string], access: "spaces:write" as const, method: "post" as const };

const discovery = declare({
  method: "get",
  path: "/expertises/{expertise}/discovery",
  operationId: "discovery",
  summary: "The spaces that signals lead to and nobody watches, best first.",
  tags: ["spaces"],
  access: "spaces:read",
  request: {
    params: expertiseParam,
    query: z.strictObject({ state: z.enum(foundStates).default("open"), asOf: date("asOf"), limit, offset }),
  },
  answer: "DiscoverAnswer",
});

const accept = declare({
  ...deedOf,
  path: "/expertises/{expertise}/discovery/{id}/accept",
  operationId: "acceptFound",
  summary: "Watch a found space from now on: a source is made of it.",
  request: { params: foundParam, body: json(z.strictObject({ reason })) },
  answer: "FoundSpaceDecided",
});

const ignore = declare({
  ...deedOf,
  path: "/expertises/{expertise}/discovery/{id}/ignore",
  operationId: "ignoreFound",
  summary: "Say that a found space is not to be watched: it is not proposed again.",
  request: { params: foundParam, body: json(z.strictObject({ reason })) },
  answer: "FoundSpaceDecided",
});

const snooze = declare({
  ...deedOf,
  path: "/expertises/{expertise}/discovery/{id}/snooze",
  operationId: "snoozeFound",
  summary: "Put a found space off until a day.",
  request: { params: foundParam, body: json(z.strictObject({ until: z.iso.date(), reason })) },
  answer: "FoundSpaceDecided",
});

const look = declare({
  ...deedOf,
  path: "/expertises/{expertise}/discovery/{id}/look",
  operationId: "lookAtFound",
  summary: "Ask a found space's host, as its robots.txt allows, what could read it.",
  request: { params: foundParam, body: json(z.strictObject({})) },
  answer: "FoundSpaceLooked",
});

/** The inbox of found spaces: what is in it, and what people say of it. */
export function discoveryRoutes({ store, now, answers, operation }: AboutSpaces) {
  const named = async ({ expertise, id }: { expertise: string; id: string }) => {
    const { asOf } = await found(() => requireRun(store, expertise, null));
    // Asked for first by itself: a name that is not there is not found, whatever was to be done with it.
    await found(() => proposalNamed(store, { expertise, asOf, name: id }));
    return { expertise, asOf, name: id };
  };
  const decider = (asker: Asker | null) => ({ store, now, actor: required(asker).actor });

  return routes()
    .openapi(discovery, async (context) => {
      const { expertise } = context.req.valid("param");
      const { limit, offset, ...question } = context.req.valid("query");
      const rows = rowsOf({ limit, offset });
      const answer = await found(() => answers(expertise, { of: "discovery", ...question }, rows));
      const isProduct = required(context.get("asker")).role === "product";
      return sendJson(context, isProduct ? withoutDeciders(answer) : answer, rows);
    })
    .openapi(accept, async (context) => {
      const { reason } = context.req.valid("json");
      const space = await named(context.req.valid("param"));
      const done = await possible(() => acceptSpace(decider(context.get("asker")), space, connectors, reason));
      const every = (await findSource(store, done.source.id))?.every ?? null;
      if (every !== null)
        await operation?.queue.schedule("collect", done.source.id, { source: done.source.id }, { every });
      return context.json(decided(done.found.key, "accept", { source: done.source.id }));
    })
    .openapi(ignore, async (context) => {
      const { reason } = context.req.valid("json");
      const space = await named(context.req.valid("param"));
      const { key } = await possible(() =>
        decideSpace(decider(context.get("asker")), space, { deed: "ignore" }, reason),
      );
      return context.json(decided(key, "ignore"));
    })
    .openapi(snooze, async (context) => {
      const { until: day, reason } = context.req.valid("json");
      const space = await named(context.req.valid("param"));
      const until = new Date(`${day}T00:00:00Z`);
      const verdict = { deed: "snooze" as const, until };
      const { key } = await possible(() => decideSpace(decider(context.get("asker")), space, verdict, reason));
      return context.json(decided(key, "snooze", { until: until.toISOString() }));
    })
    .openapi(look, async (context) => {
      const { looking } = operating(operation);
      const { key, url } = await found(async () => proposalNamed(store, await named(context.req.valid("param"))));
      const { found: readers, unreadable } = await possible(() => lookAtHost(url, looking, now));
      const [best = null] = readers;
      const reader = best && { connector: best.connector, options: best.options, why: best.why };
      await keepLook(decider(context.get("asker")), key, reader, unreadable);
      const answer: FoundSpaceLooked = {
        key,
        connector: best?.connector ?? null,
        why: best?.why ?? unreadable ?? "nothing that is known reads what is there",
      };
      return context.json(answer);
    });
}

/** The same without who decided, by e-mail: a product team acts on what was decided. Other bytes have another hash, and so another tag. */
function withoutDeciders(answer: KeptAnswer): KeptAnswer {
  const proposals: SpaceProposal[] = JSON.parse(`[${answer.page}]`);
  const page = proposals.map((one) =>
    JSON.stringify({ ...one, decision: one.decision && { ...one.decision, by: null } }),
  );
  return {
    ...answer,
    page: page.join(","),
    sha256: createHash("sha256").update(`product ${answer.sha256}`).digest("hex"),
  };
}

function decided(
  key: string,
  deed: FoundSpaceDecided["deed"],
  more: Partial<FoundSpaceDecided> = {},
): FoundSpaceDecided {
  return { key, deed, until: null, source: null, ...more };
}
