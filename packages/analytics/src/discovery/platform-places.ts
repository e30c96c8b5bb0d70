import { isGithubsOwn, platformPlace } from "@groundswell/model";
import { closed, type LinkedPlace, nothing, type Pointed, readable } from "./linked-place.ts";

type Groups = Record<string, string | undefined>;
type Shape = { shape: RegExp; point: (groups: Groups, url: URL) => Pointed };

const aPerson = nothing("somebody's own page, and no place where others gather");

const place = (
  url: URL,
  key: string,
  kind: LinkedPlace["kind"],
  name: string,
  path = key.slice(key.indexOf("/")),
): Omit<LinkedPlace, "whole" | "identified" | "reader"> => {
  return { key, name, kind, url: `https://${url.host}${path}`, host: url.host.replace(/^www\./, "") };
};

/** Shapes of what lies beside the spaces that connectors read, as host without `www.` and path; the first that fits speaks. */
const shapes: Shape[] = [
  { shape: /^stackexchange\.com(\/|$)/, point: () => nothing("the list of a network's sites and people") },
  {
    shape: /^github\.com\/(?<word>[\w-]+)/,
    point: ({ word = "" }) => (isGithubsOwn(word) ? nothing("a page of GitHub itself") : aPerson),
  },
  { shape: /^github\.com(\/|$)/, point: () => aPerson },
  { shape: /^(gitlab\.com|codeberg\.org|git\.sr\.ht|bitbucket\.org)(\/|$)/, point: () => aPerson },
  { shape: /^((old|new|np|m)\.)?reddit\.com(\/|$)|^redd\.it\//, point: () => nothing("Reddit, without a subreddit") },
  {
    shape: /^(m\.)?youtube\.com(\/|$)|^youtube-nocookie\.com\//,
    point: () => nothing("a video, whose address does not say in which channel it is"),
  },
  { shape: /^meetup\.com\/[\w-]/, point: () => nothing("a page of Meetup itself") },
  {
    shape: /^(discord\.gg|discord(app)?\.com\/invite)\/(?<code>[\w-]+)/,
    point: ({ code = "" }) =>
      closed(place(new URL("https://discord.gg/"), `discord.gg/${code}`, "channel", `Discord ${code}`)),
  },
  {
    shape: /^discord(app)?\.com\/channels\/(?<id>\d+)/,
    point: ({ id = "" }, url) => closed(place(url, `discord.com/channels/${id}`, "channel", `Discord ${id}`)),
  },
  {
    shape: /^join\.slack\.com\/t\/(?<team>[\w-]+)/,
    point: ({ team = "" }) => slack(team),
  },
  { shape: /^(?!app\.|api\.|join\.)(?<team>[\w-]+)\.slack\.com(\/|$)/, point: ({ team = "" }) => slack(team) },
  {
    shape: /^(t\.me|telegram\.me)\/(s\/|joinchat\/)?(?<name>[\w+-]+)/,
    point: ({ name = "" }) => closed(place(new URL("https://t.me/"), `t.me/${name}`, "channel", `Telegram ${name}`)),
  },
  {
    shape: /^(chat\.whatsapp\.com)\/(?<code>\w+)/,
    point: ({ code = "" }, url) => closed(place(url, `chat.whatsapp.com/${code}`, "channel", "a WhatsApp group")),
  },
  {
    shape: /^facebook\.com\/groups\/(?<name>[\w.-]+)/,
    point: ({ name = "" }, url) => closed(place(url, `facebook.com/groups/${name}`, "group", `Facebook ${name}`)),
  },
  {
    shape: /^linkedin\.com\/groups\/(?<name>\d+)/,
    point: ({ name = "" }, url) => closed(place(url, `linkedin.com/groups/${name}`, "group", `LinkedIn ${name}`)),
  },
  {
    shape: /^groups\.google\.com\/(a\/[^/]+\/)?(g|forum\/#!forum|d\/forum)\/(?<name>[\w.-]+)/,
    point: ({ name = "" }) =>
      closed(place(new URL("https://groups.google.com/"), `groups.google.com/g/${name}`, "list", name)),
  },
  {
    shape: /^groups\.io\/g\/(?<name>[\w.+-]+)/,
    point: ({ name = "" }, url) => closed(place(url, `groups.io/g/${name}`, "list", name)),
  },
  { shape: /^bsky\.app\/profile\//, point: () => aPerson },
  {
    shape: /^medium\.com\/(?<owner>@?[\w.-]+)(\/|$)/,
    point: ({ owner = "" }, url) => {
      const blog = { options: { url: `https://medium.com/feed/${owner}` }, why: "Medium keeps everybody's feed there" };
      return readable(place(url, `medium.com/${owner}`, "blog", owner), { connector: "feed", ...blog });
    },
  },
  {
    shape: /^dev\.to\/(?!t\/|search|tags)(?<owner>\w+)(\/|$)/,
    point: ({ owner = "" }, url) => {
      const blog = { options: { url: `https://dev.to/feed/${owner}` }, why: "dev.to keeps everybody's feed there" };
      return readable(place(url, `dev.to/${owner}`, "blog", owner), { connector: "feed", ...blog });
    },
  },
];

/** What an address of a platform of many spaces points into; null where it is none of them. */
export function pointAtPlatform(url: URL): Pointed | null {
  const known = pointAtRead(url);
  if (known !== null) return known;
  const text = `${url.host.replace(/^www\./, "")}${url.pathname === "/" ? "" : url.pathname}`;
  for (const { shape, point } of shapes) {
    const match = shape.exec(text);
    if (match) return point({ ...match.groups }, url);
  }
  return null;
}

/** A space that a connector reads, and not the pages of the people there. */
function pointAtRead(url: URL): Pointed | null {
  const found = platformPlace(url);
  if (found === null) return null;
  const { connector, options, why, name, kind, key, url: own, whole } = found;
  if ((connector === "stackexchange" && /^\/(users|u)\//.test(url.pathname)) || "owners" in options) return aPerson;
  const host = new URL(own).host.replace(/^www\./, "");
  const called = Array.isArray(options.tagged) ? `${options.tagged.join(", ")} at ${host}` : name;
  return readable({ key, name: called, kind, url: own, host }, { connector, options, why }, whole);
}

function slack(team: string): Pointed {
  const url = new URL(`https://${team}.slack.com/`);
  return closed(place(url, url.host, "channel", `Slack ${team}`, "/"));
}
