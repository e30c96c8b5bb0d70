import { RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { publicUrl } from "./public-url.ts";

/** One page of any method, as API 2.3 wraps it. */
export type StackExchangePage = { items: unknown[]; hasMore: boolean; raw: RawPage };

export type StackExchangeApi = {
  /**
   * Asks for a page.
   * @throws RateLimitedError before a backoff has passed or once the quota is spent; RefusedError, UnavailableError
   */
  page(path: string, parameters: Record<string, string | number | null>): Promise<StackExchangePage>;
};

export type StackExchangeAccess = {
  http: Http;
  now: () => Date;
  baseUrl: string;
  site: string;
  auth: "bearer" | "query" | "none";
  key: string | null;
};

const wrapper = z.object({
  items: z.array(z.unknown()),
  has_more: z.boolean().nullish().catch(null),
  backoff: z.number().nullish().catch(null),
  quota_max: z.number().nullish().catch(null),
  quota_remaining: z.number().nullish().catch(null),
});

const failure = z.object({
  error_id: z.number(),
  error_name: z.string().nullish().catch(null),
  error_message: z.string().nullish().catch(null),
});

// The API's own error ids; they come with these statuses or, mostly, with 400.
const errorStatuses = [400, 401, 402, 403, 404, 405, 406, 407, 409, 429, 500, 502, 503];
// The quota's day opens at its first request, so nobody can tell when it closes.
const quotaRetrySeconds = 3600;
// A slip of the API must not park its host for years.
const longestWaitSeconds = 86_400;

/**
 * Opens API 2.3 (https://api.stackexchange.com/docs). Limits travel in bodies, so the client cannot see them: whoever
 * reads one holds back everybody who asks the host, for other sources call the same methods from the same address.
 */
export function stackExchangeApi(access: StackExchangeAccess): StackExchangeApi {
  const { now, key } = access;
  let quotaSpent = false;

  return {
    async page(path, parameters) {
      if (quotaSpent) throw spentQuota(now(), access);
      const response = await access.http.get(address(access, path, parameters), {
        headers: {
          accept: "application/json",
          ...(access.auth === "bearer" && key && { authorization: `Bearer ${key}` }),
        },
        accept: errorStatuses,
      });
      const body = parsed(response);
      const error = errorOf(response, body, access);
      if (error instanceof RateLimitedError) access.http.pause(response.url, error.retryAt);
      if (error) throw error;
      const page = wrapper.safeParse(body);
      if (!page.success)
        throw new UnavailableError(`${publicUrl(response.url)} answered with something that is not a page of the API.`);
      const { items, has_more, backoff, quota_max, quota_remaining } = page.data;
      if (backoff) access.http.pause(response.url, after(now(), backoff));
      quotaSpent = quota_remaining === 0;
      if (quota_remaining != null)
        access.http.noteQuota?.({
          remaining: quota_remaining,
          limit: quota_max ?? null,
          resetAt: null,
          seenAt: response.fetchedAt,
        });
      return { items, hasMore: has_more === true && items.length > 0, raw: rawPage(response) };
    },
  };
}

function address(access: StackExchangeAccess, path: string, parameters: Record<string, string | number | null>) {
  const url = new URL(`${access.baseUrl.replace(/\/+$/, "")}${path}`);
  url.searchParams.set("site", access.site);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, String(value));
  if (access.auth === "query" && access.key) url.searchParams.set("key", access.key);
  return url.href;
}

/** What an answer that is no page means: by the API's error id where it has one, else by its status. */
function errorOf(response: HttpResponse, body: unknown, access: StackExchangeAccess): Error | null {
  const named = failure.safeParse(body);
  if (!named.success) return statusError(response, access.now());
  const { error_id, error_name, error_message } = named.data;
  const text = withoutKey(error_message ?? error_name ?? "no reason given", access.key).slice(0, 200);
  const said = `Stack Exchange answered ${error_id} for ${publicUrl(response.url)}: "${text}".`;
  // "too many requests from this IP, more requests available in 82216 seconds"
  if (error_id === 502 || response.status === 429) {
    const seconds = Number(/(\d{1,9})\s+seconds?/.exec(text)?.[1] ?? 60);
    return new RateLimitedError(said, after(access.now(), seconds));
  }
  if (error_id === 500 || error_id === 503) return new UnavailableError(`${said} Try again later.`);
  return new RefusedError(`${said} ${advice(error_id)}`);
}

function advice(errorId: number): string {
  if (errorId === 400) return "Check this source's site, tags and filter.";
  if (errorId === 404) return "Check this source's baseUrl.";
  if ([401, 402, 403, 405, 406].includes(errorId))
    return 'Set or renew this source\'s key, and check its option "auth" (bearer, query or none).';
  return "Check this source's options.";
}

function spentQuota(now: Date, access: StackExchangeAccess): RateLimitedError {
  const hint = access.key ? "" : " A key raises it from 300 to 10,000 requests a day.";
  return new RateLimitedError(`The day's quota of Stack Exchange is spent.${hint}`, after(now, quotaRetrySeconds));
}

function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + Math.min(seconds, longestWaitSeconds) * 1000);
}

function withoutKey(text: string, key: string | null): string {
  return key ? text.replaceAll(key, "…") : text;
}

function parsed(response: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response.body));
  } catch {
    return null;
  }
}

function rawPage(response: HttpResponse): RawPage {
  return {
    request: publicUrl(response.url),
    contentType: response.headers["content-type"] ?? "application/json",
    body: response.body,
    fetchedAt: response.fetchedAt,
  };
}
