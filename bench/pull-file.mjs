// Reads files with a connector and nothing behind it, and says how many signals they gave: what reading and mapping
// cost by themselves. Run as a process of its own, so that its memory is the connector's.
import { connectors } from "@groundswell/connectors";

const [name, options] = process.argv.slice(2);
const connector = connectors[name];
const startedAt = performance.now();
let signals = 0;
let accounts = 0;
const batches = connector.pull({
  source: "bench",
  options: connector.options.parse(JSON.parse(options)),
  cursor: null,
  credentials: {},
  since: null,
  now: () => new Date(),
  http: null,
  signal: new AbortController().signal,
});
for await (const batch of batches) {
  signals += batch.signals.length;
  accounts += batch.accounts.length;
}
console.log(JSON.stringify({ signals, accounts, seconds: (performance.now() - startedAt) / 1000 }));
