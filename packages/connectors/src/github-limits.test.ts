import { RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Answer, day, now, range, useHub } from "../test/github-hub.ts";
import { githubApi, nextLink } from "./github-api.ts";
import { createHttp } from "./http.ts";

const { api, hub, issue, read } = useHub();

describe("limits and refusals", () => {
  const failing = async (answer: Answer, include = ["issues"]) => {
    issue(1, day(1));
    hub.instead = (path) => (path.endsWith("/issues") ? answer : null);
    return (await read({ options: { include }, token: "s3cret" })).error as Error;
  };
  const spent = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now.getTime() / 1000 + 900) };
  const secondary = { message: "You have exceeded a secondary rate limit. Please wait." };
  const left = { "x-ratelimit-remaining": "4000", "x-ratelimit-reset": "1788436800" };

  test.each([
    ["the primary limit (403)", { status: 403, headers: spent }, 901],
    ["the primary limit (429)", { status: 429, headers: spent }, 901],
    ["a secondary limit with a wait", { status: 403, headers: { ...left, "retry-after": "30" }, body: secondary }, 30],
    ["a secondary limit without one", { status: 403, headers: left, body: secondary }, 60],
    ["429 without anything", { status: 429 }, 60],
    ["503 with a wait", { status: 503, headers: { "retry-after": "5" } }, 5],
  ])("%s says until when, and asks once", async (_, answer, seconds) => {
    const error = await failing(answer);
    expect(error).toBeInstanceOf(RateLimitedError);
    expect((error as RateLimitedError).retryAt).toEqual(new Date(now.getTime() + seconds * 1000));
    expect(hub.asked).toHaveLength(2);
  });

  test("a limit keeps everybody off the host, also one that only the body tells", async () => {
    hub.instead = () => ({ status: 403, headers: left, body: secondary });
    const http = createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" });
    const asking = githubApi({ http, now: () => now, baseUrl: api.baseUrl, token: null });
    await expect(asking.page("/repos/contoso/psfoo")).rejects.toBeInstanceOf(RateLimitedError);
    await expect(http.get(`${api.baseUrl}/else`)).rejects.toBeInstanceOf(RateLimitedError);
    expect(hub.asked).toHaveLength(1);
  });

  test.each([
    [401, "Bad credentials", /token/],
    [403, "Resource not accessible", /may read/],
    [404, "Not Found", /"repository"/],
    [410, "Issues are disabled for this repo", /"include"/],
    [451, "Repository access blocked", /legal/],
    [422, "Validation Failed", /options/],
  ])("%i stops the source with a sentence of what to do", async (status, message, sentence) => {
    const error = await failing({ status, body: { message, documentation_url: "https://docs.github.com/rest" } });
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toContain(message);
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain("s3cret");
  });

  test("a single failure of the server is asked again at once", async () => {
    issue(1, day(1));
    hub.instead = (_, count) => (count === 1 ? { status: 502 } : null);
    const { error, ids } = await read();
    expect([error, ids.size]).toEqual([null, 1]);
  });

  test("a clock that is set back while a request begins keeps it waiting for nothing", async () => {
    issue(1, day(1));
    const atFirst = Date.now();
    let hours = 0;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => atFirst - 3_600_000 * hours++);
    onTestFinished(() => clock.mockRestore());
    hub.instead = (_, count) => (count === 1 ? { status: 502 } : null);
    const { error, ids } = await read();
    expect([error, ids.size]).toEqual([null, 1]);
  });

  test("a server that keeps failing is left to the worker", async () => {
    expect(await failing({ status: 500 })).toBeInstanceOf(UnavailableError);
    expect(hub.asked).toHaveLength(4);
  });

  test("what is not JSON is a fault, never an empty success", async () => {
    expect(await failing({ status: 200, body: { message: "maintenance" } })).toBeInstanceOf(UnavailableError);
  });

  test("the token goes to GitHub and nowhere else", async () => {
    for (const number of range(1, 5)) issue(number, day(1));
    hub.instead = (path) =>
      path.endsWith("/issues")
        ? { status: 200, headers: { link: '<http://elsewhere.test/x>; rel="next"' }, body: hub.issues }
        : null;
    const { error, batches } = await read({ token: "s3cret", since: new Date(day(1)) });
    expect(error).toBeInstanceOf(RefusedError);
    expect([...hub.tokens]).toEqual(["token s3cret"]);
    expect(JSON.stringify(batches.map(({ raw, cursor }) => [raw?.request, cursor]))).not.toContain("s3cret");
  });
});

describe("a Link header", () => {
  test.each([
    ['<https://a.test/x?page=2>; rel="next", <https://a.test/x?page=5>; rel="last"', "https://a.test/x?page=2"],
    [
      '<https://a.test/x?page=1>; rel="prev", <https://a.test/x?a=1,2&page=3>; rel="next"',
      "https://a.test/x?a=1,2&page=3",
    ],
    ['<https://a.test/x?page=4>; rel="prev", <https://a.test/x?page=1>; rel="first"', null],
    [undefined, null],
  ])("%s leads to %s", (header, next) => {
    expect(nextLink(header)).toBe(next);
  });
});
