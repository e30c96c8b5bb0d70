import robotsModule from "robots-parser";
import type { Http } from "./http.ts";
import { atOrigin } from "./web-address.ts";

/** What a site's robots.txt says to a program of our name (RFC 9309). */
export type Robots = {
  /** Whether a page may be read. @throws UnavailableError where the site cannot say now: then none may. */
  allows(url: string): Promise<boolean>;
  /** Seconds between two requests that the site asks for; 0 where it does not. */
  delaySeconds(url: string): Promise<number>;
};

const product = "Groundswell";
const clientErrors = [400, 401, 403, 404, 405, 406, 410, 451];

type Rules = {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
};
// The module is CommonJS, and its declaration says otherwise.
const parse = robotsModule as unknown as (url: string, text: string) => Rules;

/** Reads each host's robots.txt once, when it is first needed. A site without one closes nothing. */
export function createRobots(http: Http, baseUrl: string | undefined): Robots {
  const known = new Map<string, Promise<Rules>>();
  const rulesOf = (url: string) => {
    const { origin } = new URL(url);
    const rules = known.get(origin) ?? read(origin);
    known.set(origin, rules);
    return rules;
  };
  async function read(origin: string): Promise<Rules> {
    const address = `${origin}/robots.txt`;
    const answer = await http.get(atOrigin(address, baseUrl), { accept: clientErrors });
    return parse(address, answer.status < 300 ? new TextDecoder().decode(answer.body) : "");
  }
  return {
    allows: async (url) => (await rulesOf(url)).isAllowed(url, product) !== false,
    delaySeconds: async (url) => (await rulesOf(url)).getCrawlDelay(product) ?? 0,
  };
}
