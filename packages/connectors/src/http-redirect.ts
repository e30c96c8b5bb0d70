import { isUrl, RefusedError } from "@groundswell/model";
import { publicUrl } from "./public-url.ts";

/** How many redirects are followed. */
export const mostRedirects = 5;

const redirects = new Set([301, 302, 303, 307, 308]);
const permanent = new Set([301, 308]);
// Everything else (Authorization, Cookie, Api-Key…) can be a credential, and another host must not see it.
const harmless = new Set(["accept", "accept-language", "if-none-match", "if-modified-since", "x-github-api-version"]);

/**
 * Where a response sends its reader; null where it is the answer itself.
 * @throws RefusedError where that is no web page
 */
export function redirectTarget(response: { status: number; url: string; headers: Record<string, string> }): URL | null {
  const { location } = response.headers;
  if (!redirects.has(response.status) || !location) return null;
  const target = isUrl(location, response.url) ? new URL(location, response.url) : null;
  if (target === null || !/^https?:$/.test(target.protocol))
    throw new RefusedError(`${publicUrl(response.url)} redirects to something that is no web page: check its address.`);
  // Who redirects may not choose what a reader signs in with.
  target.username = "";
  target.password = "";
  return target;
}

/** Whether a status says that the old address is to be forgotten (RFC 9110, sections 15.4.2 and 15.4.9). */
export function isPermanent(status: number): boolean {
  return permanent.has(status);
}

/** The headers that go on to a redirect's target: all within one origin, else none that can be a credential; so none leaves https. */
export function carriedHeaders(headers: Record<string, string>, from: URL, to: URL): Record<string, string> {
  if (from.origin === to.origin) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}
