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
   * @throws RateLimitedError on 429, and on 503 with Retry-After; UnavailableError on other 5xx, time-outs and
   * broken connections; RefusedError on other 4xx; ConfigError where the URL is no http(s) URL
   */
  get(url: string, options?: HttpGet): Promise<HttpResponse>;
  /** The same client in the shape of `fetch`, for libraries that bring their own requests; throws only on network faults. */
  fetch: typeof globalThis.fetch;
};
