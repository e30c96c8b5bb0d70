/**
 * A worker that takes one job and never finishes it: `test/queue-failures.test.ts` starts it and kills it.
 * Its one argument is where the queue is, as JSON.
 */
import { openQueue } from "@groundswell/queue";
import { openStore } from "@groundswell/store";

const { home, ...place } = JSON.parse(process.argv[2] ?? "{}") as { home?: string };
const store = home === undefined ? null : await openStore({ databaseUrl: null, home });
const queue = await openQueue({ ...place, ...(store ? { pool: store.pool } : {}) });
await queue.work("collect", async (data) => {
  console.log(`took ${data.source}`);
  await new Promise(() => {});
});
await queue.add("collect", { source: "lumen-qa" });
