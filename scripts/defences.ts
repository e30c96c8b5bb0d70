import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../test/project-files.ts";
import { type Defence, defences } from "../test/security-defences.ts";

// Takes each defence away, runs its tests, and puts it back: `npm run defences`. An argument takes only those whose line holds it. What is found
// stands in bench/defences.json. Each test must pass with the defence in place, which `npm test` shows.

type Shown = Pick<Defence, "against" | "file"> & { failed: number };

const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout;

function take(defence: Defence): Shown {
  const path = join(root, defence.file);
  const whole = readFileSync(path, "utf8");
  const putBack = () => writeFileSync(path, whole);
  const stop = () => {
    putBack();
    process.exit(130);
  };
  process.once("SIGINT", stop);
  try {
    writeFileSync(
      path,
      whole.replace(defence.from, () => defence.to),
    );
    const run = spawnSync("npx", ["vitest", "run", "--reporter=json", ...defence.tests], {
      ...{ cwd: root, encoding: "utf8", timeout: 300_000, maxBuffer: 2 ** 28 },
      env: { ...process.env, DATABASE_URL: "", REDIS_URL: "" },
    });
    return { against: defence.against, file: defence.file, failed: failedTests(run.stdout) };
  } finally {
    putBack();
    process.off("SIGINT", stop);
  }
}

/** How many tests failed. A file that could not be loaded has none: then it is the source that was broken, and nothing is shown. */
function failedTests(printed: string): number {
  return Number(/"numFailedTests":(\d+)/.exec(printed)?.[1] ?? 0);
}

if (git("status", "--porcelain", "--", "packages", "dashboards", "workers") !== "") {
  console.error(
    "There are changes that are not committed: commit or stash them first, for sources are changed and put back.",
  );
  process.exit(2);
}
const wanted = process.argv[2] ?? "";
const shown: Shown[] = [];
for (const defence of defences.filter(({ against, file }) => `${against} ${file}`.includes(wanted))) {
  const one = take(defence);
  shown.push(one);
  console.info(
    `${one.failed > 0 ? "seen    " : "NOT SEEN"}  ${one.against} (${one.file}): ${one.failed} tests fail without it`,
  );
}
const unseen = shown.filter(({ failed }) => failed === 0).length;
console.info(`${shown.length - unseen} of ${shown.length} defences: a test fails when it is taken away.`);
if (wanted === "") {
  const head = { date: new Date().toISOString(), machine: `${cpus()[0]?.model}, Node ${process.versions.node}` };
  writeFileSync(join(root, "bench/defences.json"), `${JSON.stringify({ ...head, defences: shown }, null, 2)}\n`);
}
process.exitCode = unseen === 0 ? 0 : 1;
