import { isUrl, RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { Octokit } from "@octokit/rest";
import pRetry from "p-retry";
import type { Http } from "./http.ts";
import { retryAt } from "./http-status.ts";
import { publicUrl } from "./public-url.ts";

/** One answer: what it holds, its bytes, and where the next page is. */
export type GithubPage = { data: unknown; next: string | null; etag: string | null; raw: RawPage };

/** A failed answer, of either API: what its headers and its message say decides what the worker does. */
export type GithubFailure = {
  address: string;
  status: number;
  headers: Record<string, string | undefined>;
  message: string;
};

export type GithubAsk = {
  parameters?: Record<string, string | number | null>;
  /** What was read before: unchanged, it costs nothing of the limit. */
  etag?: string | null;
  /** Statuses that say there is nothing to read; what is only switched off (issues, say) is still a refusal. */
  absent?: number[];
};

export type GithubApi = {
  /**
   * Asks for a page by its path, or by the URL that a page before it gave; null where nothing changed or nothing is there.
   * @throws RateLimitedError, RefusedError, UnavailableError
   */
  page(address: string, ask?: GithubAsk): Promise<GithubPage | null>;
};

export type GithubAccess = { http: Http; now: () => Date; baseUrl: string; token: string | null };

type Failure = Error & {
  status?: number;
  response?: { headers: Record<string, string | undefined>; data: unknown };
};

// How fast GitHub is asked is the polite client's to say. Octokit's plugins for that and for retries reckon by the clock of the day: set back while
// a request begins, by however much, they keep it waiting for so long.
/** Twice, after 0.2 and 0.8 s, for the single failures that a large API always has; the rest is the worker's. */
const again = {
  retries: 2,
  minTimeout: 200,
  factor: 4,
  shouldRetry: ({ error }: { error: Error }) => isPassing(error),
};
const defaultWaitSeconds = 60;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Opens the REST API. A pull never sleeps out a limit: it says until when, and the worker waits. */
export function githubApi({ http, now, baseUrl, token }: GithubAccess): GithubApi {
  const origin = new URL(baseUrl).origin;
  const root = baseUrl.replace(/\/+$/, "");
  const octokit = new Octokit({
    ...(token && { auth: token }),
    baseUrl: root,
    log: silent,
    request: { fetch: http.fetch, parseSuccessResponseBody: false },
  });

  return {
    async page(address, { parameters = {}, etag = null, absent = [] } = {}) {
      // The token goes with every request, so a link that leads elsewhere is not followed.
      if (!address.startsWith("/") && (!isUrl(address) || new URL(address).origin !== origin))
        throw new RefusedError(
          `GitHub's next page is at ${publicUrl(address)}, which is not under ${baseUrl}: check baseUrl.`,
        );
      const given = Object.entries(parameters).filter(([, value]) => value !== null);
      try {
        const ask = () =>
          octokit.request({
            method: "GET",
            url: address,
            ...Object.fromEntries(given),
            headers: { "x-github-api-version": "2022-11-28", ...(etag && { "if-none-match": etag }) },
          });
        const answer = await pRetry(ask, again);
        const body = new Uint8Array(await new Response(answer.data as ReadableStream).arrayBuffer());
        return {
          data: parsed(body, answer.url),
          next: nextLink(answer.headers.link),
          etag: answer.headers.etag ?? null,
          raw: {
            request: publicUrl(answer.url),
            contentType: answer.headers["content-type"] ?? "application/json",
            body,
            fetchedAt: now().toISOString(),
          },
        };
      } catch (error) {
        const { status, message } = error as Failure;
        if (status === 304) return null;
        if (status !== undefined && absent.includes(status) && !/disabled/i.test(message)) return null;
        throw meaning(error as Failure, address.startsWith("/") ? `${root}${address}` : address, http, now());
      }
    },
  };
}

/** The URL of the next page in a Link header (RFC 8288), or null on the last. */
export function nextLink(header: string | undefined): string | null {
  return /<([^<>]+)>\s*;[^,]*\brel="?next"?/.exec(header ?? "")?.[1] ?? null;
}

/** Whether a failure may be over in a moment. 503 says for how long it is there. */
function isPassing(error: Failure): boolean {
  const thrown = ours(error) ?? ours(error.cause);
  if (thrown) return thrown instanceof UnavailableError;
  const { status = 0 } = error;
  return status === 408 || (status >= 500 && status !== 503);
}

function meaning(error: Failure, address: string, http: Http, now: Date): Error {
  // octokit wraps what the client threw.
  const thrown = ours(error) ?? ours(error.cause);
  if (thrown) return thrown;
  const message = error.message.split(" - https://")[0] ?? "";
  const failure = { address, status: error.status ?? 0, headers: error.response?.headers ?? {}, message };
  return limitOf(failure, http, now) ?? githubRefusal(failure) ?? error;
}

/**
 * The limit that a failure speaks of, or null: Retry-After first, then a spent x-ratelimit-remaining, then the text of
 * a secondary limit, as GitHub's documentation orders them. Keeps everybody off the host meanwhile.
 */
export function limitOf(failure: GithubFailure, http: Http, now: Date): RateLimitedError | null {
  const until = limitedUntil(failure, now);
  if (until === null) return null;
  // The client hears of 429 by itself, but not of a limit that comes as 403 or in a body.
  http.pause(failure.address, until);
  return new RateLimitedError(`${said(failure)} It asks to wait until ${until.toISOString()}.`, until);
}

/** When a spent quota is filled again, or null where the headers speak of none. */
export function quotaSpentUntil(headers: Record<string, string | undefined>): Date | null {
  const reset = Number(headers["x-ratelimit-reset"]);
  // The reset is a whole second, and the limit still holds within it.
  return headers["x-ratelimit-remaining"] === "0" && reset > 0 ? new Date((reset + 1) * 1000) : null;
}

function limitedUntil({ status, headers, message }: GithubFailure, now: Date): Date | null {
  // The GraphQL API tells its limits with 200.
  if (![200, 403, 429, 503].includes(status)) return null;
  if (headers["retry-after"] && (status !== 200 || /rate limit/i.test(message)))
    return retryAt(headers["retry-after"], now, headers.date);
  if (status === 503) return null;
  const spent = status === 200 && !/rate limit/i.test(message) ? null : quotaSpentUntil(headers);
  if (spent) return spent;
  const isLimit = status === 429 || /rate limit|abuse detection/i.test(message);
  return isLimit ? new Date(now.getTime() + defaultWaitSeconds * 1000) : null;
}

/** What a failure that is no limit means; null for a status that is none. */
export function githubRefusal(failure: GithubFailure): Error | null {
  const { status } = failure;
  if (status >= 500 || status === 408) return new UnavailableError(`${said(failure)} Try again later.`);
  return status >= 300 ? new RefusedError(`${said(failure)} ${advice(status)}`) : null;
}

function said({ status, address, message }: GithubFailure): string {
  return `GitHub answered ${status} for ${publicUrl(address)}: "${message.slice(0, 200)}".`;
}

function advice(status: number): string {
  if (status < 400) return 'It answers somewhere else by now: give its new address as "baseUrl".';
  if (status === 401) return "Set or renew this source's token.";
  if (status === 403) return "Check what this source's token may read.";
  if (status === 404) return 'Check the name in "repository"; a private one needs a token that may read it.';
  if (status === 410) return 'It is switched off or deleted: take it out of "include", or remove this source.';
  if (status === 451) return "It is withheld for legal reasons: remove this source.";
  return "Check this source's options.";
}

function ours(error: unknown): Error | null {
  const known = error instanceof RateLimitedError || error instanceof UnavailableError || error instanceof RefusedError;
  return known ? error : null;
}

function parsed(body: Uint8Array, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new UnavailableError(`${publicUrl(url)} answered with something that is not JSON.`, { cause });
  }
}
