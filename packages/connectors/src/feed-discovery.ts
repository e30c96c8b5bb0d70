import { Parser } from "htmlparser2";
import { resolveUrl } from "./web-address.ts";

/** A feed that a page announces. `type` is its media type, lower-case. */
export type AnnouncedFeed = { url: string; title: string | null; type: string };

type Found = { href: string; title: string | null; type: string };

const feedTypes = new Set([
  "application/rss+xml",
  "application/atom+xml",
  "application/feed+json",
  "application/rdf+xml",
  "application/rss",
  "application/atom",
  "application/x-rss+xml",
  "application/x-atom+xml",
]);
/** Types that mean a feed only where the address says so too: sites announce their APIs by them. */
const looseTypes = new Set(["application/json", "application/xml", "text/xml"]);
const feedAddress = /(^|[/._-])(feeds?|rss2?|atom|rdf)([/._?-]|$)/i;
const comments =
  /comment|kommentar|comentario|comentário|commenti\b|reactie|komentar|komentář|yorum|коммент|комментар|评论|コメント|댓글/i;

/**
 * The feeds that a page announces, by `<link rel="alternate">` and by its HTTP Link header (RFC 8288), in their order, each
 * once; feeds of comments come last. Addresses are relative to the page's `<base>`. Pure.
 * @param linkHeader the Link header that the page came with
 */
export function discoverFeeds(html: string, url: string, linkHeader?: string): AnnouncedFeed[] {
  const { base, links } = announced(html);
  const feeds = new Map<string, AnnouncedFeed>();
  const keep = ({ href, title, type }: Found, ...bases: (string | null)[]) => {
    const address = resolveUrl(
      href.replace(/^feed:(\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "https://"),
      ...bases,
    );
    if (address !== null && address !== url && isFeed(type, address) && !feeds.has(address))
      feeds.set(address, { url: address, title, type });
  };
  for (const link of links) keep(link, base, url);
  for (const link of headerLinks(linkHeader)) keep(link, url);
  const ofComments = ({ title, url }: AnnouncedFeed) => comments.test(title ?? "") || /comments?([/.]|$)/i.test(url);
  const all = [...feeds.values()];
  return [...all.filter((feed) => !ofComments(feed)), ...all.filter(ofComments)];
}

function isFeed(type: string, address: string): boolean {
  const { pathname, search } = new URL(address);
  return feedTypes.has(type) || (looseTypes.has(type) && feedAddress.test(pathname + search));
}

function announced(html: string): { base: string | null; links: Found[] } {
  let base: string | null = null;
  const links: Found[] = [];
  const parser = new Parser({
    onopentag(name, { href, rel, title, type }) {
      // The first base counts, as in a browser.
      if (name === "base") base ??= href?.trim() || null;
      if (name === "link" && href) add(links, { href, rel, title, type });
    },
  });
  parser.end(html);
  return { base, links };
}

/** Links of a Link header: `<address>; name=value; name="value", <address>…`. */
function headerLinks(header: string | undefined): Found[] {
  const links: Found[] = [];
  const parameter = /;\s*([\w!#$&+.^`|~*-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;
  for (const [, href = "", tail = ""] of (header ?? "").matchAll(
    /<([^<>]{1,4000})>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g,
  )) {
    const given: Record<string, string> = {};
    for (const [, name = "", quoted, bare] of tail.matchAll(parameter))
      given[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "";
    add(links, { href, rel: given.rel, title: given.title, type: given.type });
  }
  return links;
}

function add(
  links: Found[],
  { href, rel, title, type }: { [name in "href" | "rel" | "title" | "type"]?: string | undefined },
) {
  const relations = (rel ?? "").toLowerCase().split(/\s+/);
  // A stylesheet can be an alternate one.
  if (!relations.includes("alternate") && !relations.includes("feed")) return;
  if (relations.includes("stylesheet")) return;
  const media =
    (type ?? "").split(";")[0]?.trim().toLowerCase() || (relations.includes("feed") ? "application/rss+xml" : "");
  links.push({ href: href ?? "", title: title?.replace(/\s+/g, " ").trim() || null, type: media });
}
