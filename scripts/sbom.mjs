// Writes what ships as a CycloneDX document (JSON, 1.6) to standard output or a file. pnpm makes it from the lockfile; it is not kept
// in the project, for it names the instant it was made at. Usage: node scripts/sbom.mjs [file]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const [file] = process.argv.slice(2);
const format = ["--sbom-format", "cyclonedx", "--sbom-spec-version", "1.6", "--sbom-type", "application"];
const { status } = spawnSync(
  "npx",
  ["--yes", "pnpm@12.21.0", "sbom", ...format, "--prod", ...(file ? ["--out", file] : [])],
  { cwd: fileURLToPath(new URL("..", import.meta.url)), stdio: ["ignore", "inherit", "inherit"] },
);
process.exitCode = status ?? 1;
