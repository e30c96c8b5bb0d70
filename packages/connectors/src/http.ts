import type { Socket } from "node:net";
import { ConfigError, isUrl, type Quota, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { Agent, buildConnector, request } from "undici";
import { createHostLimits, type HostLimits } from "./host-queue.ts";
import { acceptEncoding, decodeBody, readBody } from "./http-body.ts";
import { carriedHeaders, isPermanent, mostRedirects, redirectTarget } from "./http-redirect.ts";
import { statusError } from "./http-status.ts";
import { guardedConnector, type LookUp } from "./private-address.ts";
import { publicUrl } from "./public-url.ts";

/** One answer. Header names are lower-case; `url` is where redirects ended. */
export type HttpResponse = {
  status: number;
  url: string;
  /** Where the place has moved for good (301, 308), without secrets: the address to configure from now on. */
  movedTo: string | null;
  headers: Record<string, string>;
  body: Uint8Array;
  fetchedAt: string;
};

export type HttpGet = {
  headers?: Record<string, string>;
  /** Statuses to hand back instead of throwing, beside 200 to 299 and 304. */
  accept?: number[];
};

/** A server and the port it listens on. */
export type Place = { host: string; port: number; tls: boolean };

/** The polite client that every connector uses. */
export type Http = {
  /**
   * Fetches a page.
   * @throws RateLimitedError on 429, and on 503 with Retry-After; UnavailableError on other 5xx, 408, time-outs and
   * broken connections; RefusedError on other 4xx and where the host is not on the open internet; ConfigError where
   * the URL is no http(s) URL, or a header cannot be sent
   */
  get(url: string, options?: HttpGet): Promise<HttpResponse>;
  /** The same client in the shape of `fetch`, for libraries that bring their own requests; throws only on network faults. */
  fetch: typeof globalThis.fetch;
  /** Keeps everybody off the host of a URL until then: for a limit that only the body of an answer tells. */
  pause(url: string, until: Date): void | Promise<void>;
  /** One and the same in all clients that are made of one another: what one of them has learned of a host, the others know. Absent where a client stands alone. */
  knowledge?: object;
  /** Keeps what only the body of an answer says of a quota; absent where nobody keeps it. Headers are read without being told. */
  noteQuota?(quota: Quota): void;
  /**
   * Opens a connection for a protocol that is not HTTP, under the same guard.
   * @throws RefusedError where the guard keeps the host off; UnavailableError where it is not reached
   */
  connect(place: Place): Promise<Socket>;
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
  /** What the hosts are asked in turn by; in place of it, the limits of this process. */
  limits?: HostLimits;
  /**
   * `public-only`, where nothing is said, refuses hosts at private, loopback, link-local and other addresses off the open internet, in whatever
   * spelling, at every redirect again; `none` is for a network that has a guard of its own.
   */
  guard?: "public-only" | "none";
  /** Hosts that may be anywhere, by name or `name:port`. */
  allowHosts?: readonly string[];
  /** How names become addresses, in place of the system's way. */
  lookUp?: LookUp;
};

type Hop = {
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  signal: AbortSignal | null;
};

const defaultTimeouts: HttpTimeouts = { connectMs: 10_000, headersMs: 30_000, bodyMs: 30_000, totalMs: 120_000 };

/** Opens the client: an identifying User-Agent, decompression, redirects, time-outs, and few requests at once per host. */
export function createHttp(settings: HttpSettings): Http {
  const now = settings.now ?? (() => new Date());
  const maxBytes = settings.maxBytes ?? 64 * 1024 * 1024;
  const timeouts = { ...defaultTimeouts, ...settings.timeouts };
  const limits = settings.limits ?? createHostLimits(settings.concurrentPerHost ?? 2, now);
  const open =
    settings.guard === "none"
      ? buildConnector({ timeout: timeouts.connectMs })
      : guardedConnector(timeouts.connectMs, settings.allowHosts ?? [], settings.lookUp);
  const agent = new Agent({
    connect: open,
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
  });

  /** One request, one answer, with no opinion on its status beyond that a host which asks for quiet gets it. */
  async function exchange(url: URL, hop: Hop): Promise<HttpResponse> {
    const giveBack = await limits.take(url.host, hop.signal);
    const deadline = AbortSignal.timeout(timeouts.totalMs);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: hop.method,
        headers: { ...hop.headers, "user-agent": settings.userAgent, "accept-encoding": acceptEncoding },
        body: hop.body,
        signal: hop.signal ? AbortSignal.any([hop.signal, deadline]) : deadline,
      });
      const status = answer.statusCode;
      const headers = flat(answer.headers);
      const limit = statusError({ status, url: url.href, headers }, now());
      if (limit instanceof RateLimitedError) await limits.pause(url.host, limit.retryAt);
      const received = await readBody(answer.body, maxBytes);
      const body = await decodeBody(received, headers["content-encoding"], maxBytes);
      return { status, url: url.href, movedTo: null, headers, body, fetchedAt: now().toISOString() };
    } catch (error) {
      if (hop.signal?.aborted) throw hop.signal.reason;
      throw networkFault(error, url, deadline.aborted ? timeouts.totalMs : null);
    } finally {
      giveBack();
    }
  }

  async function follow(address: string, first: Hop, handBack: (status: number) => boolean): Promise<HttpResponse> {
    let { url, hop } = signIn(first, webAddress(address));
    let movedTo: string | null = null;
    let forGood = true;
    for (let count = 0; ; count++) {
      const response = await exchange(url, hop);
      const target = handBack(response.status) ? null : redirectTarget(response);
      if (target === null) return { ...response, movedTo };
      if (count === mostRedirects)
        throw new RefusedError(
          `${publicUrl(address)} redirects more than ${mostRedirects} times: give this source the address that a browser ends at.`,
        );
      // What a temporary redirect leads to may be gone tomorrow, and so may whatever lies behind it.
      forGood &&= isPermanent(response.status);
      if (forGood) movedTo = publicUrl(target);
      hop = { ...hop, headers: carriedHeaders(hop.headers, url, target) };
      url = target;
    }
  }

  return {
    knowledge: {},
    async get(address, options = {}) {
      const accepted = (status: number) => options.accept?.includes(status) ?? false;
      const hop: Hop = { method: "GET", headers: lowerCase(options.headers ?? {}), body: null, signal: null };
      const response = await follow(address, hop, accepted);
      const error = accepted(response.status) ? null : statusError(response, now());
      if (error) throw error;
      return response;
    },
    pause: (address, until) => limits.pause(webAddress(address).host, until),
    connect: ({ host, port, tls }) =>
      new Promise((opened, failed) => {
        const wanted = { hostname: host, protocol: tls ? "https:" : "http:", port: String(port) };
        open(tls ? { ...wanted, servername: host } : wanted, (error, socket) => {
          if (error === null) opened(socket);
          else if (error instanceof RefusedError) failed(error);
          else failed(new UnavailableError(`${host}:${port} was not reached. Try again later.`, { cause: error }));
        });
      }),
    fetch: async (input, init) => {
      const asked = requestOf(input, init);
      const hop: Hop = {
        method: asked.method,
        headers: { ...signInHeaders(input), ...Object.fromEntries(asked.headers) },
        body: asked.body === null ? null : new Uint8Array(await asked.arrayBuffer()),
        signal: init?.signal ?? null,
      };
      const reading = asked.method === "GET" || asked.method === "HEAD";
      return asResponse(await follow(asked.url, hop, () => !reading || asked.redirect === "manual"), asked.url);
    },
  };
}

function webAddress(text: string): URL {
  if (isUrl(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new ConfigError(
    `"${publicUrl(text)}" is no address of a page: give a URL that starts with https:// or http://.`,
  );
}

/** A URL without the user and password in it, and the header that carries them (RFC 7617) unless the connector signs in itself. */
function signIn(hop: Hop, url: URL): { url: URL; hop: Hop } {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  if (url.username === "" || hop.headers.authorization !== undefined) return { url: bare, hop };
  const pair = Buffer.from(`${decoded(url.username)}:${decoded(url.password)}`).toString("base64");
  return { url: bare, hop: { ...hop, headers: { ...hop.headers, authorization: `Basic ${pair}` } } };
}

/**
 * What a library asks for. `Request` refuses an address with a user in it, and shows in its messages whatever it refuses.
 * @throws ConfigError without a cause, which could be the credential itself
 */
function requestOf(input: string | URL | Request, init: RequestInit | undefined): Request {
  const address = webAddress(input instanceof Request ? input.url : String(input));
  address.username = "";
  address.password = "";
  try {
    return new Request(input instanceof Request ? input : address, init);
  } catch {
    throw unsendable(address);
  }
}

function signInHeaders(input: string | URL | Request): Record<string, string> {
  const none: Hop = { method: "GET", headers: {}, body: null, signal: null };
  return input instanceof Request ? {} : signIn(none, webAddress(String(input))).hop.headers;
}

function unsendable(url: URL): ConfigError {
  return new ConfigError(
    `The request to ${publicUrl(url)} holds something that no header may: set this source's credentials again, without line breaks.`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function networkFault(error: unknown, url: URL, timedOutMs: number | null): Error {
  if (error instanceof RefusedError) return new RefusedError(`${publicUrl(url)}: ${error.message}`, { cause: error });
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "UND_ERR_INVALID_ARG") return unsendable(url);
  if (timedOutMs !== null)
    return new UnavailableError(
      `${url.host} did not finish answering ${publicUrl(url)} within ${timedOutMs / 1000} s. Try again later.`,
    );
  return new UnavailableError(connectionFaults[code]?.(url) ?? brokenOff(url), { cause: error });
}

/** What the codes of a connection that did not come about mean to whoever gave the address. */
const connectionFaults: Record<string, (url: URL) => string> = {
  ENOTFOUND: ({ hostname }) =>
    `No server is known by the name ${hostname}: check the address, and that this machine can look up names.`,
  EAI_AGAIN: ({ hostname }) => `The name ${hostname} cannot be looked up at this moment. Try again later.`,
  ECONNREFUSED: ({ host }) => `Nothing answers at ${host}: check the address, or try again later.`,
};

const brokenOff = (url: URL) => `The answer of ${url.host} to ${publicUrl(url)} broke off. Try again later.`;

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
