import {
  type Account,
  account,
  excerpt,
  type Mapped,
  type RawPage,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { z } from "zod";
import { cleanCharacters } from "./charset.ts";
import { encodePart } from "./encode-part.ts";
import { plainText } from "./html.ts";
import { isoInstant } from "./instant.ts";
import { idText, instant, itemText, jsonValue, knownMetrics, listOf, maybe, text, unusable } from "./json-answer.ts";
import { versionKey, words } from "./nuget-api.ts";
import { guessedAddresses, outboundLinks } from "./outbound-links.ts";
import { byRule, malformed } from "./skip.ts";
import { resolveUrl } from "./web-address.ts";

/** What the mapper is told of a package beside the document of its versions. */
export type PackageContext = {
  space: Space;
  /** Its owners' handles; none where the registry does not say. */
  owners: string[];
  verified: boolean | null;
  downloads: number | null;
  versions: Record<string, number>;
  /** The key of the version that was published first of all, in this document or another. */
  first: string | null;
  /** Addresses with `{id}`, `{version}` and `{owner}` in them. */
  details: string | null;
  profile: string | null;
  /** For whom the newest version says that it was made; pages that were kept earlier lack it. */
  company?: string | null;
};

/** A version of a package, whatever the registry's API. */
export type PackageVersion = {
  id: string;
  version: string;
  publishedAt: string;
  description: string | null;
  /** The page of what is in the package, as its makers name it. */
  project: string | null;
  tags: string[];
  language: string | null;
  downloads: number | null;
  url: string | null;
  more: Record<string, number | string | boolean | null>;
};

const dayMs = 86_400_000;

const entry = z.object({
  id: idText,
  version: z.string().min(1),
  published: instant,
  listed: maybe(z.boolean()),
  description: text,
  summary: text,
  projectUrl: text,
  tags: words,
  language: text,
  deprecation: maybe(z.object({ reasons: listOf(z.string()) })),
});

/** The leaves of a registration: of its index where its pages are in it, or of one page. */
export function leavesOf(body: unknown): unknown[] {
  const items = itemsOf(jsonValue(body));
  return items.flatMap((item) => (isLeaf(item) ? [item] : itemsOf(item)));
}

/** The pages of a registration's index that have to be fetched for themselves, by address. */
export function pagesApart(body: unknown): string[] {
  return itemsOf(jsonValue(body)).flatMap((item) => {
    const page = z.object({ "@id": z.string(), items: z.null().optional() }).safeParse(item);
    return page.success && !isLeaf(item) ? [page.data["@id"]] : [];
  });
}

/** The key of the version that was published first, among the leaves of all documents; null where none was. */
export function firstPublished(leaves: unknown[], fetchedAt: string): string | null {
  const published = leaves.flatMap((leaf) => {
    const read = readLeaf(leaf, "", fetchedAt);
    return "version" in read ? [read] : [];
  });
  published.sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : 0));
  return published[0] ? versionKey(published[0].version) : null;
}

/** Maps a document of a package's registration: its versions, and the package itself where the first of them is in it. */
export function mapRegistration(page: RawPage): Mapped {
  const context = page.context as unknown as PackageContext;
  const read = leavesOf(page.body).map((leaf, index) =>
    readLeaf(leaf, `version ${index + 1}`, page.fetchedAt, context),
  );
  return mapVersions("nuget", read, context);
}

/** The signals of versions that were read, each for itself, and of the package that they are versions of. */
export function mapVersions(connector: string, read: (PackageVersion | Skip)[], context: PackageContext): Mapped {
  const mapped: Mapped = { signals: [], accounts: [], endorsements: [], spaces: [context.space], skipped: [] };
  const owners = ownerAccounts(context);
  for (const one of read) {
    if (!("version" in one)) {
      mapped.skipped.push(one);
      continue;
    }
    if (versionKey(one.version) === context.first)
      mapped.signals.push(...packageSignals(connector, one, owners, context));
    mapped.signals.push(releaseSignal(connector, one, owners, context));
  }
  return mapped;
}

/** When a version came out; a skip where it is unlisted, which registries date 1900, or not out yet. */
export function publishedAt(
  date: string | null,
  position: string,
  item: string,
  fetchedAt: string,
): { publishedAt: string } | Skip {
  const iso = isoInstant(date);
  if (iso === null || Date.parse(iso) > Date.parse(fetchedAt) + dayMs)
    return malformed("version without a possible date", position, item);
  return iso < "1901" ? byRule("version that is unlisted", position) : { publishedAt: iso };
}

/**
 * A package is its owners' work: one signal each. Owners are who may publish it today; registries keep no history of
 * them, and a name in `authors` is free text that anybody can write.
 */
function packageSignals(
  connector: string,
  first: PackageVersion,
  owners: Account[],
  context: PackageContext,
): Signal[] {
  const id = first.id.toLowerCase();
  const one = (account: Account | null, index: number) =>
    signal({
      ...fields(connector, first, context),
      id: account === null || index === 0 ? id : `${id}+${account.id}`,
      kind: "package",
      account,
      title: first.id,
      url: context.details && resolveUrl(fill(context.details, { id: first.id, version: "" })),
      metrics: knownMetrics({
        downloads: context.downloads,
        verified: context.verified,
        owners: owners.length || null,
      }),
    });
  return owners.length === 0 ? [one(null, 0)] : owners.map(one);
}

/** A release is its owner's where there is one; of several, the registry does not say who published it. */
function releaseSignal(connector: string, known: PackageVersion, owners: Account[], context: PackageContext): Signal {
  const key = versionKey(known.version);
  return signal({
    ...fields(connector, known, context),
    id: `${known.id.toLowerCase()}/${key}`,
    kind: "release",
    account: owners.length === 1 ? (owners[0] ?? null) : null,
    parentId: known.id.toLowerCase(),
    title: `${known.id} ${known.version.replace(/\+.*$/s, "")}`,
    url: known.url,
    metrics: knownMetrics({
      downloads: context.versions[key] ?? known.downloads,
      prerelease: key.includes("-"),
      ...known.more,
    }),
  });
}

function fields(connector: string, known: PackageVersion, { space }: PackageContext) {
  return {
    connector,
    occurredAt: known.publishedAt,
    space,
    threadId: known.id.toLowerCase(),
    excerpt: known.description === null ? null : excerpt(cleanCharacters(plainText(known.description))),
    language: known.language,
    tags: known.tags,
    links: outboundLinks(
      [...guessedAddresses(known.description ?? ""), ...(known.project ? [known.project] : [])],
      [known.url],
    ),
  };
}

/** Owners by handle, which a registry gives once and for ever, in any case; in one order, so that each keeps its signal. */
function ownerAccounts({ owners, profile, space, company = null }: PackageContext): Account[] {
  const handles = new Map(owners.map((handle) => [handle.toLowerCase(), handle]));
  return [...handles]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, handle]) =>
      account(space.platform, id, {
        handle,
        url: profile && resolveUrl(fill(profile, { owner: handle })),
        bot: id.endsWith("[bot]"),
        // Of several owners, nobody can tell whose employer it is.
        company: handles.size === 1 ? company : null,
      }),
    );
}

function readLeaf(
  leaf: unknown,
  position: string,
  fetchedAt: string,
  context: Pick<PackageContext, "details"> = { details: null },
): PackageVersion | Skip {
  const read = entry.safeParse((leaf as { catalogEntry?: unknown } | null)?.catalogEntry);
  if (!read.success) return unusable("version", read.error, leaf, position);
  const { id, version, published, listed, ...known } = read.data;
  if (listed === false) return byRule("version that is unlisted", position);
  const date = publishedAt(published, position, itemText(leaf), fetchedAt);
  if ("reason" in date) return date;
  return {
    ...date,
    id,
    version,
    description: known.description ?? known.summary,
    project: known.projectUrl,
    tags: known.tags,
    language: known.language !== null && /^[a-z]{2,3}(-|$)/i.test(known.language) ? known.language : null,
    downloads: null,
    url: context.details && resolveUrl(fill(context.details, { id, version: version.replace(/\+.*$/s, "") })),
    more: known.deprecation === null ? {} : { deprecated: true },
  };
}

/** Fills a template, and leaves the query out, which only counts who came by it. */
function fill(template: string, values: Record<string, string>): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodePart(values[name] ?? ""));
  return filled.replace(/\?.*$/s, "").replace(/\/+$/, "");
}

function isLeaf(item: unknown): boolean {
  return typeof item === "object" && item !== null && "catalogEntry" in item;
}

function itemsOf(value: unknown): unknown[] {
  const items = (value as { items?: unknown } | null | undefined)?.items;
  return Array.isArray(items) ? items : [];
}
