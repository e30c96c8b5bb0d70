import { type Batch, batch, type Json, type RawPage, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type KnownThread, type PullContext } from "./connector.ts";
import { encodePart } from "./encode-part.ts";
import type { HttpResponse } from "./http.ts";
import { jsonAnswer, rawPage } from "./json-answer.ts";
import {
  isSelected,
  type NugetApi,
  type NugetListed,
  type NugetServices,
  nugetApi,
  nugetQuery,
  versionKey,
} from "./nuget-api.ts";
import {
  afterReading,
  afterSelection,
  duePackages,
  notListed,
  readPackages,
  type Selection,
  selections,
} from "./nuget-due.ts";
import { firstPublished, leavesOf, mapRegistration, type PackageContext, pagesApart } from "./nuget-map.ts";
import { publicUrl } from "./public-url.ts";

const options = z.strictObject({
  /** Owners of packages, by their names in the registry; each is a space of its own. */
  owners: z.array(z.string().min(1).regex(/^\S+$/, "give an owner's name")).default([]),
  /** Tags that packages carry; each is a space of its own. */
  tags: z.array(z.string().min(1).regex(/^\S+$/, "give one word")).default([]),
  /** Words to search for, in the registry's own search; each text is a space of its own. */
  search: z.array(z.string().min(1)).default([]),
  /** Packages by their ids; each is a space of its own. */
  packages: z.array(z.string().regex(/^[\w.-]+$/, "give a package's id, such as Pester")).default([]),
  /** What the registry is called: the platform of all that comes from it. Change it for a registry of your own. */
  registry: z
    .string()
    .regex(/^[a-z\d.-]+$/, "give a host, such as nuget.org")
    .default("nuget.org"),
  /** The registry's service index. */
  baseUrl: z.url({ protocol: /^https?$/ }).default("https://api.nuget.org/v3/index.json"),
  /** A package in which nothing seems to have changed is read again after this many days: downloads grow unseen. */
  refreshDays: z.int().min(0).max(365).default(7),
  /** Packages on a page of a search. */
  pageSize: z.int().min(1).max(1_000).default(100),
});
type Options = z.output<typeof options>;

/** A document of a package with what the mapper needs, and whether it is all there is of it. */
type Reading = { raw: RawPage; isWhole: boolean };

/** Packages found by one search for known ones. */
const knownAtOnce = 20;

/** Packages and their releases in a NuGet registry, through API version 3. */
export const nuget = defineConnector({
  name: "nuget",
  summary: "Packages and their releases, by owner, tag, search or id, from a NuGet registry's API version 3.",
  reads: "api",
  options,
  credentials: {},
  order: "snapshot",
  example: { packages: ["Newtonsoft.Json"] },
  pull,
  map: mapRegistration,
  revisit,
});

async function* pull({ options, cursor, http, now, signal }: PullContext<Options>): AsyncGenerator<Batch> {
  const api = nugetApi(http, options.baseUrl, now);
  const chosen = selections(options.registry, options);
  const services = await api.services();
  let reached = readPackages(cursor);
  for (const selection of chosen) {
    const { space } = selection;
    const listed = await api.list(services.search, nugetQuery(selection), options.pageSize);
    const own = listed.filter((one) => isSelected(selection, one));
    for (const one of duePackages(own, selection, reached, now(), options.refreshDays)) {
      const readings = await readPackage(api, services, selection, one);
      for (const [index, reading] of readings.entries()) {
        if (index === readings.length - 1) reached = afterReading(reached, space, one, now());
        yield { ...readingBatch(reading, one.id), cursor: reached satisfies Json };
        if (signal.aborted) return;
      }
    }
    reached = afterSelection(reached, space, own);
    yield batch({ spaces: [space], skipped: notListed(selection, own), cursor: reached satisfies Json });
    if (signal.aborted) return;
  }
}

async function* revisit(
  { options, http, now, signal }: PullContext<Options>,
  threads: KnownThread[],
): AsyncGenerator<Batch> {
  const api = nugetApi(http, options.baseUrl, now);
  const chosen = selections(options.registry, options);
  const known = threads.filter(
    ({ platform, kind, id }) => platform === options.registry && kind === "package" && /^[\w.-]+$/.test(id),
  );
  if (known.length === 0) return;
  const services = await api.services();
  for (let at = 0; at < known.length; at += knownAtOnce) {
    const ids = known.slice(at, at + knownAtOnce).map(({ id }) => id);
    const query = ids.map((value) => nugetQuery({ by: "package", value })).join(" ");
    const found = new Map(
      (await api.list(services.search, query, options.pageSize)).map((one) => [one.id.toLowerCase(), one]),
    );
    for (const id of ids) {
      const listed = found.get(id) ?? unlisted(id);
      const selection =
        chosen.find((one) => one.by !== "search" && isSelected(one, listed)) ??
        chosen.find(({ by }) => by === "search") ??
        chosen[0];
      const readings = selection ? await readPackage(api, services, selection, listed) : [];
      if (readings.length === 0) yield batch({ complete: [completeThread(options.registry, id)], cursor: null });
      for (const reading of readings) yield readingBatch(reading, id);
      if (signal.aborted) return;
    }
  }
}

/** Reads all documents of a package; none where the registry does not have it. The first release is known only when all are there. */
async function readPackage(
  api: NugetApi,
  services: NugetServices,
  { space }: Selection,
  { id, owners, verified, downloads, versions }: NugetListed,
): Promise<Reading[]> {
  const index = await api.document(`${services.registrations}${encodePart(id.toLowerCase())}/index.json`);
  if (index === null) return [];
  const documents: HttpResponse[] = [index];
  requireVersions(index);
  for (const url of pagesApart(index.body)) {
    const page = await api.document(url);
    if (page === null)
      throw new UnavailableError(`${publicUrl(url)} is named by its package's index and not there. Try again later.`);
    requireVersions(page);
    documents.push(page);
  }
  const first = firstPublished(
    documents.flatMap(({ body }) => leavesOf(body)),
    index.fetchedAt,
  );
  const full = documents.filter(({ body }) => leavesOf(body).length > 0);
  const holding = full.length > 0 ? full : [index];
  return holding.map((document) => {
    const context: PackageContext = {
      space,
      owners,
      verified,
      downloads,
      versions: holding.length === 1 ? versions : ofDocument(versions, document),
      first,
      details: services.details,
      profile: services.profile,
    };
    return { raw: { ...rawPage(document), context }, isWhole: holding.length === 1 };
  });
}

/** What holds no list of versions says nothing of a package, and least of all that it is gone. */
function requireVersions(document: HttpResponse): void {
  const { items } = Object(jsonAnswer(document)) as { items?: unknown };
  if (Array.isArray(items)) return;
  throw new UnavailableError(`${publicUrl(document.url)} answered with no list of versions. Try again later.`);
}

/** The downloads of the versions that a document holds. */
function ofDocument(versions: Record<string, number>, { body }: HttpResponse): Record<string, number> {
  const here = leavesOf(body).map((leaf) => (leaf as { catalogEntry?: { version?: unknown } }).catalogEntry?.version);
  const keys = here.filter((version) => typeof version === "string").map(versionKey);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const downloads = versions[key];
      return downloads === undefined ? [] : [[key, downloads]];
    }),
  );
}

function readingBatch({ raw, isWhole }: Reading, id: string): Batch {
  const mapped = mapRegistration(raw);
  const { platform } = (raw.context as unknown as PackageContext).space;
  // What could not be understood may be what is missing.
  const isComplete = isWhole && mapped.skipped.every(({ item }) => item === null);
  return batch({ ...mapped, raw, complete: isComplete ? [completeThread(platform, id)] : [], cursor: null });
}

function completeThread(platform: string, id: string): Batch["complete"][number] {
  return { platform, threadId: id.toLowerCase(), kinds: ["package", "release"] };
}

/** What is known of a package that no search lists any more. */
function unlisted(id: string): NugetListed {
  return { id, mark: "", owners: [], tags: [], downloads: null, verified: null, versions: {} };
}
