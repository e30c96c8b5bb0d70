import { once } from "node:events";
import { connect } from "node:net";
import { openQueue, type QueueHandle } from "@groundswell/queue";
import type { Store } from "@groundswell/store";
import { databaseUrlOf, storeKinds } from "./open-test-store.ts";

/** Where a queue can be, beside which store. */
export type QueuePlace = "the embedded store" | "PostgreSQL" | "Redis";

const { REDIS_URL: redisUrl } = process.env;

/** The pairs of store and queue that a suite runs on: the embedded one always, the others where their servers are. */
export const queuePlaces: readonly { name: QueuePlace; kind: Store["kind"]; place: QueuePlace }[] = [
  { kind: "embedded", place: "the embedded store" } as const,
  ...(storeKinds.includes("postgres") ? [{ kind: "postgres", place: "PostgreSQL" } as const] : []),
  ...(redisUrl ? [{ kind: storeKinds.at(-1) ?? "embedded", place: "Redis" } as const] : []),
].map((pair) => ({ name: pair.place, ...pair }));

const namespace = `groundswell_test_${process.pid}`;

/** An empty queue that retries at once; closing it takes away what it left in Redis. */
export async function openTestQueue(place: QueuePlace, store: Store, now: () => Date): Promise<QueueHandle> {
  const timing = { backoffMs: 10, leastPatienceMs: 10 };
  if (place === "the embedded store") return openQueue({ pool: store.pool, now, timing });
  if (place === "PostgreSQL")
    return openQueue({ databaseUrl: databaseUrlOf(store.where.split("/").at(-1) ?? ""), now, timing });
  const queue = await openQueue({ redisUrl: redisUrl ?? "", namespace, now, timing });
  return {
    ...queue,
    close: async () => {
      await queue.close();
      await clearRedis();
    },
  };
}

/** Only packages/queue may import a client, and this is one command. */
async function clearRedis(): Promise<void> {
  const { hostname, port } = new URL(redisUrl ?? "");
  const socket = connect(Number(port || 6379), hostname);
  const script = "for _, k in ipairs(redis.call('keys', ARGV[1])) do redis.call('del', k) end return 0";
  socket.write(`EVAL "${script}" 0 ${namespace}:*\r\n`);
  await once(socket, "data");
  socket.destroy();
}
