// Strikes what Groundswell stands on with every fault of test/service-faults-*.test.ts, as often as the argument says (10), and writes what was
// counted into bench/faults.json and docs/faults.md. Fails where anything was lost or doubled, or a schedule was missing.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeMachine } from "./machine.mjs";
import { faultsPage, sumFaults } from "./render-faults.mjs";

const rounds = Number(process.argv[2] ?? 10);
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "groundswell-faults-"));
const file = join(folder, "counts.ndjson");
const { status } = spawnSync("npx", ["vitest", "run", "test/service-faults-"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, GROUNDSWELL_FAULT_ROUNDS: String(rounds), GROUNDSWELL_FAULT_FILE: file },
});
const lines = readFileSync(file, "utf8").trim().split("\n");
rmSync(folder, { recursive: true, force: true });

const results = {
  machine: await describeMachine(process.env.DATABASE_URL),
  faults: sumFaults(lines.map((line) => JSON.parse(line))),
};
writeFileSync(join(root, "bench/faults.json"), `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(join(root, "docs/faults.md"), faultsPage(results));
process.exitCode = status;
