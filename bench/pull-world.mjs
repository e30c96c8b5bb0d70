// One collector process pulls a simulated world into the store that the settings of the argument name.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogue, createWorld, startSimulator } from "@groundswell/simulator";
import { runNode } from "./measure.mjs";

const command = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));
const [env] = process.argv.slice(2).map((text) => JSON.parse(text));
const asOf = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000);
const world = createWorld({ seed: 1, asOf, people: 400, months: 12, signalsPerYear: 20_000 });
const simulator = await startSimulator({ world });
const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-world-"));
try {
  const file = join(folder, "world.json");
  const sources = catalogue(world, simulator.url);
  writeFileSync(file, JSON.stringify(sources));
  const settings = {
    ...env,
    GROUNDSWELL_ALLOW_HOSTS: "127.0.0.1",
    GROUNDSWELL_HOST_RATE: "10000",
    GROUNDSWELL_HOST_REQUESTS: "4",
  };
  await runNode([command, "catalogue", "apply", file], settings);
  const { seconds, stdout } = await runNode([command, "pull", "--json"], settings);
  const signals = JSON.parse(stdout).sources.reduce((sum, { saved }) => sum + saved, 0);
  console.log(
    JSON.stringify({ sources: sources.sources.length, requests: simulator.requests.length, signals, seconds }),
  );
} finally {
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
}
