import { type Batch, batch, type Json, type KnownThread, RefusedError, type Space } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { type GithubApi, githubApi } from "./github-api.ts";
import { type Cursor, readCursor } from "./github-cursor.ts";
import { type GithubRepository, readDiscussion, readDiscussions } from "./github-discussions.ts";
import { type GithubGraphql, githubGraphql } from "./github-graphql.ts";
import { readChanges, readNewest } from "./github-lists.ts";
import { completeThread, mapGithubPage, pageBatch } from "./github-page.ts";
import { knownNumbers, revisitDiscussions, revisitIssues } from "./github-revisit.ts";

export { mapDiscussion as mapGithubDiscussion } from "./github-discussion-map.ts";
export { mapCommits as mapGithubCommits, mapReleases as mapGithubReleases } from "./github-made-map.ts";
export {
  mapComments as mapGithubComments,
  mapIssues as mapGithubIssues,
  mapReviewComments as mapGithubReviewComments,
  mapReviews as mapGithubReviews,
} from "./github-map.ts";

const lists = ["issues", "comments", "reviews", "reviewComments", "releases", "commits", "discussions"] as const;

const options = z.strictObject({
  /** The repository, as "owner/name". */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'write it as "owner/name"'),
  baseUrl: z.url().default("https://api.github.com"),
  /**
   * What to read. Issues are pull requests too; reviews cost one request for each pull request that changed; discussions
   * need a token.
   */
  include: z.array(z.enum(lists)).min(1).default(["issues", "comments", "reviews", "releases"]),
  pageSize: z.int().min(1).max(100).default(100),
});
type Options = z.output<typeof options>;

/** What happens in one GitHub repository, through the REST API, and its discussions through the GraphQL API. */
export const github = defineConnector({
  name: "github",
  summary:
    "A GitHub repository's issues, pull requests, comments, reviews, releases, commits and discussions, from the REST and GraphQL APIs.",
  parser: "@octokit/rest.",
  reads: "api",
  options,
  credentials: {
    token: {
      about: "A GitHub token that may read the repository: 5,000 requests an hour in place of 60, and its discussions.",
      required: false,
    },
  },
  // Releases, commits and discussions come newest first, but their part of the cursor waits for the end of their pass.
  order: "oldest-first",
  example: { repository: "PowerShell/PowerShell" },
  pull,
  map: (page, { repository }) => mapGithubPage(page, repository),
  revisit,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const cursor = readCursor(context.cursor, context.since);
  for await (const read of steps(context, cursor)) {
    yield { ...read, cursor: structuredClone(cursor) satisfies Json };
    if (context.signal.aborted) return;
  }
}

async function* revisit(context: PullContext<Options>, threads: KnownThread[]): AsyncGenerator<Batch> {
  const cursor = readCursor(null, null);
  for await (const read of readings(context, cursor, threads)) {
    yield read;
    if (context.signal.aborted) return;
  }
}

/** Each page in turn; before one is yielded, `cursor` is what may be saved with it. */
async function* steps(context: PullContext<Options>, cursor: Cursor): AsyncGenerator<Batch> {
  const { options } = context;
  const wanted = new Set(options.include);
  const api = githubApi(accessOf(context));
  const graphql = wanted.has("discussions") ? githubGraphql(accessOf(context)) : null;
  const found = await readRepository(api, options.repository, cursor);
  if (found) yield found;
  const repository = repositoryOf(options.repository, cursor);
  const list = { api, repository, root: rootOf(repository), perPage: options.pageSize, now: context.now() };
  if (wanted.has("reviews")) yield* reviewsOf(list, cursor);
  if (wanted.has("issues") || wanted.has("reviews")) yield* issues(list, wanted, cursor);
  if (wanted.has("comments")) yield* comments(list, "comments", "/issues/comments", cursor);
  if (wanted.has("reviewComments")) yield* comments(list, "reviewComments", "/pulls/comments", cursor);
  if (wanted.has("releases")) yield* newest(list, "releases", cursor);
  if (wanted.has("commits")) yield* newest(list, "commits", cursor);
  if (graphql) yield* discussions(graphql, repository, options.pageSize, cursor);
}

/** Reads known threads again. Without issues or discussions among what is wanted, or a token for these, nothing of them. */
async function* readings(context: PullContext<Options>, cursor: Cursor, threads: KnownThread[]): AsyncGenerator<Batch> {
  const { options } = context;
  const access = accessOf(context);
  const wants = (list: (typeof lists)[number]) => options.include.includes(list);
  const api = githubApi(access);
  const graphql = access.token ? githubGraphql(access) : null;
  await readRepository(api, options.repository, cursor);
  const repository = repositoryOf(options.repository, cursor);
  const numbers = knownNumbers(threads, repository.space);
  const wanted = { comments: wants("comments"), reviews: wants("reviews"), reviewComments: wants("reviewComments") };
  if (wants("issues"))
    yield* revisitIssues({ api, graphql, repository, pageSize: options.pageSize, wanted }, numbers.issues);
  if (wants("discussions") && graphql) yield* revisitDiscussions(graphql, repository, numbers.discussions);
}

type Lists = { api: GithubApi; repository: GithubRepository; root: string; perPage: number; now: Date };

/** Issues and pull requests, and after each page of them the reviews of its pull requests. */
async function* issues(list: Lists, wanted: Set<string>, cursor: Cursor): AsyncGenerator<Batch> {
  const { api, root, perPage, repository } = list;
  for await (const read of readChanges(api, `${root}/issues`, { state: "all", per_page: perPage }, cursor.issues)) {
    cursor.issues = read.place;
    if (wanted.has("reviews")) cursor.reviewsOf = pullRequests(read.items);
    const { data, raw } = read.page;
    yield wanted.has("issues") ? pageBatch("issues", data, raw, repository.space) : batch({ cursor: null });
    if (wanted.has("reviews")) yield* reviewsOf(list, cursor);
  }
}

/** Reads the reviews of the pull requests that wait for it; one that is gone meanwhile has none. */
async function* reviewsOf({ api, root, perPage, repository }: Lists, cursor: Cursor): AsyncGenerator<Batch> {
  const { space } = repository;
  for (const number of [...cursor.reviewsOf]) {
    const first = `${root}/pulls/${number}/reviews`;
    for (let address: string | null = first; address !== null; ) {
      const parameters: Record<string, number> = address === first ? { per_page: perPage } : {};
      const page = await api.page(address, { parameters, absent: [404, 410] });
      const isOnly = address === first && page?.next === null;
      address = page?.next ?? null;
      if (address === null) cursor.reviewsOf = cursor.reviewsOf.filter((waiting) => waiting !== number);
      if (!page) continue;
      const read = pageBatch("reviews", page.data, page.raw, space);
      // Of a thread without any signal the store would believe that it is gone.
      const isWhole = isOnly && read.signals.length > 0 && read.skipped.every(({ item }) => item === null);
      yield { ...read, complete: isWhole ? [completeThread(space, number, ["review"])] : [] };
    }
  }
}

async function* comments(
  { api, root, perPage, repository }: Lists,
  name: "comments" | "reviewComments",
  path: string,
  cursor: Cursor,
): AsyncGenerator<Batch> {
  for await (const { page, place } of readChanges(api, `${root}${path}`, { per_page: perPage }, cursor[name])) {
    cursor[name] = place;
    yield pageBatch(name, page.data, page.raw, repository.space);
  }
}

const newestFirst = {
  releases: { dates: ["published_at", "created_at"], filters: false, absent: [] },
  // 409 is a repository without a first commit.
  commits: { dates: ["commit.committer.date", "commit.author.date"], filters: true, absent: [409] },
};

async function* newest(
  { api, root, perPage, repository, now }: Lists,
  name: "releases" | "commits",
  cursor: Cursor,
): AsyncGenerator<Batch> {
  const list = { ...newestFirst[name], path: `${root}/${name}`, perPage };
  for await (const { page, place } of readNewest(api, list, cursor[name], now)) {
    cursor[name] = place;
    yield pageBatch(name, page.data, page.raw, repository.space);
  }
}

/** Discussions, and after each page of them those that are longer than what came with it. */
async function* discussions(
  graphql: GithubGraphql,
  repository: GithubRepository,
  pageSize: number,
  cursor: Cursor,
): AsyncGenerator<Batch> {
  yield* longDiscussions(graphql, repository, cursor);
  for await (const { batch, place, long } of readDiscussions(graphql, repository, pageSize, cursor.discussions)) {
    cursor.discussions = place;
    cursor.longDiscussions = long;
    yield batch;
    yield* longDiscussions(graphql, repository, cursor);
  }
}

async function* longDiscussions(
  graphql: GithubGraphql,
  repository: GithubRepository,
  cursor: Cursor,
): AsyncGenerator<Batch> {
  for (const number of [...cursor.longDiscussions]) {
    let last: Batch | null = null;
    for await (const page of readDiscussion(graphql, repository, number)) {
      if (last) yield last;
      last = page;
    }
    cursor.longDiscussions = cursor.longDiscussions.filter((waiting) => waiting !== number);
    if (last) yield last;
  }
}

const known = z.object({
  id: z.number().nullish().catch(null),
  full_name: z.string().regex(/^[^/]+\/[^/]+$/),
  html_url: z.url(),
});

/**
 * Learns the repository's name of today, so that a rename costs one redirect a pull and not one a page; null where
 * nothing changed.
 */
async function readRepository(api: GithubApi, configured: string, cursor: Cursor): Promise<Batch | null> {
  const page = await api.page(`/repos/${configured}`, { etag: cursor.repository?.etag ?? null });
  if (page === null) return null;
  const read = known.safeParse(page.data);
  if (!read.success) throw new RefusedError(`${page.raw.request} is no repository: check this source's baseUrl.`);
  const { id = null, full_name: name, html_url: url } = read.data;
  const before = cursor.repository?.id ?? null;
  if (before !== null && id !== null && before !== id)
    throw new RefusedError(
      `${configured} is another repository than the one that was read before (${id}, not ${before}): give "repository" the name that this has now, or make a new source of the other.`,
    );
  cursor.repository = { name, url, etag: page.etag, id };
  return pageBatch("repository", page.data, page.raw, repositoryOf(configured, cursor).space);
}

/** The space keeps its id through a rename; its name and address are those of today. */
function repositoryOf(configured: string, { repository }: Cursor): GithubRepository {
  const today = repository?.name ?? configured;
  const id = today.toLowerCase() === configured.toLowerCase() ? today : configured;
  const url = repository?.url ?? `https://github.com/${today}`;
  const space: Space = { platform: "github", id, kind: "repository", name: today, url };
  const [owner = "", name = ""] = today.split("/");
  return { owner, name, space };
}

function rootOf({ owner, name }: GithubRepository): string {
  return `/repos/${owner}/${name}`;
}

function accessOf({ http, now, options, credentials }: PullContext<Options>) {
  return { http, now, baseUrl: options.baseUrl, token: credentials.token || null };
}

function pullRequests(items: unknown[]): number[] {
  const pull = z.object({ number: z.number(), pull_request: z.object({}) });
  return items.flatMap((item) => pull.safeParse(item).data?.number ?? []);
}
