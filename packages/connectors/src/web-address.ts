import { isUrl } from "@groundswell/model";

/** Query parameters that count clicks and say nothing about the page. */
const tracking = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid)$|^source$/i;

/**
 * An absolute http(s) URL from what a document says, or null. Bases are tried from the innermost out, each relative to the
 * next; white space inside, doubled escaping and a missing scheme are put right.
 */
export function resolveUrl(text: string | null | undefined, ...bases: (string | null)[]): string | null {
  const value = (text ?? "")
    .replace(/[\t\r\n]+\s*/g, "")
    .replaceAll("&amp;", "&")
    .trim();
  if (value === "" || value.length > 4_000) return null;
  const named = /^www\.[\w-]+\.\w/i.test(value) ? `https://${value}` : value;
  const base = bases.reduceRight<string | undefined>(
    (outer, inner) => (inner !== null && isUrl(inner, outer) ? new URL(inner, outer).href : outer),
    undefined,
  );
  if (!isUrl(named, base)) return null;
  const url = new URL(named, base);
  return /^https?:$/.test(url.protocol) && url.hostname !== "" ? url.href : null;
}

/** The same of what somebody typed into a profile, often without a scheme. */
export function typedUrl(text: string | null | undefined): string | null {
  const bare = text?.trim();
  return resolveUrl(bare && /^[\w-]+(\.[\w-]+)+(\/|$)/.test(bare) ? `https://${bare}` : bare);
}

/** The same URL without what only counts clicks. */
export function withoutTracking(url: string): string {
  const parsed = new URL(url);
  const names = [...parsed.searchParams.keys()].filter((name) => tracking.test(name));
  if (names.length === 0) return url;
  // A bare "source" is often a real parameter; Medium's own feeds mark theirs.
  for (const name of names)
    if (name.toLowerCase() !== "source" || parsed.searchParams.get(name)?.startsWith("rss"))
      parsed.searchParams.delete(name);
  return parsed.href;
}

/** The id of the place at a URL: without scheme, `www.`, credentials, fragment and trailing slash. */
export function siteId(url: string): string {
  const { host, pathname, search } = new URL(withoutTracking(url));
  return `${host.replace(/^www\./, "")}${pathname.replace(/\/+$/, "")}${search}`;
}

/** A calendar's URL with the secret masked that calendar services put into the path of a private one. */
export function withoutSecretPath(url: string): string {
  return url.replace(/\/private-[^/]+/g, "/private-hidden");
}

/** The URL with its origin replaced: how tests put a server of their own in a real one's place. */
export function atOrigin(url: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return url;
  const { pathname, search } = new URL(url);
  return `${baseUrl.replace(/\/+$/, "")}${pathname}${search}`;
}

/** Whether a URL names a place on the open web, rather than a machine that a careless template was made on. */
export function isPublicSite(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname.includes(".") && !/^(127\.|10\.|192\.168\.|0\.0\.0\.0$)|\.(local|localhost|invalid)$/.test(hostname);
}
