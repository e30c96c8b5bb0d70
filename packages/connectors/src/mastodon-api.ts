import { isUrl, RateLimitedError, UnavailableError } from "@groundswell/model";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { isoInstant } from "./instant.ts";
import { jsonAnswer } from "./json-answer.ts";
import { statusesIn } from "./mastodon-map.ts";
import { publicUrl } from "./public-url.ts";

/** An answer of statuses. */
export type MastodonPage = {
  response: HttpResponse;
  statuses: unknown[];
  /** What the answer used up the last of, to be thrown once it is saved; null where more may be asked. */
  limit: RateLimitedError | null;
};

/** Reads lists of statuses, and single ones, from a server. */
export type MastodonApi = {
  /**
   * @param absent statuses that mean there is nothing; the page is then null
   * @throws RateLimitedError, RefusedError, UnavailableError
   */
  page(path: string, search: [string, string][], absent?: number[]): Promise<MastodonPage | null>;
};

/** Opens the API of a server (https://docs.joinmastodon.org/client/public/). */
export function mastodonApi(access: {
  http: Http;
  now: () => Date;
  root: string;
  token: string | undefined;
}): MastodonApi {
  const { http, now, token } = access;
  const headers = { accept: "application/json", ...(token && { authorization: `Bearer ${token}` }) };

  async function limited(response: HttpResponse): Promise<RateLimitedError> {
    const error = limitOf(response, now());
    await http.pause(response.url, error.retryAt);
    return error;
  }

  return {
    async page(path, search, absent = []) {
      const url = new URL(access.root + path);
      for (const [name, value] of search) url.searchParams.append(name, value);
      const response = await http.get(url.href, { headers, accept: [429, ...absent] });
      if (response.status === 429) throw await limited(response);
      if (absent.includes(response.status)) return null;
      const value = jsonAnswer(response);
      if (typeof value !== "object" || value === null || !(Array.isArray(value) || "id" in value))
        throw new UnavailableError(
          `${publicUrl(response.url)} answered with something that is not a list. Try again later.`,
        );
      const limit = response.headers["x-ratelimit-remaining"] === "0" ? await limited(response) : null;
      return { response, statuses: statusesIn(value), limit };
    },
  };
}

/** The id that a Link header's way to newer posts (rel="prev") begins at; only the id is taken, as it could lead anywhere. */
export function previousId(link: string | undefined): string | null {
  const target = /<([^<>]+)>\s*;[^,]*\brel="?prev"?/.exec(link ?? "")?.[1];
  return target && isUrl(target) ? new URL(target).searchParams.get("min_id") : null;
}

/** The server's own id of a status. */
export function idOf(status: unknown): string | null {
  const id = (status as { id?: unknown } | null)?.id;
  return typeof id === "string" && id !== "" ? id : typeof id === "number" ? String(id) : null;
}

/** The newest of some ids: they are numbers too long for JavaScript, or texts of one length that sort as they were made. */
export function newestId(than: string, ids: (string | null)[]): string {
  return ids.reduce<string>(
    (a, b) => (b !== null && (b.length > a.length || (b.length === a.length && b > a)) ? b : a),
    than,
  );
}

/** Whether an id tells the time: Mastodon's do, servers of other makes have others. */
export function tellsTime(id: string): boolean {
  return /^\d{17,19}$/.test(id);
}

/** The id that a post of that instant has, or the first of them: milliseconds since 1970, 16 bits before the end. */
export function idAt(date: Date): bigint {
  return BigInt(Math.max(date.getTime(), 0)) << 16n;
}

/** Mastodon says when its limit ends as an instant, in a header of its own. */
function limitOf(response: HttpResponse, now: Date): RateLimitedError {
  const reset = isoInstant(response.headers["x-ratelimit-reset"]);
  const host = new URL(response.url).host;
  if (reset !== null && new Date(reset) > now && !response.headers["retry-after"])
    return new RateLimitedError(`${host} asks to wait until ${reset}.`, new Date(reset));
  return statusError({ ...response, status: 429 }, now) as RateLimitedError;
}
