import { ConfigError, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { afterEach, describe, expect, test } from "vitest";
import { json, serveSite } from "../test/site.ts";
import { githubGraphql, TooHeavyError } from "./github-graphql.ts";
import { createHttp } from "./http.ts";

const now = new Date("2026-09-03T12:00:00Z");
const nowSeconds = now.getTime() / 1000;
const query = "query { viewer { login } }";

let close = () => {};
afterEach(() => close());

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

async function serving(answer: Answer) {
  const asked: { path: string; authorization: string | undefined; body: string }[] = [];
  const site = await serveSite(({ url, headers, body }, response) => {
    asked.push({ path: url.pathname, authorization: headers.authorization, body });
    json(response, answer.body, answer.status, answer.headers);
  });
  close = site.close;
  const http = createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" });
  const open = (path = "") => githubGraphql({ http, now: () => now, baseUrl: site.baseUrl + path, token: "s3cret" });
  return { asked, open, http, baseUrl: site.baseUrl };
}

async function failing(answer: Answer): Promise<Error> {
  const { open } = await serving(answer);
  return open()
    .ask(query, {})
    .then(
      () => expect.fail("it answered"),
      (error: Error) => error,
    );
}

const errors = (...list: object[]) => ({ body: { errors: list } });

test("a query is posted with the token, and its bytes are kept without it", async () => {
  const { open, asked, baseUrl } = await serving({ body: { data: { viewer: { login: "rokafor" } } } });
  const { data, raw } = await open().ask(query, { a: 1 });
  expect(data).toEqual({ viewer: { login: "rokafor" } });
  expect(asked).toEqual([
    { path: "/graphql", authorization: "bearer s3cret", body: JSON.stringify({ query, variables: { a: 1 } }) },
  ]);
  expect(raw).toMatchObject({ request: `${baseUrl}/graphql`, fetchedAt: now.toISOString() });
  expect(JSON.stringify(raw)).not.toContain("s3cret");
});

test("on a server of one's own it lies beside the REST API", async () => {
  const { open, asked } = await serving({ body: { data: {} } });
  await open("/api/v3/").ask(query, {});
  expect(asked[0]?.path).toBe("/api/graphql");
});

test("without a token it says what is missing before anything is asked", () => {
  const http = createHttp({ userAgent: "Groundswell/test" });
  const open = () => githubGraphql({ http, now: () => now, baseUrl: "https://api.github.com", token: null });
  expect(open).toThrow(ConfigError);
  expect(open).toThrow(/token.*"discussions".*"include"/);
});

describe("a limit", () => {
  const reset = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(nowSeconds + 900) };

  test.each<[string, Answer, number]>([
    ["told with 200", { ...errors({ type: "RATE_LIMITED", message: "API rate limit exceeded" }), headers: reset }, 901],
    [
      "by its newer name",
      {
        ...errors({ type: "RATE_LIMIT", extensions: { code: "graphql_rate_limit" }, message: "wait" }),
        headers: reset,
      },
      901,
    ],
    ["secondary, with 200", errors({ message: "You have exceeded a secondary rate limit." }), 60],
    [
      "secondary, with 200 and a wait",
      { ...errors({ message: "You have exceeded a secondary rate limit." }), headers: { "retry-after": "30" } },
      30,
    ],
    ["secondary, with 403", { status: 403, body: { message: "You have exceeded a secondary rate limit." } }, 60],
    ["with 429", { status: 429, headers: { "retry-after": "5" }, body: {} }, 5],
  ])("%s says until when, and keeps everybody off the host", async (_, answer, seconds) => {
    const { open, http, baseUrl, asked } = await serving(answer);
    const until = new Date(now.getTime() + seconds * 1000);
    await expect(open().ask(query, {})).rejects.toMatchObject({ name: "RateLimitedError", retryAt: until });
    await expect(http.get(`${baseUrl}/repos`)).rejects.toMatchObject({ name: "RateLimitedError", retryAt: until });
    expect(asked).toHaveLength(1);
  });

  test("that the last answer used up is not run into", async () => {
    const { open, asked } = await serving({ body: { data: {} }, headers: reset });
    const graphql = open();
    await graphql.ask(query, {});
    await expect(graphql.ask(query, {})).rejects.toBeInstanceOf(RateLimitedError);
    expect(asked).toHaveLength(1);
  });
});

describe("a failure", () => {
  test.each<[string, Answer, RegExp]>([
    [
      "a repository that is not there",
      errors({ type: "NOT_FOUND", path: ["repository"], message: "Could not resolve to a Repository" }),
      /"repository"/,
    ],
    [
      "what the token may not read",
      errors({ type: "FORBIDDEN", path: ["repository"], message: "Resource not accessible" }),
      /may read/,
    ],
    [
      "scopes that the token lacks",
      errors({ type: "INSUFFICIENT_SCOPES", message: "needs read:discussion" }),
      /scopes/,
    ],
    [
      "an old server",
      errors({ extensions: { code: "undefinedField" }, message: "Field 'discussions' doesn't exist" }),
      /old one/,
    ],
    ["a bad token", { status: 401, body: { message: "Bad credentials" } }, /token/],
  ])("%s stops the source with a sentence of what to do", async (_, answer, sentence) => {
    const error = await failing(answer);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toMatch(sentence);
  });

  test.each<[string, Answer]>([
    ["of the server", { status: 500, body: { message: "Server Error" } }],
    ["without a reason", errors({ message: "no idea" })],
    ["that is no answer", { body: "<html>" }],
    ["with nothing in it", { body: { data: null } }],
  ])("%s is retried later", async (_, answer) => {
    const error = await failing(answer);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error).not.toBeInstanceOf(TooHeavyError);
  });

  test.each<[string, Answer]>([
    ["502", { status: 502, body: {} }],
    ["504", { status: 504, body: { message: "We couldn't respond to your request in time." } }],
    [
      "half an answer",
      {
        body: {
          data: { repository: {} },
          errors: [{ type: "RESOURCE_LIMITS_EXCEEDED", message: "Resource limits for this query exceeded." }],
        },
      },
    ],
    [
      "a time-out with 200",
      errors({ message: "Something went wrong while executing your query. This may be the result of a timeout" }),
    ],
  ])("%s means that less has to be asked for", async (_, answer) => {
    expect(await failing(answer)).toBeInstanceOf(TooHeavyError);
  });

  test("of one thing that is not there leaves the rest", async () => {
    const missing = { type: "NOT_FOUND", path: ["repository", "t41"], message: "Could not resolve" };
    const data = { repository: { t41: null, t42: {} } };
    const { open } = await serving({ body: { data, errors: [missing] } });
    expect((await open().ask(query, {})).data).toEqual(data);
  });

  test("of one thing beside that of the whole is one of the whole", async () => {
    const missing = { type: "NOT_FOUND", path: ["repository", "t41"], message: "Could not resolve" };
    expect(await failing(errors(missing, { type: "FORBIDDEN", message: "Resource not accessible" }))).toBeInstanceOf(
      RefusedError,
    );
  });
});
