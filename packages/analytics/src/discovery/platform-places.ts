import { closed, type LinkedPlace, nothing, type Pointed, readable } from "./linked-place.ts";

type Groups = Record<string, string | undefined>;
type Shape = { shape: RegExp; point: (groups: Groups, url: URL) => Pointed };

/** Sites of Stack Exchange that do not lie below stackexchange.com; those that its API knows by a short name have one. */
const exchangeSites =
  "stackoverflow\\.com|superuser\\.com|serverfault\\.com|askubuntu\\.com|mathoverflow\\.net|stackapps\\.com|[\\w-]+\\.stackoverflow\\.com|(?:[\\w-]+\\.)+stackexchange\\.com";
const notRepositories =
  /^(about|apps|blog|collections|contact|customer-stories|enterprise|events|explore|features|join|login|marketplace|new|notifications|organizations|orgs|pricing|readme|search|security|settings|site|solutions|sponsors|stars|team|topics|trending|users?)$/i;
const notGroups = /^(find|topics|cities|lp|login|apps|pro|blog|help|about|members|register|home|messages)$/i;
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

/** Shapes of addresses at platforms of many spaces, as host without `www.` and path; the first that fits speaks. */
const shapes: Shape[] = [
  {
    shape: new RegExp(`^(?<host>${exchangeSites})/(questions/tagged|tags)/(?<tags>[^/]+)`),
    point: ({ host = "", tags = "" }, url) => {
      const tagged = decoded(tags)
        .toLowerCase()
        .split(/ or |\+or\+|[+; ]/)
        .filter(Boolean)
        .sort();
      const key = `${host}/questions/tagged/${tagged.map(encodeURIComponent).join("+or+")}`;
      const options = { site: exchangeSite(host), tagged };
      const reader = { connector: "stackexchange", options, why: `tags of ${host}` };
      return readable(place(url, key, "tag", `${tagged.join(", ")} at ${host}`), reader, host);
    },
  },
  { shape: new RegExp(`^(${exchangeSites})/(users|u)/`), point: () => aPerson },
  { shape: /^stackexchange\.com(\/|$)/, point: () => nothing("the list of a network's sites and people") },
  {
    shape: new RegExp(`^(?<host>${exchangeSites})(/|$)`),
    point: ({ host = "" }, url) => {
      const reader = { connector: "stackexchange", options: { site: exchangeSite(host) }, why: `${host} as a whole` };
      return readable(place(url, host, "site", host, "/"), reader);
    },
  },
  {
    shape: /^github\.com\/(?<owner>[\w-]+)\/(?<name>[\w.-]+?)(\.git)?(\/|$)/,
    point: ({ owner = "", name = "" }, url) => {
      if (notRepositories.test(owner)) return nothing("a page of GitHub itself");
      const repository = `${owner}/${name}`.toLowerCase();
      const reader = { connector: "github", options: { repository }, why: "a repository on GitHub" };
      return readable(place(url, `github.com/${repository}`, "repository", repository), reader);
    },
  },
  { shape: /^github\.com(\/|$)/, point: () => aPerson },
  {
    shape: /^(?<host>gitlab\.com|codeberg\.org|git\.sr\.ht|bitbucket\.org)\/(?<path>[\w.~-]+\/[\w.-]+?)(\.git)?(\/|$)/,
    point: ({ host = "", path = "" }, url) => {
      const options = { repository: `https://${host}/${path}` };
      const reader = { connector: "git", options, why: "a repository, read from its history" };
      return readable(place(url, `${host}/${path}`, "repository", path), reader);
    },
  },
  { shape: /^(gitlab\.com|codeberg\.org|git\.sr\.ht|bitbucket\.org)(\/|$)/, point: () => aPerson },
  {
    shape: /^((old|new|np|m)\.)?reddit\.com\/r\/(?<name>\w{2,21})(\/|$)/,
    point: ({ name = "" }) => {
      const url = new URL("https://www.reddit.com/");
      const reader = {
        connector: "reddit",
        options: { subreddit: name },
        why: "a subreddit; it needs credentials that Reddit gives",
      };
      const key = `reddit.com/r/${name.toLowerCase()}`;
      return readable(place(url, key, "category", `r/${name}`), reader);
    },
  },
  { shape: /^((old|new|np|m)\.)?reddit\.com(\/|$)|^redd\.it\//, point: () => nothing("Reddit, without a subreddit") },
  {
    shape: /^(m\.)?youtube\.com\/(channel\/(?<id>UC[\w-]{22})|(c\/|user\/)?(?<handle>@[\p{L}\p{N}_.·-]{3,}))(\/|$)/u,
    point: ({ id, handle = "" }) => {
      const channel = id ?? handle;
      const reader = { connector: "youtube", options: { channel }, why: "a YouTube channel; it needs an API key" };
      const key = id ? `youtube.com/channel/${id}` : `youtube.com/${handle.toLowerCase()}`;
      return readable(place(new URL("https://www.youtube.com/"), key, "channel", channel), reader);
    },
  },
  {
    shape: /^(m\.)?youtube\.com(\/|$)|^youtube-nocookie\.com\//,
    point: () => nothing("a video, whose address does not say in which channel it is"),
  },
  {
    shape: /^meetup\.com\/([a-z]{2}-[A-Z]{2}\/)?(?<name>[\w-]+)(\/|$)/,
    point: ({ name = "" }, url) => {
      if (notGroups.test(name)) return nothing("a page of Meetup itself");
      const urlname = name.toLowerCase();
      const reader = { connector: "meetup", options: { urlname }, why: "a Meetup group" };
      return readable(place(url, `meetup.com/${urlname}`, "group", urlname, `/${urlname}/`), reader);
    },
  },
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
  {
    shape: /^(?<host>nuget\.org|powershellgallery\.com)\/packages\/(?<name>[\w.-]+)(\/|$)/i,
    point: ({ host = "", name = "" }, url) => {
      const connector = host === "nuget.org" ? "nuget" : "psgallery";
      const reader = { connector, options: { packages: [name] }, why: `a package at ${host}` };
      return readable(place(url, `${host}/packages/${name.toLowerCase()}`, "registry", name), reader);
    },
  },
  {
    shape: /^learn\.microsoft\.com\/([a-z]{2}-[a-z]{2}\/)?answers\/tags\/(?<tag>\d+\/[\w-]+)/i,
    point: ({ tag = "" }, url) => {
      const reader = {
        connector: "microsoft-qa",
        options: { tag },
        why: "a tag of Microsoft Q&A; read its terms, then set enabled",
      };
      return readable(place(url, `learn.microsoft.com/answers/tags/${tag}`, "tag", tag.replace(/^\d+\//, "")), reader);
    },
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
  {
    shape: /^(?<host>[^/]+)(?<root>\/(?:[^/]+\/)*?pipermail\/(?<list>[\w.+-]+))(\/|$)/,
    point: ({ host = "", root = "", list = "" }, url) => {
      const reader = {
        connector: "pipermail",
        options: { url: `${url.origin}${root}/` },
        why: "a mailing list's Pipermail archive",
      };
      return readable(place(url, `${host}${root}`, "list", list), reader);
    },
  },
  {
    shape: /^(?<host>[^/]+)(?<root>\/(?:[^/]+\/)*?)?list\/(?<list>[^/@]+(@|%40)[\w.-]+\.\w+)(\/|$)/,
    point: ({ host = "", root = "/", list = "" }, url) => {
      const options = { url: `${url.origin}${root.replace(/\/$/, "")}`, list: decoded(list) };
      const reader = { connector: "hyperkitty", options, why: "a mailing list's HyperKitty archive" };
      return readable(place(url, `${host}${root}list/${decoded(list)}`, "list", decoded(list)), reader);
    },
  },
];

/** What an address of a platform of many spaces points into; null where it is none of them. */
export function pointAtPlatform(url: URL): Pointed | null {
  const text = `${url.host.replace(/^www\./, "")}${url.pathname === "/" ? "" : url.pathname}`;
  for (const { shape, point } of shapes) {
    const match = shape.exec(text);
    if (match) return point({ ...match.groups }, url);
  }
  return null;
}

function slack(team: string): Pointed {
  const url = new URL(`https://${team}.slack.com/`);
  return closed(place(url, url.host, "channel", `Slack ${team}`, "/"));
}

function exchangeSite(host: string): string {
  return host.replace(/^(stackoverflow|superuser|serverfault|askubuntu|stackapps)\.com$/, "$1");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}
