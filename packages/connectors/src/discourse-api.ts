import { RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { retryAt, statusError } from "./http-status.ts";
import { jsonValue, rawPage } from "./json-answer.ts";
import { publicUrl } from "./public-url.ts";

/** One answer of a forum; `data` is null where `status` says that there is nothing to be had. */
export type DiscoursePage = { status: number; data: unknown; raw: RawPage };

export type DiscourseApi = {
  /**
   * Asks a forum for JSON.
   * @param absent statuses to hand back instead of throwing; 403 only where the forum itself says it, not a wall before it
   * @throws RateLimitedError, with the whole host paused; RefusedError (a forum for members only too), UnavailableError
   */
  page(path: string, query: [string, string][], absent?: number[]): Promise<DiscoursePage>;
};

const failure = z.object({
  errors: z.array(z.string()).nullish().catch(null),
  error_type: z.string().nullish().catch(null),
  extras: z
    .object({ wait_seconds: z.coerce.number().nonnegative().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** Opens a forum (https://docs.discourse.org). Keys travel in headers: the query is no longer read for them. */
export function discourseApi(access: {
  http: Http;
  now: () => Date;
  /** The forum's root, where requests go. */
  root: string;
  credentials: Record<string, string>;
}): DiscourseApi {
  const headers = { accept: "application/json", ...keyHeaders(access.credentials) };
  return {
    async page(path, query, absent = []) {
      const search = new URLSearchParams(query).toString();
      const url = `${access.root}${path}${search ? `?${search}` : ""}`;
      const response = await access.http.get(url, { headers, accept: [403, 429, ...absent] });
      const data = jsonValue(response.body);
      const known = failure.safeParse(data).data ?? {};
      if (response.status === 429) {
        const limit = tooMany(response, known, access.now());
        // The seconds stand in the body, where the client does not look.
        access.http.pause(response.url, limit.retryAt);
        throw limit;
      }
      const withheld = known.error_type !== "not_logged_in" && Boolean(known.error_type ?? known.errors);
      if (response.status === 403 && !(withheld && absent.includes(403))) throw closed(response, known, access.now());
      if (absent.includes(response.status)) return { status: response.status, data: null, raw: rawPage(response) };
      if (data === undefined)
        throw new UnavailableError(
          `${publicUrl(response.url)} answered with something that is no JSON: check that this source's url is the root of a Discourse forum.`,
        );
      return { status: response.status, data, raw: rawPage(response) };
    },
  };
}

function keyHeaders({ apiKey, apiUsername, userApiKey }: Record<string, string>): Record<string, string> {
  if (userApiKey) return { "user-api-key": userApiKey };
  return apiKey ? { "api-key": apiKey, "api-username": apiUsername || "system" } : {};
}

/** A forum limits whole visitors (plain text, a code in a header) and single actions (JSON with seconds): both say how long. */
function tooMany(response: HttpResponse, known: z.output<typeof failure>, now: Date): RateLimitedError {
  const code = response.headers["discourse-rate-limit-error-code"];
  const seconds = known.extras?.wait_seconds ?? (response.headers["retry-after"] ? null : secondsOf(code));
  const at = retryAt(seconds === null ? response.headers["retry-after"] : String(seconds), now, response.headers.date);
  const why = code ?? known.error_type ?? "429";
  return new RateLimitedError(`${new URL(response.url).host} asks to wait until ${at.toISOString()} (${why}).`, at);
}

function secondsOf(code: string | undefined): number | null {
  if (code?.endsWith("_1_day")) return 86_400;
  const seconds = /_(\d+)_secs/.exec(code ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds);
}

function closed(response: HttpResponse, known: z.output<typeof failure>, now: Date): Error {
  const { host } = new URL(response.url);
  if (known.error_type === "not_logged_in")
    return new RefusedError(
      `${host} shows its topics to members only: ask its owner for an API key, and name it in this source's credentials as apiKey and apiUsername.`,
    );
  return statusError(response, now) ?? new RefusedError(`${host} refused ${publicUrl(response.url)}.`);
}
