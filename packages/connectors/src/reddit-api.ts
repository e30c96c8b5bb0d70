import { RateLimitedError, RefusedError } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { jsonAnswer, maybe, post } from "./json-answer.ts";
import { publicUrl } from "./public-url.ts";

export type RedditAccess = {
  http: Http;
  now: () => Date;
  baseUrl: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
};

export type RedditApi = {
  /**
   * Asks for a page; signs in before the first, and again where the token has run out.
   * @throws RateLimitedError also before the next page where the one before spent the limit; RefusedError, UnavailableError
   */
  get(path: string, parameters: Record<string, string | number | null>): Promise<HttpResponse>;
};

const granted = z.object({ access_token: z.string().min(1) });
const failure = z.object({ error: maybe(z.union([z.string(), z.number()])), reason: maybe(z.string()) });
const defaultWaitSeconds = 60;

/** Opens the API as an application without a user (https://github.com/reddit-archive/reddit/wiki/OAuth2). */
export function redditApi({ http, now, baseUrl, tokenUrl, clientId, clientSecret }: RedditAccess): RedditApi {
  let token: string | null = null;
  let closedUntil: Date | null = null;

  async function signIn(): Promise<string> {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
    const headers = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
    const response = await post(http, tokenUrl, { headers, body: "grant_type=client_credentials" }, now());
    if (response.status === 429) throw limited(response, now());
    const error = response.status === 400 || response.status === 401 ? null : statusError(response, now());
    if (error) throw error;
    const read = response.status < 400 ? granted.safeParse(jsonAnswer(response)) : null;
    if (read?.success) return read.data.access_token;
    throw new RefusedError(
      "Reddit did not sign in: check this source's clientId and clientSecret, and that Reddit has approved the application.",
    );
  }

  return {
    async get(path, parameters) {
      if (closedUntil !== null && closedUntil > now())
        throw new RateLimitedError(`Reddit's limit is spent until ${closedUntil.toISOString()}.`, closedUntil);
      const url = new URL(baseUrl.replace(/\/+$/, "") + path);
      for (const [name, value] of Object.entries(parameters))
        if (value !== null) url.searchParams.set(name, String(value));
      for (let attempt = 1; ; attempt++) {
        token ??= await signIn();
        const headers = { accept: "application/json", authorization: `Bearer ${token}` };
        const response = await http.get(url.href, { headers, accept: [401, 403, 404, 429] });
        if (response.status === 401 && attempt === 1) {
          token = null;
          continue;
        }
        if (response.status === 429) {
          const limit = limited(response, now());
          // Reddit counts the seconds in a header of its own, which the client does not look for.
          http.pause(url.href, limit.retryAt);
          throw limit;
        }
        if (response.status >= 400) throw refusal(response, now());
        const { "x-ratelimit-remaining": remaining } = response.headers;
        if (remaining !== undefined && Number(remaining) < 1) closedUntil = resetOf(response.headers, now());
        return response;
      }
    },
  };
}

/** Reddit counts the seconds to go, where others name an instant. */
function resetOf(headers: Record<string, string>, now: Date): Date {
  const said = headers["x-ratelimit-reset"] ?? headers["retry-after"];
  const seconds = said !== undefined && /^\d+(\.\d+)?$/.test(said.trim()) ? Number(said) : defaultWaitSeconds;
  return new Date(now.getTime() + Math.min(seconds, 86_400) * 1000);
}

function limited(response: { headers: Record<string, string> }, now: Date): RateLimitedError {
  const at = resetOf(response.headers, now);
  return new RateLimitedError(`Reddit asks to wait until ${at.toISOString()}.`, at);
}

function refusal(response: HttpResponse, now: Date): Error {
  const reason = reasonOf(response);
  if (reason === "private" || reason === "quarantined" || reason === "gold_only")
    return new RefusedError(
      `${publicUrl(response.url)} is ${reason.replace("_", " ")}: remove this source, or ask for access.`,
    );
  if (reason === "banned") return new RefusedError(`${publicUrl(response.url)} is banned: remove this source.`);
  return statusError(response, now) ?? new RefusedError(`Reddit refused ${publicUrl(response.url)}.`);
}

function reasonOf(response: HttpResponse): string | null {
  try {
    return failure.safeParse(jsonAnswer(response)).data?.reason ?? null;
  } catch {
    return null;
  }
}
