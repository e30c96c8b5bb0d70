import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { batch, explain } from "@groundswell/model";
import {
  type Counts,
  findSource,
  finishPull,
  keepPushReceipt,
  pushConnector,
  pushReceipt,
  type SourceRow,
  saveBatch,
  startPull,
  withSourceLock,
} from "@groundswell/store";
import { z } from "@hono/zod-openapi";
import type { PushAnswer } from "../answers-operation.ts";
import type { ApiOptions } from "../api.ts";
import { RequestError } from "../problem.ts";
import { declare, routes } from "./declare.ts";
import { possible } from "./found.ts";
import { type Pushed, readPush } from "./push-read.ts";

const mostNamed = 100;
const lockTries = 50;
const lockWaitMs = 100;

const push = declare({
  method: "post",
  path: "/signals",
  operationId: "pushSignals",
  summary: "Send signals of a place that no connector reads: a JSON array, or one a line; at most 1,000 and 2 MB.",
  description:
    "In the interchange format. What is here already is counted as seen. With an Idempotency-Key, the same push sent again within 7 days gets the first answer.",
  tags: ["operation"],
  access: "operation:write",
  request: {
    query: z.strictObject({ source: z.string().min(1).max(80).openapi({ example: "our-forum" }) }),
    headers: z.object({ "idempotency-key": z.string().min(1).max(200).optional() }),
    body: {
      required: true,
      content: {
        "application/x-ndjson": { schema: { type: "string", description: "One signal a line." } },
        "application/json": { schema: { type: "array", items: { type: "object" }, maxItems: 1_000 } },
      },
    },
  },
  answer: "PushAnswer",
});

/** Signals from programs. */
export function pushRoutes({ store, now }: ApiOptions) {
  return routes().openapi(push, async (context) => {
    const { source: id } = context.req.valid("query");
    const key = context.req.header("idempotency-key") ?? null;
    const type = context.req.header("content-type") ?? "";
    if (!/^application\/(json|x-ndjson|jsonl)\b/i.test(type))
      throw new RequestError(415, "Send signals as application/json or application/x-ndjson.");
    const source = await pushable(id);
    const text = await context.req.text();
    const sha256 = createHash("sha256").update(text).digest("hex");
    const pushed = readPush(text, type);
    // Inside the lock, so that of two pushes at once under one key the second finds the receipt of the first.
    const answer = await locked(id, async () => {
      const receipt = key === null ? null : await pushReceipt(store, id, key);
      if (receipt) {
        if (receipt.sha256 === sha256) return { ...(receipt.answer as PushAnswer), isRepeated: true };
        throw new RequestError(422, "Another push was sent under this Idempotency-Key: take a new key for each.");
      }
      const saved = await save(source, pushed);
      if (key !== null) await keepPushReceipt(store, { sourceId: id, key, sha256, answer: saved, at: now() });
      return { ...saved, isRepeated: false };
    });
    const { isRepeated, ...said } = answer;
    if (isRepeated) context.header("idempotency-replayed", "true");
    return context.json(said);
  });

  async function pushable(id: string): Promise<SourceRow> {
    const source = await findSource(store, id);
    if (!source)
      throw new RequestError(404, `There is no source "${id}": add it with the connector "${pushConnector}".`);
    if (source.connector !== pushConnector)
      throw new RequestError(
        409,
        `The source ${id} is read by "${source.connector}": signals are sent to a source of "${pushConnector}".`,
      );
    if (source.state === "paused") throw new RequestError(409, `The source ${id} is paused: resume it first.`);
    return source;
  }

  /** Waits for its turn with the source, a few seconds at most. */
  async function locked<T>(id: string, work: () => Promise<T>): Promise<T> {
    for (let tries = 0; tries < lockTries; tries++) {
      const done = await withSourceLock(store, id, async () => ({ value: await work() }));
      if (done) return done.value;
      await sleep(lockWaitMs);
    }
    throw new RequestError(409, `Another push to ${id} is being saved: send this one again later.`);
  }

  /** The very path of what connectors read: one transaction, and whoever was erased does not come back. */
  async function save(source: SourceRow, { signals, skipped }: Pushed): Promise<PushAnswer> {
    const startedAt = now();
    const pullId = await startPull(store, source.id, startedAt);
    const end = { pullId, sourceId: source.id, covers: null, retryAt: null, movedTo: null };
    let counts: Counts;
    try {
      const one = batch({ cursor: null, signals, skipped });
      counts = await possible(() =>
        saveBatch(store, { source, pullId, batch: one, now: now(), startedAt, keepCursor: true }),
      );
    } catch (error) {
      const failed = { state: "failed", sourceState: "failing", error: explain(error) } as const;
      const none = { fetched: 0, saved: 0, seen: 0, skipped: 0 };
      const nothing = { signals: none, accounts: none, endorsements: none, reasons: {} };
      await finishPull(store, { ...end, ...failed, counts: nothing, now: now() });
      throw error;
    }
    await finishPull(store, { ...end, state: "ok", sourceState: "ok", counts, error: null, now: now() });
    const malformed = skipped.slice(0, mostNamed).map(({ position, reason }) => ({ position: position ?? "", reason }));
    return { source: source.id, pull: pullId, ...counts.signals, reasons: counts.reasons, malformed };
  }
}
