// A million signals over five thousand spaces and two hundred thousand people, analysed: how long every reading route of the API takes at
// fifty requests a second, and the first page in a browser. Usage: node api-speed.mjs [signals] [seconds] [cold loads]; the environment names an
// empty PostgreSQL database.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { openStore } from "@groundswell/store";
import { askMixed } from "./api-ask.mjs";
import { openFirstPage } from "./api-first-page.mjs";
import { expertise, fillApi } from "./api-load.mjs";
import { routesOf } from "./api-routes.mjs";
import { defaults } from "./spaces-load.mjs";

const perSecond = 50;
const signals = Number(process.argv[2] ?? defaults.signals);
const seconds = Number(process.argv[3] ?? 90);
const coldLoads = Number(process.argv[4] ?? 5);

const store = await openStore({ databaseUrl: process.env.DATABASE_URL, home: "memory://" });
const { secret, ...filled } = await fillApi(store, signals).finally(() => store.close());
const headers = { authorization: `Bearer ${secret}`, "accept-encoding": "gzip" };
const { server, url } = await startServer();
try {
  const ask = async (path) => {
    const response = await fetch(`${url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const routes = await routesOf(ask, expertise);
  // What a server does once, when it is first asked, is no part of what a route takes.
  for (const paths of Object.values(routes)) for (const path of paths) await ask(path);
  const asked = await askMixed(url, routes, { headers, perSecond, seconds });
  const pages = [];
  for (let load = 0; load < coldLoads; load++)
    pages.push(await openFirstPage(url, { headers: { authorization: headers.authorization } }));
  process.stdout.write(
    JSON.stringify({ ...filled, perSecond, seconds, ...asked, pages: pages.filter((page) => page !== null) }),
  );
} finally {
  server.disconnect();
}

async function startServer() {
  const server = fork(fileURLToPath(new URL("api-server.mjs", import.meta.url)), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [url] = await once(server, "message");
  return { server, url };
}
