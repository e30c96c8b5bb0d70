// Writes a simulated world as the input of one importer, about as large as the real data that is measured elsewhere.
import { join } from "node:path";
import { createWorld, writeDump, writeSignals } from "@groundswell/simulator";

const [importer, folder] = process.argv.slice(2);
const asOf = "2026-01-01";
const sizes = {
  signals: { people: 4000, months: 24, signalsPerYear: 78_000 },
  "stackexchange-dump": { people: 8000, months: 48, signalsPerYear: 150_000 },
};
const world = createWorld({ seed: 1, asOf: new Date(`${asOf}T00:00:00Z`), ...sizes[importer] });
const path = join(folder, importer === "signals" ? "signals.ndjson.gz" : "askbench.stackexchange.com");
await (importer === "signals" ? writeSignals(world, path) : writeDump(world, "askbench", path));
console.log(JSON.stringify({ path, asOf }));
