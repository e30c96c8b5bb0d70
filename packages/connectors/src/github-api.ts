import { RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import type { Http } from "./http.ts";
import { retryAt } from "./http-status.ts";
import { publicUrl } from "./public-url.ts";

/** One answer: what it holds, its bytes, and where the next page is. */
export type GithubPage = { data: unknown; next: string | null; etag: string | null; raw: RawPage };

export type GithubAsk = {
  parameters?: Record<string, string | number | null>;
  /** What was read before: unchanged, it costs nothing of the limit. */
  etag?: string | null;
  /** Statuses that say there is nothing to read. */
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

const Client = Octokit.plugin(throttling, retry);
const defaultWaitSeconds = 60;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Opens the REST API. A pull never sleeps out a limit: it says until when, and the worker waits. */
export function githubApi({ http, now, baseUrl, token }: GithubAccess): GithubApi {
  const origin = new URL(baseUrl).origin;
  const octokit = new Client({
    ...(token && { auth: token }),
    baseUrl: baseUrl.replace(/\/+$/, ""),
    log: silent,
    request: { fetch: http.fetch, parseSuccessResponseBody: false },
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
    // Twice, after 0.2 and 0.8 s, for the single failures that a large API always has; the rest is the worker's.
    retry: { retries: 2, retryAfterBaseValue: 200, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451, 503] },
  });

  return {
    async page(address, { parameters = {}, etag = null, absent = [] } = {}) {
      // The token goes with every request, so a link that leads elsewhere is not followed.
      if (!address.startsWith("/") && (!URL.canParse(address) || new URL(address).origin !== origin))
        throw new RefusedError(
          `GitHub's next page is at ${publicUrl(address)}, which is not under ${baseUrl}: check baseUrl.`,
        );
      const given = Object.entries(parameters).filter(([, value]) => value !== null);
      try {
        const answer = await octokit.request({
          method: "GET",
          url: address,
          ...Object.fromEntries(given),
          headers: { "x-github-api-version": "2022-11-28", ...(etag && { "if-none-match": etag }) },
        });
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
        const { status } = error as Failure;
        if (status === 304 || (status !== undefined && absent.includes(status))) return null;
        throw meaning(error as Failure, address, now());
      }
    },
  };
}

/** The URL of the next page in a Link header (RFC 8288), or null on the last. */
export function nextLink(header: string | undefined): string | null {
  return /<([^<>]+)>\s*;[^,]*\brel="?next"?/.exec(header ?? "")?.[1] ?? null;
}

/**
 * What a failed request means for the worker. Limits are told apart from refusals as GitHub's documentation says:
 * Retry-After first, then a spent x-ratelimit-remaining, then the text of a secondary limit.
 */
function meaning(error: Failure, address: string, now: Date): Error {
  // octokit wraps what the client threw.
  const thrown = ours(error) ?? ours(error.cause);
  if (thrown) return thrown;
  const headers = error.response?.headers ?? {};
  const status = error.status ?? 0;
  const said = `GitHub answered ${status} for ${publicUrl(address)}: "${error.message.split(" - https://")[0]?.slice(0, 200)}".`;
  const limited = (until: Date) => new RateLimitedError(`${said} It asks to wait until ${until.toISOString()}.`, until);
  if ((status === 403 || status === 429 || status === 503) && headers["retry-after"])
    return limited(retryAt(headers["retry-after"], now));
  if (status === 403 || status === 429) {
    const reset = Number(headers["x-ratelimit-reset"]);
    // The reset is a whole second, and the limit still holds within it.
    if (headers["x-ratelimit-remaining"] === "0" && reset > 0) return limited(new Date((reset + 1) * 1000));
    if (status === 429 || /rate limit/i.test(error.message))
      return limited(new Date(now.getTime() + defaultWaitSeconds * 1000));
  }
  if (status >= 500 || status === 408) return new UnavailableError(`${said} Try again later.`);
  if (status >= 400) return new RefusedError(`${said} ${advice(status)}`);
  return error;
}

function advice(status: number): string {
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
