import { gzipSync } from "node:zlib";
import { type Context, Hono } from "hono";
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

const pageLength = 64;
/** With this many versions, pages are documents of their own. */
const apartFrom = 128;

/** A registry that speaks NuGet's API version 3: a service index, a search, registrations whose pages lie inside or apart. */
export function nugetPlace({ seed, until, now }: PlaceOptions): Place {
  const packages = planPackages(seed, "nuget", until.getTime(), 190);
  const [owned, named] = [packages[7], packages[2]] as [PlannedPackage, PlannedPackage];
  const owner = owned.owners[0] ?? "";
  const routes = new Hono();
  routes.get("/v3/index.json", (c) => c.json(serviceIndex(new URL("..", c.req.url).href.replace(/\/$/, ""))));
  routes.get("/query", (c) => c.json(searchAnswer(c, packages, now().getTime())));
  routes.get("/registration5-gz-semver2/:id/:rest{.+}", (c) => {
    const found = packages.find(({ id }) => id.toLowerCase() === c.req.param("id"));
    const versions = found ? versionsBy(found, now().getTime()) : [];
    if (!found || versions.length === 0) return c.text("The specified blob does not exist.", 404);
    const base = new URL(c.req.url).href.replace(/\/(index|page\/.*)\.json$/, "");
    const document = registration(found, versions, base, c.req.param("rest"));
    if (document === null) return c.text("The specified blob does not exist.", 404);
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    return c.body(gzipSync(JSON.stringify(document)), 200, headers);
  });
  return {
    connector: "nuget",
    prefix: "/nuget",
    routes,
    source: (url) => ({
      options: {
        owners: [owner],
        tags: ["lumen"],
        packages: [named.id],
        baseUrl: `${url}/nuget/v3/index.json`,
        pageSize: 4,
      },
      credentials: {},
    }),
    truth: (at) => ({
      signals: packageSignals(packages, "nuget.org", packageSpace(named.id, owner, "lumen"), at.getTime()),
      endorsements: [],
    }),
    remove: (count) => removePackages(packages, count, now().getTime()),
  };
}

/** Resources under old and new names; a client takes the newest that it knows. */
function serviceIndex(base: string) {
  const of = (type: string, path: string) => ({ "@id": `${base}/${path}`, "@type": type, comment: "" });
  return {
    version: "3.0.0",
    resources: [
      of("SearchQueryService", "query-of-old"),
      of("RegistrationsBaseUrl", "registration-of-old/"),
      of("Catalog/3.0.0", "v3/catalog0/index.json"),
      of("SearchQueryService/3.5.0", "query"),
      of("RegistrationsBaseUrl/3.6.0", "registration5-gz-semver2/"),
      {
        "@id": "https://www.nuget.org/packages/{id}/{version}?_src=template",
        "@type": "PackageDetailsUriTemplate/5.1.0",
      },
      { "@id": "https://www.nuget.org/profiles/{owner}?_src=template", "@type": "OwnerDetailsUriTemplate/6.11.0" },
    ],
  };
}

function searchAnswer(c: Context, packages: PlannedPackage[], at: number) {
  const skip = Math.min(Number(c.req.query("skip") ?? 0), 3_000);
  const take = Math.min(Number(c.req.query("take") ?? 20), 1_000);
  const found = listedPackages(packages, at).filter((one) => isFound(one, c.req.query("q") ?? ""));
  return { totalHits: found.length, data: found.slice(skip, skip + take).map((one) => searchItem(one, at)) };
}

/** Terms of one field are alternatives; a tag is also found where it is a word of the text, as search engines do. */
function isFound(one: PlannedPackage, query: string): boolean {
  return query.split(/\s+/).some((term) => {
    const [, field = "", value = term] = /^(\w+):(.+)$/.exec(term.toLowerCase()) ?? [];
    if (field === "owner") return one.owners.some((owner) => owner.toLowerCase() === value);
    if (field === "packageid") return one.id.toLowerCase() === value;
    return [...one.tags, one.id].some((word) => word.toLowerCase().includes(value));
  });
}

/** Some fields are a text where there is one of a thing, and a list elsewhere. */
function searchItem({ id, owners, authors, description, tags, versions }: PlannedPackage, at: number) {
  const listed = versions.filter((one) => one.at <= at && !one.isUnlisted).sort((a, b) => a.at - b.at);
  return {
    "@type": "Package",
    id,
    version: listed.at(-1)?.version,
    description,
    authors: [authors],
    owners: owners.length === 1 ? owners[0] : owners,
    tags: tags.length === 1 ? tags.join(" ") : tags,
    totalDownloads: listed.reduce((sum, { downloads }) => sum + downloads, 0),
    verified: owners.length > 1,
    packageTypes: [{ name: "Dependency" }],
    versions: listed.map(({ version, downloads }) => ({ version, downloads })),
    vulnerabilities: [],
  };
}

function registration(one: PlannedPackage, versions: PlannedVersion[], base: string, rest: string) {
  const pages = Array.from({ length: Math.ceil(versions.length / pageLength) }, (_, n) =>
    versions.slice(n * pageLength, (n + 1) * pageLength),
  );
  const written = pages.map((page) => {
    const [lower, upper] = [page[0]?.version, page.at(-1)?.version];
    const path = `page/${lower}/${upper}.json`;
    return { "@id": `${base}/${path}`, path, "@type": "catalog:CatalogPage", count: page.length, lower, upper, page };
  });
  const isApart = versions.length >= apartFrom;
  const leaves = (page: PlannedVersion[]) => page.map((version) => leaf(one, version, base));
  if (rest === "index.json")
    return {
      "@id": `${base}/index.json`,
      "@type": ["catalog:CatalogRoot", "PackageRegistration"],
      count: pages.length,
      items: written.map(({ page, path: _, ...head }) => ({ ...head, ...(isApart ? {} : { items: leaves(page) }) })),
    };
  const found = isApart ? written.find(({ path }) => path === rest) : undefined;
  if (!found) return null;
  const { page, path: _, ...head } = found;
  return { ...head, parent: `${base}/index.json`, items: leaves(page) };
}

function leaf({ id, authors, description, tags }: PlannedPackage, version: PlannedVersion, base: string) {
  const name = version.version.split("+")[0];
  return {
    "@id": `${base}/${name?.toLowerCase()}.json`,
    "@type": "Package",
    commitTimeStamp: new Date(version.at).toISOString(),
    catalogEntry: {
      "@id": `${base}/catalog/${name}.json`,
      "@type": "PackageDetails",
      id,
      version: version.version,
      authors,
      description,
      language: "",
      listed: !version.isUnlisted,
      published: version.isUnlisted
        ? "1900-01-01T00:00:00+00:00"
        : new Date(version.at).toISOString().replace("Z", "+00:00"),
      summary: "",
      tags: tags.length === 1 ? tags.join(" ") : tags,
      title: "",
    },
  };
}
