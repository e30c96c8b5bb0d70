import { type Batch, batch, type Json, RefusedError, type Space } from "@groundswell/model";
import { z } from "zod";
import { defineConnector, type PullContext } from "./connector.ts";
import { type GithubApi, githubApi } from "./github-api.ts";
import { changesPlace, newestPlace, type Read, readChanges, readNewest } from "./github-lists.ts";
import {
  type MappedPage,
  mapComments,
  mapCommits,
  mapIssues,
  mapReleases,
  mapReviewComments,
  mapReviews,
} from "./github-map.ts";

const lists = ["issues", "comments", "reviews", "reviewComments", "releases", "commits"] as const;

const options = z.strictObject({
  /** The repository, as "owner/name". */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'write it as "owner/name"'),
  baseUrl: z.url().default("https://api.github.com"),
  /** What to read. Issues are pull requests too; reviews cost one request for each pull request that changed. */
  include: z.array(z.enum(lists)).min(1).default(["issues", "comments", "reviews", "releases"]),
  pageSize: z.int().min(1).max(100).default(100),
});
type Options = z.output<typeof options>;

const savedCursor = z.object({
  /** What the repository said of itself; its name is another than the configured one after a rename. */
  repository: z.object({ name: z.string(), url: z.string(), etag: z.string().nullable() }).nullable(),
  issues: changesPlace,
  /** Pull requests that are saved while their reviews are not. */
  reviewsOf: z.array(z.number()),
  comments: changesPlace,
  reviewComments: changesPlace,
  releases: newestPlace,
  commits: newestPlace,
});
type Cursor = z.output<typeof savedCursor>;

/** Issues, pull requests, comments, reviews, releases and commits of one GitHub repository, through the REST API. */
export const github = defineConnector({
  name: "github",
  summary: "A GitHub repository's issues, pull requests, comments, reviews, releases and commits, from the REST API.",
  reads: "api",
  options,
  credentials: {
    token: {
      about: "A GitHub token that may read the repository: 5,000 requests an hour in place of 60.",
      required: false,
    },
  },
  // Releases and commits come newest first, but their part of the cursor waits for the end of their pass.
  order: "oldest-first",
  example: { repository: "PowerShell/PowerShell" },
  pull,
});

async function* pull(context: PullContext<Options>): AsyncGenerator<Batch> {
  const cursor = readCursor(context.cursor, context.since);
  for await (const read of steps(context, cursor)) {
    yield { ...read, cursor: structuredClone(cursor) satisfies Json };
    if (context.signal.aborted) return;
  }
}

/** Each page in turn; before one is yielded, `cursor` is what may be saved with it. */
async function* steps({ options, ...context }: PullContext<Options>, cursor: Cursor): AsyncGenerator<Batch> {
  const wanted = new Set(options.include);
  const perPage = options.pageSize;
  const { http, now } = context;
  const api = githubApi({ http, now, baseUrl: options.baseUrl, token: context.credentials.token || null });

  const found = await readRepository(api, options.repository, cursor);
  const space = spaceOf(options.repository, cursor);
  if (found) yield { ...found, spaces: [space] };
  const root = `/repos/${cursor.repository?.name ?? options.repository}`;

  if (wanted.has("reviews")) yield* reviewsOf(api, root, space, perPage, cursor);
  if (wanted.has("issues") || wanted.has("reviews")) {
    for await (const read of readChanges(api, `${root}/issues`, { state: "all", per_page: perPage }, cursor.issues)) {
      cursor.issues = read.place;
      if (wanted.has("reviews")) cursor.reviewsOf = pullRequests(read.items);
      yield wanted.has("issues") ? pageBatch(read, mapIssues(read.items, space)) : batch({ cursor: null });
      if (wanted.has("reviews")) yield* reviewsOf(api, root, space, perPage, cursor);
    }
  }
  if (wanted.has("comments"))
    for await (const read of readChanges(api, `${root}/issues/comments`, { per_page: perPage }, cursor.comments)) {
      cursor.comments = read.place;
      yield pageBatch(read, mapComments(read.items, space));
    }
  if (wanted.has("reviewComments"))
    for await (const read of readChanges(api, `${root}/pulls/comments`, { per_page: perPage }, cursor.reviewComments)) {
      cursor.reviewComments = read.place;
      yield pageBatch(read, mapReviewComments(read.items, space));
    }
  if (wanted.has("releases")) {
    const releases = {
      path: `${root}/releases`,
      dates: ["published_at", "created_at"],
      filters: false,
      absent: [],
      perPage,
    };
    for await (const read of readNewest(api, releases, cursor.releases, now())) {
      cursor.releases = read.place;
      yield pageBatch(read, mapReleases(read.items, space));
    }
  }
  if (wanted.has("commits")) {
    // 409 is a repository without a first commit.
    const commits = {
      path: `${root}/commits`,
      dates: ["commit.committer.date"],
      filters: true,
      absent: [409],
      perPage,
    };
    for await (const read of readNewest(api, commits, cursor.commits, now())) {
      cursor.commits = read.place;
      yield pageBatch(read, mapCommits(read.items, space));
    }
  }
}

const repository = z.object({ full_name: z.string().regex(/^[^/]+\/[^/]+$/), html_url: z.url() });

/** Learns the repository's name of today, so that a rename costs one redirect a pull and not one a page. */
async function readRepository(api: GithubApi, configured: string, cursor: Cursor): Promise<Batch | null> {
  const page = await api.page(`/repos/${configured}`, { etag: cursor.repository?.etag ?? null });
  if (page === null) return null;
  const read = repository.safeParse(page.data);
  if (!read.success) throw new RefusedError(`${page.raw.request} is no repository: check this source's baseUrl.`);
  cursor.repository = { name: read.data.full_name, url: read.data.html_url, etag: page.etag };
  return batch({ raw: page.raw, cursor: null });
}

/** The space keeps its id through a rename; its name and address are those of today. */
function spaceOf(configured: string, { repository }: Cursor): Space {
  const name = repository?.name ?? configured;
  const id = name.toLowerCase() === configured.toLowerCase() ? name : configured;
  return { platform: "github", id, kind: "repository", name, url: repository?.url ?? `https://github.com/${name}` };
}

/** Reads the reviews of the pull requests that wait for it; one that is gone meanwhile has none. */
async function* reviewsOf(
  api: GithubApi,
  root: string,
  space: Space,
  perPage: number,
  cursor: Cursor,
): AsyncGenerator<Batch> {
  for (const number of [...cursor.reviewsOf]) {
    let address: string | null = `${root}/pulls/${number}/reviews`;
    for (let parameters: Record<string, number> = { per_page: perPage }; address !== null; parameters = {}) {
      const page = await api.page(address, { parameters, absent: [404, 410] });
      address = page?.next ?? null;
      if (address === null) cursor.reviewsOf = cursor.reviewsOf.filter((waiting) => waiting !== number);
      const items = Array.isArray(page?.data) ? page.data : [];
      if (page) yield batch({ ...mapReviews(items, space), raw: page.raw, cursor: null });
    }
  }
}

function pageBatch<Place>({ page }: Read<Place>, mapped: MappedPage): Batch {
  return batch({ ...mapped, raw: page.raw, cursor: null });
}

function pullRequests(items: unknown[]): number[] {
  const pull = z.object({ number: z.number(), pull_request: z.object({}) });
  return items.flatMap((item) => pull.safeParse(item).data?.number ?? []);
}

function readCursor(cursor: Json, since: Date | null): Cursor {
  if (cursor !== null) {
    const saved = savedCursor.safeParse(cursor);
    if (saved.success) return saved.data;
    throw new RefusedError("The saved cursor is none of this connector's: reset this source, and it is read afresh.");
  }
  const from = since ? since.toISOString().replace(/\.\d{3}Z$/, "Z") : null;
  const changes = { since: from, etag: null };
  const newest = { since: from, pass: null, etag: null };
  return {
    repository: null,
    issues: changes,
    reviewsOf: [],
    comments: changes,
    reviewComments: changes,
    releases: newest,
    commits: newest,
  };
}
