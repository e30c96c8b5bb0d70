import { resolveUrl } from "./web-address.ts";

const hash = /^([\da-f]{32}|[\da-f]{64})(?:\.(?:jpe?g|png|gif|webp))?$/i;

/**
 * The hash in a Gravatar's address, lower-case hex: MD5, or SHA-256 in newer ones, of the lower-cased e-mail address
 * (https://docs.gravatar.com/sdk/images/). What picture stands in where there is none does not matter. Null for any other address.
 */
export function gravatarHash(address: string | null | undefined): string | null {
  const absolute = resolveUrl(address?.startsWith("//") ? `https:${address}` : address);
  const url = absolute === null ? null : new URL(absolute);
  if (url === null || !/(^|\.)gravatar\.com$/.test(url.hostname)) return null;
  // Old software names the hash in the query of a program.
  const name = /^\/avatar\.php$/i.test(url.pathname)
    ? url.searchParams.get("gravatar_id")
    : /^\/avatar\/([^/]+)\/?$/i.exec(url.pathname)?.[1];
  const found = hash.exec(name ?? "")?.[1]?.toLowerCase() ?? null;
  // Asked for with zeros, the service shows its picture of nobody.
  return found === null || /^0+$/.test(found) ? null : found;
}
