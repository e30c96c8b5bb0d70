import { spawnSync } from "node:child_process";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { projectFiles, readProject, root } from "./project-files.ts";

// Processes are started, which takes long where others work too.
vi.setConfig({ testTimeout: 120_000 });

const path = ".github/workflows/ci.yml";

type Step = { run?: string; uses?: string; with?: Record<string, unknown> };
type Job = { "runs-on": string; strategy: { matrix: { node: string[] } }; steps: Step[] };
const workflow = () => parse(readProject(path)) as { jobs: Record<string, Job>; permissions: unknown };

/** What GitHub's own parser finds wrong with a workflow. */
function wrongIn(content: string): string[] {
  const args = ["--import", "tsx", "test/workflow-errors.ts"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: content, encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("the workflow is what GitHub's schema of workflows says", () => {
  expect(projectFiles(/^\.github\/workflows\//)).toEqual([path]);
  expect(wrongIn(readProject(path))).toEqual([]);
  expect(wrongIn(readProject(path).replace("runs-on:", "run-on:"))).not.toEqual([]);
  expect(wrongIn(readProject(path).replace("matrix.node", "matirx.node"))).not.toEqual([]);
});

test("it runs .ci/run, whole and nothing after it, on what the first line of package.json allows and on the current release", () => {
  const jobs = Object.values(workflow().jobs);
  expect(jobs).toHaveLength(1);
  const { strategy, steps, "runs-on": machine } = jobs[0] as Job;
  expect(steps.at(-1)).toEqual({ run: "bash .ci/run" });
  expect(machine).toBe("ubuntu-latest");
  const oldest = /^>=(\d+\.\d+)$/.exec(JSON.parse(readProject("package.json")).engines.node)?.[1];
  expect(strategy.matrix.node).toEqual([oldest, "lts/*"]);
  expect(steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"))?.with).toEqual({
    "node-version": expect.stringContaining("matrix.node"),
  });
});

test("it installs what services are started from, as scripts do where they may, and may itself only read", () => {
  const needed = [...readProject("scripts/start-services.mjs").matchAll(/installPackage\("([\w-]+)"\)/g)].map(
    ([, name]) => name,
  );
  expect(needed).toEqual(["postgresql", "redis-server"]);
  const { jobs, permissions } = workflow();
  const installing = Object.values(jobs)[0]?.steps.find(({ run }) => run?.includes("apt-get install"))?.run ?? "";
  for (const name of needed) expect(installing.split(" ")).toContain(name);
  expect(permissions).toEqual({ contents: "read" });
});
