import { hourMs, RefusedError, UnavailableError } from "@groundswell/model";
import robotsParser from "robots-parser";
import { decodeText } from "./charset.ts";
import type { Http } from "./http.ts";
import { publicUrl } from "./public-url.ts";

/** What a site's robots.txt says of a page; `unknown` while the site cannot say, which RFC 9309 takes for a no. */
export type RobotsAnswer = "allowed" | "disallowed" | "unknown";

/** The name that robots.txt files know this software by: the product in the client's User-Agent. */
export const robotName = "groundswell";

type Rules = {
  isAllowed(url: string, robot: string): boolean | undefined;
  getCrawlDelay(robot: string): number | undefined;
};

// The package's declarations describe a module that Node would load differently: what it exports is the function itself.
const parseRobots = robotsParser as unknown as (url: string, text: string) => Rules;

type Known = { until: Date; rules: Rules | null };

const longestMs = 24 * hourMs;
const outageMs = hourMs / 6;
// A site that means never says Disallow.
const longestDelaySeconds = 60;
// RFC 9309, section 2.5: at least 500 KiB must be understood, and nobody writes more by hand.
const mostBytes = 512 * 1024;
// Not allowed to be read is not a rule against reading; 408, 425 and 429 only say "not now".
const absent = Array.from({ length: 100 }, (_, index) => 400 + index).filter((code) => ![408, 425, 429].includes(code));

// A client is one worker's view of the web, so what it learned ends with it; each pull has one of its own that is made of it.
const caches = new WeakMap<object, Map<string, Promise<Known>>>();

/**
 * What the robots.txt of a page's host says of it (RFC 9309): none (4xx) allows everything, one that cannot be read
 * (5xx, no connection) nothing. Read once in 24 hours per host, an outage again after 10 minutes.
 * @throws RateLimitedError where the host asks to wait; RefusedError where it may not be asked at all
 */
export async function askRobots(http: Http, url: string, now: () => Date): Promise<RobotsAnswer> {
  const { rules } = await knownRobots(http, url, now);
  if (rules === null) return "unknown";
  const { origin, pathname, search } = new URL(url);
  return rules.isAllowed(`${origin}${pathname}${search}`, robotName) === false ? "disallowed" : "allowed";
}

/** Seconds that a host asks robots to let pass between two pages (Crawl-delay), 0 where it says nothing; at most 60. */
export async function crawlDelaySeconds(http: Http, url: string, now: () => Date): Promise<number> {
  const { rules } = await knownRobots(http, url, now);
  const seconds = rules?.getCrawlDelay(robotName) ?? 0;
  return Math.min(Math.max(seconds, 0), longestDelaySeconds);
}

/** Whether a page may be read now: `askRobots` as a yes or no. */
export async function allowedByRobots(http: Http, url: string, now: () => Date): Promise<boolean> {
  return (await askRobots(http, url, now)) === "allowed";
}

/**
 * Returns where a page may be read.
 * @throws RefusedError where robots.txt disallows it, UnavailableError while it cannot be read; what `askRobots` throws
 */
export async function obeyRobots(http: Http, url: string, now: () => Date): Promise<void> {
  const answer = await askRobots(http, url, now);
  const { origin } = new URL(url);
  if (answer === "disallowed")
    throw new RefusedError(
      `${origin}/robots.txt asks programs not to read ${publicUrl(url)}: remove this source, or ask the site's owner.`,
    );
  if (answer === "unknown")
    throw new UnavailableError(`${origin}/robots.txt cannot be read, so nothing else is read there. Try again later.`);
}

async function knownRobots(http: Http, url: string, now: () => Date): Promise<Known> {
  const { origin } = new URL(url);
  const knowledge = http.knowledge ?? http;
  const hosts = caches.get(knowledge) ?? new Map<string, Promise<Known>>();
  caches.set(knowledge, hosts);
  const earlier = hosts.get(origin);
  const known = earlier && (await earlier.catch(() => null));
  if (known && known.until > now()) return known;
  // Of those who found the same too old, the first reads for all.
  const begun = hosts.get(origin);
  const reading = begun === undefined || begun === earlier ? readRobots(http, origin, now) : begun;
  hosts.set(origin, reading);
  // What the host would not say now is asked again, not remembered.
  reading.catch(() => hosts.delete(origin));
  return reading;
}

async function readRobots(http: Http, origin: string, now: () => Date): Promise<Known> {
  const address = `${origin}/robots.txt`;
  try {
    const response = await http.get(address, { headers: { accept: "text/plain, */*;q=0.1" }, accept: absent });
    const found = response.status >= 200 && response.status < 300;
    const text = found ? decodeText(response.body.subarray(0, mostBytes), null).text.replace(/^\ufeff/, "") : "";
    return { until: later(now(), longestMs), rules: parseRobots(address, withoutLongLines(text)) };
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    return { until: later(now(), outageMs), rules: null };
  }
}

/** Rules longer than any path, which take the parser long and can match nothing. */
function withoutLongLines(text: string): string {
  return text.replace(/^.{4001,}$/gm, "");
}

function later(instant: Date, milliseconds: number): Date {
  return new Date(instant.getTime() + milliseconds);
}
