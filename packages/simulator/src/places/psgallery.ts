import { escapeUTF8 } from "entities";
import { Hono } from "hono";
import {
  listedPackages,
  type PlannedPackage,
  type PlannedVersion,
  packageSignals,
  packageSpace,
  planPackages,
  removePackages,
  versionsBy,
} from "./packages.ts";
import type { Place, PlaceOptions } from "./place.ts";

/** The gallery gives no more at once, whatever it is asked for. */
const mostEntries = 40;

/** A gallery that speaks OData version 2: Atom feeds, an entry alone where there is one, properties that are null. */
export function psgalleryPlace({ seed, until, now }: PlaceOptions): Place {
  const packages = planPackages(seed, "psgallery", until.getTime(), 110);
  const [owned, named] = [packages[7], packages[2]] as [PlannedPackage, PlannedPackage];
  const owner = owned.owners[0] ?? "";
  const routes = new Hono();
  routes.get("/api/v2/:operation{.+}", (c) => {
    const at = now().getTime();
    const ask = (name: string) => c.req.query(name)?.replace(/^'|'$/g, "").replaceAll("''", "'") ?? "";
    const all = entriesOf(c.req.param("operation"), packages, ask, at);
    if (all === null) return c.text("Resource not found for the segment.", 404);
    const skip = Number(c.req.query("$skip") ?? 0);
    const taken = all.slice(skip, skip + Math.min(Number(c.req.query("$top") ?? mostEntries), mostEntries));
    const isCut = skip + taken.length < all.length && taken.length === mostEntries;
    const next = isCut ? `<link rel="next" href="${escapeUTF8(`${c.req.url}&more=1`)}" />` : "";
    const xml = taken.map(([one, version]) => entry(one, version, at, all.length === 1));
    const body = all.length === 1 && xml[0] ? xml[0] : feed(xml.join("\n"), next);
    return c.body(`<?xml version="1.0" encoding="utf-8"?>\n${body}`, 200, {
      "content-type": "application/atom+xml;type=feed;charset=utf-8",
    });
  });
  return {
    connector: "psgallery",
    prefix: "/psgallery",
    routes,
    source: (url) => ({
      options: {
        owners: [owner],
        tags: ["lumen"],
        packages: [named.id],
        baseUrl: `${url}/psgallery/api/v2`,
        refreshDays: 0,
        pageSize: 50,
      },
      credentials: {},
    }),
    truth: (at) => ({
      signals: packageSignals(packages, "powershellgallery.com", packageSpace(named.id, owner, "lumen"), at.getTime()),
      endorsements: [],
    }),
    remove: (count) => removePackages(packages, count, now().getTime()),
  };
}

type Shown = [PlannedPackage, PlannedVersion];

function entriesOf(
  operation: string,
  packages: PlannedPackage[],
  ask: (name: string) => string,
  at: number,
): Shown[] | null {
  if (operation === "FindPackagesById()") {
    const one = packages.find(({ id }) => id.toLowerCase() === ask("id").toLowerCase());
    return one ? versionsBy(one, at).map((version) => [one, version]) : [];
  }
  if (operation !== "Search()") return null;
  const [, field = "", value = ""] = /^(?:(\w+):)?"?([^"]*)"?$/.exec(ask("searchTerm").toLowerCase()) ?? [];
  return listedPackages(packages, at)
    .filter((one) =>
      field === "owner"
        ? one.owners.some((owner) => owner.toLowerCase() === value)
        : [...one.tags, one.id].some((word) => word.toLowerCase().includes(value)),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((one) => {
      const newest = newestOf(one, at);
      return newest ? [[one, newest] satisfies Shown] : [];
    });
}

function newestOf(one: PlannedPackage, at: number): PlannedVersion | undefined {
  return versionsBy(one, at).findLast(({ isUnlisted }) => !isUnlisted);
}

const namespaces =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';

function feed(entries: string, next: string): string {
  return `<feed ${namespaces}><id>http://schemas.datacontract.org/2004/07/</id><title /><updated>2026-01-01T00:00:00Z</updated><link rel="self" href="https://gallery.example/" />\n${entries}${next}</feed>`;
}

function entry(one: PlannedPackage, version: PlannedVersion, at: number, isAlone: boolean): string {
  const created = new Date(version.at).toISOString().replace("Z", "");
  const total = versionsBy(one, at).reduce((sum, { downloads }) => sum + downloads, 0);
  const normal = version.version.split("+")[0] ?? "";
  const property = (name: string, value: string | null, type = "") =>
    value === null
      ? `<d:${name} m:null="true" />`
      : `<d:${name}${type && ` m:type="${type}"`}>${escapeUTF8(value)}</d:${name}>`;
  const properties = [
    property("Id", one.id),
    property("Version", version.version),
    property("NormalizedVersion", normal),
    property("Authors", one.authors),
    property("CompanyName", "Lumen, unset"),
    property("Owners", one.owners.length > 0 ? one.owners.join(", ") : null),
    property("Created", created, "Edm.DateTime"),
    // Something that XML forbids, as people paste it.
    `<d:Description>${escapeUTF8(one.description)}&#x1B;[1m</d:Description>`,
    property("DownloadCount", String(total), "Edm.Int32"),
    property("VersionDownloadCount", String(version.downloads), "Edm.Int32"),
    property("GalleryDetailsUrl", `https://www.powershellgallery.com/packages/${one.id}/${normal}`),
    property("IsAbsoluteLatestVersion", String(version === newestOf(one, at)), "Edm.Boolean"),
    property("IsPrerelease", String(normal.includes("-")), "Edm.Boolean"),
    property("LastUpdated", new Date(at).toISOString().replace("Z", ""), "Edm.DateTime"),
    property("Published", version.isUnlisted ? "1900-01-01T00:00:00" : created, "Edm.DateTime"),
    property("ProjectUrl", null),
    property("Tags", `${one.tags.join(" ")} PSModule PSEdition_Core PSFunction_Get-Wick`),
    property("ItemType", "Module"),
  ];
  return `<entry${isAlone ? ` ${namespaces}` : ""}><id>https://gallery.example/api/v2/Packages(Id='${one.id}',Version='${normal}')</id><title type="text">${one.id}</title><author><name>${escapeUTF8(one.authors)}</name></author><link rel="edit" href="x" /><m:properties>${properties.join("")}</m:properties></entry>`;
}
