import { isUrl } from "@groundswell/model";
/** A source that a place could be read by, before it has an id. `confidence` is 0..1: 1 where the address alone says it. */
export type Guess = {
  connector: string;
  name: string;
  options: Record<string, unknown>;
  why: string;
  confidence: number;
};

type Pattern = { shape: RegExp; guesses: (groups: Record<string, string>, url: URL) => Guess[] };

const notOwners =
  /^(about|apps|collections|events|explore|features|login|marketplace|orgs|pricing|search|settings|sponsors|topics|trending)$/i;

/** Shapes of addresses, as host and path, lower-case host without `www.`; the first that fits speaks. */
const patterns: Pattern[] = [
  {
    shape: /^github\.com\/(?<owner>[\w.-]+)\/(?<name>[\w.-]+?)(\.git)?(\/.*)?$/,
    guesses: ({ owner = "", name = "" }) => {
      if (notOwners.test(owner)) return [];
      const repository = `${owner}/${name}`;
      return [
        sure("github", repository, { repository }, "a repository on GitHub"),
        guess(
          "git",
          repository,
          { repository: `https://github.com/${repository}` },
          "its commits, from the repository itself",
          0.6,
        ),
      ];
    },
  },
  {
    shape: /^(?<host>gitlab\.com|codeberg\.org|git\.sr\.ht)\/(?<path>[\w.~-]+\/[\w.-]+?)(\.git|\/-\/.*)?\/?$/,
    guesses: ({ host = "", path = "" }) => [
      guess("git", path, { repository: `https://${host}/${path}` }, "a repository, read from its history", 0.9),
    ],
  },
  {
    shape:
      /^(?<host>stackoverflow\.com|superuser\.com|serverfault\.com|askubuntu\.com|mathoverflow\.net|stackapps\.com|[\w.-]+\.stackoverflow\.com|[\w.-]+\.stackexchange\.com)(\/questions\/tagged\/(?<tags>[^/]+)|\/tags\/(?<tag>[^/]+)(\/.*)?|\/.*)?$/,
    guesses: ({ host = "", tags, tag }) => {
      const site = host.replace(/^(stackoverflow|superuser|serverfault|askubuntu|stackapps)\.com$/, "$1");
      const tagged = (tags ?? tag ?? "")
        .split(/\+or\+|[+;]|%20or%20| or | /)
        .map(decoded)
        .filter(Boolean);
      const about = tagged.length > 0 ? `tags of ${host}` : `${host} as a whole`;
      return [
        sure("stackexchange", [host, ...tagged].join(" "), { site, ...(tagged.length > 0 ? { tagged } : {}) }, about),
      ];
    },
  },
  {
    shape: /^((old|new|np|m)\.)?reddit\.com\/r\/(?<subreddit>\w{2,21})(\/.*)?$/,
    guesses: ({ subreddit = "" }) => [
      sure("reddit", `r/${subreddit}`, { subreddit }, "a subreddit; it needs credentials that Reddit gives"),
    ],
  },
  {
    shape: /^(m\.)?youtube\.com\/(channel\/(?<id>UC[\w-]{22})|(c\/|user\/)?(?<handle>@[\p{L}\p{N}_.·-]{3,}))(\/.*)?$/u,
    guesses: ({ id, handle }) => [
      sure("youtube", id ?? handle ?? "", { channel: id ?? handle }, "a YouTube channel; it needs an API key"),
      ...(id ? [channelFeed(id)] : []),
    ],
  },
  {
    shape: /^youtube\.com\/feeds\/videos\.xml$/,
    guesses: (_, url) => {
      const id = url.searchParams.get("channel_id") ?? "";
      return /^UC[\w-]{22}$/.test(id) ? [{ ...channelFeed(id), confidence: 1 }] : [];
    },
  },
  {
    shape: /^meetup\.com\/([a-z]{2}-[A-Z]{2}\/)?(?<urlname>[\w-]+)(\/.*)?$/,
    guesses: ({ urlname = "" }) =>
      /^(find|topics|cities|lp|login|apps|pro)$/.test(urlname)
        ? []
        : [sure("meetup", urlname, { urlname }, "a Meetup group")],
  },
  {
    shape: /^sessionize\.com\/api\/v2\/(?<endpoint>[\w-]+)(\/.*)?$/,
    guesses: ({ endpoint = "" }) => [sure("sessionize", endpoint, { endpoint }, "an event's agenda at Sessionize")],
  },
  {
    shape: /^nuget\.org\/(?<what>packages|profiles)\/(?<name>[\w.-]+)(\/.*)?$/i,
    guesses: ({ what, name = "" }) => [
      sure(
        "nuget",
        name,
        what?.toLowerCase() === "profiles" ? { owners: [name] } : { packages: [name] },
        "packages at NuGet",
      ),
    ],
  },
  {
    shape: /^powershellgallery\.com\/(?<what>packages|profiles)\/(?<name>[\w.-]+)(\/.*)?$/i,
    guesses: ({ what, name = "" }) => [
      sure(
        "psgallery",
        name,
        what?.toLowerCase() === "profiles" ? { owners: [name] } : { packages: [name] },
        "packages at the PowerShell Gallery",
      ),
    ],
  },
  {
    shape: /^bsky\.app\/hashtag\/(?<tag>[^/]+)$/,
    guesses: ({ tag = "" }) => [
      sure(
        "bluesky",
        `#${decoded(tag)}`,
        { tag: decoded(tag) },
        "a tag on Bluesky; it needs an account's app password",
      ),
    ],
  },
  {
    shape: /^bsky\.app\/profile\/(?<who>[\w.:-]+)$/,
    guesses: ({ who = "" }) => [
      sure("feed", who, { url: `https://bsky.app/profile/${who}/rss` }, "the feed of a Bluesky profile"),
    ],
  },
  {
    shape: /^learn\.microsoft\.com\/([a-z]{2}-[a-z]{2}\/)?answers\/tags\/(?<tag>\d+\/[\w-]+)/i,
    guesses: ({ tag = "" }) => [
      sure(
        "microsoft-qa",
        tag.replace(/^\d+\//, ""),
        { tag },
        "a tag of Microsoft Q&A; read its terms, then set enabled",
      ),
    ],
  },
  {
    shape: /^[^/]+(?<root>\/.*?pipermail\/(?<list>[\w.+-]+))(\/.*)?$/,
    guesses: ({ root = "", list = "" }, url) => [
      sure("pipermail", list, { url: `${url.origin}${root}/` }, "a mailing list's Pipermail archive"),
    ],
  },
  {
    shape: /^[^/]+\/mailman\/listinfo\/(?<list>[\w.+-]+)\/?$/,
    guesses: ({ list = "" }, url) => [
      guess(
        "pipermail",
        list,
        { url: `${url.origin}/pipermail/${list}/` },
        "a Mailman list, whose archive is usually here",
        0.7,
      ),
    ],
  },
  {
    shape: /^[^/]+(?<root>\/.*?)?\/list\/(?<list>[^/@]+(@|%40)[\w.-]+\.\w+)(\/.*)?$/,
    guesses: ({ root = "", list = "" }, url) => [
      sure(
        "hyperkitty",
        decoded(list),
        { url: `${url.origin}${root}`, list: decoded(list) },
        "a mailing list's HyperKitty archive",
      ),
    ],
  },
];

/** The sources that an address names by its shape alone, surest first. Nothing is asked of anybody. */
export function guessByAddress(text: string): Guess[] {
  const news = /^(?<scheme>s?news|nntps?):\/\/(?<host>[^/:]+)(:(?<port>\d+))?\/(?<group>[\w.+-]+)\/?$/i.exec(
    text,
  )?.groups;
  if (news) return [newsgroup(news)];
  if (/^webcals?:/i.test(text))
    return [sure("ical", hostOf(text), { url: text.replace(/^webcals?:/i, "https:") }, "a calendar")];
  if (!/^https?:/i.test(text) || !isUrl(text)) return [];
  const url = new URL(text);
  const place = `${url.host.replace(/^www\./, "")}${url.pathname === "/" ? "" : url.pathname}`;
  for (const { shape, guesses } of patterns) {
    const match = shape.exec(place);
    const found = match ? guesses({ ...match.groups }, url) : [];
    if (found.length > 0) return found;
  }
  if (/\.(mbox|mbx)(\.gz)?$/i.test(url.pathname)) {
    const file = url.pathname.split("/").at(-1) ?? "";
    return [sure("mbox", file, { paths: [file] }, "a mailbox: download the file, then import it")];
  }
  return /\.ics$/i.test(url.pathname) ? [sure("ical", url.host, { url: text }, "a calendar, by its address")] : [];
}

/** The owner of repositories that an address of GitHub names, or null. */
export function githubOwner(text: string): string | null {
  const owner = /^https?:\/\/(www\.)?github\.com\/(orgs\/)?([\w-]+)(\/repositories)?\/?([?#].*)?$/i.exec(text)?.[3];
  return owner === undefined || notOwners.test(owner) ? null : owner;
}

function newsgroup({ scheme = "", host = "", port, group = "" }: Record<string, string | undefined>): Guess {
  const tls = /^(snews|nntps)$/i.test(scheme);
  const where = { host, ...(port ? { port: Number(port) } : {}), ...(tls ? { tls } : {}) };
  return sure("nntp", group, { ...where, groups: [group] }, "a newsgroup");
}

function channelFeed(id: string): Guess {
  const url = `https://www.youtube.com/feeds/videos.xml?channel_id=${id}`;
  return guess("feed", id, { url, kind: "video" }, "the channel's feed: its 15 newest videos, no key needed", 0.8);
}

function sure(connector: string, name: string, options: Guess["options"], why: string): Guess {
  return guess(connector, name, options, why, 1);
}

function guess(connector: string, name: string, options: Guess["options"], why: string, confidence: number): Guess {
  return { connector, name, options, why, confidence };
}

function hostOf(text: string): string {
  return text.replace(/^\w+:\/*/, "").split("/")[0] ?? text;
}

/** Text of an address as people write it; what is no escape stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}
