import { isUrl } from "@groundswell/model";

/** Hosts whose paths mean the same in upper and lower case; elsewhere they may not. */
const caseless = new Set(["github.com", "gitlab.com", "bitbucket.org", "twitter.com", "dev.to", "linkedin.com"]);

/** Hosts that are another one by a second name. */
const alias: Record<string, string> = {
  "x.com": "twitter.com",
  "mobile.twitter.com": "twitter.com",
  "m.youtube.com": "youtube.com",
};

/**
 * One spelling for every spelling of an address: `host/path?query` without scheme, `www.`, default port, fragment and
 * trailing slashes, the host in lower case. The name that Q&A sites put behind a user's number (`/users/12/any-name`) changes with the
 * person's display name, so it goes too, with its query. Null for what is no http(s) address.
 */
export function canonicalUrl(text: string): string | null {
  const trimmed = text.trim();
  const [, plainHost, plainPath = ""] = plain.exec(trimmed) ?? [];
  if (plainHost !== undefined && !plainHost.includes("xn--")) return shorten(plainHost, plainPath, "");
  if (!/^https?:\/\//i.test(trimmed) || !isUrl(trimmed)) return null;
  const { hostname, port, pathname, search } = new URL(trimmed);
  return shorten(hostname.replace(/\.$/, "") + (port ? `:${port}` : ""), pathname, search);
}

/** Addresses that parsing would leave as they are, which most are: parsing takes ten times as long. */
const plain = /^https?:\/\/((?:[a-z\d][a-z\d-]*\.)+[a-z]{2,})((?:\/[\w@~+-][\w@~+.-]*)*\/?)$/;

function shorten(fullHost: string, fullPath: string, search: string): string {
  const bare = fullHost.startsWith("www.") ? fullHost.slice(4) : fullHost;
  const host = alias[bare] ?? bare;
  let path = caseless.has(host) ? fullPath.toLowerCase() : fullPath;
  while (path.endsWith("/")) path = path.slice(0, -1);
  const user = path.startsWith("/users/") ? /^(\/users\/\d+)(\/[^/]*)?$/.exec(path) : null;
  return user ? `${host}${user[1]}` : `${host}${path}${search}`;
}

/** Whether a canonical URL is a Stack Exchange network account, `stackexchange.com/users/N`: one person's accounts on all its sites name the same one. */
export function isNetworkAccount(canonical: string): boolean {
  return /^stackexchange\.com\/users\/\d+$/.test(canonical);
}

/** Whether a platform is a site of the Stack Exchange network. */
export function isNetworkSite(platform: string): boolean {
  return /(^|\.)(stackexchange\.com|stackoverflow\.com|superuser\.com|serverfault\.com|askubuntu\.com|mathoverflow\.net|stackapps\.com)$/.test(
    platform,
  );
}
