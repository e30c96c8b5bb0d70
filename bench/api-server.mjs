// The server that bench:api asks, in a process of its own: the API and the pages as `groundswell serve` has them, and beside them two routes that
// do nothing, to compare with. Says its address on stdout and ends with its parent.
import { createServer, listen, openAccess } from "@groundswell/server";
import { openStore } from "@groundswell/store";
import { Hono } from "hono";

const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
const now = () => new Date();
const access = await openAccess({ store, secret: null, baseUrl: "http://127.0.0.1", now });
const app = new Hono()
  .get("/yardstick/constant", (context) => context.json({ constant: true }))
  .get("/yardstick/select", async (context) => context.json((await store.pool.query("select 1 as one")).rows))
  .route("/", createServer({ store, now, access, queueView: async () => null }));
const server = await listen(app, { host: "127.0.0.1", port: 0 });
process.send?.(server.url);
process.once("disconnect", async () => {
  await server.close();
  await store.close();
});
