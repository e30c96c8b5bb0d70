import { readFileSync } from "node:fs";
import { type Batch, type KnownThread, RateLimitedError, RefusedError } from "@groundswell/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, serveSite } from "../test/site.ts";
import { github } from "./github.ts";
import { createHttp } from "./http.ts";

const now = new Date("2026-09-03T12:00:00Z");
const repository = "contoso/psfoo";
const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/github/${name}.json`, import.meta.url), "utf8"));
const [issue, pull] = fixture("pages").issues;
const nodes = fixture("graphql");

type Answer = { status?: number; headers?: Record<string, string>; body?: unknown };

/** What is answered under a path, or to a query by its name; all else is 404. */
let answers: Record<string, Answer | ((asked: string) => Answer)>;
let asked: string[];
let site: Awaited<ReturnType<typeof serveSite>>;

beforeEach(async () => {
  asked = [];
  answers = {
    "/repos/contoso/psfoo": {
      body: { id: 77001, full_name: repository, html_url: "https://github.com/contoso/psfoo" },
    },
  };
  site = await serveSite(({ url, body }, response) => {
    const name = url.pathname === "/graphql" ? (/query (\w+)/.exec(JSON.parse(body).query)?.[1] ?? "") : url.pathname;
    asked.push(name);
    const found = answers[name + url.search] ?? answers[name] ?? { status: 404, body: { message: "Not Found" } };
    const answer = typeof found === "function" ? found(body) : found;
    json(response, answer.body ?? [], answer.status, answer.headers);
  });
});

afterEach(() => site.close());

const known = (number: number, kind: KnownThread["kind"] = "issue"): KnownThread => ({
  platform: "github",
  kind,
  id: `${repository}#${number}`,
  url: null,
  occurredAt: "2026-09-01T09:00:00.000Z",
});
const everything = ["issues", "comments", "reviews", "reviewComments", "discussions"];

async function revisit(threads: KnownThread[], { token = "", include = everything, stopAfter = 0 } = {}) {
  const stop = new AbortController();
  const batches: Batch[] = [];
  const options = github.options.parse({ repository, baseUrl: site.baseUrl, include, pageSize: 2 });
  let error: unknown = null;
  try {
    for await (const batch of github.revisit?.(
      {
        source: "test",
        options,
        cursor: null,
        credentials: token ? { token } : {},
        since: null,
        now: () => now,
        http: createHttp({ userAgent: "Groundswell/test", now: () => now, guard: "none" }),
        signal: stop.signal,
      },
      threads,
    ) ?? []) {
      batches.push(batch);
      if (batches.length === stopAfter) stop.abort();
    }
  } catch (caught) {
    error = caught;
  }
  const complete = batches.flatMap((batch) => batch.complete);
  return { batches, error, complete, signals: batches.flatMap((batch) => batch.signals) };
}

/** What the batch that names a thread complete holds of it. */
const held = (batches: Batch[], number: number) =>
  batches
    .filter(({ complete }) => complete.some(({ threadId }) => threadId === `${repository}#${number}`))
    .flatMap(({ signals }) => signals.filter(({ threadId }) => threadId === `${repository}#${number}`))
    .map(({ kind, id }) => `${kind} ${id}`);

const root = "/repos/contoso/psfoo";
const said = (id: number, number = 41) => ({
  ...{ id, user: { login: "rokafor", id: 52001 }, issue_url: `${root}/issues/${number}` },
  ...{
    pull_request_url: `${root}/pulls/${number}`,
    created_at: "2026-09-01T10:00:00Z",
    submitted_at: "2026-09-01T10:00:00Z",
  },
});

describe("without a token", () => {
  test("an issue is asked for by itself, and its last batch holds all that was said", async () => {
    answers[`${root}/issues/41`] = { body: issue };
    const next = `<${site.baseUrl}${root}/issues/41/comments?page=2>; rel="next"`;
    answers[`${root}/issues/41/comments`] = { body: [said(1), said(2)], headers: { link: next } };
    answers[`${root}/issues/41/comments?page=2`] = { body: [said(3)] };
    const { batches, complete, error } = await revisit([known(41)]);
    expect(error).toBeNull();
    expect(complete).toEqual([
      { platform: "github", threadId: "contoso/psfoo#41", kinds: ["issue", "pull-request", "comment"] },
    ]);
    expect(held(batches, 41)).toEqual(["issue contoso/psfoo#41", "comment 1", "comment 2", "comment 3"]);
    expect(asked).toHaveLength(4);
  });

  test("each page is kept, and says again what its batch said", async () => {
    answers[`${root}/issues/41`] = { body: issue };
    answers[`${root}/issues/41/comments`] = { body: [said(1)] };
    const { batches } = await revisit([known(41)]);
    const options = github.options.parse({ repository });
    const kept = batches.filter(({ raw }) => raw !== null);
    expect(kept).toHaveLength(2);
    for (const { raw, signals } of kept) expect((await github.map?.(raw as never, options))?.signals).toEqual(signals);
  });

  test("a pull request has reviews, and comments in two lists", async () => {
    answers[`${root}/issues/42`] = { body: pull };
    answers[`${root}/issues/42/comments`] = { body: [said(1, 42)] };
    answers[`${root}/pulls/42/comments`] = { body: [said(1, 42)] };
    answers[`${root}/pulls/42/reviews`] = { body: [said(1, 42)] };
    const { batches, complete } = await revisit([known(42, "pull-request")]);
    expect(held(batches, 42)).toEqual(["pull-request contoso/psfoo#42", "comment 1", "review 1", "comment r1"]);
    expect(complete[0]?.kinds).toEqual(["issue", "pull-request", "comment", "review"]);
  });

  test("comments of a pull request are not all known while one of their lists is not read", async () => {
    answers[`${root}/issues/42`] = { body: pull };
    answers[`${root}/issues/42/comments`] = { body: [said(1, 42)] };
    const { complete } = await revisit([known(42, "pull-request")], { include: ["issues", "comments"] });
    expect(complete[0]?.kinds).toEqual(["issue", "pull-request"]);
    expect(asked).not.toContain(`${root}/pulls/42/comments`);
  });

  test.each([404, 410])("an issue that is gone (%i) is complete without a signal", async (status) => {
    answers[`${root}/issues/41`] = { status, body: { message: "This issue was deleted" } };
    const { complete, signals, error } = await revisit([known(41)]);
    expect([error, signals]).toEqual([null, []]);
    expect(complete).toEqual([
      { platform: "github", threadId: "contoso/psfoo#41", kinds: ["issue", "pull-request", "comment", "review"] },
    ]);
  });

  test("issues that are switched off are not taken for deleted", async () => {
    answers[`${root}/issues/41`] = { status: 410, body: { message: "Issues are disabled for this repo" } };
    const { complete, error } = await revisit([known(41)]);
    expect(complete).toEqual([]);
    expect(error).toBeInstanceOf(RefusedError);
  });

  test("an issue that was transferred is gone here, and is read where it is now", async () => {
    const there = "/repos/fabrikam/psbar";
    answers[`${root}/issues/41`] = { status: 301, headers: { location: `${there}/issues/7` } };
    const moved = { ...issue, number: 7, repository_url: `https://api.github.com${there}` };
    answers[`${there}/issues/7`] = { body: moved };
    answers[`${there}/issues/7/comments`] = { body: [{ ...said(1), issue_url: `${there}/issues/7` }] };
    const { complete, signals, error } = await revisit([known(41)]);
    expect(error).toBeNull();
    expect(complete.map(({ threadId }) => threadId)).toEqual(["contoso/psfoo#41", "fabrikam/psbar#7"]);
    expect(new Set(signals.map(({ space, threadId }) => `${space.id} ${threadId}`))).toEqual(
      new Set(["fabrikam/psbar fabrikam/psbar#7"]),
    );
  });

  test("a thread with a comment that cannot be understood is not complete", async () => {
    answers[`${root}/issues/41`] = { body: issue };
    answers[`${root}/issues/41/comments`] = { body: [said(1), { id: 2 }] };
    const { complete, signals } = await revisit([known(41)]);
    expect(complete).toEqual([]);
    expect(signals.map(({ id }) => id)).toEqual(["contoso/psfoo#41", "1"]);
  });

  test("discussions, and threads of other places, are left alone", async () => {
    const others = [
      known(7, "question"),
      { ...known(41), id: "contoso/psbar#41" },
      { ...known(41), platform: "gitlab" },
      { ...known(41), id: "41" },
    ];
    expect(await revisit(others)).toMatchObject({ error: null, batches: [] });
    expect(asked).toEqual([root]);
  });

  test("a limit ends it, and so does a worker that shuts down, after the batch it is at", async () => {
    answers[`${root}/issues/41`] = { body: issue };
    answers[`${root}/issues/41/comments`] = { status: 429, headers: { "retry-after": "9" } };
    expect((await revisit([known(41)])).error).toBeInstanceOf(RateLimitedError);
    asked = [];
    expect((await revisit([known(41)], { stopAfter: 1 })).batches).toHaveLength(1);
    expect(asked).toEqual([root, `${root}/issues/41`]);
  });
});

describe("with a token", () => {
  const token = "s3cret";

  test("many issues are read with one query, and each that came whole is complete", async () => {
    const node = (number: number) => ({ ...nodes.pullRequest, number });
    answers.KnownIssues = { body: { data: { repository: { t42: node(42), t43: node(43) } } } };
    const { complete, error } = await revisit([known(42), known(43)], { token });
    expect(error).toBeNull();
    expect(complete.map(({ threadId }) => threadId)).toEqual(["contoso/psfoo#42", "contoso/psfoo#43"]);
    expect(asked).toEqual([root, "KnownIssues"]);
  });

  test("a thread that does not fit the query, or is not found by it, is asked for by itself", async () => {
    const comments = { ...nodes.pullRequest.comments, pageInfo: { hasNextPage: true, endCursor: "x" } };
    answers.KnownIssues = {
      body: {
        data: { repository: { t41: null, t42: { ...nodes.pullRequest, comments } } },
        errors: [{ type: "NOT_FOUND", path: ["repository", "t41"], message: "Could not resolve" }],
      },
    };
    answers[`${root}/issues/42`] = { body: pull };
    for (const path of ["issues/42/comments", "pulls/42/reviews", "pulls/42/comments"])
      answers[`${root}/${path}`] = { body: [] };
    const { complete, batches, error } = await revisit([known(41), known(42)], { token });
    expect(error).toBeNull();
    expect(complete.map(({ threadId }) => threadId)).toEqual(["contoso/psfoo#41", "contoso/psfoo#42"]);
    expect([held(batches, 41), held(batches, 42)]).toEqual([[], ["pull-request contoso/psfoo#42"]]);
  });

  test("what is too much at once is halved until it does", async () => {
    const sizes: number[] = [];
    answers.KnownIssues = (body) => {
      const numbers = [...body.matchAll(/t(\d+): issueOrPullRequest/g)].map(([, number]) => Number(number));
      sizes.push(numbers.length);
      if (numbers.length > 2) return { status: 502, body: {} };
      const found = numbers.map((number) => [`t${number}`, { ...nodes.pullRequest, number }]);
      return { body: { data: { repository: Object.fromEntries(found) } } };
    };
    const threads = [1, 2, 3, 4, 5].map((number) => known(number));
    const { complete } = await revisit(threads, { token });
    expect(sizes).toEqual([5, 3, 2, 2, 1]);
    expect(complete).toHaveLength(5);
  });

  test("discussions are read ten at once, and one that is not there is gone", async () => {
    answers.KnownDiscussions = {
      body: {
        data: { repository: { t7: nodes.discussion, t8: null } },
        errors: [{ type: "NOT_FOUND", path: ["repository", "t8"], message: "Could not resolve" }],
      },
    };
    const { complete, batches } = await revisit([known(7, "question"), known(8, "post")], { token });
    const kinds = ["question", "post", "answer", "comment"];
    expect(complete).toEqual([
      { platform: "github", threadId: "contoso/psfoo#7", kinds },
      { platform: "github", threadId: "contoso/psfoo#8", kinds },
    ]);
    expect(held(batches, 8)).toEqual([]);
  });

  test("a long discussion is complete only in the batch that holds all of it", async () => {
    const [first, second] = nodes.discussion.comments.nodes;
    const page = (comment: object, next: string | null) => ({
      ...nodes.discussion,
      comments: { totalCount: 2, pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes: [comment] },
    });
    const replies = { ...first.replies, pageInfo: { hasNextPage: true, endCursor: "r1" } };
    const start = page({ ...first, replies }, "c1");
    const more = { ...first.replies.nodes[0], id: "DC_150", databaseId: 150 };
    answers.KnownDiscussions = { body: { data: { repository: { t7: start } } } };
    answers.Discussion = (body) => ({
      body: {
        data: { repository: { discussion: JSON.parse(body).variables.after === "c1" ? page(second, null) : start } },
      },
    });
    const node = {
      __typename: "DiscussionComment",
      databaseId: first.databaseId,
      discussion: nodes.discussion,
      replies: { totalCount: 2, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [more] },
    };
    answers.Replies = { body: { data: { node } } };
    const { batches, complete, error } = await revisit([known(7, "question")], { token });
    expect(error).toBeNull();
    expect(complete).toHaveLength(1);
    expect([...new Set(held(batches, 7))].sort()).toEqual([
      "answer d100",
      "answer d102",
      "comment d101",
      "comment d150",
      "question contoso/psfoo#7",
    ]);
    const reply = batches.flatMap(({ signals }) => signals).find(({ id }) => id === "d150");
    expect(reply).toMatchObject({ parentId: "d100", threadId: "contoso/psfoo#7", title: "How do I unwind a wick?" });
  });

  test("a server too old for the query is asked for one issue after another", async () => {
    answers.KnownIssues = {
      body: {
        errors: [{ extensions: { code: "argumentNotAccepted" }, message: "Field 'stateReason' doesn't accept" }],
      },
    };
    answers[`${root}/issues/41`] = { body: issue };
    answers[`${root}/issues/41/comments`] = { body: [] };
    const { complete, error } = await revisit([known(41)], { token });
    expect(error).toBeNull();
    expect(complete.map(({ threadId }) => threadId)).toEqual(["contoso/psfoo#41"]);
  });

  test("only what is wanted is asked for", async () => {
    let variables: unknown;
    answers.KnownIssues = (body) => {
      variables = JSON.parse(body).variables;
      return { body: { data: { repository: { t42: nodes.pullRequest } } } };
    };
    await revisit([known(42)], { token, include: ["issues", "reviews"] });
    expect(variables).toMatchObject({ comments: false, reviews: true, reviewComments: false });
  });
});
