/**
 * A worker that issues reports and sends them: `test/kill-senders.ts` starts it and kills it. Its one argument says where and when, as JSON. It says
 * what it finds of messages when it begins, and ends by itself when nothing is left to send.
 */
import { sendMessage } from "@groundswell/report";
import { dueMessages, makeMessages, openStore } from "@groundswell/store";
import { contextOf, documentOf, issue } from "./report-readers.ts";

type Orders = { home: string; databaseUrl: string | null; port: number; at: string; editions: number; lanes: number };
const { home, databaseUrl, port, at, editions, lanes } = JSON.parse(process.argv[2] ?? "{}") as Orders;
const store = await openStore({ databaseUrl, home });
const now = () => new Date(at);
const context = contextOf(store, now, { port });
const found = await store.pool.query("select key from report_messages where state = 'sending'");
console.log(JSON.stringify(found.rows.map(({ key }) => key)));

const { rows } = await store.pool.query("select count(*)::int as count from report_editions");
for (let month = rows[0].count; month < editions; month++) {
  await issue(store, documentOf(`edition ${month}`), now(), month);
  await makeMessages(store, now());
}
await makeMessages(store, now());
const due = await dueMessages(store, now());
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let id = due.shift(); id !== undefined; id = due.shift()) await sendMessage(context, id);
  }),
);
await store.close();
