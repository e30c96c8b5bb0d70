import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { beforeEach } from "vitest";
import { github } from "../src/github.ts";
import { type Ask, type Known, pullAsWorker, useApi } from "./site.ts";

export const now = new Date("2026-09-03T12:00:00Z");
export const user = { login: "rokafor", id: 52001, type: "User" };
export const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString().replace(".000Z", "Z");
export const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** The numbers of the issues that ids such as "issue contoso/psfoo#7" name. */
export const numbers = (ids: Set<string>) => [...ids].map((id) => Number(id.split("#")[1])).sort((a, b) => a - b);

export type Row = Record<string, unknown>;
export type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
export type Settings = Omit<Known, "credentials"> & { token?: string };

const empty = () => ({
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
});
type Hub = ReturnType<typeof empty>;

/** In every test of a file a repository of its own, with the API's own rules for since, sort, pages, links and validators. */
export function useHub() {
  const api = useApi();
  const hub = empty();
  beforeEach(() => {
    Object.assign(hub, empty());
    api.answer = (ask, response) => answerAs(hub, ask, response, api.baseUrl);
  });

  /** Pulls as a worker does, from a cursor that was kept as JSON. */
  const read = async ({ token, options = {}, cursor = null, ...known }: Settings = {}) => {
    const pulled = await pullAsWorker(github, {
      now,
      ...known,
      cursor: JSON.parse(JSON.stringify(cursor)),
      credentials: token ? { token } : {},
      options: { repository: "contoso/psfoo", baseUrl: api.baseUrl, pageSize: 3, include: ["issues"], ...options },
    });
    return { ...pulled, ids: new Set(pulled.signals.map(({ kind, id }) => `${kind} ${id}`)) };
  };

  const issue = (number: number, updated: string, more: Row = {}): Row => {
    const title = `Issue ${number}`;
    const row = { id: 1000 + number, number, title, user, created_at: day(1), updated_at: updated, ...more };
    hub.issues.push(row);
    return row;
  };

  const pull = (number: number, updated: string, reviews: number): void => {
    issue(number, updated, { pull_request: { merged_at: null } });
    const pull_request_url = `${api.baseUrl}/repos/${hub.name}/pulls/${number}`;
    const written = range(1, reviews).map((id) => ({
      id: number * 100 + id,
      user,
      pull_request_url,
      submitted_at: day(2),
    }));
    hub.reviews.set(number, written);
  };

  return { api, hub, read, issue, pull };
}

export function commit(sha: string, date: string): Row {
  return { sha, author: user, parents: [{}], commit: { message: sha, author: { date }, committer: { date } } };
}

function answerAs(hub: Hub, ask: Ask, response: ServerResponse, baseUrl: string): void {
  const url = new URL(ask.url.pathname + ask.url.search, baseUrl);
  hub.before(hub.asked.length);
  const { status, headers, body } =
    hub.instead(url.pathname, hub.asked.length) ??
    (url.pathname === "/graphql" ? queryAnswer(hub, ask.body) : repositoryAnswer(hub, url));
  hub.asked.push(`${url.pathname}${url.search}`);
  hub.tokens.add(ask.headers.authorization);
  const text = JSON.stringify(body ?? null);
  const etag = `"${createHash("sha256").update(`${url.search}${text}`).digest("hex").slice(0, 16)}"`;
  const same = status === 200 && ask.headers["if-none-match"] === etag;
  hub.statuses.push(same ? 304 : status);
  response.writeHead(same ? 304 : status, { "content-type": "application/json", etag, ...headers });
  response.end(same ? undefined : text);
}

function queryAnswer(hub: Hub, sent: string): Answer {
  const { variables } = JSON.parse(sent);
  hub.variables.push(variables);
  const data = hub.query(variables);
  return data instanceof Error ? { status: 504 } : { status: 200, body: { data } };
}

function repositoryAnswer(hub: Hub, url: URL): Answer {
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
