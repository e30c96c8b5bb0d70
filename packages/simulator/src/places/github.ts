import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { githubQuery } from "./github-graphql.ts";
import { githubHistory, type Said, type Thread } from "./github-history.ts";
import {
  commentItems,
  commitItem,
  home,
  iso,
  issueItem,
  lineItems,
  name,
  releaseItem,
  reviewItem,
} from "./github-items.ts";
import { githubTruth } from "./github-truth.ts";
import type { Place, PlaceOptions } from "./place.ts";

const repositoryId = 7_700_123;
// What sources still call it.
const formerName = "northbeam/lumen-kit";
const token = "simulated-token";

/** `/github-repository`: one renamed repository, by the REST API, and its discussions by the GraphQL API. */
export function githubPlace({ seed, until, now }: PlaceOptions): Place {
  const history = githubHistory(seed, until);
  const shown = (at = now().getTime()) => ({
    threads: history.threads.filter((thread) => isShown(thread, at)).map((thread) => shownThread(thread, at)),
    commits: history.commits.filter(({ pushedAt }) => pushedAt <= at).sort((a, b) => b.committedAt - a.committedAt),
    releases: history.releases.filter((release) => isShown(release, at)).sort((a, b) => b.at - a.at),
  });

  const routes = new Hono();
  routes.use(async (c, next) => {
    if (!c.req.header("user-agent")) return c.text("Request forbidden by administrative rules.", 403);
    return next();
  });
  const notFound = (c: Context) =>
    send(c, { message: "Not Found", documentation_url: "https://docs.github.com/rest" }, 404);
  const api = (c: Context) => `${new URL(c.req.url).origin}${prefix}`;
  // Whoever asks by the old name is sent to the number; by the name of today and by the number it is answered.
  const route = (path: string, answer: (c: Context) => Response | Promise<Response>) => {
    routes.get(`/repos/:owner/:repo${path}`, (c) => {
      const asked = `${c.req.param("owner")}/${c.req.param("repo")}`.toLowerCase();
      if (asked === name.toLowerCase()) return answer(c);
      if (asked !== formerName) return notFound(c);
      const { pathname, search } = new URL(c.req.url);
      const rest = pathname.slice(`${prefix}/repos/${formerName}`.length);
      return c.json({ message: "Moved Permanently" }, 301, {
        location: `${api(c)}/repositories/${repositoryId}${rest}${search}`,
      });
    });
    routes.get(`/repositories/:id{${repositoryId}}${path}`, answer);
  };
  const changed = (rows: unknown[]) => rows as { updated_at: string; created_at: string }[];

  route("", (c) =>
    send(c, {
      id: repositoryId,
      name: "Prism-Kit",
      full_name: name,
      html_url: home,
      private: false,
      has_discussions: true,
    }),
  );
  route("/issues", (c) => {
    const wanted = c.req.query("state") ?? "open";
    const items = issuesOf(shown().threads).map((thread) => issueItem(thread, api(c), now().getTime()));
    return list(c, sorted(c, changed(items.filter(({ state }) => wanted === "all" || state === wanted)), "desc"));
  });
  route("/issues/comments", (c) =>
    list(c, sorted(c, changed(shown().threads.flatMap((thread) => commentItems(thread, api(c)))), "asc")),
  );
  route("/pulls/comments", (c) =>
    list(c, sorted(c, changed(shown().threads.flatMap((thread) => lineItems(thread, api(c)))), "asc")),
  );
  route("/releases", (c) => list(c, shown().releases.map(releaseItem)));
  route("/commits", (c) => {
    const since = c.req.query("since") ?? "";
    return list(
      c,
      shown()
        .commits.filter(({ committedAt }) => iso(committedAt) >= since)
        .map(commitItem),
    );
  });
  const one = (
    path: string,
    kinds: Thread["kind"][],
    answer: (c: Context, thread: Thread) => Response | Promise<Response>,
  ) =>
    route(path, (c) => {
      const number = Number(c.req.param("number"));
      const gone = history.threads.find(
        (thread) => thread.number === number && thread.gone && kinds.includes(thread.kind),
      );
      if (gone)
        return send(c, { message: "This issue was deleted", documentation_url: "https://docs.github.com/rest" }, 410);
      const found = shown().threads.find((thread) => thread.number === number && kinds.includes(thread.kind));
      return found ? answer(c, found) : notFound(c);
    });
  const both: Thread["kind"][] = ["issue", "pull"];
  one("/issues/:number{\\d+}", both, (c, thread) => send(c, issueItem(thread, api(c), now().getTime())));
  one("/issues/:number{\\d+}/comments", both, (c, thread) => list(c, commentItems(thread, api(c))));
  one("/pulls/:number{\\d+}/reviews", ["pull"], (c, thread) =>
    list(
      c,
      thread.reviews.map((review) => reviewItem(review, thread, api(c))),
    ),
  );
  one("/pulls/:number{\\d+}/comments", ["pull"], (c, thread) => list(c, lineItems(thread, api(c))));
  routes.post("/graphql", async (c) => {
    if (!/^(bearer|token) /i.test(c.req.header("authorization") ?? ""))
      return send(c, { message: "Bad credentials" }, 401);
    const { query, variables } = await c.req.json<{ query: string; variables?: Record<string, unknown> }>();
    const { threads } = shown();
    const names = [name.toLowerCase(), formerName];
    return send(c, await githubQuery({ names, url: home, threads, now: now().getTime() }, query, variables ?? {}));
  });

  return {
    connector: "github",
    prefix,
    routes,
    source: (url) => ({
      options: {
        repository: formerName,
        baseUrl: `${url}${prefix}`,
        include: ["issues", "comments", "reviews", "reviewComments", "releases", "commits", "discussions"],
        pageSize: 8,
      },
      credentials: { token },
    }),
    truth: (at) => githubTruth(shown(at.getTime()), formerName),
    remove(count) {
      const threads = () =>
        shown().threads.map(({ number }) => history.threads.find((one) => one.number === number) as Thread);
      const at = now().getTime();
      const removals: (() => Said | undefined)[] = [
        () => threads().find(({ kind, comments }) => kind === "issue" && comments.some((said) => isShown(said, at))),
        () =>
          threads()
            .flatMap(({ talks }) => talks.flatMap(({ replies }) => replies))
            .find((said) => isShown(said, at)),
        () =>
          threads()
            .flatMap(({ lineComments }) => lineComments)
            .find((said) => isShown(said, at)),
        () => threads().find(({ kind, number }) => kind === "discussion" && number > 2),
        () =>
          threads()
            .flatMap(({ comments }) => comments)
            .find((said) => isShown(said, at)),
      ];
      for (let done = 0; done < count; done++)
        Object.assign(removals[done % removals.length]?.() ?? {}, { gone: true });
    },
  };
}

const prefix = "/github-repository";

function isShown({ at, gone }: Said, now: number): boolean {
  return at <= now && !gone;
}

/** A thread with what is there of it: nothing later, nothing that was taken away, no edit that is still to come. */
function shownThread(thread: Thread, now: number): Thread {
  const there = <T extends Said>(list: T[]) =>
    list
      .filter((said) => isShown(said, now))
      .map((said) => ({ ...said, editedAt: said.editedAt !== null && said.editedAt <= now ? said.editedAt : null }));
  return {
    ...thread,
    ...{ comments: there(thread.comments), reviews: there(thread.reviews), lineComments: there(thread.lineComments) },
    talks: there(thread.talks).map((talk) => ({ ...talk, replies: there(talk.replies) })),
    closedAt: thread.closedAt !== null && thread.closedAt <= now ? thread.closedAt : null,
    chosen: thread.chosen !== null && thread.chosen.at <= now ? thread.chosen : null,
  };
}

function issuesOf(threads: Thread[]): Thread[] {
  return threads.filter(({ kind }) => kind !== "discussion");
}

/** `since` is of the last change, whatever the order; without `sort` the API heeds no direction. */
function sorted<T extends { updated_at: string; created_at: string }>(
  c: Context,
  items: T[],
  usual: "asc" | "desc",
): T[] {
  const field = c.req.query("sort") === "updated" ? "updated_at" : "created_at";
  const direction = c.req.query("direction") ?? (c.req.query("sort") ? "desc" : usual);
  const wanted = items.filter((item) => item.updated_at >= (c.req.query("since") ?? ""));
  wanted.sort((a, b) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0));
  return direction === "asc" ? wanted : wanted.reverse();
}

function list(c: Context, items: unknown[]): Response {
  const page = Math.max(1, Number(c.req.query("page") ?? 1) || 1);
  const perPage = Math.min(100, Math.max(1, Number(c.req.query("per_page") ?? 30) || 30));
  const last = Math.ceil(items.length / perPage);
  const { origin, pathname, search } = new URL(c.req.url);
  const to = (number: number, rel: string) => {
    // The next page is at the number, whatever name was asked.
    const url = new URL(
      `${origin}${pathname.replace(/\/repos\/[^/]+\/[^/]+/, `/repositories/${repositoryId}`)}${search}`,
    );
    url.searchParams.set("page", String(number));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, "prev"), to(1, "first")] : []),
    ...(page < last ? [to(page + 1, "next"), to(last, "last")] : []),
  ];
  return send(
    c,
    items.slice((page - 1) * perPage, page * perPage),
    200,
    links.length > 0 ? { link: links.join(", ") } : {},
  );
}

/** An answer with its validator; unchanged, it is not sent again. */
function send(
  c: Context,
  body: unknown,
  status: 200 | 401 | 404 | 410 = 200,
  more: Record<string, string> = {},
): Response {
  const text = JSON.stringify(body);
  const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4900",
    ...more,
  };
  if (status !== 200) return c.body(text, status, headers);
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, { ...headers, etag });
  return c.body(text, 200, { ...headers, etag });
}
