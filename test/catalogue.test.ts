import { connectors } from "@groundswell/connectors";
import { type CatalogueSource, readCatalogue } from "@groundswell/model";
import { expect, test } from "vitest";
import { projectFiles, readProject } from "./project-files.ts";

const files = projectFiles(/^catalogue\/.*\.ya?ml$/);
const powershell = readCatalogue(readProject("catalogue/powershell.yaml"), "catalogue/powershell.yaml", connectors);

/** What makes a source another one than its neighbours: the place it reads. */
const place = ({ connector, options }: CatalogueSource) =>
  [connector, options.site, options.tagged, options.repository, options.url].join(" ").toLowerCase();

test.each(files)("%s is valid against the connectors there are", (file) => {
  expect(() => readCatalogue(readProject(file), file, connectors)).not.toThrow();
});

test("the catalogue of PowerShell has at least 15 sources of at least four connectors, no place twice", () => {
  const { sources } = powershell;
  expect(sources.length).toBeGreaterThanOrEqual(15);
  expect(new Set(sources.map((source) => source.connector)).size).toBeGreaterThanOrEqual(4);
  expect(new Set(sources.map(place)).size).toBe(sources.length);
});

test("every address in it parses and is read over HTTPS", () => {
  const addresses = powershell.sources.flatMap(({ options }) =>
    [options.url, options.baseUrl].filter((url) => url !== undefined),
  );
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    expect(URL.canParse(String(address)), String(address)).toBe(true);
    expect(new URL(String(address)).protocol, String(address)).toBe("https:");
  }
});

test("every secret that a connector can use is named by its variable", () => {
  for (const { id, connector, credentials } of powershell.sources)
    expect(Object.keys(credentials), id).toEqual(Object.keys(connectors[connector]?.credentials ?? {}));
});

test("a source without an expertise of its own leaves the choice to rules that can choose", () => {
  const undecided = powershell.sources.filter((source) => source.expertises.length === 0);
  expect(undecided.map((source) => source.id)).toEqual(["blog-4sysops"]);
  expect(powershell.expertises.every(({ rules }) => rules.words.length + rules.tags.length > 0)).toBe(true);
});

test("no test names an address of the catalogue, so none can call one", () => {
  const addresses = powershell.sources.flatMap(({ options }) => (options.url ? [String(options.url)] : []));
  const suites = projectFiles(/\.test\.tsx?$/).map((path) => ({ path, text: readProject(path) }));
  const named = suites.flatMap(({ path, text }) =>
    addresses.filter((address) => text.includes(address)).map((address) => `${path}: ${address}`),
  );
  expect(named).toEqual([]);
});
