import { ConfigError, RefusedError, UnavailableError } from "@groundswell/model";
import { Agent, request } from "undici";
import { createHostQueue } from "./host-queue.ts";
import { acceptEncoding, decodeBody, readBody } from "./http-body.ts";
import { statusError } from "./http-status.ts";
import { publicUrl } from "./public-url.ts";

/** One answer. Header names are lower-case; `url` is where redirects ended. */
export type HttpResponse = {
  status: number;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  fetchedAt: string;
};

export type HttpGet = {
  headers?: Record<string, string>;
  /** Statuses to hand back instead of throwing, beside 200 to 299 and 304. */
  accept?: number[];
};

/** The polite client that every connector uses. */
export type Http = {
  /**
   * Fetches a page.
   * @throws RateLimitedError on 429, and on 503 with Retry-After; UnavailableError on other 5xx, 408, time-outs and
   * broken connections; RefusedError on other 4xx; ConfigError where the URL is no http(s) URL
   */
  get(url: string, options?: HttpGet): Promise<HttpResponse>;
  /** The same client in the shape of `fetch`, for libraries that bring their own requests; throws only on network faults. */
  fetch: typeof globalThis.fetch;
};

/** How long to wait, in milliseconds: for a connection, for headers, between two pieces of a body, for all of it. */
export type HttpTimeouts = { connectMs: number; headersMs: number; bodyMs: number; totalMs: number };

export type HttpSettings = {
  /** Name, version and a way to reach whoever runs this: `Groundswell/0.1 (+https://example.org)`. */
  userAgent: string;
  now?: () => Date;
  /** The longest page that is read, counted after decompression. */
  maxBytes?: number;
  timeouts?: Partial<HttpTimeouts>;
  concurrentPerHost?: number;
};

type Hop = {
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  signal: AbortSignal | null;
};

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
// Everything else (Authorization, Cookie, Api-Key…) can be a credential, and another host must not see it.
const harmless = new Set(["accept", "accept-language", "if-none-match", "if-modified-since", "x-github-api-version"]);
const defaultTimeouts: HttpTimeouts = { connectMs: 10_000, headersMs: 30_000, bodyMs: 30_000, totalMs: 120_000 };

/** Opens the client: an identifying User-Agent, decompression, redirects, time-outs, and few requests at once per host. */
export function createHttp(settings: HttpSettings): Http {
  const now = settings.now ?? (() => new Date());
  const maxBytes = settings.maxBytes ?? 64 * 1024 * 1024;
  const timeouts = { ...defaultTimeouts, ...settings.timeouts };
  const inTurn = createHostQueue(settings.concurrentPerHost ?? 2);
  const agent = new Agent({
    connect: { timeout: timeouts.connectMs },
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
  });

  /** One request, one answer, with no opinion on its status. Whatever decides if a host may be asked at all belongs here. */
  async function exchange(url: URL, hop: Hop): Promise<HttpResponse> {
    return inTurn(url.host, hop.signal, async () => {
      const deadline = AbortSignal.timeout(timeouts.totalMs);
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: hop.method,
          headers: { ...hop.headers, "user-agent": settings.userAgent, "accept-encoding": acceptEncoding },
          body: hop.body,
          signal: hop.signal ? AbortSignal.any([hop.signal, deadline]) : deadline,
        });
        const headers = flat(answer.headers);
        const received = await readBody(answer.body, maxBytes);
        const body = await decodeBody(received, headers["content-encoding"], maxBytes);
        return { status: answer.statusCode, url: url.href, headers, body, fetchedAt: now().toISOString() };
      } catch (error) {
        if (hop.signal?.aborted) throw hop.signal.reason;
        throw networkFault(error, url, deadline.aborted ? timeouts.totalMs : null);
      }
    });
  }

  async function follow(address: string, first: Hop, handBack: (status: number) => boolean): Promise<HttpResponse> {
    let url = webAddress(address);
    let hop = first;
    for (let count = 0; ; count++) {
      const response = await exchange(url, hop);
      const location = response.headers.location;
      if (!redirects.has(response.status) || !location || handBack(response.status)) return response;
      if (count === mostRedirects)
        throw new RefusedError(
          `${publicUrl(address)} redirects more than ${mostRedirects} times: give this source the address that a browser ends at.`,
        );
      const target = redirectTarget(location, url);
      if (target.origin !== url.origin) hop = { ...hop, headers: onlyHarmless(hop.headers) };
      url = target;
    }
  }

  return {
    async get(address, options = {}) {
      const accepted = (status: number) => options.accept?.includes(status) ?? false;
      const hop: Hop = { method: "GET", headers: lowerCase(options.headers ?? {}), body: null, signal: null };
      const response = await follow(address, hop, accepted);
      const error = accepted(response.status) ? null : statusError(response, now());
      if (error) throw error;
      return response;
    },
    fetch: async (input, init) => {
      const asked = new Request(input, init);
      const hop: Hop = {
        method: asked.method,
        headers: Object.fromEntries(asked.headers),
        body: asked.body === null ? null : new Uint8Array(await asked.arrayBuffer()),
        signal: init?.signal ?? null,
      };
      const reading = asked.method === "GET" || asked.method === "HEAD";
      return asResponse(await follow(asked.url, hop, () => !reading || asked.redirect === "manual"), asked.url);
    },
  };
}

function webAddress(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new ConfigError(
    `"${publicUrl(text)}" is no address of a page: give a URL that starts with https:// or http://.`,
  );
}

function redirectTarget(location: string, from: URL): URL {
  if (URL.canParse(location, from.href)) {
    const target = new URL(location, from);
    if (/^https?:$/.test(target.protocol)) return target;
  }
  throw new RefusedError(`${publicUrl(from)} redirects to something that is no web page: check its address.`);
}

function networkFault(error: unknown, url: URL, timedOutMs: number | null): Error {
  if (error instanceof RefusedError) return new RefusedError(`${publicUrl(url)}: ${error.message}`, { cause: error });
  if (timedOutMs !== null)
    return new UnavailableError(
      `${url.host} did not finish answering ${publicUrl(url)} within ${timedOutMs / 1000} s. Try again later.`,
    );
  return new UnavailableError(`The answer of ${url.host} to ${publicUrl(url)} broke off. Try again later.`, {
    cause: error,
  });
}

function onlyHarmless(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), [value].flat().join(", ")]));
}

function asResponse(answer: HttpResponse, asked: string): Response {
  const headers = new Headers(answer.headers);
  // The body is decoded, so what described its encoded form would now be a lie.
  headers.delete("content-encoding");
  headers.delete("content-length");
  const empty = [101, 204, 205, 304].includes(answer.status);
  const response = new Response(empty ? null : Buffer.from(answer.body), { status: answer.status, headers });
  Object.defineProperty(response, "url", { value: answer.url });
  Object.defineProperty(response, "redirected", { value: answer.url !== asked });
  return response;
}
