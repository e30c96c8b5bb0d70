import { identifyAddress } from "./identify-address.ts";
import type { LinkedPlace } from "./linked-place.ts";

/** A space that signals are read in. */
export type WatchedSpace = { platform: string; url: string | null };
/** A source, as the catalogue has it. */
export type WatchingSource = { connector: string; options: Record<string, unknown> };
/** Keys of the places that are watched, and the hosts of which something is. */
export type WatchedPlaces = { keys: ReadonlySet<string>; hosts: ReadonlySet<string> };

/**
 * What is watched: the spaces that signals are read in, and what sources are configured to read, whether they have read it yet or not.
 */
export function watchedPlaces(spaces: readonly WatchedSpace[], sources: readonly WatchingSource[]): WatchedPlaces {
  const keys = new Set<string>();
  const hosts = new Set<string>();
  const watch = (address: string) => {
    const { place } = identifyAddress(address);
    if (place === null) return;
    keys.add(place.key);
    hosts.add(place.host);
  };
  for (const { platform, url } of spaces) {
    if (url !== null) watch(url);
    // A site's own spaces have no address where its connector knows none; the platform is its host.
    else if (platform.includes(".") && !platform.includes("/")) watch(`https://${platform}/`);
  }
  for (const { connector, options } of sources)
    for (const address of addressesOfSource(connector, options)) watch(address);
  return { keys, hosts };
}

/**
 * Whether a place is watched: itself, or the site that it is a part of. An address that names a site and not which of its spaces (a question,
 * a topic) counts as watched where any space of that site is: it cannot be told apart from what is read there.
 */
export function isWatched({ key, whole, host }: LinkedPlace, { keys, hosts }: WatchedPlaces): boolean {
  return keys.has(key) || (whole !== null && keys.has(whole)) || (key === host && hosts.has(host));
}

/** Addresses of what a source reads, from options as connectors name them. What only says where an API is, is none. */
function addressesOfSource(connector: string, options: Record<string, unknown>): string[] {
  const texts = (name: string) => [options[name]].flat().filter((one): one is string => typeof one === "string");
  const sites = texts("site").map((site) => (site.includes(".") ? site : `${site}.${siteSuffix(site)}`));
  const tags = texts("tagged");
  const packages = connector === "psgallery" ? "www.powershellgallery.com" : "www.nuget.org";
  return [
    ...["url", "urls", "repository", "repositories"].flatMap(texts).map(repositoryAddress),
    ...sites.flatMap((site) =>
      tags.length === 0
        ? [`https://${site}/`]
        : tags.map((tag) => `https://${site}/questions/tagged/${encodeURIComponent(tag)}`),
    ),
    ...texts("urlname").map((name) => `https://www.meetup.com/${name}/`),
    ...texts("subreddit").map((name) => `https://www.reddit.com/r/${name}`),
    ...texts("channel").map((name) => `https://www.youtube.com/${name.startsWith("@") ? name : `channel/${name}`}`),
    ...texts("instance").map((host) => `https://${host}/`),
    ...texts("packages").map((name) => `https://${packages}/packages/${name}`),
    ...texts("host").flatMap((host) => texts("groups").map((group) => `news://${host}/${group}`)),
    ...texts("list").flatMap((list) => texts("url").map((url) => `${url.replace(/\/+$/, "")}/list/${list}/`)),
  ];
}

function repositoryAddress(text: string): string {
  return /^[\w.-]+\/[\w.-]+$/.test(text) ? `https://github.com/${text}` : text;
}

function siteSuffix(site: string): string {
  return /^(stackoverflow|superuser|serverfault|askubuntu|stackapps)$/.test(site) ? "com" : "stackexchange.com";
}
