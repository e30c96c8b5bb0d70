import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFiles, readProject as read, root } from "./project-files.ts";

const base = ["connectors", "store", "queue", "identity", "analytics"];
const wiring = ["model", ...base, "reports"];

/** What each workspace package may import of the others. A new package must say its place here. */
const mayImport: Record<string, string[]> = {
  model: [],
  ...Object.fromEntries(base.map((name) => [name, ["model"]])),
  charts: [],
  reports: ["analytics", "charts", "store", "model"],
  simulator: ["model"],
  collect: wiring.filter((name) => name !== "reports"),
  analyse: wiring,
  report: [...wiring, "analyse"],
  // Like the command, it wires: what people decide on its pages is done by what the command does it with.
  server: [...wiring, "collect", "analyse", "report"],
  web: ["charts", "model", "reports", "server"],
  cli: [...wiring, "simulator", "collect", "analyse", "report", "server"],
  test: [...wiring, "simulator", "collect", "analyse", "report", "server", "cli"],
};

/** Libraries that one package hides from all others. */
const hidden: Record<string, string[]> = {
  bullmq: ["queue"],
  ioredis: ["queue"],
  "drizzle-orm": ["store"],
  "drizzle-kit": ["store"],
  "@electric-sql/pglite": ["store"],
  pg: ["store", "queue"],
};

type Manifest = Record<"dependencies" | "devDependencies", Record<string, string> | undefined> & { name: string };
type Import = { file: string; specifier: string; isType: boolean };
type Package = { name: string; folder: string; manifest: Manifest; sources: string[]; imports: Import[] };

const readJson = (path: string) => JSON.parse(read(path));

const statement = /^[ \t]*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"'\n]+)["']/gm;
const call = /\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

/** The imports of a source text: statements, re-exports and calls. */
function importsOf(file: string, text: string): Import[] {
  const statements = [...text.matchAll(statement)].map(([, type, specifier = ""]) => ({
    file,
    specifier,
    isType: Boolean(type),
  }));
  const calls = [...text.matchAll(call)].map(([, specifier = ""]) => ({ file, specifier, isType: false }));
  return [...statements, ...calls];
}

/** The package that a specifier leads to, null for a file of one's own or a part of Node. */
function packageOf(specifier: string): string | null {
  if (specifier.startsWith(".") || specifier.startsWith("node:")) return null;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file);

function workspace(): Package[] {
  return projectFiles(/^((packages|workers|dashboards)\/[^/]+|test)\/package\.json$/).map((path) => {
    const folder = dirname(path);
    const manifest: Manifest = readJson(path);
    const sources = projectFiles(folder === "test" ? /\.ts$/ : /\/src\/.*\.tsx?$/, folder);
    const imports = sources.flatMap((file) => importsOf(file, read(file)));
    return { name: manifest.name.replace("@groundswell/", ""), folder, manifest, sources, imports };
  });
}

const packages = workspace();
const ownNames = (names: Iterable<string>) =>
  [...new Set(names)]
    .filter((name) => name.startsWith("@groundswell/"))
    .map((name) => name.slice(13))
    .sort();
const declared = ({ manifest }: Package) => ({ ...manifest.dependencies, ...manifest.devDependencies });

const declaredAnywhere: Record<string, string> = Object.assign({}, ...packages.map(declared));

test("the reader of imports sees every form of them, and the workspace has all its packages", () => {
  const text = [
    'import { a,\n  b } from "one";',
    'import type { C } from "two";',
    'import "three";',
    'export * from "./four.ts";',
    ["const late = await import", '("five/part");'].join(""),
    'const no = "import x from";',
  ].join("\n");
  expect(importsOf("x.ts", text).map(({ specifier, isType }) => [specifier, isType])).toEqual([
    ["one", false],
    ["two", true],
    ["three", false],
    ["./four.ts", false],
    ["five/part", false],
  ]);
  expect(packageOf("@scope/name/part")).toBe("@scope/name");
  expect(packages.map((one) => one.name)).toEqual(
    expect.arrayContaining(["model", "store", "cli", "server", "web", "test"]),
  );
  for (const { name, imports } of packages) expect(imports.length, name).toBeGreaterThan(0);
});

describe.each(packages)("$name", (one) => {
  const { name, folder, manifest, imports } = one;
  const allowed = mayImport[name] ?? [];

  test("has a place in the direction of imports", () => {
    expect(Object.keys(mayImport)).toContain(name);
  });

  test("imports, declares and refers to nothing against the direction", () => {
    const used = ownNames(imports.flatMap(({ specifier }) => packageOf(specifier) ?? []));
    expect(used.filter((other) => !allowed.includes(other))).toEqual([]);
    expect(ownNames(Object.keys(declared(one))).filter((other) => !allowed.includes(other))).toEqual([]);
  });

  test("reaches other packages by their names, never by a path", () => {
    const escapes = imports.filter(({ file, specifier }) => {
      if (!specifier.startsWith(".")) return false;
      const target = relative(root, join(root, dirname(file), specifier));
      // The suite of what crosses packages also tests the scripts.
      return !target.startsWith(`${folder}/`) && !(name === "test" && target.startsWith("scripts/"));
    });
    expect(escapes).toEqual([]);
  });

  test("declares every library it imports, for running unless only its tests do", () => {
    const atRoot = Object.keys(readJson("package.json").devDependencies);
    const missing = imports.flatMap(({ file, specifier, isType }) => {
      const library = packageOf(specifier);
      if (library === null || library === manifest.name) return [];
      const forRunning = Object.keys(manifest.dependencies ?? {});
      const enough =
        isType || isTest(file) || name === "web" || name === "test"
          ? [...Object.keys(declared(one)), ...atRoot]
          : forRunning;
      return enough.includes(library) ? [] : [`${file}: ${library}`];
    });
    expect(missing).toEqual([]);
  });

  test("refers in tsconfig.json to exactly the packages that package.json declares", () => {
    // The pages and the suites are checked by configurations that read source, without references.
    if (name === "web" || name === "test") return;
    const { references = [] } = readJson(`${folder}/tsconfig.json`) as { references?: { path: string }[] };
    const referred = references.map(({ path }) => basename(join(folder, path))).sort();
    expect(referred).toEqual(ownNames(Object.keys(declared(one))));
    const all = readJson("tsconfig.json").references.map(({ path }: { path: string }) => path);
    expect(all).toContain(folder);
  });

  test("keeps to its own the libraries that others hide, and takes versions from the catalog", () => {
    if (name !== "test") {
      const used = new Set([
        ...Object.keys(declared(one)),
        ...imports.flatMap(({ specifier }) => packageOf(specifier) ?? []),
      ]);
      expect([...used].filter((library) => hidden[library] && !hidden[library].includes(name))).toEqual([]);
    }
    const foreign = Object.entries(declared(one)).filter(
      ([, version]) => !["catalog:", "workspace:*"].includes(version),
    );
    expect(foreign).toEqual([]);
  });
});

test("the pages take types alone from other packages but the pictures, for they run where no store is", () => {
  const web = packages.find((one) => one.name === "web");
  const values = web?.imports.filter(
    ({ specifier, isType }) => specifier.startsWith("@groundswell/") && specifier !== "@groundswell/charts" && !isType,
  );
  expect(values).toEqual([]);
  expect(ownNames(Object.keys(web?.manifest.dependencies ?? {}))).toEqual([]);
});

test.each(["model", "analytics", "identity", "charts"])(
  "%s is pure: nothing of Node, no clock, no chance, no network",
  (name) => {
    const one = packages.find((other) => other.name === name);
    const sources = one?.sources.filter((file) => !isTest(file)) ?? [];
    expect(sources.length).toBeGreaterThan(0);
    const impure =
      /\bnode:|\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bperformance\.|\bprocess\.|\bfetch\(|\bcrypto\.random/;
    const found = sources.flatMap((file) => {
      const code = read(file).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");
      return impure.test(code) ? [`${file}: ${code.match(impure)?.[0]}`] : [];
    });
    expect(found).toEqual([]);
  },
);

test("the root takes its versions from the catalog, and what is in the catalog is used", () => {
  const { devDependencies } = readJson("package.json");
  expect(
    Object.values(devDependencies).filter((version) => version !== "catalog:" && version !== "workspace:*"),
  ).toEqual([]);
  const catalog =
    read("pnpm-workspace.yaml")
      .split(/^catalog:\n/m)[1]
      ?.split(/^\S/m)[0] ?? "";
  const listed = [...catalog.matchAll(/^ {2}"?([^":\s]+)"?:/gm)].map(([, name]) => name);
  const { dependencies: measured } = readJson("bench/package.json");
  const used = [devDependencies, measured, ...packages.map(declared)].flatMap((names) => Object.keys(names));
  expect(listed.length).toBeGreaterThan(10);
  expect(listed.filter((name) => !used.includes(name ?? ""))).toEqual([]);
});

test("no file or folder is a drawer for odds and ends", () => {
  const drawers = ["util", "utils", "common", "helper", "helpers", "shared", "type", "types", "misc", "lib"];
  const paths = projectFiles(/^(packages|workers|dashboards|scripts|test|bench)\//);
  expect(paths.length).toBeGreaterThan(100);
  const named = (path: string) => path.split("/").map((part) => part.split(".")[0] ?? "");
  expect(paths.filter((path) => named(path).some((name) => drawers.includes(name)))).toEqual([]);
});

describe("ARCHITECTURE.md", () => {
  const text = read("ARCHITECTURE.md");
  const sectionOf = (title: string) => text.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
  const rowsOf = (title: string) =>
    [...sectionOf(title).matchAll(/^\| (?!-)(.+?) \| (.+?) \|/gm)]
      .slice(1)
      .map(([, first = "", second = ""]) => [first, second]);
  const inBackticks = (prose: string) => [...prose.matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name);
  const files = projectFiles(/./);
  const sources = packages.flatMap((one) => one.sources);
  const code = sources.map(read).join("\n");
  const inCode = (name: string) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(code);

  test("lists every room that there is, and none that is not", () => {
    const listed = rowsOf("The rooms").flatMap(([rooms = ""]) => inBackticks(rooms));
    const there = new Set(
      files
        .map((path) => path.split("/"))
        .filter((parts) => parts.length > 1 && !parts[0]?.startsWith("."))
        .map(([top = "", inside = ""]) =>
          ["packages", "workers", "dashboards"].includes(top) ? `${top}/${inside}` : top,
        ),
    );
    expect(listed.sort()).toEqual([...there].sort());
  });

  test("names files, folders, tables and functions that are there", () => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, "");
    const gone = inBackticks(prose).filter((name) => {
      if (/^[\w./-]+\.(ts|tsx|md|yaml|json|mjs)$/.test(name))
        return !files.some((path) => `/${path}`.endsWith(`/${name}`));
      if (/^[\w-]+(\/[\w-]+)+$/.test(name))
        return (
          !files.some((path) => `/${path}/`.includes(`/${name}/`)) && !Object.keys(declaredAnywhere).includes(name)
        );
      if (/^[a-z]+(_[a-z]+)+$/.test(name) || /^[A-Za-z]*[a-z][A-Z]\w*$/.test(name)) return !inCode(name);
      return false;
    });
    expect(gone).toEqual([]);
  });

  test("has every kind of job in its picture", () => {
    const queues = read("packages/queue/src/jobs.ts").match(/export const jobNames = \[([^\]]+)\]/)?.[1] ?? "";
    const jobs = [...queues.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
    expect(jobs.length).toBeGreaterThan(3);
    const picture = sectionOf("The picture")
      .match(/queues: ([\w, ]+)/)?.[1]
      ?.split(", ");
    expect(picture?.map((name) => name.trim()).filter(Boolean)).toEqual(jobs);
  });

  test("explains no word that the code does not use", () => {
    const words = rowsOf("The words").map(([word = ""]) => word);
    expect(words.length).toBeGreaterThan(30);
    const all = code.toLowerCase();
    const unused = words.filter((word) => {
      // A kind of account is called accountKind there.
      const parts = word
        .toLowerCase()
        .replace(/^(\w+) of (\w+)$/, "$2 $1")
        .split(" ");
      return !["", " ", "-", "_"].some((between) => all.includes(parts.join(between)));
    });
    expect(unused).toEqual([]);
  });

  test("argues for parts that are installed", () => {
    const names = Object.keys(declaredAnywhere).map((name) => name.toLowerCase());
    const known = new Set(names.flatMap((name) => [name, ...name.split("/"), ...name.replace("@", "").split("/")]));
    const rows = rowsOf("Parts chosen, and why");
    expect(rows.length).toBeGreaterThan(15);
    const without = rows.filter(
      ([, part = ""]) =>
        !part
          .toLowerCase()
          .split(/[\s,;]+/)
          .some((word) => known.has(word)),
    );
    expect(without).toEqual([]);
  });
});
