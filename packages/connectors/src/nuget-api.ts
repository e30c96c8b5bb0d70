import { type Json, RateLimitedError, RefusedError } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { count, idText, itemsIn, jsonAnswer, listOf, maybe, text } from "./json-answer.ts";
import { markOf, type Selection } from "./nuget-due.ts";
import { publicUrl } from "./public-url.ts";

/** Where a registry keeps what; templates are null where it names none. */
export type NugetServices = {
  search: string;
  registrations: string;
  details: string | null;
  profile: string | null;
};

/** A package as a search lists it. */
export type NugetListed = {
  id: string;
  mark: string;
  owners: string[];
  tags: string[];
  downloads: number | null;
  verified: boolean | null;
  /** Downloads by version, lower-case, without build metadata. */
  versions: Record<string, number>;
};

export type NugetApi = {
  services(): Promise<NugetServices>;
  /** All packages that a search finds, each once. */
  list(search: string, query: string, pageSize: number): Promise<NugetListed[]>;
  /** A document of a package; null where there is none. */
  document(url: string): Promise<HttpResponse | null>;
};

/** The farthest that a search can be paged. */
const farthestSkip = 3_000;

const resource = z.object({ "@id": z.string(), "@type": z.union([z.string(), z.array(z.string())]) });

/** Text that is given as one, as a list, or with commas and spaces between. */
export const words = maybe(z.union([z.string(), z.array(z.unknown())])).transform((value) =>
  (Array.isArray(value) ? value.filter((one) => typeof one === "string") : (value ?? "").split(/[\s,]+/))
    .map((word) => word.trim())
    .filter((word) => word !== ""),
);

const listed = z.object({
  id: idText,
  version: text,
  owners: words,
  tags: words,
  totalDownloads: count,
  verified: maybe(z.boolean()),
  versions: listOf(z.object({ version: z.string().min(1), downloads: count })),
});

/** A version as a key: letters in lower case, and without what follows `+`, which does not tell two versions apart. */
export function versionKey(version: string): string {
  return version.trim().toLowerCase().replace(/\+.*$/s, "");
}

/** What a registry is asked to find a selection; several packages are one question. */
export function nugetQuery(selection: Pick<Selection, "by" | "value">): string {
  if (selection.by === "search") return selection.value;
  return `${{ owner: "owner", tag: "tags", package: "packageid" }[selection.by]}:${selection.value}`;
}

/** Whether a package is what was asked for: a registry that does not know a field takes it for a word of the text. */
export function isSelected({ by, value }: Pick<Selection, "by" | "value">, found: NugetListed): boolean {
  if (by === "search") return true;
  const values = { owner: found.owners, tag: found.tags, package: [found.id] }[by];
  return values.some((one) => one.toLowerCase() === value.toLowerCase());
}

/** NuGet's API, version 3, of the registry whose service index is at `baseUrl`. */
export function nugetApi(http: Http, baseUrl: string, now: () => Date): NugetApi {
  async function get(url: string): Promise<HttpResponse | null> {
    const response = await http.get(url, { headers: { accept: "application/json" }, accept: [403, 404, 429] });
    if (response.status === 404) return null;
    const limit = limited(response, now());
    if (limit) {
      http.pause(url, limit.retryAt);
      throw limit;
    }
    const error = statusError(response, now());
    if (error) throw error;
    return response;
  }

  return {
    async services() {
      const response = await get(baseUrl);
      if (response === null) throw noRegistry(baseUrl);
      const resources = listOf(resource).parse((jsonAnswer(response) as { resources?: unknown } | null)?.resources);
      const find = (...types: string[]) => {
        for (const type of types)
          for (const one of resources) if ([one["@type"]].flat().includes(type)) return one["@id"];
        return null;
      };
      const search = find(
        "SearchQueryService/3.5.0",
        "SearchQueryService/3.0.0-rc",
        "SearchQueryService/3.0.0-beta",
        "SearchQueryService",
      );
      const registrations = find(
        "RegistrationsBaseUrl/3.6.0",
        "RegistrationsBaseUrl/Versioned",
        "RegistrationsBaseUrl/3.4.0",
        "RegistrationsBaseUrl/3.0.0-rc",
        "RegistrationsBaseUrl/3.0.0-beta",
        "RegistrationsBaseUrl",
      );
      if (search === null || registrations === null) throw noRegistry(baseUrl);
      return {
        search,
        registrations: registrations.replace(/\/*$/, "/"),
        details: find("PackageDetailsUriTemplate/5.1.0"),
        profile: find("OwnerDetailsUriTemplate/6.11.0"),
      };
    },
    async list(search, query, pageSize) {
      const found = new Map<string, NugetListed>();
      // The order may change between two pages, so each page reads the end of the one before again.
      const step = pageSize - Math.floor(pageSize / 10);
      for (let skip = 0; ; skip += step) {
        const url = new URL(search);
        const asked = { q: query, skip, take: pageSize, prerelease: true, semVerLevel: "2.0.0" };
        for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, String(value));
        const response = await get(url.href);
        if (response === null) throw noRegistry(search);
        const page = jsonAnswer(response);
        const total = count.parse((page as { totalHits?: unknown } | null)?.totalHits) ?? 0;
        if (total > farthestSkip + pageSize)
          throw new RefusedError(
            `${new URL(search).host} finds ${total} packages for "${query}" and hands out ${farthestSkip + pageSize}: narrow this source's selection.`,
          );
        const items = itemsIn(page, "data");
        for (const one of listOf(listed).parse(items).map(asListed)) found.set(one.id.toLowerCase(), one);
        if (items.length === 0 || skip + items.length >= total || items.length < pageSize) return [...found.values()];
      }
    },
    document: (url) => get(url),
  };
}

function asListed({ id, owners, tags, totalDownloads, verified, versions }: z.output<typeof listed>): NugetListed {
  const byVersion = versions.flatMap(({ version, downloads }) =>
    downloads === null ? [] : [[versionKey(version), downloads] as const],
  );
  const names = versions.map(({ version }) => versionKey(version)).sort();
  return {
    id,
    // Downloads grow by the hour and are no change.
    mark: markOf([names, owners.map((owner) => owner.toLowerCase()).sort(), verified] satisfies Json),
    owners,
    tags,
    downloads: totalDownloads,
    verified,
    versions: Object.fromEntries(byVersion),
  };
}

/** A limit that the registry states in the body alone: "Try again in 56 seconds." */
function limited(response: HttpResponse, now: Date): RateLimitedError | null {
  if (response.status !== 429 && response.status !== 403) return null;
  const said = new TextDecoder().decode(response.body.subarray(0, 2_000));
  if (response.status === 403 && !/quota/i.test(said)) return null;
  const seconds = Number(
    /try again in (\d+) second/i.exec(said)?.[1] ?? (response.status === 403 ? 3_600 : Number.NaN),
  );
  if (Number.isNaN(seconds)) return null;
  const at = new Date(now.getTime() + Math.min(seconds, 86_400) * 1_000);
  return new RateLimitedError(
    `${new URL(response.url).host} asks to wait until ${at.toISOString()} (${response.status}).`,
    at,
  );
}

function noRegistry(url: string): RefusedError {
  return new RefusedError(`${publicUrl(url)} is no NuGet v3 registry with search: check this source's baseUrl.`);
}
