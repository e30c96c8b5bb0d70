import { ConfigError, explain } from "@groundswell/model";
import { Redis } from "ioredis";
import { type Backend, makeBackend } from "./backend.ts";
import { within } from "./work.ts";

const oldest = [6, 2] as const;
const answerMs = 10_000;

/**
 * The queues in a Redis, every key beginning with `prefix`.
 * @throws ConfigError where the server is not reached, refuses, or is older than 6.2
 */
export async function openRedis(
  redisUrl: string,
  prefix: string,
  onError: (error: Error) => void = () => {},
): Promise<Backend> {
  const { host } = new URL(redisUrl);
  // Workers wait for a Redis that restarts; whoever asks for something is told within seconds that it is gone.
  const ask = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: 5_000,
    // A network that swallows what it is given closes no connection.
    commandTimeout: answerMs,
    maxRetriesPerRequest: 3,
  });
  let lastError: unknown = null;
  ask.on("error", (error) => {
    lastError = error;
  });
  try {
    await ask.connect();
    refuseOld(host, await ask.info("server"));
  } catch (error) {
    ask.disconnect();
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`The Redis at ${host} cannot be used: ${explain(lastError ?? error)}. Check REDIS_URL.`, {
      cause: lastError ?? error,
    });
  }
  ask.on("error", onError);
  const wait = ask.duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined, lazyConnect: false });
  wait.on("error", onError);
  return makeBackend({
    kind: "redis",
    prefix,
    connection: (use) => (use === "wait" ? wait : ask),
    probe: async () => {
      await ask.set(`${prefix}:probe`, "", "EX", 60);
    },
    close: async () => {
      await Promise.all(
        [ask, wait].map(async (client) => {
          // What a connection that waits was given before, a Redis that is gone never answers, nor that one leaves.
          await within(
            client.quit().catch(() => {}),
            answerMs,
          );
          client.disconnect();
        }),
      );
    },
  });
}

function refuseOld(host: string, info: string): void {
  const [, major = "0", minor = "0", rest = ""] = /redis_version:(\d+)\.(\d+)(\S*)/.exec(info) ?? [];
  const isOld = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
  if (isOld)
    throw new ConfigError(
      `The Redis at ${host} is ${major}.${minor}${rest}: the queues need ${oldest.join(".")} or newer.`,
    );
}
