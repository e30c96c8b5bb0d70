import type { SpaceKind } from "./signal.ts";

/** A space at a platform of many, as an address names it, and the connector that reads it. */
export type PlatformPlace = {
  connector: string;
  /** As the connector takes them; letters as the address has them. */
  options: Record<string, unknown>;
  /** What it is, for people. */
  why: string;
  name: string;
  kind: SpaceKind;
  /** One for every address of the space: its host without `www.` and its path, in lower case where the platform does not tell case apart. */
  key: string;
  url: string;
  /** The key of the site that the space is a part of, where that can be read as a whole; else null. */
  whole: string | null;
  /** Whether the address says no more than the space: nothing follows its path. */
  exact: boolean;
};

type Groups = Record<string, string | undefined>;
type Named = Omit<PlatformPlace, "url" | "whole" | "exact"> & Partial<Pick<PlatformPlace, "url" | "whole">>;
type Pattern = { shape: RegExp; read: (groups: Groups, url: URL) => Named | null };

/** Sites of Stack Exchange; of those that do not lie below stackexchange.com, its API knows some by a short name. */
const exchangeSite =
  "(?<host>stackoverflow\\.com|superuser\\.com|serverfault\\.com|askubuntu\\.com|mathoverflow\\.net|stackapps\\.com|[\\w-]+\\.stackoverflow\\.com|(?:[\\w-]+\\.)+stackexchange\\.com)";
const notOwners =
  /^(about|apps|blog|collections|contact|customer-stories|enterprise|events|explore|features|join|login|marketplace|new|notifications|organizations|orgs|pricing|readme|search|security|settings|site|solutions|sponsors|stars|team|topics|trending|users?)$/i;
const notGroups = /^(find|topics|cities|lp|login|apps|pro|blog|help|about|members|register|home|messages)$/i;

/** Shapes of addresses, as host without `www.` and path; what follows the space, if anything, is `rest`. The first that fits speaks. */
const patterns: Pattern[] = [
  {
    shape: new RegExp(`^${exchangeSite}(/(questions/tagged|tags)/(?<tags>[^/]+))?(?<rest>/.*)?$`),
    read: ({ host = "", tags = "" }, url) => {
      const site = host.replace(/^(stackoverflow|superuser|serverfault|askubuntu|stackapps)\.com$/, "$1");
      // Taken apart before it is decoded: the plus of c%2B%2B is the tag's own.
      const tagged = tags
        .split(/\+or\+|[+;]|%20or%20|%20/i)
        .map((tag) => decoded(tag).toLowerCase())
        .filter(Boolean)
        .sort();
      const about = { connector: "stackexchange", name: [host, ...tagged].join(" ") };
      if (tagged.length === 0)
        return { ...about, options: { site }, why: `${host} as a whole`, kind: "site", key: host, url: rootOf(url) };
      const key = `${host}/questions/tagged/${tagged.map(encodeURIComponent).join("+or+")}`;
      return { ...about, options: { site, tagged }, why: `tags of ${host}`, kind: "tag", key, whole: host };
    },
  },
  {
    shape: /^github\.com\/(?<owner>[\w-]+)\/(?<name>[\w.-]+?)(\.git)?(?<rest>\/.*)?$/,
    read: ({ owner = "", name: own = "" }) => {
      const name = `${owner}/${own}`;
      if (isGithubsOwn(owner)) return null;
      const key = `github.com/${name.toLowerCase()}`;
      return {
        ...{ connector: "github", options: { repository: name }, why: "a repository on GitHub" },
        ...{ name, kind: "repository", key },
      };
    },
  },
  {
    shape:
      /^(?<host>gitlab\.com|codeberg\.org|git\.sr\.ht|bitbucket\.org)\/(?<name>[\w.~-]+\/[\w.-]+?)(\.git|\/-\/.*)?(?<rest>\/.*)?$/,
    read: ({ host = "", name = "" }) => {
      const options = { repository: `https://${host}/${name}` };
      const why = "a repository, read from its history";
      return { connector: "git", options, why, name, kind: "repository", key: `${host}/${name}` };
    },
  },
  {
    shape: /^((old|new|np|m)\.)?reddit\.com\/r\/(?<name>\w{2,21})(?<rest>\/.*)?$/,
    read: ({ name: subreddit = "" }) => {
      const why = "a subreddit; it needs credentials that Reddit gives";
      const path = `reddit.com/r/${subreddit.toLowerCase()}`;
      return {
        ...{ connector: "reddit", options: { subreddit }, why },
        ...{ name: `r/${subreddit}`, kind: "category", key: path, url: `https://www.${path}` },
      };
    },
  },
  {
    shape:
      /^(m\.)?youtube\.com\/(channel\/(?<id>UC[\w-]{22})|(c\/|user\/)?(?<handle>@[\p{L}\p{N}_.·-]{3,}))(?<rest>\/.*)?$/u,
    read: ({ id, handle = "" }) => {
      const channel = id ?? handle;
      const path = `youtube.com/${id === undefined ? handle.toLowerCase() : `channel/${id}`}`;
      return {
        ...{ connector: "youtube", options: { channel }, why: "a YouTube channel; it needs an API key" },
        ...{ name: channel, kind: "channel", key: path, url: `https://www.${path}` },
      };
    },
  },
  {
    shape: /^meetup\.com\/([a-z]{2}-[A-Z]{2}\/)?(?<name>[\w-]+)(?<rest>\/.*)?$/,
    read: ({ name: urlname = "" }, url) => {
      if (notGroups.test(urlname)) return null;
      const path = urlname.toLowerCase();
      return {
        ...{ connector: "meetup", options: { urlname }, why: "a Meetup group" },
        ...{ name: urlname, kind: "group", key: `meetup.com/${path}`, url: `${rootOf(url)}${path}/` },
      };
    },
  },
  {
    shape: /^(?<host>nuget\.org|powershellgallery\.com)\/(?<what>packages|profiles)\/(?<name>[\w.-]+)(?<rest>\/.*)?$/i,
    read: ({ host = "", what = "", name = "" }) => {
      const gallery = host === "nuget.org" ? ["nuget", "NuGet"] : ["psgallery", "the PowerShell Gallery"];
      const [connector = "", called] = gallery;
      const options = what.toLowerCase() === "profiles" ? { owners: [name] } : { packages: [name] };
      const key = `${host}/${what}/${name}`.toLowerCase();
      return { connector, options, why: `packages at ${called}`, name, kind: "registry", key };
    },
  },
  {
    shape: /^learn\.microsoft\.com\/([a-z]{2}-[a-z]{2}\/)?answers\/tags\/(?<tag>\d+\/[\w-]+)(?<rest>.*)$/i,
    read: ({ tag = "" }) => {
      const why = "a tag of Microsoft Q&A; read its terms, then set enabled";
      const key = `learn.microsoft.com/answers/tags/${tag}`;
      return { connector: "microsoft-qa", options: { tag }, why, name: tag.replace(/^\d+\//, ""), kind: "tag", key };
    },
  },
  {
    shape: /^(?<host>[^/]+)(?<root>\/(?:[^/]+\/)*?pipermail\/(?<list>[\w.+-]+))(?<rest>\/.*)?$/,
    read: ({ host = "", root = "", list = "" }, url) => {
      const options = { url: `${url.origin}${root}/` };
      const why = "a mailing list's Pipermail archive";
      return { connector: "pipermail", options, why, name: list, kind: "list", key: `${host}${root}` };
    },
  },
  {
    shape: /^(?<host>[^/]+)(?<root>\/(?:[^/]+\/)*?)list\/(?<list>[^/@]+(@|%40)[\w.-]+\.\w+)(?<rest>\/.*)?$/,
    read: ({ host = "", root = "", list: written = "" }, url) => {
      const list = decoded(written);
      const options = { url: `${url.origin}${root.replace(/\/$/, "")}`, list };
      const why = "a mailing list's HyperKitty archive";
      return { connector: "hyperkitty", options, why, name: list, kind: "list", key: `${host}${root}list/${list}` };
    },
  },
];

/** The space at a platform of many that an address lies in, by its shape alone; null where it is none. */
export function platformPlace(url: URL): PlatformPlace | null {
  const text = `${url.host.replace(/^www\./, "")}${url.pathname === "/" ? "" : url.pathname}`;
  for (const { shape, read } of patterns) {
    const groups = shape.exec(text)?.groups;
    if (groups === undefined) continue;
    const place = read(groups, url);
    const path = place?.key.slice(place.key.indexOf("/") + 1);
    return place && { url: `${rootOf(url)}${path}`, whole: null, exact: /^\/?$/.test(groups.rest ?? ""), ...place };
  }
  return null;
}

/** Whether GitHub keeps a page of its own where the name of an owner would stand. */
export function isGithubsOwn(word: string): boolean {
  return notOwners.test(word);
}

/** Text of an address as people write it; what is no escape stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}

function rootOf(url: URL): string {
  return `https://${url.host}/`;
}
