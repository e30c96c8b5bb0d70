/** Hosts whose paths mean the same in upper and lower case; elsewhere they may not. */
const caseless = new Set([
  "github.com",
  "gitlab.com",
  "bitbucket.org",
  "twitter.com",
  "x.com",
  "dev.to",
  "linkedin.com",
]);

/**
 * One spelling for every spelling of an address: `host/path?query` without scheme, `www.`, default port, fragment and
 * trailing slashes, the host in lower case. The name that Q&A sites put behind a user's number (`/users/12/any-name`) changes with the
 * person's display name, so it goes too, with its query. Null for what is no http(s) address.
 */
export function canonicalUrl(text: string): string | null {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const { hostname, port, pathname, search } = new URL(trimmed);
  const host = hostname.replace(/^www\./, "").replace(/\.$/, "") + (port ? `:${port}` : "");
  const path = (caseless.has(host) ? pathname.toLowerCase() : pathname).replace(/\/+$/, "");
  const user = /^(\/users\/\d+)(\/[^/]*)?$/.exec(path);
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
