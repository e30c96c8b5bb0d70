import { ConfigError, RateLimitedError, type RawPage, RefusedError, UnavailableError } from "@groundswell/model";
import { z } from "zod";
import { type GithubAccess, githubRefusal, limitOf, quotaSpentUntil } from "./github-api.ts";
import { jsonValue, post, rawPage } from "./json-answer.ts";

/** What a query found: `data` as the API gave it, with null where a thing asked for by its number is not there. */
export type GithubAnswer = { data: unknown; raw: RawPage };

export type GithubGraphql = {
  /**
   * Sends a query.
   * @throws TooHeavyError where less has to be asked for at once; RateLimitedError, RefusedError, UnavailableError
   */
  ask(query: string, variables: Record<string, string | number | boolean | null>): Promise<GithubAnswer>;
};

/** The query asked for more than the API can gather in its ten seconds: half of it may do. */
export class TooHeavyError extends UnavailableError {}

/** The server does not know what was asked for: one of somebody's own that is older than the query. */
export class UnknownToServerError extends RefusedError {}

const failure = z.object({
  message: z.string().catch("no reason given"),
  type: z.string().nullish().catch(null),
  path: z.array(z.unknown()).nullish().catch(null),
  extensions: z
    .object({ code: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});
type Failure = z.output<typeof failure>;

const answer = z.object({ data: z.unknown().optional(), errors: z.array(failure).nullish() });
const refusal = z.object({ message: z.string() });

const heavy = /RESOURCE_LIMITS?_EXCEEDED|MAX_NODE_LIMIT_EXCEEDED|timed? ?out|something went wrong while executing/i;
const limit = /^(RATE_LIMITED?|graphql_rate_limit)$/;

/**
 * Opens the GraphQL API (https://docs.github.com/graphql), which tells most of its failures with status 200.
 * @throws ConfigError without a token: this API answers nobody else
 */
export function githubGraphql({ http, now, baseUrl, token }: GithubAccess): GithubGraphql {
  if (!token)
    throw new ConfigError(
      'Discussions are read only with a token: give this source the credential "token", or take "discussions" out of "include".',
    );
  const address = graphqlAddress(baseUrl);
  let spentUntil: Date | null = null;
  return {
    async ask(query, variables) {
      if (spentUntil && spentUntil > now())
        throw new RateLimitedError(`GitHub's quota of queries is spent until ${spentUntil.toISOString()}.`, spentUntil);
      const headers = { authorization: `bearer ${token}`, "content-type": "application/json" };
      const response = await post(http, address, { headers, body: JSON.stringify({ query, variables }) }, now());
      const body = jsonValue(response.body);
      if (response.status !== 200) {
        const message = refusal.safeParse(body).data?.message ?? "no reason given";
        const failed = { address, status: response.status, headers: response.headers, message };
        if ([502, 504].includes(response.status)) throw new TooHeavyError(githubRefusal(failed)?.message);
        throw limitOf(failed, http, now()) ?? githubRefusal(failed) ?? notAnAnswer(address);
      }
      const read = answer.safeParse(body);
      if (!read.success) throw notAnAnswer(address);
      for (const error of (read.data.errors ?? []).filter((one) => !isMissingPart(one))) {
        // The words come with the type, so that one rule tells limits of both APIs.
        const isLimit = limit.test(error.type ?? "") || limit.test(error.extensions?.code ?? "");
        const message = isLimit ? `rate limit: ${error.message}` : error.message;
        throw limitOf({ address, status: 200, headers: response.headers, message }, http, now()) ?? meaning(error);
      }
      if (read.data.data == null) throw notAnAnswer(address);
      spentUntil = quotaSpentUntil(response.headers);
      return { data: read.data.data, raw: rawPage(response) };
    },
  };
}

/** On a server of one's own the GraphQL API lies beside the REST API, not under it. */
function graphqlAddress(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
}

/** A thing that was asked for by its number or id and is not there: the rest of the answer holds. */
function isMissingPart({ type, path }: Failure): boolean {
  const depth = path?.length ?? 0;
  return type === "NOT_FOUND" && (depth > 1 || path?.[0] === "node");
}

function meaning({ type, message, extensions }: Failure): Error {
  const said = `GitHub answered ${type ?? extensions?.code ?? "an error"} to a query: "${message.slice(0, 200)}".`;
  if (heavy.test(`${type} ${message}`)) return new TooHeavyError(`${said} Try again later.`);
  if (type === "NOT_FOUND")
    return new RefusedError(`${said} Check the name in "repository"; a private one needs a token that may read it.`);
  if (type === "INSUFFICIENT_SCOPES") return new RefusedError(`${said} Give this source's token the scopes it lacks.`);
  if (type === "FORBIDDEN") return new RefusedError(`${said} Check what this source's token may read.`);
  if (type === "INTERNAL" || type === "SERVICE_UNAVAILABLE" || (!type && !extensions?.code))
    return new UnavailableError(`${said} Try again later.`);
  if (/^(undefined|argument)/.test(extensions?.code ?? ""))
    return new UnknownToServerError(
      `${said} The server at baseUrl is an old one: take "discussions" out of "include".`,
    );
  return new RefusedError(`${said} Check this source's options.`);
}

function notAnAnswer(address: string): UnavailableError {
  return new UnavailableError(`${address} answered with something that is no answer to a query. Try again later.`);
}
