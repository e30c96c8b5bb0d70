import { RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import type { Http } from "./http.ts";
import { statusError } from "./http-status.ts";
import { isoInstant } from "./instant.ts";
import { jsonAnswer, listOf, maybe, post, rawPage, text } from "./json-answer.ts";
import { type MeetupPage, readMeetupPage } from "./meetup-map.ts";

/** The events of a group, a page at a time. Those who come are not asked for, so that they are never kept. */
const query = `query ($urlname: String!, $first: Int!, $after: String) {
  groupByUrlname(urlname: $urlname) {
    id
    name
    urlname
    events(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node { id title eventUrl description dateTime duration status eventHosts { memberId name } } }
    }
  }
}`;

const failure = z.object({
  message: text,
  extensions: maybe(z.object({ code: text, resetAt: maybe(z.union([z.string(), z.number()])) })),
});
type Failure = z.output<typeof failure>;
const answer = z.object({ errors: listOf(failure) });

const defaultWaitSeconds = 60;

/**
 * Asks Meetup's GraphQL API (https://www.meetup.com/graphql/guide/) for a page of a group's events.
 * @throws RateLimitedError, RefusedError where there is no such group or the token is refused, UnavailableError
 */
export async function meetupPage(
  { http, now, url, token }: { http: Http; now: () => Date; url: string; token: string },
  variables: { urlname: string; first: number; after: string | null },
): Promise<{ page: MeetupPage; raw: RawPage }> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await post(http, url, { headers, body: JSON.stringify({ query, variables }) }, now());
  // Errors of GraphQL come with any status, and what they say is nearer to the point than it.
  const failures = response.status === 200 || response.status >= 400 ? failuresIn(response) : [];
  const { group, page } = response.status === 200 ? readMeetupPage(jsonAnswer(response)) : { group: false, page: null };
  if (page !== null) return { page, raw: rawPage(response) };
  const [first] = failures;
  if (first) throw meaning(first, token, now());
  const error = statusError(response, now());
  if (error) throw error;
  if (group) throw new UnavailableError(`Meetup answered without the events of ${variables.urlname}. Try again later.`);
  throw new RefusedError(
    `Meetup has no group "${variables.urlname}" that this token may read: check "urlname", the part after meetup.com/ in the group's address.`,
  );
}

function failuresIn(response: { body: Uint8Array; url: string; status: number }): Failure[] {
  try {
    return answer.safeParse(jsonAnswer(response)).data?.errors ?? [];
  } catch (error) {
    if (response.status === 200) throw error;
    return [];
  }
}

function meaning({ message, extensions }: Failure, token: string, now: Date): Error {
  const code = extensions?.code ?? "";
  const said = `Meetup answered "${(message ?? code).replaceAll(token, "…").slice(0, 200)}".`;
  if (
    /RATE_?LIMIT|THROTTL|TOO_MANY/i.test(code) ||
    /rate.?limit|too many requests|points? exceeded/i.test(message ?? "")
  ) {
    const at = resetTime(extensions?.resetAt ?? null, message ?? "", now);
    return new RateLimitedError(`${said} It asks to wait until ${at.toISOString()}.`, at);
  }
  if (
    /UNAUTHENTICATED|UNAUTHORI[SZ]ED|FORBIDDEN/i.test(code) ||
    /unauthori[sz]ed|not authenticated|invalid token|token.*expired/i.test(message ?? "")
  )
    return new RefusedError(
      `${said} Renew this source's token; reading a group by the API needs a Meetup Pro account.`,
    );
  if (/VALIDATION|PARSE_FAILED|BAD_USER_INPUT/i.test(code))
    return new RefusedError(`${said} Check this source's options.`);
  return new UnavailableError(`${said} Try again later.`);
}

/** The reset as the error's `resetAt`, an ISO instant or seconds in its message tell it; in a minute where none does. */
function resetTime(resetAt: string | number | null, message: string, now: Date): Date {
  const number = Number(resetAt);
  if (resetAt !== null && Number.isFinite(number) && number > 1e9)
    return new Date(number > 1e11 ? number : number * 1000);
  const iso =
    isoInstant(typeof resetAt === "string" ? resetAt : null) ??
    isoInstant(/\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})?/.exec(message)?.[0]);
  if (iso !== null) return new Date(iso);
  const seconds = Number(/(\d{1,9})\s*s(ec|$|\b)/i.exec(message)?.[1] ?? defaultWaitSeconds);
  return new Date(now.getTime() + seconds * 1000);
}
