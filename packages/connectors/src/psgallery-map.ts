import { excerpt, type Mapped, type RawPage, type Skip } from "@groundswell/model";
import { encodePart } from "./encode-part.ts";
import { versionKey } from "./nuget-api.ts";
import { mapVersions, type PackageContext, type PackageVersion, publishedAt } from "./nuget-map.ts";
import { type ODataEntry, readODataFeed } from "./psgallery-odata.ts";
import { malformed } from "./skip.ts";
import { resolveUrl } from "./web-address.ts";

/** Tags that the gallery makes of what a module holds; a large module has thousands. */
const madeTags = /^PS(Function|Cmdlet|Command|DscResource|Workflow|RoleCapability|Includes)_/i;

/** Maps a page of `FindPackagesById()`: versions of one package, and the package itself where the first of them is in it. */
export function mapGalleryPage(page: RawPage): Mapped {
  const context = page.context as unknown as PackageContext;
  const entries = readODataFeed(page.body)?.entries ?? [];
  return mapVersions(
    "psgallery",
    entries.map((entry, index) => readEntry(entry, `version ${index + 1}`, page.fetchedAt, context)),
    context,
  );
}

/** A version of a package from an entry; a skip where it is unlisted or cannot be understood. */
export function readEntry(
  { properties }: ODataEntry,
  position: string,
  fetchedAt: string,
  context: Pick<PackageContext, "details">,
): PackageVersion | Skip {
  const item = JSON.stringify(properties);
  const id = textOf(properties.Id);
  const version = textOf(properties.NormalizedVersion) ?? textOf(properties.Version);
  if (id === null || version === null) return malformed("version without an id and a version", position, item);
  // 1900 in Published says that it is unlisted; what it was before is then only in Created.
  const published = publishedAt(textOf(properties.Published) ?? textOf(properties.Created), position, item, fetchedAt);
  if ("reason" in published) return published;
  const created = publishedAt(textOf(properties.Created) ?? textOf(properties.Published), position, item, fetchedAt);
  if ("reason" in created) return created;
  const type = textOf(properties.ItemType);
  return {
    ...created,
    id,
    version,
    description: textOf(properties.Description) ?? textOf(properties.Summary),
    project: textOf(properties.ProjectUrl),
    tags: wordsOf(properties.Tags).filter((tag) => !madeTags.test(tag)),
    language: null,
    downloads: countOf(properties.VersionDownloadCount),
    url: resolveUrl(textOf(properties.GalleryDetailsUrl)) ?? detailsUrl(context.details, id, version),
    more: type === null ? {} : { itemType: type.toLowerCase() },
  };
}

/** The owners that an entry names. Authors are free text, and nobody's. */
export function entryOwners({ properties }: ODataEntry): string[] {
  return (properties.Owners ?? "").split(",").flatMap((owner) => textOf(owner) ?? []);
}

/** The company that an entry names. What tools fill in, and a person's own name, is none. */
export function entryCompany(entry: ODataEntry): string | null {
  const company = textOf(entry.properties.CompanyName);
  const persons = [...entryOwners(entry), ...(entry.properties.Authors ?? "").split(",")];
  const isPerson = persons.some((name) => name.trim().toLowerCase() === company?.toLowerCase());
  return company === null || isPerson || /^(unknown|none|n\/?a|your company)$/i.test(company) ? null : excerpt(company);
}

/** What a list says of a package: its id, its newest version, its owners and its own tags. */
export function listedEntry(entry: ODataEntry) {
  const id = textOf(entry.properties.Id);
  const version = textOf(entry.properties.NormalizedVersion) ?? textOf(entry.properties.Version);
  if (id === null || version === null) return null;
  return { id, version: versionKey(version), owners: entryOwners(entry), tags: wordsOf(entry.properties.Tags) };
}

/** The total of a package's downloads, which each of its entries repeats. */
export function entryDownloads({ properties }: ODataEntry): number | null {
  return countOf(properties.DownloadCount);
}

function detailsUrl(template: string | null, id: string, version: string): string | null {
  return template && resolveUrl(template.replace("{id}", encodePart(id)).replace("{version}", encodePart(version)));
}

function textOf(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function wordsOf(value: string | undefined): string[] {
  return (value ?? "").split(/[\s,;]+/).filter((word) => word !== "");
}

function countOf(value: string | undefined): number | null {
  const text = value?.trim() ?? "";
  return /^\d+$/.test(text) ? Number(text) : null;
}
