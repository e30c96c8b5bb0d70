import { RateLimitedError, RefusedError } from "@groundswell/model";
import type { ReportContext } from "../context.ts";
import { attemptMs, type Outcome, type Parcel, saidBy } from "../parcel.ts";

/** A longer wait than a receiver can mean. */
const longestPauseMs = 86_400_000;
const unsetAddress = "The subscription has no address: make it anew.";

/**
 * Posts to the address of a hook. A redirect is an answer like any other, and not followed. The address is a secret, so that neither it nor
 * what an error says of it is repeated.
 * @param isTaken what a receiver that answers 200 to 299 says where it has not taken the message; null where it has
 */
export async function post(
  { http, now }: ReportContext,
  { target }: Pick<Parcel, "target">,
  { headers, body }: { headers?: Record<string, string>; body: string },
  faultIn: (said: string) => string | null = () => null,
): Promise<Outcome> {
  if (target === null) return { kind: "refused", said: unsetAddress };
  const { host } = new URL(target);
  try {
    const response = await http.fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(attemptMs),
    });
    const said = saidBy((await response.text()).slice(0, 2_000), secretsOf(target));
    return judge(host, response, said, faultIn, now());
  } catch (error) {
    if (error instanceof RateLimitedError)
      return {
        kind: "retry",
        said: `${host} asked to wait.`,
        afterMs: bounded(error.retryAt.getTime() - now().getTime()),
      };
    if (error instanceof RefusedError)
      return {
        kind: "refused",
        said: `${host} is not asked: it is not on the open internet, and GROUNDSWELL_ALLOW_HOSTS does not name it.`,
      };
    return { kind: "retry", said: `${host} did not answer.`, afterMs: null };
  }
}

function judge(
  host: string,
  { status, headers }: Response,
  said: string,
  faultIn: (said: string) => string | null,
  now: Date,
): Outcome {
  const answer = `${host} answered ${status}${said === "" ? "" : `: ${said}`}`;
  if (status >= 200 && status < 300) {
    const fault = faultIn(said);
    return fault === null
      ? { kind: "sent", said: answer }
      : { kind: "retry", said: `${host}: ${fault}`, afterMs: null };
  }
  if (status >= 300 && status < 400)
    return {
      kind: "refused",
      said: `${host} answered ${status}: it is somewhere else by now, so subscribe with the new address.`,
    };
  // 408 and 425 are the two refusals that a server itself wants repeated.
  if (status >= 500 || [408, 425, 429].includes(status))
    return { kind: "retry", said: answer, afterMs: pauseMs(headers.get("retry-after"), now) };
  return { kind: "refused", said: answer };
}

/** The wait of a Retry-After header (RFC 9110, section 10.2.3), in milliseconds; null where there is none. */
export function pauseMs(retryAfter: string | null, now: Date): number | null {
  const text = retryAfter?.trim() ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? null : bounded(ms);
}

const bounded = (ms: number) => Math.min(Math.max(ms, 0), longestPauseMs);

/** The parts of an address by which a receiver knows who posts. */
function secretsOf(target: string): string[] {
  const { pathname, search, searchParams } = new URL(target);
  const parts = [target, pathname + search, pathname, search, ...pathname.split("/"), ...searchParams.values()];
  return parts.flatMap((part) => [part, unescaped(part)]).filter((part) => part.length >= 8);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
