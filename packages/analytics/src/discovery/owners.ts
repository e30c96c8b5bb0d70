import { parse } from "tldts";

/** Platforms that give each owner a name below theirs and are not, or not all, in the public suffix list. */
const ownersByName = ["substack.com", "medium.com", "wordpress.com", "tumblr.com", "hashnode.dev", "livejournal.com"];

/** Where each owner's feed is, below their own address. */
const feeds: [RegExp, string][] = [
  [/\.substack\.com$/, "feed"],
  [/\.wordpress\.com$/, "feed/"],
  [/\.blogspot\.[a-z.]+$/, "feeds/posts/default"],
  [/\.tumblr\.com$/, "rss"],
  [/\.medium\.com$/, "feed"],
  [/\.hashnode\.dev$/, "rss.xml"],
];

/** What the public suffix list says of a host name. */
export type HostFacts = {
  /** Whose it is: the part that one owner registered, private suffixes (`github.io`) counting as suffixes; null of a suffix itself. */
  owner: string | null;
  /** Many owners have a name of their own below the same registered one. */
  isShared: boolean;
  /** Why it is no host on the open web; null where it is one. */
  closed: string | null;
};

/** Reads a host name, in ASCII and without its port, by the public suffix list. */
export function readHost(hostname: string): HostFacts {
  const read = parse(hostname, { allowPrivateDomains: true, extractHostname: false, validateHostname: false });
  if (read.isIp || /^[\d.]+$|^\[/.test(hostname)) return closedHost("an address of a machine, without a name");
  if (!hostname.includes(".")) return closedHost("a name inside a network");
  if (/\.(local|localhost|internal|intranet|lan|home|corp|invalid|onion|arpa)$/.test(hostname))
    return closedHost("a name inside a network");
  const listed = ownersByName.find((suffix) => hostname === suffix || hostname.endsWith(`.${suffix}`));
  if (listed !== undefined) {
    const owner = hostname === listed ? null : hostname.split(".").slice(-3).join(".");
    return { owner, isShared: owner !== null, closed: null };
  }
  return { owner: read.domain, isShared: read.isPrivate === true && read.domain !== null, closed: null };
}

function closedHost(closed: string): HostFacts {
  return { owner: null, isShared: false, closed };
}

/** The feed of an owner at a platform that keeps it in the same place for everybody; null of all others. */
export function ownersFeed(hostname: string): string | null {
  const path = feeds.find(([shape]) => shape.test(hostname))?.[1];
  return path === undefined ? null : `https://${hostname}/${path}`;
}
