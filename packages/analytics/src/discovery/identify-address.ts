import { isUrl } from "@groundswell/model";
import { closed, type LinkedPlace, nothing, type Pointed, readable } from "./linked-place.ts";
import { whyNoPlace, whyNoSpace } from "./not-spaces.ts";
import { ownersFeed, readHost } from "./owners.ts";
import { pointAtPlatform } from "./platform-places.ts";

const longestAddress = 2_000;
const longestHost = 253;

const feedPath =
  /\/(feed|rss|atom)\/?$|\/(feeds?|rss|atom|index)\.(xml|rss|atom|rdf|json)$|\.(rss|atom|rdf)$|\/feeds\/posts\/default$/i;
const forumPath = /^(?<root>(\/[\w-]+)?)\/(t\/[\p{L}\p{N}%_.-]+\/\d+|t\/\d+|c\/[\w%./-]+\/\d+)(\/|$)/u;
const blogPath = /^\/((blog|posts?|articles?)\/|\d{4}\/(0?[1-9]|1[0-2])\/)/i;

/**
 * Which space an address points into, by its shape alone; nobody is asked. Spaces at platforms of many are told apart by their paths, owners
 * at platforms of many owners by their name or their part of the path, and everything else by its whole host: a product's forum and its
 * blog lie side by side below one domain and are two spaces. Hosts are written in ASCII, so that letters of another script show.
 */
export function identifyAddress(address: string): Pointed {
  const text = address.trim();
  if (text.length > longestAddress) return nothing("an address too long to be a place's");
  if (!isUrl(text)) return nothing("no address");
  const url = new URL(text);
  const other = otherProtocol(url);
  if (other !== null) return other;
  const bare = new URL(`https://${url.host}${url.pathname}`);
  bare.hostname = bare.hostname.replace(/\.$/, "");
  const { closed: why, owner } = readHost(bare.hostname);
  if (why !== null) return nothing(why);
  if (bare.hostname.length > longestHost || bare.hostname.split(".").some((label) => label.length > 63))
    return nothing("no host that there could be");
  const known = pointAtPlatform(bare);
  if (known !== null) return known;
  const noSpace = whyNoSpace(bare.hostname.replace(/^www\./, "")) ?? whyNoPlace(bare.pathname);
  if (noSpace !== null) return nothing(noSpace);
  if (owner === null) return nothing("a host of many owners, without one of them");
  return partOfOwner(bare, url) ?? wholeHost(bare, url);
}

/** The registered name that an address lies below, for telling hosts of one owner from those of many; null of what has none. */
export function ownerOf(host: string): string | null {
  return readHost(host.replace(/:\d+$/, "")).owner;
}

function otherProtocol(url: URL): Pointed | null {
  const { protocol, hostname, pathname } = url;
  if (protocol === "http:" || protocol === "https:") return null;
  const group = decodeURI(pathname).replace(/^\/+|\/+$/g, "");
  const place = (kind: LinkedPlace["kind"]) => ({
    key: `${hostname}/${group}`,
    name: group,
    kind,
    url: url.href,
    host: hostname,
  });
  if (
    /^(s?news|nntps?):$/.test(protocol) &&
    hostname !== "" &&
    /^[\w.+-]+$/.test(group) &&
    readHost(hostname).closed === null
  ) {
    const tls = /^(snews|nntps):$/.test(protocol);
    const where = { host: hostname, ...(url.port ? { port: Number(url.port) } : {}), ...(tls ? { tls } : {}) };
    const reader = { connector: "nntp", options: { ...where, groups: [group] }, why: "a newsgroup" };
    return readable(place("newsgroup"), reader);
  }
  if (/^ircs?:$/.test(protocol) && /^[\w-]+$/.test(group)) return closed(place("channel"));
  return nothing("no address of the web");
}

/** What lies below `/@somebody/` belongs to them; a number behind it is a post of a network of people, and nothing is their page. */
function partOfOwner(bare: URL, url: URL): Pointed | null {
  const [, owner, rest] = /^\/(@[\w.-]+)(?:\/(.*))?$/.exec(bare.pathname) ?? [];
  if (owner === undefined) return null;
  if (rest === undefined || rest === "") return nothing("somebody's own page, and no place where others gather");
  if (/^\d+\/?$/.test(rest)) return nothing("what somebody said in a network of people");
  if (owner.split("@").length > 2) return nothing("somebody's own page, and no place where others gather");
  const host = bare.host.replace(/^www\./, "");
  const place = { key: `${host}/${owner}`, name: `${owner} at ${host}`, kind: "blog" as const, host };
  return unknown({ ...place, url: `${url.protocol}//${url.host}/${owner}/` });
}

function wholeHost(bare: URL, url: URL): Pointed {
  const host = bare.host.replace(/^www\./, "");
  const origin = `${url.protocol}//${url.host}`;
  const place = { key: host, name: host, host, url: `${origin}/` };
  const root = forumPath.exec(bare.pathname)?.groups?.root;
  if (root !== undefined) {
    const reader = {
      connector: "discourse",
      options: { url: `${origin}${root}` },
      why: "its addresses have the shape of Discourse's",
    };
    return readable({ ...place, kind: "category" }, reader);
  }
  const feed = feedPath.test(bare.pathname) ? `${origin}${bare.pathname}` : ownersFeed(bare.hostname);
  if (feed !== null) {
    const reader = { connector: "feed", options: { url: feed }, why: "an address of the shape that feeds have" };
    return readable({ ...place, kind: "blog" }, reader);
  }
  return unknown({
    ...place,
    kind: blogPath.test(bare.pathname) || readHost(bare.hostname).isShared ? "blog" : "site",
  });
}

function unknown(place: Omit<LinkedPlace, "whole" | "identified" | "reader">): Pointed {
  return { place: { ...place, whole: null, identified: "unknown", reader: null }, why: null };
}
