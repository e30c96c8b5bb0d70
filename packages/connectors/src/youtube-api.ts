import { RateLimitedError, RefusedError } from "@groundswell/model";
import ICAL from "ical.js";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { ianaZone } from "./ical-zones.ts";
import { jsonAnswer, listOf, maybe, text } from "./json-answer.ts";

export type YoutubeApi = {
  /**
   * Calls a list method of the Data API v3.
   * @param absent reasons of refusal that mean there is nothing to list; the answer is then null
   * @throws RateLimitedError until midnight Pacific once the day's quota is spent; RefusedError, UnavailableError
   */
  list(
    method: string,
    parameters: Record<string, string | number | null>,
    absent?: string[],
  ): Promise<HttpResponse | null>;
};

const failure = z.object({
  error: z.object({
    message: text,
    status: text,
    errors: listOf(z.object({ reason: text })),
    details: listOf(z.object({ reason: text, metadata: maybe(z.record(z.string(), z.unknown())) })),
  }),
});

const defaultWaitSeconds = 60;

/** Opens the Data API (https://developers.google.com/youtube/v3/docs). Every call here costs one unit of 10,000 a day. */
export function youtubeApi({
  http,
  now,
  baseUrl,
  key,
}: {
  http: Http;
  now: () => Date;
  baseUrl: string;
  key: string;
}): YoutubeApi {
  return {
    async list(method, parameters, absent = []) {
      const url = new URL(`${baseUrl.replace(/\/+$/, "")}/${method}`);
      for (const [name, value] of Object.entries(parameters))
        if (value !== null) url.searchParams.set(name, String(value));
      url.searchParams.set("key", key);
      const response = await http.get(url.href, {
        headers: { accept: "application/json" },
        accept: [400, 403, 404, 429],
      });
      if (response.status < 400) return response;
      const { reasons, message } = refusal(response);
      if (reasons.some((reason) => absent.includes(reason))) return null;
      const error = meaning(response, reasons, message.replaceAll(key, "…"), method, now());
      // A limit told in the body alone is one that the client did not hear.
      if (error instanceof RateLimitedError) await http.pause(response.url, error.retryAt);
      throw error;
    },
  };
}

function meaning(response: HttpResponse, reasons: string[], message: string, method: string, now: Date): Error {
  const has = (pattern: RegExp) => reasons.some((reason) => pattern.test(reason));
  const said = `YouTube answered ${response.status} to ${method}${reasons[0] ? ` (${reasons[0]})` : ""}`;
  if (has(/^(quotaExceeded|dailyLimitExceeded\w*)$/) || has(/PerDay/i)) {
    const at = nextPacificMidnight(now);
    return new RateLimitedError(
      `${said}: the day's quota of this key is spent. It opens again at ${at.toISOString()}.`,
      at,
    );
  }
  if (has(/rateLimitExceeded|RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED/i) && !response.headers["retry-after"]) {
    const at = new Date(now.getTime() + defaultWaitSeconds * 1000);
    return new RateLimitedError(`${said}: too many requests at once. Waiting until ${at.toISOString()}.`, at);
  }
  if (has(/^(keyInvalid|keyExpired|API_KEY_INVALID|badRequest)$/) && /key/i.test(message))
    return new RefusedError(`${said}: "${message}" Set or renew this source's key.`);
  if (has(/accessNotConfigured|SERVICE_DISABLED/))
    return new RefusedError(`${said}: switch on the YouTube Data API v3 for this key's project.`);
  if (response.status === 400) return new RefusedError(`${said}: "${message}" Check this source's channel.`);
  return statusError(response, now) ?? new RefusedError(`${said}: check this source's key.`);
}

function refusal(response: HttpResponse): { reasons: string[]; message: string } {
  try {
    const { error } = failure.parse(jsonAnswer(response));
    const limits = error.details.flatMap(({ metadata }) =>
      typeof metadata?.quota_limit === "string" ? [metadata.quota_limit] : [],
    );
    const reasons = [
      ...error.errors.map(({ reason }) => reason),
      ...error.details.map(({ reason }) => reason),
      ...limits,
      error.status,
    ];
    return {
      reasons: reasons.filter((reason) => reason !== null),
      message: (error.message ?? "").replace(/<[^<>]*>/g, "").slice(0, 200),
    };
  } catch {
    return { reasons: [], message: "" };
  }
}

/** The next midnight in Los Angeles, when YouTube's quota opens again, through either change of the clocks. */
export function nextPacificMidnight(now: Date): Date {
  const zone = ianaZone("America/Los_Angeles");
  if (zone === null) return new Date(now.getTime() + 24 * 3_600_000);
  const { year, month, day } = zone.wallAt(now.getTime());
  const midnight = new ICAL.Time(
    { year, month, day, hour: 0, minute: 0, second: 0, isDate: false },
    ICAL.Timezone.localTimezone,
  );
  midnight.adjust(1, 0, 0, 0);
  return new Date(zone.instantOf(midnight));
}
