// Writes docs/licences.md: the packages that ship with Groundswell, by licence. Usage: npm run licences [-- --check]
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Packages under one licence, as SPDX writes it. */
export type Licensed = { licence: string; packages: { name: string; versions: string[] }[] };

const path = fileURLToPath(new URL("../docs/licences.md", import.meta.url));

/** Licences that let a program be used, changed and sold with no more asked than to be named, SPDX. */
export const permissive: readonly string[] = [
  ...[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "ISC",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "BlueOak-1.0.0",
    "Unlicense",
    "CC0-1.0",
  ],
  ...["Python-2.0", "PostgreSQL", "Zlib", "WTFPL", "BSL-1.0"],
];

/** Licences that ask for something of the files they are on, each with the only packages that may have them and why that is no burden. */
export const excepted: Record<string, { packages: string[]; why: string }> = {
  "MPL-2.0": { packages: ["ical.js"], why: "asks for changes to its own files alone, and none of them is changed" },
};

/** Whether a licence, as SPDX writes it, leaves a choice that is permissive. */
export function isPermissive(licence: string): boolean {
  const bare = licence.replace(/[()]/g, "");
  if (/ or /i.test(bare)) return bare.split(/ or /i).some((one) => isPermissive(one.trim()));
  return bare.split(/ and /i).every((one) => permissive.includes(one.trim()));
}

/** What ships, by licence: packages with their versions, without our own. */
export function shippedLicences(): Licensed[] {
  const json = execFileSync("npx", ["--yes", "pnpm@12.21.0", "licenses", "list", "--prod", "--recursive", "--json"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
    cwd: fileURLToPath(new URL("..", import.meta.url)),
  });
  return Object.entries(JSON.parse(json) as Record<string, { name: string; versions: string[] }[]>)
    .map(([licence, packages]) => ({
      licence,
      packages: packages
        .filter(({ name }) => !name.startsWith("@groundswell/"))
        .map(({ name, versions }) => ({ name, versions: [...versions].sort() }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    }))
    .filter(({ packages }) => packages.length > 0)
    .sort((a, b) => (a.licence < b.licence ? -1 : 1));
}

/** The page. */
export function licencesPage(found: readonly Licensed[]): string {
  const rows = found.flatMap(({ licence, packages }) =>
    packages.map(({ name, versions }) => `| ${name} | ${versions.join(", ")} | ${licence} |`),
  );
  const exceptions = Object.entries(excepted)
    .filter(([licence]) => found.some((one) => one.licence === licence))
    .map(([licence, { packages, why }]) => `- ${licence} (${packages.join(", ")}): ${why}.`);
  return [
    "# Licences",
    "",
    "<!-- Written by `npm run licences` from what is installed: change it there. -->",
    "",
    "Groundswell is Apache-2.0. These packages ship with it; none asks for more than to be named, but for those that the list says.",
    "",
    ...exceptions,
    "",
    "| package | version | licence |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = licencesPage(shippedLicences());
  if (!process.argv.includes("--check")) writeFileSync(path, page);
  else if (readFileSync(path, "utf8") !== page) {
    process.stderr.write("docs/licences.md is not what is installed: npm run licences writes it anew.\n");
    process.exitCode = 1;
  }
}
