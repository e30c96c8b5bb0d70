import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import {
  commentItem,
  commitItem,
  githubProfile,
  issueItem,
  releaseItem,
  repositoryItem,
  reviewItem,
} from "./github-items.ts";
import { grouped } from "./grouped.ts";
import type { RepositorySpace, World, WorldComment, WorldThread } from "./world.ts";

type GithubLimits = { requestsPerHour: number };

type Said = { thread: WorldThread; comment: WorldComment };
type Listed = { created: number; updated: number };

const instant = (text: string | undefined, fallback: number) => (text === undefined ? fallback : Date.parse(text));

/** `/github`: the REST lists of repositories and the users behind them, with paging by Link, ETags and a rate limit. */
export function githubRoutes(world: World, limits: GithubLimits, now: () => Date): Hono {
  const app = new Hono();
  const spaces = new Map(
    world.spaces.flatMap((space, i): [string, { space: RepositorySpace; i: number }][] =>
      space.kind === "repository" ? [[space.id.toLowerCase(), { space, i }]] : [],
    ),
  );
  const bySpace = <T extends { space: number }>(items: T[]) => grouped(items, (item) => item.space);
  const [threads, commits, releases] = [bySpace(world.threads), bySpace(world.commits), bySpace(world.releases)];
  const said = new Map([...threads].map(([i, list]) => [i, conversation(list)]));
  const accounts = [...world.accounts.keys()].filter((i) => world.accounts[i]?.platform === "github");
  const byId = new Map(accounts.map((i) => [world.accounts[i]?.id, i]));
  const byLogin = new Map(accounts.map((i) => [world.accounts[i]?.handle.toLowerCase(), i]));
  const budget = { used: 0, resetAt: 0 };

  function headers(): Record<string, string> {
    return {
      "x-ratelimit-limit": String(limits.requestsPerHour),
      "x-ratelimit-remaining": String(Math.max(0, limits.requestsPerHour - budget.used)),
      "x-ratelimit-used": String(Math.min(budget.used, limits.requestsPerHour)),
      "x-ratelimit-reset": String(Math.ceil(budget.resetAt / 1000)),
      "x-ratelimit-resource": "core",
    };
  }
  function send(c: Context, body: unknown, status: 200 | 403 | 404 = 200, more: Record<string, string> = {}) {
    const text = JSON.stringify(body);
    const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
    const same = status === 200 && c.req.header("if-none-match") === etag;
    // An unchanged page costs nothing.
    if (!same) budget.used++;
    const all = { "content-type": "application/json; charset=utf-8", ...headers(), ...more };
    return same ? c.body(null, 304, { ...all, etag }) : c.body(text, status, status === 200 ? { ...all, etag } : all);
  }
  const missing = (c: Context) =>
    send(c, { message: "Not Found", documentation_url: "https://docs.github.com/rest" }, 404);
  function list<T>(c: Context, rows: T[], item: (row: T) => unknown) {
    const page = Math.max(1, Number(c.req.query("page") ?? 1) || 1);
    const perPage = Math.min(100, Math.max(1, Number(c.req.query("per_page") ?? 30) || 30));
    const items = rows.slice((page - 1) * perPage, page * perPage).map(item);
    const link = linkHeader(c.req.url, page, Math.ceil(rows.length / perPage));
    return send(c, items, 200, link ? { link } : {});
  }

  app.use(async (c, next) => {
    if (!c.req.header("user-agent"))
      return c.text(
        "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
        403,
      );
    if (now().getTime() >= budget.resetAt) Object.assign(budget, { used: 0, resetAt: now().getTime() + 3_600_000 });
    if (budget.used >= limits.requestsPerHour)
      return c.json({ message: "API rate limit exceeded for 127.0.0.1." }, 403, headers());
    return next();
  });
  app.get("/user/:id", (c) => profile(c, byId.get(c.req.param("id"))));
  // A renamed login is not found; only the numeric id outlives a rename.
  app.get("/users/:login", (c) => profile(c, byLogin.get(c.req.param("login").toLowerCase())));
  function profile(c: Context, index: number | undefined) {
    if (index === undefined || world.accounts[index]?.deleted) return missing(c);
    return send(c, githubProfile(world, index));
  }

  const repository = (path: string, answer: (c: Context, i: number, space: RepositorySpace) => Response) =>
    app.get(`/repos/:owner/:repo${path}`, (c) => {
      const found = spaces.get(`${c.req.param("owner")}/${c.req.param("repo")}`.toLowerCase());
      return found ? answer(c, found.i, found.space) : missing(c);
    });
  const comments = (onDiff: boolean) => (c: Context, i: number) => {
    const rows = (said.get(i) ?? []).filter(({ comment }) => comment.onDiff === onDiff);
    const asked = sorted(c, rows, (row) => ({ created: row.comment.at, updated: row.comment.updatedAt }), "asc");
    return list(c, asked, (row) => commentItem(world, row.thread, row.comment));
  };
  repository("", (c, _i, space) => send(c, repositoryItem(space)));
  repository("/issues", (c, i) => {
    const rows = sorted(
      c,
      inState(c, threads.get(i) ?? []),
      (row) => ({ created: row.at, updated: row.updatedAt }),
      "desc",
    );
    return list(c, rows, (row) => issueItem(world, row));
  });
  repository("/issues/comments", comments(false));
  repository("/pulls/comments", comments(true));
  repository("/pulls/:number/reviews", (c, i) => {
    const thread = threads.get(i)?.[Number(c.req.param("number")) - 1];
    if (thread?.kind !== "pull-request") return missing(c);
    return list(c, thread.reviews, (review) => reviewItem(world, thread, review));
  });
  repository("/releases", (c, i) => list(c, [...(releases.get(i) ?? [])].reverse(), (row) => releaseItem(world, row)));
  repository("/commits", (c, i) => {
    const [since, until] = [instant(c.req.query("since"), 0), instant(c.req.query("until"), Number.POSITIVE_INFINITY)];
    const rows = (commits.get(i) ?? []).filter((commit) => commit.at >= since && commit.at <= until).reverse();
    return list(c, rows, (row) => commitItem(world, row));
  });
  app.notFound(missing);
  return app;
}

function conversation(threads: WorldThread[]): Said[] {
  return threads
    .flatMap((thread) => thread.comments.map((comment) => ({ thread, comment })))
    .sort((a, b) => a.comment.id - b.comment.id);
}

function inState(c: Context, threads: WorldThread[]): WorldThread[] {
  const state = c.req.query("state") ?? "open";
  return state === "all" ? threads : threads.filter((thread) => (thread.closedAt === null) === (state === "open"));
}

/** `since` compares the update, whatever the sort; without `sort` the API takes no direction for comments. */
function sorted<T>(c: Context, rows: T[], dates: (row: T) => Listed, usual: "asc" | "desc"): T[] {
  const since = instant(c.req.query("since"), Number.NEGATIVE_INFINITY);
  const field = c.req.query("sort") === "updated" ? "updated" : "created";
  const direction = c.req.query("direction") ?? (c.req.query("sort") ? "desc" : usual);
  const wanted = rows.filter((row) => dates(row).updated >= since);
  wanted.sort((a, b) => dates(a)[field] - dates(b)[field]);
  return direction === "asc" ? wanted : wanted.reverse();
}

function linkHeader(address: string, page: number, last: number): string | null {
  const to = (number: number, rel: string) => {
    const url = new URL(address);
    url.searchParams.set("page", String(number));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, "prev"), to(1, "first")] : []),
    ...(page < last ? [to(page + 1, "next"), to(last, "last")] : []),
  ];
  return links.length > 0 ? links.join(", ") : null;
}
