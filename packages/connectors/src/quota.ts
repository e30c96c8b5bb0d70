import type { Quota } from "@groundswell/model";
import type { Http } from "./http.ts";
import { isoInstant } from "./instant.ts";

// Seconds since 1970 passed this in 2001; a wait of so many seconds would be 31 years.
const leastEpochSeconds = 1_000_000_000;

/**
 * What the headers of an answer say of the quota that it counted against; null where they say nothing that can be read.
 * `x-ratelimit-*` is GitHub's, Reddit's and Mastodon's, `ratelimit-*` Bluesky's. A reset is seconds since 1970, seconds to go, or an instant.
 */
export function quotaIn(headers: Readonly<Record<string, string | undefined>>, now: Date): Quota | null {
  const said = (name: string) => headers[`x-ratelimit-${name}`] ?? headers[`ratelimit-${name}`];
  const remaining = count(said("remaining"));
  if (remaining === null) return null;
  return { remaining, limit: count(said("limit")), resetAt: resetIn(said("reset"), now), seenAt: now.toISOString() };
}

/**
 * A client for one pull that remembers what its place says of its quota, in headers and by `noteQuota`. A place that counts several (GitHub: one
 * for REST, one for GraphQL) is remembered by the one of which the smallest share is left, for that one stops a pull first.
 */
export function noticeQuota(http: Http, now: () => Date): { http: Http; quota: () => Quota | null } {
  const known = new Map<string, Quota>();
  const note = (quota: Quota | null, counted = "") => {
    if (quota !== null) known.set(counted, quota);
  };
  const read = (headers: Record<string, string | undefined>) =>
    note(quotaIn(headers, now()), headers["x-ratelimit-resource"]);
  return {
    http: {
      ...http,
      async get(url, options) {
        const response = await http.get(url, options);
        read(response.headers);
        return response;
      },
      async fetch(input, init) {
        const response = await http.fetch(input, init);
        read(Object.fromEntries(response.headers));
        return response;
      },
      noteQuota: note,
    },
    quota: () => [...known.values()].sort((a, b) => shareLeft(a) - shareLeft(b))[0] ?? null,
  };
}

function shareLeft({ remaining, limit }: Quota): number {
  return limit ? remaining / limit : 1;
}

/** Reddit's counts have a fraction: "96.0". */
function count(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text.trim()) ? Math.floor(Number(text)) : null;
}

function resetIn(text: string | undefined, now: Date): string | null {
  const number = count(text);
  if (number === null) return isoInstant(text);
  return new Date(number >= leastEpochSeconds ? number * 1000 : now.getTime() + number * 1000).toISOString();
}
