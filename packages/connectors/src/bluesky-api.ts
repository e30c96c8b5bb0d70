import { RateLimitedError, RefusedError } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { jsonAnswer, maybe, type PostAnswer, post } from "./json-answer.ts";

export type BlueskyAccess = { http: Http; now: () => Date; service: string; identifier: string; password: string };

/** Reads from the network as one of its members. */
export type BlueskyApi = {
  /**
   * Calls a query of the API, `app.bsky.feed.searchPosts`; signs in before the first, and again where a session has run out.
   * @throws RateLimitedError, RefusedError, UnavailableError
   */
  query(method: string, parameters: Record<string, string | number | null>): Promise<HttpResponse>;
};

const session = z.object({ accessJwt: z.string().min(1) });
const failure = z.object({ error: maybe(z.string()), message: maybe(z.string()) });

/** Opens the API of a Bluesky service (https://docs.bsky.app/docs/advanced-guides/api-directory). Passwords go nowhere else. */
export function blueskyApi({ http, now, service, identifier, password }: BlueskyAccess): BlueskyApi {
  const root = `${service.replace(/\/+$/, "")}/xrpc/`;
  let token: string | null = null;

  async function signIn(): Promise<string> {
    const url = `${root}com.atproto.server.createSession`;
    const body = JSON.stringify({ identifier, password });
    const response = await post(http, url, { headers: { "content-type": "application/json" }, body }, now());
    if (response.status === 400 || response.status === 401)
      throw new RefusedError(
        `Bluesky did not sign in (${nameOf(response) ?? response.status}): check this source's identifier and app password, and its option "service".`,
      );
    const error = meaning(response, now());
    if (error) throw error;
    const read = session.safeParse(jsonAnswer(response));
    if (!read.success)
      throw new RefusedError(`${service} did not open a session: check this source's option "service".`);
    return read.data.accessJwt;
  }

  return {
    async query(method, parameters) {
      const url = new URL(root + method);
      for (const [name, value] of Object.entries(parameters))
        if (value !== null) url.searchParams.set(name, String(value));
      for (let attempt = 1; ; attempt++) {
        token ??= await signIn();
        const headers = { accept: "application/json", authorization: `Bearer ${token}` };
        const response = await http.get(url.href, { headers, accept: [400, 401, 403, 429] });
        if (response.status < 400) return response;
        const name = nameOf(response);
        if (attempt === 1 && (response.status === 401 || name === "ExpiredToken" || name === "InvalidToken")) {
          token = null;
          continue;
        }
        throw meaning(response, now()) ?? new RefusedError(`Bluesky refused ${method} (${name ?? response.status}).`);
      }
    },
  };
}

/** Limits end at an epoch second in a header of their own. */
function meaning(response: Pick<PostAnswer, "status" | "url" | "headers" | "body">, now: Date): Error | null {
  const reset = Number(response.headers["ratelimit-reset"]) * 1000;
  if (response.status === 429 && reset > now.getTime() && !response.headers["retry-after"]) {
    const at = new Date(reset);
    return new RateLimitedError(`Bluesky asks to wait until ${at.toISOString()}.`, at);
  }
  const name = nameOf(response);
  if (response.status === 400 && name !== null)
    return new RefusedError(
      `Bluesky refused ${new URL(response.url).pathname.slice(6)} (${name}): check this source's tag, q and service.`,
    );
  return statusError(response, now);
}

function nameOf({ body }: { body: Uint8Array }): string | null {
  try {
    return failure.safeParse(JSON.parse(new TextDecoder().decode(body))).data?.error ?? null;
  } catch {
    return null;
  }
}
