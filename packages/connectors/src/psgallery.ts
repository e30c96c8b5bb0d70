import { type Batch, batch, type Json } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type KnownThread, type PullContext } from "./connector.ts";
import type { Http } from "./http.ts";
import { rawPage } from "./json-answer.ts";
import { versionKey } from "./nuget-api.ts";
import {
  afterReading,
  afterSelection,
  duePackages,
  type Listed,
  markOf,
  notListed,
  readPackages,
  type Selection,
  selections,
} from "./nuget-due.ts";
import type { PackageContext } from "./nuget-map.ts";
import { entryCompany, entryDownloads, entryOwners, listedEntry, mapGalleryPage, readEntry } from "./psgallery-map.ts";
import { type ODataPage, odataPages, quoted } from "./psgallery-odata.ts";

const options = z.strictObject({
  /** Owners of packages, by their names in the gallery; each is a space of its own. */
  owners: z.array(z.string().min(1)).default([]),
  /** Tags that packages carry; each is a space of its own. */
  tags: z.array(z.string().min(1).regex(/^\S+$/, "give one word")).default([]),
  /** Words to search for, in the gallery's own search; each text is a space of its own. */
  search: z.array(z.string().min(1)).default([]),
  /** Modules and scripts by their names; each is a space of its own. */
  packages: z.array(z.string().regex(/^[\w.-]+$/, "give a module's name, such as Pester")).default([]),
  /** What the gallery is called: the platform of all that comes from it. Change it for a gallery of your own. */
  registry: z
    .string()
    .regex(/^[a-z\d.-]+$/, "give a host, such as powershellgallery.com")
    .default("powershellgallery.com"),
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://www.powershellgallery.com/api/v2"),
  /**
   * A package found by owner, tag or search whose newest version is the same is read again after this many days, for
   * downloads and for releases of older branches; 0 reads all of them at every pull.
   */
  refreshDays: z.int().min(0).max(365).default(1),
  pageSize: z.int().min(1).max(100).default(100),
});
type Options = z.output<typeof options>;

/** What the mapper needs of a package; `listed` is what the cursor remembers of it. */
type Found = Listed & { owners: string[]; tags: string[] };

const publicGallery = "powershellgallery.com";

/** Modules and scripts of the PowerShell Gallery and their releases, through OData version 2. */
export const psgallery = defineConnector({
  name: "psgallery",
  summary:
    "Modules and scripts of the PowerShell Gallery and their releases, by owner, tag, search or name, from its OData API version 2.",
  parser: "saxes, as its OData answers are Atom.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { packages: ["Pester"] },
  pull,
  map: mapGalleryPage,
  revisit,
});

async function* pull({ options, cursor, http, now, signal }: PullContext<Options>): AsyncGenerator<Batch> {
  let reached = readPackages(cursor);
  for (const selection of selections(options.registry, options)) {
    const { space } = selection;
    const listed = await list(http, options, selection);
    // A named package costs one request to look at and one to read: it is read.
    const days = selection.by === "package" ? 0 : options.refreshDays;
    let isThere = selection.by !== "package";
    for (const one of duePackages(listed, selection, reached, now(), days)) {
      const batches = await readPackage(http, options, space, one.id);
      for (const [index, read] of batches.entries()) {
        isThere = true;
        if (index === batches.length - 1) reached = afterReading(reached, space, one, now());
        yield { ...read, cursor: reached satisfies Json };
        if (signal.aborted) return;
      }
    }
    reached = afterSelection(reached, space, listed);
    yield batch({
      spaces: [space],
      skipped: notListed(selection, isThere ? listed : []),
      cursor: reached satisfies Json,
    });
    if (signal.aborted) return;
  }
}

async function* revisit(
  { options, http, signal }: PullContext<Options>,
  threads: KnownThread[],
): AsyncGenerator<Batch> {
  const chosen = selections(options.registry, options);
  for (const { platform, kind, id } of threads) {
    if (platform !== options.registry || kind !== "package" || !/^[\w.-]+$/.test(id)) continue;
    const batches = await readPackage(http, options, (found) => spaceOf(chosen, found), id);
    if (batches.length === 0) yield batch({ complete: [completeThread(options.registry, id)], cursor: null });
    yield* batches;
    if (signal.aborted) return;
  }
}

/** The packages of a selection, each by its newest version. */
async function list(http: Http, { baseUrl, pageSize }: Options, selection: Selection): Promise<Found[]> {
  const { by, value } = selection;
  if (by === "package") return [{ id: value, mark: "", owners: [], tags: [] }];
  const term =
    by === "search" ? value : `${by === "owner" ? "owner" : "tags"}:${/\s/.test(value) ? `"${value}"` : value}`;
  const path = `${baseUrl.replace(/\/+$/, "")}/Search()?searchTerm=${quoted(term)}&targetFramework=${quoted("")}&includePrerelease=true&$filter=IsAbsoluteLatestVersion&$orderby=Id&semVerLevel=2.0.0`;
  const found = new Map<string, Found>();
  for await (const { entries } of odataPages(http, path, pageSize))
    for (const entry of entries) {
      const one = listedEntry(entry);
      if (one === null) continue;
      const { id, version, owners, tags } = one;
      found.set(id.toLowerCase(), { id, mark: markOf([version, owners]), owners, tags });
    }
  return [...found.values()].filter((one) => isSelected(selection, one));
}

/** Whether a package is what was asked for: the search takes what it does not know for a word of the text. */
function isSelected({ by, value }: Selection, { id, owners, tags }: Omit<Found, "mark">): boolean {
  const values = { search: [value], owner: owners, tag: tags, package: [id] }[by];
  return values.some((one) => one.toLowerCase() === value.toLowerCase());
}

/** Where a known package belongs: what a search would find cannot be told, so it comes last. */
function spaceOf(chosen: Selection[], found: Omit<Found, "mark">): Selection["space"] | null {
  const fits = chosen.find((one) => one.by !== "search" && isSelected(one, found));
  return (fits ?? chosen.find(({ by }) => by === "search") ?? chosen[0])?.space ?? null;
}

/** Reads all versions of a package; no batches where the gallery has none. The first release is known only when all are there. */
async function readPackage(
  http: Http,
  { baseUrl, pageSize, registry }: Options,
  placed: Selection["space"] | ((found: Omit<Found, "mark">) => Selection["space"] | null),
  id: string,
): Promise<Batch[]> {
  const path = `${baseUrl.replace(/\/+$/, "")}/FindPackagesById()?id=${quoted(id)}&semVerLevel=2.0.0`;
  const pages: ODataPage[] = [];
  for await (const page of odataPages(http, path, pageSize)) pages.push(page);
  const filled = pages.filter(({ entries }) => entries.length > 0);
  const entries = filled.flatMap((page) => page.entries);
  const newest = entries.find(({ properties }) => properties.IsAbsoluteLatestVersion === "true") ?? entries.at(-1);
  if (newest === undefined) return [];
  const found = { id, owners: entryOwners(newest), tags: listedEntry(newest)?.tags ?? [] };
  const space = typeof placed === "function" ? placed(found) : placed;
  if (space === null) return [];
  const isPublic = registry === publicGallery;
  const context: PackageContext = {
    space,
    owners: found.owners,
    verified: null,
    downloads: entryDownloads(newest),
    versions: {},
    first: firstVersion(filled),
    details: isPublic ? `https://www.${publicGallery}/packages/{id}/{version}` : null,
    profile: isPublic ? `https://www.${publicGallery}/profiles/{owner}` : null,
    company: entryCompany(newest),
  };
  return filled.map(({ response }) => {
    const raw = { ...rawPage(response), context };
    const mapped = mapGalleryPage(raw);
    // What could not be understood may be what is missing.
    const isComplete = filled.length === 1 && mapped.skipped.every(({ item }) => item === null);
    return batch({ ...mapped, raw, complete: isComplete ? [completeThread(registry, id)] : [], cursor: null });
  });
}

/** The key of the version that came out first. */
function firstVersion(pages: ODataPage[]): string | null {
  const versions = pages.flatMap(({ entries, response }) =>
    entries.flatMap((entry) => {
      const read = readEntry(entry, "", response.fetchedAt, { details: null });
      return "version" in read ? [read] : [];
    }),
  );
  versions.sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : 0));
  return versions[0] ? versionKey(versions[0].version) : null;
}

function completeThread(platform: string, id: string): Batch["complete"][number] {
  return { platform, threadId: id.toLowerCase(), kinds: ["package", "release"] };
}
