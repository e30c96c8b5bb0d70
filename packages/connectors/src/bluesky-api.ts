import { RateLimitedError, RefusedError } from "@groundswell/model";
import { z } from "zod";
import type { Http, HttpResponse } from "./http.ts";
import { statusError } from "./http-status.ts";
import { jsonAnswer, jsonValue, maybe, type PostAnswer, post } from "./json-answer.ts";

export type BlueskyAccess = { http: Http; now: () => Date; service: string; identifier: string; password: string };

/** Reads from the network as one of its members. */
export type BlueskyApi = {
  /**
   * Calls a query of the API, `app.bsky.feed.searchPosts`; signs in before the first, and again where a session has run out.
   * @throws RateLimitedError, RefusedError, UnavailableError
   */
  query(method: string, parameters: Record<string, string | number | string[] | null>): Promise<HttpResponse>;
};

const session = z.object({ accessJwt: z.string().min(1), refreshJwt: maybe(z.string().min(1)) });
type Answer = Pick<PostAnswer, "status" | "url" | "headers" | "body">;
type Session = z.output<typeof session>;
const failure = z.object({ error: maybe(z.string()), message: maybe(z.string()) });

/** Opens the API of a Bluesky service (https://docs.bsky.app/docs/advanced-guides/api-directory). Passwords go nowhere else. */
export function blueskyApi({ http, now, service, identifier, password }: BlueskyAccess): BlueskyApi {
  const root = `${service.replace(/\/+$/, "")}/xrpc/`;
  let current: Session | null = null;

  async function open(procedure: string, authorization: string | null, body: string): Promise<Session | null> {
    const headers = { ...(body && { "content-type": "application/json" }), ...(authorization && { authorization }) };
    const response = await post(http, `${root}com.atproto.server.${procedure}`, { headers, body }, now());
    const refused = response.status === 400 || response.status === 401;
    if (refused && authorization !== null) return null;
    if (refused)
      throw new RefusedError(
        `Bluesky did not sign in (${nameOf(response) ?? response.status}): check this source's identifier and app password, and its option "service".`,
      );
    const error = await meaning(response);
    if (error) throw error;
    const read = session.safeParse(jsonAnswer(response));
    if (read.success) return read.data;
    throw new RefusedError(`${service} did not open a session: check this source's option "service".`);
  }

  /** Prolongs a session that has run out; a sign-in is the last resort, as there are only 300 of them a day. */
  async function signIn(over: Session | null): Promise<Session> {
    const renewed = over?.refreshJwt ? await open("refreshSession", `Bearer ${over.refreshJwt}`, "") : null;
    return renewed ?? ((await open("createSession", null, JSON.stringify({ identifier, password }))) as Session);
  }

  async function meaning(response: Answer): Promise<Error | null> {
    const error = errorOf(response, now());
    if (error instanceof RateLimitedError) await http.pause(response.url, error.retryAt);
    return error;
  }

  return {
    async query(method, parameters) {
      const url = new URL(root + method);
      for (const [name, value] of Object.entries(parameters))
        for (const one of [value ?? []].flat()) url.searchParams.append(name, String(one));
      for (let attempt = 1; ; attempt++) {
        current ??= await signIn(null);
        const headers = { accept: "application/json", authorization: `Bearer ${current.accessJwt}` };
        const response = await http.get(url.href, { headers, accept: [400, 401, 403, 429] });
        if (response.status < 400) return response;
        const name = nameOf(response);
        if (attempt === 1 && (response.status === 401 || name === "ExpiredToken" || name === "InvalidToken")) {
          current = await signIn(current);
          continue;
        }
        throw (await meaning(response)) ?? new RefusedError(`Bluesky refused ${method} (${name ?? response.status}).`);
      }
    },
  };
}

/** Limits end at an epoch second in a header of their own. */
function errorOf(response: Answer, now: Date): Error | null {
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
  return failure.safeParse(jsonValue(body)).data?.error ?? null;
}
