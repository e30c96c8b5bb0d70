import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { projectFiles, readProject, root } from "./project-files.ts";

// Processes are started, which takes long where others work too.
vi.setConfig({ testTimeout: 120_000 });

const current = (JSON.parse(readProject("package.json")) as { version: string }).version;
const naming =
  /(^|\/)package\.json$|^CHANGELOG\.md$|^docs\/deploy\.md$|^deploy\/|^packages\/cli\/src\/main\.ts$|^dashboards\/server\/src\/api\.ts$|^scripts\/release\.mjs$/;
const env = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  ...{
    GIT_AUTHOR_NAME: "R",
    GIT_AUTHOR_EMAIL: "r@corp.example",
    GIT_COMMITTER_NAME: "R",
    GIT_COMMITTER_EMAIL: "r@corp.example",
  },
};

let clone: string;
const file = (path: string) => join(clone, path);
const read = (path: string) => readFileSync(file(path), "utf8");
const manifest = (path: string) => JSON.parse(read(path));
const git = (...args: string[]) => spawnSync("git", args, { cwd: clone, env, encoding: "utf8" }).stdout.trim();
const commit = () => {
  git("add", "--all");
  git("commit", "--quiet", "--message", "as it is");
};

/** Runs the release as `npm run release --` does, in the clone. */
function release(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/release.mjs", ...args], {
    cwd: clone,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** A clone of what names the release, in which writing the docs leaves a mark in place of a build. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "groundswell-release-"));
  const made = clone;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  for (const path of projectFiles(naming)) {
    mkdirSync(dirname(file(path)), { recursive: true });
    cpSync(join(root, path), file(path));
  }
  git("init", "--quiet", "--initial-branch", "main");
  writeFileSync(file(".git/info/exclude"), "node_modules\n");
  symlinkSync(join(root, "node_modules"), file("node_modules"));
  writeFileSync(
    file("CHANGELOG.md"),
    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.0.9] - 2026-01-01\n\n- Older.\n",
  );
  docsAre(`node -p "require('./package.json').version" > docs/made.txt`);
});

function docsAre(script: string) {
  const root = manifest("package.json");
  writeFileSync(file("package.json"), `${JSON.stringify({ ...root, scripts: { docs: script } }, null, 2)}\n`);
  commit();
}

test("a release has its version in every package and deployment, docs made for it, a commit and a tag", () => {
  expect(release("7.2.0")).toMatchObject({ status: 0, stderr: expect.not.stringContaining("release:") });
  for (const path of projectFiles(/(^|\/)package\.json$/)) expect(manifest(path).version, path).toBe("7.2.0");
  for (const path of projectFiles(naming).filter((one) => !/package\.json|CHANGELOG|release\.mjs/.test(one)))
    expect(read(path), path).not.toMatch(new RegExp(`(?<![\\d.])${current.replaceAll(".", "[.-]")}(?![\\d.])`));
  expect(read("packages/cli/src/main.ts")).toContain('.version("7.2.0")');
  expect(read("deploy/kubernetes/base/migrate.yaml")).toContain("name: migrate-7-2-0");
  expect(read("docs/made.txt")).toBe("7.2.0\n");
  expect(git("tag", "--list")).toBe("v7.2.0");
  expect(git("log", "--format=%s", "-1")).toBe("release: 7.2.0");
  expect(git("status", "--porcelain")).toBe("");
});

test("what was unreleased stands under the version and its day, with room for what comes next", () => {
  release("7.2.0");
  const day = git("log", "--format=%ad", "--date=format:%Y-%m-%d", "-1");
  expect(read("CHANGELOG.md")).toBe(
    `# Changelog\n\n## [Unreleased]\n\n## [7.2.0] - ${day}\n\n### Added\n\n- A thing.\n\n## [0.0.9] - 2026-01-01\n\n- Older.\n`,
  );
});

test("looking first changes nothing", () => {
  const before = git("rev-parse", "HEAD");
  const { status, stdout } = release("7.2.0", "--dry-run");
  expect(status).toBe(0);
  expect(stdout).toContain("packages/store/package.json");
  expect([git("rev-parse", "HEAD"), git("tag", "--list"), git("status", "--porcelain")]).toEqual([before, "", ""]);
});

test.each([
  [[], /Say which version/],
  [["next"], /"next" is no version/],
  [["v7.2.0"], /"v7.2.0" is no version/],
  [["0.0.1"], /0\.0\.1 is older than/],
  [["7.2.0", "--push"], /--push/],
])("refuses %j in one sentence", (args, why) => {
  const { status, stderr } = release(...args);
  expect(status).toBe(1);
  expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(why)]);
  expect(git("status", "--porcelain")).toBe("");
});

test("refuses a tree with changes of somebody's, and what is released already", () => {
  writeFileSync(file("new.txt"), "mine");
  expect(release("7.2.0").stderr).toMatch(/^release: The tree has changes that are not committed \(\?\? new\.txt\)/);
  commit();
  git("tag", "v7.2.0");
  expect(release("7.2.0").stderr).toMatch(/v7\.2\.0 is released already/);
  expect(release("7.1.9").stderr).toMatch(/7\.1\.9 is older than 7\.2\.0/);
});

test("refuses where nothing has changed since the last release", () => {
  expect(release("7.2.0").status).toBe(0);
  expect(release("7.3.0").stderr).toMatch(/lists no change under "Unreleased"/);
});

test("refuses where a file that should name the release does not", () => {
  writeFileSync(file("deploy/compose.yaml"), "services: {}\n");
  commit();
  expect(release("7.2.0").stderr).toMatch(/deploy\/compose\.yaml does not name/);
});

test("takes everything back where the docs cannot be made", () => {
  docsAre("exit 3");
  const before = git("rev-parse", "HEAD");
  const { status, stderr } = release("7.2.0");
  expect([status, stderr]).toEqual([1, expect.stringContaining('"npm run docs" failed')]);
  expect([git("rev-parse", "HEAD"), git("tag", "--list"), git("status", "--porcelain")]).toEqual([before, "", ""]);
  expect(manifest("package.json").version).toBe(current);
});

test("the log of changes has the form of Keep a Changelog, and the command says the release", () => {
  const [title, ...sections] = readProject("CHANGELOG.md").split(/^## /m);
  expect(title).toMatch(/^# Changelog\n/);
  expect(sections[0]).toMatch(/^\[Unreleased\]\n/);
  for (const section of sections.slice(1)) expect(section).toMatch(/^\[\d+\.\d+\.\d+[^\]]*\] - \d{4}-\d\d-\d\d\n/);
  const kinds = [...readProject("CHANGELOG.md").matchAll(/^### (.+)$/gm)].map(([, kind]) => kind);
  const known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
  expect(kinds.filter((kind) => !known.includes(kind ?? ""))).toEqual([]);
  expect(readProject("packages/cli/src/main.ts")).toContain(`.version("${current}")`);
  expect(readProject("dashboards/server/src/api.ts")).toContain(`version: "${current}"`);
});
