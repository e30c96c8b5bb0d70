import { connectors, discoverPlace, type Http, type Proposal } from "@groundswell/connectors";
import { ConfigError, explain, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { addPushSource, addSource, pushConnector } from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { SignalPreview, SourceAddedAnswer, SourcePreviewAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { required } from "./guard.ts";
import { operating } from "./operation.ts";

const mostSignals = 10;
const previewMs = 20_000;
const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "write it in lower case with hyphens, as dynamics-crm");

const preview = declare({
  method: "post",
  path: "/sources/preview",
  operationId: "previewSource",
  summary: "Look at a place: which connector reads it, and its first signals. Nothing is kept.",
  tags: ["operation"],
  access: "operation:write",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ url: z.string().min(1).max(2_000) }) } },
    },
  },
  answer: "SourcePreviewAnswer",
});

const add = declare({
  method: "post",
  path: "/sources",
  operationId: "addSource",
  summary: `Add a source as a preview proposed it, or with the connector "${pushConnector}" one that programs send signals to.`,
  tags: ["operation"],
  access: "operation:write",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            id: slug,
            connector: z.string().max(80),
            options: z.record(z.string(), z.unknown()).default({}),
            expertises: z.array(slug).max(50).default([]),
            every: z
              .string()
              .regex(/^\d{1,4}\s*(m|min|minutes?|h|hours?|d|days?)$/, "write how often to pull as 6 hours or 1 day")
              .default("6 hours"),
            since: z.iso.date().nullable().default(null),
          }),
        },
      },
    },
  },
  answer: "SourceAddedAnswer",
  status: 201,
});

/** Sources by URL: look first, then add. */
export function addSourceRoutes({ store, now, operation }: ApiOptions) {
  return routes()
    .openapi(preview, async (context) => {
      const { looking } = operating(operation);
      const stop = AbortSignal.timeout(previewMs);
      const proposals = await within(
        stop,
        asked(() => discoverPlace(context.req.valid("json").url, looking, now)),
      );
      const answer: SourcePreviewAnswer = {
        proposals: proposals.map(({ id, connector, options, why, confidence }) => {
          return { id, connector, options, why, confidence };
        }),
        ...(await firstSignals(proposals[0], looking, now, stop)),
      };
      return context.json(answer);
    })
    .openapi(add, async (context) => {
      const source = context.req.valid("json");
      const by = { actor: required(context.get("asker")).actor, at: now() };
      if (source.connector === pushConnector) await possible(() => addPushSource(store, source, by));
      else {
        const options = readOptions(source.connector, source.options);
        await possible(() => addSource(store, { ...source, options, credentials: {} }, by));
        await operation?.queue.schedule("collect", source.id, { source: source.id }, { every: source.every });
      }
      const answer: SourceAddedAnswer = { source: source.id };
      return context.json(answer, 201);
    });
}

/**
 * Options as a connector reads them. Connectors that open files, and the one that reads folders, are for the command line: over the
 * network they would read what is on the server's disk.
 * @throws RequestError naming what is wrong
 */
export function readOptions(name: string, options: Record<string, unknown>): Record<string, unknown> {
  const connector = connectors[name];
  if (!connector)
    throw new RequestError(422, `There is no connector "${name}": use one of ${Object.keys(connectors).join(", ")}.`);
  const isLocal = connector.reads === "file" || namesFolder(name, options);
  if (isLocal) throw new RequestError(422, `"${name}" would read files of the server: import them with the command.`);
  const read = connector.options.safeParse(options);
  if (read.success) return options;
  const [issue] = read.error.issues;
  throw new RequestError(422, `The options of "${name}" are wrong: ${issue?.path.join(".")}: ${issue?.message}.`);
}

/** A repository of git can be a folder, and so is where clones are kept; over the network only the address of a repository may be given. */
function namesFolder(name: string, options: Record<string, unknown>): boolean {
  return name === "git" && (!/^https:\/\//i.test(String(options.repository)) || Object.hasOwn(options, "cacheFolder"));
}

/** The first signals of a place; a place that takes too long or refuses says so in place of them. */
async function firstSignals(
  proposal: Proposal | undefined,
  http: Http,
  now: () => Date,
  stop: AbortSignal,
): Promise<Pick<SourcePreviewAnswer, "signals" | "nothing">> {
  const connector = proposal && connectors[proposal.connector];
  if (!connector)
    return {
      signals: [],
      nothing: "Nothing is known to read this place: give the address of its feed, forum or calendar.",
    };
  // A clone is kept on the disk, and a preview keeps nothing.
  if (connector.name === "git")
    return { signals: [], nothing: "A repository is cloned first: add it to see its signals." };
  const signals: SignalPreview[] = [];
  try {
    const options = connector.options.parse(proposal.options);
    const context = { source: "preview", options, cursor: null, credentials: {}, since: null, now, http, signal: stop };
    await within(
      stop,
      (async () => {
        for await (const batch of connector.pull(context)) {
          for (const one of batch.signals) signals.push(previewOf(one));
          if (signals.length >= mostSignals || stop.aborted) return;
        }
      })(),
    );
  } catch (error) {
    if (signals.length === 0) return { signals, nothing: explain(error) };
  }
  const nothing = signals.length > 0 ? null : "The place was read, and holds no signal now.";
  return { signals: signals.slice(0, mostSignals), nothing };
}

function previewOf(one: {
  kind: string;
  occurredAt: string;
  title: string | null;
  url: string | null;
  space: { name: string };
}) {
  const { kind, occurredAt, title, url, space } = one;
  return { kind, occurredAt, space: space.name, title, url };
}

/** What a place answers is no fault of the server. */
async function asked<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    const isOfThePlace = [ConfigError, RefusedError, UnavailableError, RateLimitedError].some(
      (kind) => error instanceof kind,
    );
    if (isOfThePlace) throw new RequestError(422, explain(error), { cause: error });
    throw error;
  }
}

/** Gives up waiting when the time is over, whatever the connector does with its signal. */
async function within<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  const over = new Promise<never>((_, reject) => {
    const refuse = () =>
      reject(new RequestError(422, `The place did not answer in ${previewMs / 1000} seconds: try again later.`));
    if (stop.aborted) refuse();
    else stop.addEventListener("abort", refuse, { once: true });
  });
  return Promise.race([work, over]);
}
