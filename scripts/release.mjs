// Makes a release: npm run release -- 0.2.0 [--dry-run]
// Sets the version everywhere, dates what stands under "Unreleased" in CHANGELOG.md, writes the generated pages anew, commits and tags.
// It never pushes and publishes nothing.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import semver from "semver";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What names the release beside the package.json files: what is shown, and what is deployed. */
const naming = [
  "packages/cli/src/main.ts",
  "dashboards/server/src/api.ts",
  "deploy/compose.yaml",
  "deploy/kubernetes/base/kustomization.yaml",
  "deploy/kubernetes/base/migrate.yaml",
  "deploy/kubernetes/overlays/production/kustomization.yaml",
  "docs/deploy.md",
];

class Refusal extends Error {}

/**
 * Why a version cannot follow; null where it can. The current one can be released as long as no tag has its name.
 * @param {string} next the version that is wanted
 * @param {string} current the version in package.json
 * @param {string[]} tags
 */
function outOfOrder(next, current, tags) {
  if (semver.valid(next) !== next) return `"${next}" is no version: give one such as 0.2.0 or 1.0.0-rc.1.`;
  if (tags.includes(`v${next}`)) return `v${next} is released already: give a newer version.`;
  const newest = semver.rsort(
    [current, ...tags.filter((tag) => semver.valid(tag))].map((one) => one.replace(/^v/, "")),
  )[0];
  if (semver.lt(next, newest)) return `${next} is older than ${newest}, which is there already: give a newer version.`;
  return null;
}

/**
 * The change log with what was unreleased under a version and a date, and an empty "Unreleased" above it.
 * @param {string} text
 * @param {string} version
 * @param {string} day as 2026-01-31
 */
function datedChangelog(text, version, day) {
  const [before, rest] = text.split(/^## \[Unreleased\]\n/m);
  if (rest === undefined)
    throw new Refusal('CHANGELOG.md has no heading "## [Unreleased]": put it back above the changes.');
  const changes = rest.split(/^## \[/m)[0] ?? "";
  if (!/^- /m.test(changes))
    throw new Refusal('CHANGELOG.md lists no change under "Unreleased": there is nothing to release.');
  return `${before}## [Unreleased]\n\n## [${version}] - ${day}\n${rest}`;
}

/**
 * A text with one version in place of another, also where a name has dashes for its dots.
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function renamed(text, from, to) {
  const dashed = (version) => version.replaceAll(".", "-");
  const whole = (version) => new RegExp(`(?<![\\w.])${version.replaceAll(".", "\\.")}(?![\\w-]|\\.\\d)`, "g");
  return text.replace(whole(from), to).replaceAll(`migrate-${dashed(from)}`, `migrate-${dashed(to)}`);
}

/** What every file that names the release is to hold. */
function newTexts(next, current, day) {
  const manifests = git("ls-files", "package.json", "*/package.json").split("\n").filter(Boolean);
  const texts = new Map([["CHANGELOG.md", datedChangelog(read("CHANGELOG.md"), next, day)]]);
  for (const path of manifests) {
    const text = read(path);
    if (JSON.parse(text).version === undefined) continue;
    texts.set(path, text.replace(/^ {2}"version": "[^"]*"/m, `  "version": "${next}"`));
  }
  for (const path of naming) {
    const text = existsSync(join(root, path)) ? read(path) : "";
    if (renamed(text, current, "") === text)
      throw new Refusal(
        `${path} does not name ${current}: say the release there, or take it off the list in scripts/release.mjs.`,
      );
    texts.set(path, renamed(text, current, next));
  }
  return texts;
}

function release(next, isDry) {
  const changed = git("status", "--porcelain");
  if (changed !== "")
    throw new Refusal(
      `The tree has changes that are not committed (${changed.split("\n")[0]?.trim()}): commit them or put them away.`,
    );
  const current = JSON.parse(read("package.json")).version;
  const why = outOfOrder(next, current, git("tag", "--list").split("\n"));
  if (why !== null) throw new Refusal(why);
  const texts = newTexts(next, current, new Date().toISOString().slice(0, 10));
  if (isDry) {
    say(`${current} would become ${next} in:`, ...[...texts.keys()].map((path) => `  ${path}`));
    say(`then "npm run docs", a commit and the tag v${next}. Nothing was changed.`);
    return;
  }
  try {
    for (const [path, text] of texts) writeFileSync(join(root, path), text);
    if (run("npm", ["run", "docs"]).status !== 0)
      throw new Refusal('"npm run docs" failed, as said above: nothing was changed.');
    git("add", "--all");
    git("commit", "--quiet", "--message", `release: ${next}`);
    git("tag", "--annotate", `v${next}`, "--message", `Groundswell ${next}`);
  } catch (error) {
    // The tree was clean, so that nothing but our own is taken back.
    git("reset", "--quiet", "--hard");
    throw error;
  }
  say(`v${next} is committed and tagged here. When it is right: git push --follow-tags`);
}

const read = (path) => readFileSync(join(root, path), "utf8");
const say = (...lines) => process.stdout.write(`${lines.join("\n")}\n`);
const run = (program, args, options = {}) =>
  spawnSync(program, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });

function git(...args) {
  const { status, stdout, stderr } = run("git", args, { stdio: "pipe", encoding: "utf8" });
  if (status !== 0) throw new Refusal(`git ${args[0]} failed: ${stderr?.trim()}`);
  return stdout.trimEnd();
}

function main() {
  const { values, positionals } = parseArgs({ options: { "dry-run": { type: "boolean" } }, allowPositionals: true });
  if (positionals.length !== 1) throw new Refusal("Say which version: npm run release -- 0.2.0 [--dry-run]");
  release(positionals[0], values["dry-run"] ?? false);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  try {
    main();
  } catch (error) {
    if (!(error instanceof Refusal) && error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") throw error;
    process.stderr.write(`release: ${error.message}\n`);
    process.exitCode = 1;
  }
