import { ConfigError, explain } from "@groundswell/model";
import { Redis } from "ioredis";

/** What a Redis is like, as far as it can be set up wrongly. */
export type RedisFacts = {
  /** What it does when its memory is full; with anything but `noeviction` it throws jobs away. */
  maxmemoryPolicy: string;
  /** Whether it keeps what it holds over a restart: snapshots or an append-only file. */
  persists: boolean;
  /** Its clock. */
  now: Date;
  usedBytes: number;
  /** Null where there is no bound. */
  maxBytes: number | null;
};

/**
 * Asks a Redis what it is like.
 * @throws ConfigError where it is not reached
 */
export async function redisFacts(redisUrl: string): Promise<RedisFacts> {
  const client = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5_000, maxRetriesPerRequest: 1 });
  client.on("error", () => {});
  try {
    await client.connect();
    const [seconds = 0, microseconds = 0] = (await client.time()).map(Number);
    const memory = await client.info("memory");
    const persistence = await client.info("persistence");
    const number = (text: string, name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(text)?.[1] ?? 0);
    return {
      maxmemoryPolicy: /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? "unknown",
      persists: number(persistence, "aof_enabled") === 1 || (await snapshots(client)),
      now: new Date(seconds * 1_000 + microseconds / 1_000),
      usedBytes: number(memory, "used_memory"),
      maxBytes: number(memory, "maxmemory") || null,
    };
  } catch (error) {
    throw new ConfigError(`The Redis of REDIS_URL cannot be asked (${explain(error)}): see whether it runs.`, {
      cause: error,
    });
  } finally {
    client.disconnect();
  }
}

/** Whether it makes snapshots. A Redis that somebody else runs may forbid CONFIG, and then knows how to keep itself. */
async function snapshots(client: Redis): Promise<boolean> {
  const told = await client.config("GET", "save").catch(() => null);
  return told === null || (told as string[])[1] !== "";
}
