import { ConfigError, explain } from "@groundswell/model";
import { createPostgresBackend, runMigrations } from "bullmq";
import pg from "pg";
import { type Backend, makeBackend } from "./backend.ts";

/**
 * The queues in a PostgreSQL: each queue and worker has connections of its own, and only those look into `schema`.
 * Brings BullMQ's tables forward; safe to run from several machines at once.
 * @throws ConfigError where the server is not reached or refuses
 */
export async function openPostgres(databaseUrl: string, schema: string): Promise<Backend> {
  const url = new URL(databaseUrl);
  const where = `${url.host}${url.pathname}`;
  // A connection string's options would overrule the search path that BullMQ sets through the same option.
  const options = url.searchParams.get("options");
  url.searchParams.delete("options");
  const config = {
    connectionString: url.href,
    application_name: "groundswell queue",
    ...(options === null ? {} : { options }),
  };
  const client = new pg.Client(config);
  // A connection that breaks later says so a second time, with nobody listening.
  client.on("error", () => {});
  try {
    await client.connect();
    await runMigrations(client as never, schema);
  } catch (error) {
    throw new ConfigError(`The PostgreSQL at ${where} cannot hold the queues: ${explain(error)}. Check DATABASE_URL.`, {
      cause: error,
    });
  } finally {
    await client.end().catch(() => {});
  }
  return makeBackend({
    kind: "postgres",
    // Each queue and worker opens connections only while it needs them.
    connection: () => ({ ...config, schema, max: 4 }),
    factory: createPostgresBackend,
    close: async () => {},
  });
}
