import { once } from "node:events";
import { createServer } from "node:net";
import { ConfigError } from "@groundswell/model";
import { openQueue } from "@groundswell/queue";
import { openStore } from "@groundswell/store";
import { describe, expect, test } from "vitest";

describe("the embedded store", () => {
  test("keeps its own tables in public, and refuses one that would hide a table of the queues", async () => {
    const store = await openStore({ databaseUrl: null, home: "memory://tables" });
    try {
      const queue = await openQueue({ pool: store.pool });
      await queue.close();
      await store.pool.query("create table job (id int)");
      const { rows } = await store.pool.query("select schemaname from pg_tables where tablename = 'job' order by 1");
      expect(rows).toEqual([{ schemaname: "bullmq" }, { schemaname: "public" }]);
      await expect(openQueue({ pool: store.pool })).rejects.toThrow(/The store has job, a name that BullMQ needs/);
    } finally {
      await store.close();
    }
  });
});

describe("opening", () => {
  test("a queue without a place says what to set", async () => {
    await expect(openQueue({})).rejects.toThrow(/set REDIS_URL or DATABASE_URL/);
  });

  test("servers that are not there are named, and nobody's password is", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    server.close();
    const at = `user:secret@127.0.0.1:${port}`;
    const redis = await openQueue({ redisUrl: `redis://${at}` }).catch((error: unknown) => error);
    expect(redis).toBeInstanceOf(ConfigError);
    expect((redis as Error).message).toMatch(`The Redis at 127.0.0.1:${port} cannot be used`);
    const database = await openQueue({ databaseUrl: `postgresql://${at}/g` }).catch((error: unknown) => error);
    expect(database).toBeInstanceOf(ConfigError);
    expect((database as Error).message).toMatch(`The PostgreSQL at 127.0.0.1:${port}/g cannot hold the queues`);
    expect(`${(redis as Error).message}${(database as Error).message}`).not.toContain("secret");
  });

  test("a Redis older than 6.2 is refused in one sentence", async () => {
    const info = "# Server\r\nredis_version:6.0.16\r\n";
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (data) => {
        for (const _ of String(data).matchAll(/^\*\d/gm)) socket.write(`$${info.length}\r\n${info}\r\n`);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    try {
      await expect(openQueue({ redisUrl: `redis://127.0.0.1:${port}` })).rejects.toThrow(
        `The Redis at 127.0.0.1:${port} is 6.0.16: the queues need 6.2 or newer.`,
      );
    } finally {
      server.close();
    }
  });
});
