import { decoded, isGithubsOwn, isUrl, type PlatformPlace, platformPlace } from "@groundswell/model";

/** A source that a place could be read by, before it has an id. `confidence` is 0..1: 1 where the address alone says it. */
export type Guess = {
  connector: string;
  name: string;
  options: Record<string, unknown>;
  why: string;
  confidence: number;
};

type Pattern = { shape: RegExp; guesses: (groups: Record<string, string>, url: URL) => Guess[] };

/** Shapes of addresses that are read here and are no platform's spaces, as host without `www.` and path; the first that fits speaks. */
const patterns: Pattern[] = [
  {
    shape: /^youtube\.com\/feeds\/videos\.xml$/,
    guesses: (_, url) => {
      const id = url.searchParams.get("channel_id") ?? "";
      return /^UC[\w-]{22}$/.test(id) ? [{ ...channelFeed(id), confidence: 1 }] : [];
    },
  },
  {
    shape: /^sessionize\.com\/api\/v2\/(?<endpoint>[\w-]+)(\/.*)?$/,
    guesses: ({ endpoint = "" }) => [sure("sessionize", endpoint, { endpoint }, "an event's agenda at Sessionize")],
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
  const known = platformPlace(url);
  // Of a host of repositories, what lies below one may be a repository in a group of groups.
  if (known !== null && (known.connector !== "git" || known.exact)) return platformGuesses(known);
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
  return owner === undefined || isGithubsOwn(owner) ? null : owner;
}

/** The connector of a place, and what else could read it. */
function platformGuesses({ connector, name, options, why }: PlatformPlace): Guess[] {
  const first = guess(connector, name, options, why, connector === "git" ? 0.9 : 1);
  if (connector === "github") {
    const repository = `https://github.com/${name}`;
    return [first, guess("git", name, { repository }, "its commits, from the repository itself", 0.6)];
  }
  return connector === "youtube" && !name.startsWith("@") ? [first, channelFeed(name)] : [first];
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
