import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { excepted, isPermissive } from "../scripts/licences.ts";
import { readProject, root } from "./project-files.ts";
import { defences } from "./security-defences.ts";

/** Rows of a table of Markdown, without its head, cell by cell. */
function rowsOf(text: string): string[][] {
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
  return rows.map((row) => row.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()));
}

const marked = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);

test("every defence that docs/security.md names has its file, and its test by the very words it names", () => {
  const [, table = ""] = readProject("docs/security.md").split("## Defences");
  const rows = rowsOf(table).filter(([, files = ""]) => marked(files).length > 0);
  expect(rows.length).toBeGreaterThanOrEqual(17);
  const wrong = rows.flatMap(([what, files = "", tests = ""]) => {
    const [testFiles, names] = [marked(tests).filter((path) => path.endsWith(".ts")), tests.match(/“[^”]+”/g) ?? []];
    const gone = [...marked(files), ...testFiles].filter((path) => !existsSync(join(root, path)));
    if (gone.length > 0 || names.length === 0) return [`${what}: ${gone.join(", ") || "names no test"}`];
    const text = testFiles.map((path) => readProject(path)).join("\n");
    return names.filter((name) => !text.includes(name.slice(1, -1))).map((name) => `${what}: there is no test ${name}`);
  });
  expect(wrong).toEqual([]);
});

test("what is taken away to see a test fail is in the sources as they stand, once, and each test is there", () => {
  const wrong = defences.flatMap(({ against, file, from, tests }) => {
    const found = readProject(file).split(from).length - 1;
    const gone = tests.filter((path) => !existsSync(join(root, path)));
    return found === 1 && gone.length === 0 ? [] : [`${against}: ${found} times in ${file}; ${gone.join(", ")}`];
  });
  expect(wrong).toEqual([]);
});

test("what ships asks for no more than to be named, but for what is excepted by name", () => {
  const rows = rowsOf(readProject("docs/licences.md")).slice(1);
  expect(rows.length).toBeGreaterThan(100);
  const refused = rows.filter(
    ([name = "", , licence = ""]) => !isPermissive(licence) && !excepted[licence]?.packages.includes(name),
  );
  expect(refused).toEqual([]);
  for (const licence of ["GPL-3.0-only", "AGPL-3.0", "SSPL-1.0", "MIT AND GPL-2.0", "UNLICENSED", "Unknown", ""])
    expect([licence, isPermissive(licence)]).toEqual([licence, false]);
  expect(isPermissive("(GPL-2.0 OR MIT)")).toBe(true);
});

test("every package that something here needs when it runs is on the page of licences", () => {
  const named = new Set(rowsOf(readProject("docs/licences.md")).map(([name]) => name));
  const folders = ["analytics", "cli", "connectors", "identity", "model", "queue", "reports", "simulator", "store"];
  const manifests = [
    ...folders.map((name) => `packages/${name}`),
    "workers/collect",
    "workers/analyse",
    "dashboards/server",
  ];
  const missing = manifests.flatMap((folder) => {
    const { dependencies = {} } = JSON.parse(readProject(`${folder}/package.json`)) as { dependencies?: object };
    return Object.keys(dependencies).filter((name) => !name.startsWith("@groundswell/") && !named.has(name));
  });
  expect(missing).toEqual([]);
});
