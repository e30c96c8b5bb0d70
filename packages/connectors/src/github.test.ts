import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Batch,
  ConfigError,
  type Json,
  RateLimitedError,
  RefusedError,
  UnavailableError,
} from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { github } from "./github.ts";
import { githubApi, nextLink } from "./github-api.ts";
import { createHttp } from "./http.ts";

const now = new Date("2026-09-03T12:00:00Z");
const user = { login: "rokafor", id: 52001, type: "User" };
const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString().replace(".000Z", "Z");

type Row = Record<string, unknown>;
type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

/** A repository with the API's own rules for since, sort, pages, links and validators. */
const hub = {
  id: 77001,
  name: "Contoso/PSFoo",
  issues: [] as Row[],
  comments: [] as Row[],
  reviews: new Map<number, Row[]>(),
  releases: [] as Row[],
  commits: [] as Row[],
  asked: [] as string[],
  statuses: [] as number[],
  tokens: new Set<string | undefined>(),
  before: (_count: number) => {},
  /** Answers to queries, with the variables that came. */
  query: (_variables: Row): unknown => null,
  variables: [] as Row[],
  /** Answers in place of the repository, while there are any. */
  instead: (_path: string, _count: number): Answer | null => null,
};

let server: Server;
let baseUrl: string;

beforeEach(async () => {
  Object.assign(hub, {
    id: 77001,
    name: "Contoso/PSFoo",
    issues: [],
    comments: [],
    reviews: new Map(),
    releases: [],
    commits: [],
  });
  Object.assign(hub, { asked: [], statuses: [], tokens: new Set(), before: () => {}, instead: () => null });
  Object.assign(hub, { query: () => null, variables: [] });
  await serve(async (request, response) => {
    const url = new URL(request.url ?? "", baseUrl);
    hub.before(hub.asked.length);
    let sent = "";
    for await (const piece of request) sent += piece;
    const { status, headers, body } =
      hub.instead(url.pathname, hub.asked.length) ??
      (url.pathname === "/graphql" ? queryAnswer(sent) : repositoryAnswer(url));
    hub.asked.push(`${url.pathname}${url.search}`);
    hub.tokens.add(request.headers.authorization);
    const text = JSON.stringify(body ?? null);
    const etag = `"${createHash("sha256").update(`${url.search}${text}`).digest("hex").slice(0, 16)}"`;
    const same = status === 200 && request.headers["if-none-match"] === etag;
    hub.statuses.push(same ? 304 : status);
    response.writeHead(same ? 304 : status, { "content-type": "application/json", etag, ...headers });
    response.end(same ? undefined : text);
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> {
  server?.close();
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function queryAnswer(sent: string): Answer {
  const { variables } = JSON.parse(sent);
  hub.variables.push(variables);
  const data = hub.query(variables);
  return data instanceof Error ? { status: 504 } : { status: 200, body: { data } };
}

function repositoryAnswer(url: URL): Answer {
  const root = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(url.pathname);
  const same = root?.[1]?.toLowerCase() === hub.name.toLowerCase();
  if (root && !same) return { status: 301, headers: { location: `/repos/${hub.name}${root[2] ?? ""}${url.search}` } };
  if (!root) return { status: 404, body: { message: "Not Found" } };
  const path = root[2] ?? "";
  if (path === "")
    return { status: 200, body: { id: hub.id, full_name: hub.name, html_url: `https://github.com/${hub.name}` } };
  const since = url.searchParams.get("since") ?? "";
  const changes = (rows: Row[]) =>
    rows
      .filter((row) => String(row.updated_at) >= since)
      .sort((a, b) => (String(a.updated_at) < String(b.updated_at) ? -1 : 1));
  if (path === "/issues") return listed(url, changes(hub.issues));
  if (path === "/issues/comments" || path === "/pulls/comments") return listed(url, changes(hub.comments));
  if (path === "/releases") return listed(url, hub.releases);
  if (path === "/commits")
    return listed(
      url,
      hub.commits.filter((row) => (row.commit as { committer: { date: string } }).committer.date >= since),
    );
  const reviews = hub.reviews.get(Number(/^\/pulls\/(\d+)\/reviews$/.exec(path)?.[1]));
  return reviews ? listed(url, reviews) : { status: 404, body: { message: "Not Found" } };
}

function listed(url: URL, rows: Row[]): Answer {
  const size = Number(url.searchParams.get("per_page") ?? 30);
  const page = Number(url.searchParams.get("page") ?? 1);
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  const link = page * size < rows.length ? { link: `<${next.href}>; rel="next", <${next.href}>; rel="last"` } : {};
  return { status: 200, headers: { ...link }, body: rows.slice((page - 1) * size, page * size) };
}

function issue(number: number, updated: string, more: Row = {}): Row {
  const row = {
    id: 1000 + number,
    number,
    title: `Issue ${number}`,
    user,
    created_at: day(1),
    updated_at: updated,
    ...more,
  };
  hub.issues.push(row);
  return row;
}

function pull(number: number, updated: string, reviews: number): void {
  issue(number, updated, { pull_request: { merged_at: null } });
  const pull_request_url = `${baseUrl}/repos/${hub.name}/pulls/${number}`;
  const written = range(1, reviews).map((id) => ({
    id: number * 100 + id,
    user,
    pull_request_url,
    submitted_at: day(2),
  }));
  hub.reviews.set(number, written);
}

function commit(sha: string, date: string): Row {
  return { sha, author: user, parents: [{}], commit: { message: sha, author: { date }, committer: { date } } };
}

type Settings = { cursor?: Json; since?: Date; token?: string; options?: object; stopAfter?: number };

/** Pulls as a worker does: batches are saved until an error, which is handed back beside them. */
async function read({ cursor = null, since, token, options = {}, stopAfter }: Settings = {}) {
  const stop = new AbortController();
  const batches: Batch[] = [];
  let error: unknown = null;
  const defaults = { repository: "contoso/psfoo", baseUrl, pageSize: 3, include: ["issues"] };
  try {
    for await (const batch of github.pull({
      source: "test",
      options: github.options.parse({ ...defaults, ...options }),
      cursor: JSON.parse(JSON.stringify(cursor)),
      credentials: token ? { token } : {},
      since: since ?? null,
      now: () => now,
      http: createHttp({ userAgent: "Groundswell/test", now: () => now, allowHosts: ["127.0.0.1", "localhost"] }),
      signal: stop.signal,
    })) {
      batches.push(batch);
      if (batches.length === stopAfter) stop.abort();
    }
  } catch (caught) {
    error = caught;
  }
  const signals = batches.flatMap((batch) => batch.signals);
  const ids = new Set(signals.map(({ kind, id }) => `${kind} ${id}`));
  return { batches, signals, ids, error, cursor: batches.at(-1)?.cursor ?? cursor };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const numbers = (ids: Set<string>) => [...ids].map((id) => Number(id.split("#")[1])).sort((a, b) => a - b);

describe("a pull of issues", () => {
  test("reads all of them, a batch and its bytes a page", async () => {
    for (const number of range(1, 10)) issue(number, day(number));
    const { ids, batches, error } = await read();
    expect(error).toBeNull();
    expect(numbers(ids)).toEqual(range(1, 10));
    expect(batches[0]).toMatchObject({ signals: [], spaces: [{ platform: "github", id: "Contoso/PSFoo" }] });
    for (const { raw, signals } of batches.slice(1))
      expect(JSON.parse(new TextDecoder().decode(raw?.body))).toHaveLength(signals.length);
  });

  test("loses none that changes while the list is read", async () => {
    const all = range(1, 30).map((number) => issue(number, day(number)));
    hub.before = (count) => {
      const changed = all[count];
      if (count > 0 && count < 12 && changed) changed.updated_at = day(100 + count);
    };
    expect(numbers((await read()).ids)).toEqual(range(1, 30));
  });

  test("gets past more changes of one second than a page holds", async () => {
    for (const number of range(1, 10)) issue(number, day(1));
    issue(11, day(5));
    expect(numbers((await read()).ids)).toEqual(range(1, 11));
  });

  test("goes on where it stopped, ten minutes earlier, and costs nothing once nothing changes", async () => {
    const options = { pageSize: 10 };
    issue(1, day(1));
    issue(2, "2026-01-09T23:55:00Z");
    issue(3, day(10));
    const first = await read({ options });
    issue(4, "2026-01-09T23:56:00Z");
    const second = await read({ cursor: first.cursor, options });
    expect(numbers(second.ids)).toEqual([2, 3, 4]);
    hub.statuses = [];
    const third = await read({ cursor: second.cursor, options });
    expect([third.error, third.batches.length]).toEqual([null, 0]);
    expect(hub.statuses).toEqual([304, 304]);
    issue(5, day(20));
    expect(numbers((await read({ cursor: third.cursor, options })).ids)).toEqual([2, 3, 4, 5]);
  });

  test("finds what follows a full page that itself stays the same", async () => {
    for (const number of range(1, 3)) issue(number, day(1));
    const first = await read();
    const second = await read({ cursor: first.cursor });
    issue(4, day(2));
    expect(numbers((await read({ cursor: second.cursor })).ids)).toContain(4);
  });

  test("begins where history is wanted from", async () => {
    issue(1, day(1));
    issue(2, day(20));
    expect(numbers((await read({ since: new Date(day(10)) })).ids)).toEqual([2]);
  });
});

describe("a pull of everything", () => {
  const include = ["issues", "comments", "reviews", "reviewComments", "releases", "commits"];

  function fill() {
    for (const number of range(1, 4)) issue(number, day(number));
    for (const number of range(5, 8)) pull(number, day(number), number - 4);
    for (const id of range(1, 7)) {
      const place = { issue_url: `${baseUrl}/issues/1`, pull_request_url: `${baseUrl}/pulls/5` };
      hub.comments.push({ id, user, ...place, created_at: day(id), updated_at: day(id) });
    }
    hub.releases = range(1, 8).map((id) => ({ id, author: user, tag_name: `v${id}`, published_at: day(40 - id) }));
    hub.commits = range(1, 11).map((id) => commit(`sha${id}`, day(60 - id)));
  }

  test("reads every list to its end", async () => {
    fill();
    const { signals, error } = await read({ options: { include } });
    expect(error).toBeNull();
    const different = new Map(signals.map(({ kind, id }) => [`${kind} ${id}`, kind]));
    const counts: Record<string, number> = {};
    for (const kind of different.values()) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({
      issue: 4,
      "pull-request": 4,
      review: 10,
      comment: 14,
      release: 8,
      commit: 11,
    });
  });

  test("gives the same whole from every saved cursor", async () => {
    fill();
    const options = { include, pageSize: 5 };
    const whole = await read({ options });
    for (let cut = 1; cut < whole.batches.length; cut++) {
      const before = await read({ options, stopAfter: cut });
      expect(before.batches).toHaveLength(cut);
      const after = await read({ options, cursor: before.cursor });
      expect(new Set([...before.ids, ...after.ids])).toEqual(whole.ids);
    }
  });

  test("finishes although every pull is cut short by the limit", async () => {
    fill();
    const seen = new Set<string>();
    const whole = await read({ options: { include } });
    let cursor: Json = null;
    for (let pulls = 0; pulls < 40; pulls++) {
      hub.statuses = [];
      hub.instead = () =>
        hub.statuses.filter((status) => status === 200).length < 4
          ? null
          : { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1788436800" } };
      const part = await read({ options: { include }, cursor });
      for (const id of part.ids) seen.add(id);
      cursor = part.cursor;
      if (part.error === null) break;
      expect(part.error).toBeInstanceOf(RateLimitedError);
    }
    expect(seen).toEqual(whole.ids);
  });

  test("reads reviews without the issues that lead to them", async () => {
    fill();
    const { signals } = await read({ options: { include: ["reviews"] } });
    expect(new Set(signals.map(({ kind }) => kind))).toEqual(new Set(["review"]));
    expect(new Set(signals.map(({ id }) => id)).size).toBe(10);
  });

  test("a pull request that is gone has no reviews, and stops nothing", async () => {
    fill();
    hub.reviews.delete(6);
    const { error, signals } = await read({ options: { include: ["reviews"] } });
    expect(error).toBeNull();
    expect(new Set(signals.map(({ id }) => id)).size).toBe(8);
  });
});

describe("lists that begin with the newest", () => {
  const newest = (cursor: Json, list: string) => (cursor as Record<string, { since: string | null }>)[list]?.since;

  test("keep their old cursor until the end of the pass", async () => {
    hub.commits = range(1, 10).map((id) => commit(`sha${id}`, day(100 - id)));
    const part = await read({ options: { include: ["commits"] }, stopAfter: 3 });
    expect(newest(part.cursor, "commits")).toBeNull();
    const rest = await read({ options: { include: ["commits"] }, cursor: part.cursor });
    expect(newest(rest.cursor, "commits")).toBe(day(99));
    expect(new Set([...part.ids, ...rest.ids]).size).toBe(10);
  });

  test("find what came while an interrupted pass waited", async () => {
    hub.commits = range(1, 10).map((id) => commit(`sha${id}`, day(100 - id)));
    const part = await read({ options: { include: ["commits"] }, stopAfter: 3 });
    hub.commits.unshift(commit("late", day(120)));
    const rest = await read({ options: { include: ["commits"] }, cursor: part.cursor });
    const next = await read({ options: { include: ["commits"] }, cursor: rest.cursor });
    expect(new Set([...part.ids, ...rest.ids, ...next.ids]).size).toBe(11);
  });

  test("find a commit pushed three weeks after it was made, and releases behind the first page", async () => {
    hub.commits = [commit("sha1", day(100))];
    hub.releases = range(1, 9).map((id) => ({ id, author: user, tag_name: `v${id}`, published_at: day(100 - id) }));
    const options = { include: ["commits", "releases"] };
    const first = await read({ options });
    expect(first.ids.size).toBe(10);
    hub.commits.push(commit("pushed late", day(80)));
    expect((await read({ options, cursor: first.cursor })).ids).toContain("commit pushed late");
  });

  test("are not blinded by a clock that is years ahead", async () => {
    hub.commits = [commit("wrong", "2099-01-01T00:00:00Z"), commit("right", day(100))];
    const first = await read({ options: { include: ["commits"] } });
    expect(newest(first.cursor, "commits")).toBe(day(100));
  });

  test("an empty repository has no commits, and that is no failure", async () => {
    hub.instead = (path) =>
      path.endsWith("/commits") ? { status: 409, body: { message: "Git Repository is empty." } } : null;
    expect((await read({ options: { include: ["commits"] } })).error).toBeNull();
  });
});

describe("a renamed repository", () => {
  test("is followed, keeps its space and its ids, and says its new name", async () => {
    issue(1, day(1));
    const before = await read();
    hub.name = "Fabrikam/PSBar";
    issue(2, day(2));
    hub.asked = [];
    const after = await read({ cursor: before.cursor });
    expect(after.error).toBeNull();
    expect(after.signals.map(({ id }) => id)).toContain("contoso/psfoo#2");
    expect(after.signals[0]?.space).toMatchObject({
      id: "contoso/psfoo",
      name: "Fabrikam/PSBar",
      url: "https://github.com/Fabrikam/PSBar",
    });
    expect(hub.asked.filter((path) => path.startsWith("/repos/contoso"))).toHaveLength(1);
  });
});

describe("a repository that took another's name", () => {
  test("is not read into the other's space", async () => {
    issue(1, day(1));
    const before = await read();
    hub.id = 99;
    const { error, signals } = await read({ cursor: before.cursor });
    expect(error).toBeInstanceOf(RefusedError);
    expect(String(error)).toMatch(/another repository.*99, not 77001/);
    expect(signals).toEqual([]);
  });
});

describe("discussions", () => {
  const token = "s3cret";
  const options = { include: ["discussions"] };
  const discussion = (number: number, updatedAt: string, more: Row = {}) => ({
    ...{ __typename: "Discussion", number, title: "How?", createdAt: day(1), updatedAt, body: "", author: null },
    category: { name: "Ideas", isAnswerable: false },
    comments: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 },
    ...more,
  });
  type Discussion = ReturnType<typeof discussion>;

  /** Pages of a list from the latest changed, with the number of rows before a page as its cursor. */
  const serving = (all: Discussion[]) => (variables: Row) => {
    const { first, before, number } = variables as { first: number; before: string | null; number?: number };
    if (number !== undefined) return { repository: { discussion: all.find((one) => one.number === number) } };
    const from = Number(before ?? 0);
    const nodes = all.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(from, from + first);
    const pageInfo = { hasNextPage: from + first < all.length, endCursor: String(from + first) };
    return { repository: { discussions: { nodes, pageInfo } } };
  };

  test("need a token, and say so before anything is asked", async () => {
    const { error } = await read({ options });
    expect(error).toBeInstanceOf(ConfigError);
    expect(hub.asked).toEqual([]);
  });

  test("are read to the end, and then only down to where the pass before began", async () => {
    const all = range(1, 8).map((number) => discussion(number, day(number * 10)));
    hub.query = serving(all);
    const first = await read({ options, token });
    expect([first.error, numbers(first.ids)]).toEqual([null, range(1, 8)]);
    hub.variables = [];
    all.push(discussion(9, day(100)));
    const second = await read({ options, token, cursor: first.cursor });
    expect(numbers(second.ids)).toEqual([7, 8, 9]);
    expect(hub.variables).toHaveLength(1);
  });

  test("are not taken for read while a pass is cut short", async () => {
    hub.query = serving(range(1, 8).map((number) => discussion(number, day(number * 10))));
    const part = await read({ options, token, stopAfter: 2 });
    const rest = await read({ options, token, cursor: part.cursor });
    expect(numbers(new Set([...part.ids, ...rest.ids]))).toEqual(range(1, 8));
    expect(hub.variables.map(({ before }) => before)).toEqual([null, "3", "6"]);
  });

  test("are asked for fewer at a time where a page is too much", async () => {
    const pages = serving(range(1, 4).map((number) => discussion(number, day(number * 10))));
    hub.query = (variables) => ((variables.first as number) > 1 ? new Error("too heavy") : pages(variables));
    const { error, ids } = await read({ options, token });
    expect([error, numbers(ids)]).toEqual([null, range(1, 4)]);
    expect(hub.variables.map(({ first }) => first)).toEqual([3, 1, 1, 1, 1]);
  });

  test("that came whole are complete; of a long one the rest is read, also after a break", async () => {
    const pageInfo = { hasNextPage: true, endCursor: "more" };
    const long = discussion(2, day(20), { comments: { nodes: [], pageInfo, totalCount: 60 } });
    const pages = serving([discussion(1, day(10)), long]);
    hub.query = (variables) =>
      variables.after === "more" ? { repository: { discussion: discussion(2, day(20)) } } : pages(variables);
    const part = await read({ options, token, stopAfter: 2 });
    expect(part.batches.flatMap(({ complete }) => complete.map(({ threadId }) => threadId))).toEqual([
      "contoso/psfoo#1",
    ]);
    hub.variables = [];
    const rest = await read({ options, token, cursor: part.cursor });
    expect(hub.variables.slice(0, 2)).toMatchObject([
      { number: 2, after: null },
      { number: 2, after: "more" },
    ]);
    hub.variables = [];
    await read({ options, token, cursor: rest.cursor });
    expect(hub.variables[0]).not.toHaveProperty("number");
  });
});

describe("a kept page", () => {
  const map = async (raw: Batch["raw"]) =>
    raw && (await github.map?.(raw, github.options.parse({ repository: "contoso/psfoo" })));

  test("of any list says again what its batch said", async () => {
    issue(1, day(1));
    pull(2, day(2), 2);
    hub.comments.push({
      id: 1,
      user,
      issue_url: "/issues/1",
      pull_request_url: "/pulls/2",
      created_at: day(1),
      updated_at: day(1),
    });
    hub.releases = [{ id: 1, author: user, tag_name: "v1", published_at: day(1) }];
    hub.commits = [commit("sha1", day(1))];
    const include = ["issues", "comments", "reviews", "reviewComments", "releases", "commits"];
    const { batches } = await read({ options: { include } });
    expect(new Set(batches.map(({ raw }) => JSON.stringify(raw?.context))).size).toBe(7);
    for (const { raw, signals, endorsements, spaces, skipped } of batches)
      expect(await map(raw)).toEqual({ signals, endorsements, spaces, skipped, accounts: [] });
  });

  test("without what it was asked for is read by its address", async () => {
    pull(2, day(2), 1);
    const { batches } = await read({ options: { include: ["issues", "reviews"] } });
    for (const { raw, signals } of batches.filter((one) => one.signals.length > 0)) {
      const { context, ...bare } = raw as NonNullable<typeof raw>;
      expect((await map(bare))?.signals.map(({ kind, id }) => [kind, id])).toEqual(
        signals.map(({ kind, id }) => [kind, id]),
      );
    }
  });
});

describe("reviews", () => {
  const complete = async (settings: Settings) =>
    (await read(settings)).batches.flatMap((batch) => batch.complete.map(({ threadId, kinds }) => [threadId, kinds]));
  const options = { include: ["reviews"] };

  test("on one page are all that a pull request has; over several pages, or without any, nothing is said", async () => {
    pull(1, day(1), 2);
    pull(2, day(2), 7);
    pull(3, day(3), 0);
    expect(await complete({ options })).toEqual([["contoso/psfoo#1", ["review"]]]);
  });

  test("are not all known where one cannot be understood", async () => {
    pull(1, day(1), 2);
    hub.reviews.get(1)?.push({ id: "none" });
    expect(await complete({ options })).toEqual([]);
  });
});

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
    const api = githubApi({ http, now: () => now, baseUrl, token: null });
    await expect(api.page("/repos/contoso/psfoo")).rejects.toBeInstanceOf(RateLimitedError);
    await expect(http.get(`${baseUrl}/else`)).rejects.toBeInstanceOf(RateLimitedError);
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

const recordings = new URL("../../../../shared/data/recorded/octokit/scenarios/api.github.com/", import.meta.url);
const absent = !existsSync(recordings);
if (absent) console.warn("Skipped: GitHub's recorded answers are not at ../shared/data/recorded/octokit.");

type Recorded = { method: string; path: string; status: number; response: unknown; headers: Record<string, string> };

describe.skipIf(absent)("GitHub's recorded answers", () => {
  /** Serves a recording with its host replaced by ours; the order and filters that we ask for are not in its paths. */
  async function replay(scenario: string): Promise<Recorded[]> {
    const file = readFileSync(new URL(`${scenario}/normalized-fixture.json`, recordings), "utf8");
    const recorded: Recorded[] = JSON.parse(file);
    const page = (url: URL) => url.searchParams.get("page");
    await serve((request, response) => {
      const url = new URL(request.url ?? "", baseUrl);
      const found = recorded.find((one) => {
        const known = new URL(one.path, baseUrl);
        return one.method === "get" && known.pathname === url.pathname && page(known) === page(url);
      });
      const name = url.pathname.slice("/repos/".length);
      const answer = found ?? {
        status: 200,
        response: { id: 1000, full_name: name, html_url: `https://github.com/${name}` },
        headers: {},
      };
      const headers = Object.entries(answer.headers).filter(([header]) =>
        /^(link|location|content-type|etag|x-ratelimit-.*)$/.test(header),
      );
      const here = headers.map(([header, value]) => [
        header,
        String(value).replaceAll("https://api.github.com", baseUrl),
      ]);
      response.writeHead(answer.status, { "content-type": "application/json", ...Object.fromEntries(here) });
      response.end(JSON.stringify(answer.response));
    });
    return recorded;
  }

  test("thirteen issues over five linked pages are all read and mapped", async () => {
    const recorded = await replay("paginate-issues");
    const { batches, ids, error, signals } = await read({
      options: { repository: "octokit-fixture-org/paginate-issues" },
    });
    expect(error).toBeNull();
    expect(numbers(ids)).toEqual(range(1, 13));
    // All thirteen changed in one second: the first page is asked for once more from it, then the links are followed.
    expect(batches.length).toBe(1 + 1 + recorded.length);
    expect(batches.flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(signals[0]).toMatchObject({
      id: "octokit-fixture-org/paginate-issues#13",
      kind: "issue",
      title: "Test issue 13",
      occurredAt: "2017-10-10T16:00:00.000Z",
      account: { id: "1000", handle: "octokit-fixture-user-a", bot: false },
      metrics: { replies: 42, likes: 0, state: "open", association: "member" },
    });
  });

  test("a renamed repository's redirect by number is followed", async () => {
    await replay("rename-repository");
    const { batches } = await read({ options: { repository: "octokit-fixture-org/rename-repository" } });
    expect(batches[0]?.spaces[0]).toMatchObject({
      id: "octokit-fixture-org/rename-repository",
      name: "octokit-fixture-org/rename-repository-newname",
    });
  });
});
