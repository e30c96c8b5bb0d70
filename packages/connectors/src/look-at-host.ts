import { explain, RefusedError } from "@groundswell/model";
import { decodeText } from "./charset.ts";
import { discoverPlace, type Proposal } from "./discover-place.ts";
import type { Http } from "./http.ts";
import { obeyRobots } from "./robots.ts";
import { sitemapDays } from "./sitemap.ts";

/** What a look at a host found. */
export type Look = {
  url: string;
  lookedAt: string;
  /** What could read it, the surest first. */
  found: Proposal[];
  /** The newest day that its sitemap dates a page by, ISO date; null where it has none. */
  newestPage: string | null;
  requests: number;
  /** Why nothing there is read; null where something can be. */
  unreadable: string | null;
};

/** The most pages that one look asks for, robots.txt and redirects' ends among them. */
export const mostRequests = 20;

/**
 * Looks at a place once, as robots.txt allows, and says which connector could read it and with what options: by the shape of its address,
 * its page, what forums and blogs usually answer. A forum must also show its newest topics to somebody who has not signed in.
 * @throws ConfigError where it is no address; RateLimitedError and UnavailableError where the host does not answer now
 */
export async function lookAtHost(address: string, http: Http, now: () => Date): Promise<Look> {
  const bounded = boundedHttp(http);
  const look = { url: address, lookedAt: now().toISOString() };
  const ended = (found: Proposal[], newestPage: string | null, unreadable: string | null): Look => {
    return { ...look, found, newestPage, requests: bounded.asked(), unreadable };
  };
  try {
    const found = await discoverPlace(address, bounded, now);
    if (bounded.asked() === 0) return ended(found, null, null);
    const open: Proposal[] = [];
    for (const one of found)
      if (one.connector !== "discourse" || (await showsTopics(one, bounded, now))) open.push(one);
    const newest = await newestPage(address, bounded, now);
    if (open.length > 0) return ended(open, newest, null);
    const why = found.length > 0 ? "the forum shows nothing without signing in" : "nothing is known to read it";
    return ended([], newest, why);
  } catch (error) {
    // What a host refuses once it refuses for good; what it cannot answer now is asked again another day.
    if (error instanceof RefusedError) return ended([], null, explain(error));
    throw error;
  }
}

/** The same client, which refuses after so many pages. */
function boundedHttp(http: Http): Http & { asked: () => number } {
  let asked = 0;
  const get: Http["get"] = async (url, options) => {
    if (asked === mostRequests) throw new RefusedError(`One look asks for ${mostRequests} pages at most.`);
    asked++;
    return http.get(url, options);
  };
  return { ...http, get, asked: () => asked };
}

async function showsTopics({ options }: Proposal, http: Http, now: () => Date): Promise<boolean> {
  const url = `${String(options.url).replace(/\/+$/, "")}/latest.json`;
  const text = await textAt(url, http, now);
  try {
    return Array.isArray(JSON.parse(text ?? "").topic_list?.topics);
  } catch {
    return false;
  }
}

async function newestPage(address: string, http: Http, now: () => Date): Promise<string | null> {
  const text = (await textAt(new URL("/sitemap.xml", address).href, http, now)) ?? "";
  const today = now().toISOString().slice(0, 10);
  return sitemapDays(text).reduce<string | null>(
    (newest, day) => (day <= today && (newest === null || day > newest) ? day : newest),
    null,
  );
}

/** A page's text; null where it is refused, by its host, by robots.txt or for its length. */
async function textAt(url: string, http: Http, now: () => Date): Promise<string | null> {
  try {
    await obeyRobots(http, url, now);
    const { body, headers } = await http.get(url);
    return decodeText(body, headers["content-type"] ?? null).text;
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}
