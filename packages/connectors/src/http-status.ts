import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { publicUrl } from "./public-url.ts";

const defaultWaitSeconds = 60;
// A server whose clock is years ahead must not park a host for years.
const longestWaitSeconds = 86_400;

/**
 * When a host may be asked again, from a Retry-After header (RFC 9110, section 10.2.3): seconds or an HTTP date.
 * Without one, or with one that makes no sense, in 60 seconds; never later than in a day.
 * @param serverDate the Date header: a date is as far away as the server's own clock says, however wrong that is
 */
export function retryAt(retryAfter: string | undefined, now: Date, serverDate?: string): Date {
  const text = retryAfter?.trim() ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : secondsUntil(Date.parse(text), now, serverDate);
  const wait = Number.isNaN(seconds) ? defaultWaitSeconds : Math.min(Math.max(seconds, 0), longestWaitSeconds);
  return new Date(now.getTime() + wait * 1000);
}

function secondsUntil(instant: number, now: Date, serverDate: string | undefined): number {
  const clock = Date.parse(serverDate ?? "");
  // Nobody asks to wait until what is over by the same clock: such a Date header is somebody else's, a cache's perhaps.
  return (instant - (clock <= instant ? clock : now.getTime())) / 1000;
}

/** What an HTTP status means for the worker, as the error to throw; null for 200 to 299 and 304. */
export function statusError(
  response: { status: number; url: string; headers: Record<string, string> },
  now: Date,
): RateLimitedError | UnavailableError | RefusedError | null {
  const { status, headers } = response;
  if ((status >= 200 && status < 300) || status === 304) return null;
  const url = publicUrl(response.url);
  const host = new URL(response.url).host;
  if (status === 429 || (status === 503 && headers["retry-after"])) {
    const at = retryAt(headers["retry-after"], now, headers.date);
    return new RateLimitedError(`${host} asks to wait until ${at.toISOString()} (${status}).`, at);
  }
  // 408 and 425 are the two refusals that a server itself wants repeated.
  if (status >= 500 || status === 408 || status === 425)
    return new UnavailableError(`${host} could not answer ${url} (${status}). Try again later.`);
  return new RefusedError(refusal(status, host, url));
}

function refusal(status: number, host: string, url: string): string {
  if (status === 401) return `${host} wants a valid credential for ${url} (401): set or renew this source's key.`;
  if (status === 403)
    return `${host} forbids ${url} (403): check that this source's key may read it, and that the site lets programs read it.`;
  if (status >= 300 && status < 400)
    return `${url} answers somewhere else by now (${status}): give this source the new address, which may not be followed with a secret.`;
  if (status === 404)
    return `There is nothing at ${url} (404): check the names and addresses in this source's options.`;
  if (status === 410) return `${url} is gone for good (410): remove this source, or give the place's new address.`;
  if (status === 451) return `${host} withholds ${url} for legal reasons (451): remove this source.`;
  return `${host} refused ${url} (${status}): check this source's options.`;
}
