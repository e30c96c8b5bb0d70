// Kills collectors a hundred times on each store, writes what came of it, and fails where anything was lost or doubled.
import { writeFileSync } from "node:fs";
import { killCollectors } from "../test/kill-collectors.ts";
import { describeMachine } from "./machine.mjs";

const { DATABASE_URL: databaseUrl } = process.env;
const kills = Number(process.argv[2] ?? 100);
const stores = { embedded: null, postgres: databaseUrl };
const results = {};
for (const [name, url] of Object.entries(stores)) {
  const say = (line) => process.stderr.write(`${name}: ${line}\n`);
  results[name] = await killCollectors({ kills, seed: 100, databaseUrl: url, say });
}
const machine = await describeMachine(databaseUrl);
writeFileSync(new URL("chaos.json", import.meta.url), `${JSON.stringify({ machine, ...results }, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
const isWhole = ({ lost, extra, doubled }) => lost + extra + doubled === 0;
process.exitCode = Object.values(results).every(isWhole) ? 0 : 1;
