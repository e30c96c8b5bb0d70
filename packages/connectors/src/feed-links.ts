import type { FeedElement } from "./feed-element.ts";
import { resolveUrl, withoutTracking } from "./web-address.ts";

/** What relative addresses are relative to, innermost first. */
export type Bases = (string | null)[];

/**
 * An address that is written as a URL parser writes it: a plain name of a host in lower case, no port, no step up or down in
 * its path, nothing that would be escaped. Names in Punycode are left to the parser, which may refuse them.
 */
const writtenOut =
  /^https?:\/\/(?:(?!xn--)[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?!xn--)[a-z]+(?:\/(?!\.|%2[eE])[\w\-.~!$*+,;=:@%()]*)+(?:\?(?:[\w\-.~!$*+,;=:@%()/?]|&(?!amp;))*)?(?:#[\w\-.~!$*+,;=:@%()/?]*)?$/;

/**
 * What `resolveUrl` gives, without parsing what parsing would not change: most links of a feed.
 * @param inner the base of the element itself, inside all others
 */
export function resolveLink(text: string | null | undefined, bases: Bases, inner: string | null = null): string | null {
  if (text === null || text === undefined || text === "") return null;
  if (text.length <= 4_000 && writtenOut.test(text)) return text;
  return inner === null ? resolveUrl(text, ...bases) : resolveUrl(text, inner, ...bases);
}

/** What `withoutTracking` gives; an address without a query has nothing to count clicks with. */
export function withoutCounting(url: string): string {
  return url.includes("?") ? withoutTracking(url) : url;
}

/** What an element says that addresses in it are relative to. */
export function baseOf(element: FeedElement): string | null {
  return webBase(element.attribute("xml:base"));
}

/** A base that an address can be relative to: an identifier that is no place on the web says nothing. */
export function webBase(base: string | null): string | null {
  return base !== null && /^(?!https?:)[a-z][a-z\d+.-]*:/i.test(base) ? null : base;
}

/** The links of an element, those of its own format first. */
export function linksOf(element: FeedElement): FeedElement[] {
  const own = element.all("link");
  const foreign = element.all("atom:link");
  return foreign.length === 0 ? own : [...own, ...foreign];
}

/** What a link leads to; IANA's registered relations may be written as addresses. */
export function relationOf(link: FeedElement): string {
  const written = link.attribute("rel");
  return written ? written.toLowerCase().replace(/^.*relation\//, "") : "alternate";
}
