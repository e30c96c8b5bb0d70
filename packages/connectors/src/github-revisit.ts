import { type Batch, batch, type KnownThread, type SignalKind, type Space } from "@groundswell/model";
import { z } from "zod";
import type { GithubApi, GithubPage } from "./github-api.ts";
import { discussionsBatch, type GithubRepository, readDiscussion, wholeOf } from "./github-discussions.ts";
import { type GithubAnswer, type GithubGraphql, TooHeavyError, UnknownToServerError } from "./github-graphql.ts";
import { githubThreadId } from "./github-map.ts";
import { completeThread, discussionKinds, type GithubPageKind, pageBatch, threadsIn } from "./github-page.ts";
import { discussionsByNumberQuery, issuesByNumberQuery } from "./github-queries.ts";

/** What is read again of an issue or pull request. */
export type Wanted = { comments: boolean; reviews: boolean; reviewComments: boolean };

/** `graphql` is null without a token: then each issue is asked for by itself. */
export type Revisit = {
  api: GithubApi;
  graphql: GithubGraphql | null;
  repository: GithubRepository;
  pageSize: number;
  wanted: Wanted;
};

const issuesAtOnce = 20;
const discussionsAtOnce = 10;
const issueKinds: SignalKind[] = ["issue", "pull-request", "comment", "review"];

/** The numbers of known threads of a repository's issues and of its discussions; others are not its own. */
export function knownNumbers(threads: KnownThread[], space: Space): { issues: number[]; discussions: number[] } {
  const numbers = (kinds: SignalKind[]) => [
    ...new Set(
      threads.flatMap(({ platform, kind, id }) => {
        const number = Number(/#(\d+)$/.exec(id)?.[1]);
        const isOwn = platform === space.platform && kinds.includes(kind) && githubThreadId(space.id, number) === id;
        return isOwn ? [number] : [];
      }),
    ),
  ];
  return { issues: numbers(["issue", "pull-request"]), discussions: numbers(["question", "post"]) };
}

/** Reads issues and pull requests again: twenty in a query, and by themselves those that do not fit one or are not found. */
export async function* revisitIssues(access: Revisit, numbers: number[]): AsyncGenerator<Batch> {
  try {
    if (access.graphql) return yield* issuesByQuery(access, access.graphql, numbers);
  } catch (error) {
    if (!(error instanceof UnknownToServerError)) throw error;
  }
  for (const number of numbers) yield* revisitIssue(access, access.repository, number);
}

async function* issuesByQuery(access: Revisit, graphql: GithubGraphql, numbers: number[]): AsyncGenerator<Batch> {
  const { repository, wanted } = access;
  const { owner, name, space } = repository;
  for await (const { asked, answer } of inChunks(numbers, issuesAtOnce, (some) =>
    graphql.ask(issuesByNumberQuery(some), { owner, name, ...wanted }),
  )) {
    const found = threadsIn(answer.data, space);
    const whole = found.flatMap((one) =>
      "whole" in one && one.whole && one.number !== null ? [{ number: one.number, isPull: one.isPull }] : [],
    );
    yield {
      ...pageBatch("threads", answer.data, answer.raw, space),
      complete: whole.map(({ number, isPull }) => completeThread(space, number, readKinds(wanted, isPull))),
    };
    const done = new Set(whole.map(({ number }) => number));
    for (const number of asked) if (!done.has(number)) yield* revisitIssue(access, repository, number);
  }
}

/** Reads discussions again: ten in a query, the long ones page by page; those that are not found are gone. */
export async function* revisitDiscussions(
  graphql: GithubGraphql,
  repository: GithubRepository,
  numbers: number[],
): AsyncGenerator<Batch> {
  const { owner, name, space } = repository;
  for await (const { asked, answer } of inChunks(numbers, discussionsAtOnce, (some) =>
    graphql.ask(discussionsByNumberQuery(some), { owner, name, after: null }),
  )) {
    const { batch: page, long } = discussionsBatch(answer, space);
    const gone = asked.filter((number) => isMissing(answer, number));
    yield { ...page, complete: [...page.complete, ...gone.map((one) => completeThread(space, one, discussionKinds))] };
    for (const number of long) {
      const pages: Batch[] = [];
      for await (const one of readDiscussion(graphql, repository, number)) {
        pages.push(one);
        yield one;
      }
      const whole = wholeOf(pages, space, number);
      if (whole) yield whole;
    }
  }
}

const missing = z.object({ repository: z.record(z.string(), z.unknown()) });

function isMissing({ data }: GithubAnswer, number: number): boolean {
  return missing.safeParse(data).data?.repository[`t${number}`] === null;
}

/** Asks for so many at once, and for half of them where the API cannot gather that much in its time. */
async function* inChunks(
  numbers: number[],
  most: number,
  ask: (some: number[]) => Promise<GithubAnswer>,
): AsyncGenerator<{ asked: number[]; answer: GithubAnswer }> {
  let size = most;
  for (let done = 0; done < numbers.length; ) {
    const asked = numbers.slice(done, done + size);
    let answer: GithubAnswer;
    try {
      answer = await ask(asked);
    } catch (error) {
      if (!(error instanceof TooHeavyError) || asked.length === 1) throw error;
      size = Math.ceil(asked.length / 2);
      continue;
    }
    done += asked.length;
    yield { asked, answer };
  }
}

const item = z.object({
  number: z.number(),
  repository_url: z.string().nullish(),
  pull_request: z.object({}).nullish(),
});

/** Reads one issue or pull request from the REST API: a batch a page, and at last all of it as one. */
async function* revisitIssue(access: Revisit, repository: GithubRepository, number: number): AsyncGenerator<Batch> {
  const { api, wanted } = access;
  const { owner, name, space } = repository;
  const root = `/repos/${owner}/${name}`;
  const gone = batch({ complete: [completeThread(space, number, issueKinds)], cursor: null });
  const page = await api.page(`${root}/issues/${number}`, { absent: [404, 410] });
  if (page === null) {
    yield gone;
    return;
  }
  const pages = [pageBatch("issue", page.data, page.raw, space)];
  const found = item.safeParse(page.data).data;
  const home = homeOf(found?.repository_url);
  if (found && home && `${home.owner}/${home.name}`.toLowerCase() !== `${owner}/${name}`.toLowerCase()) {
    // It was transferred, and the answer is of where it is now. What it was here is no more.
    yield gone;
    yield* revisitIssue(access, home, found.number);
    return;
  }
  const isPull = found?.pull_request != null;
  yield* pages;
  const parts: [GithubPageKind, string, boolean][] = [
    ["comments", `issues/${number}/comments`, wanted.comments],
    ["reviews", `pulls/${number}/reviews`, isPull && wanted.reviews],
    ["reviewComments", `pulls/${number}/comments`, isPull && wanted.reviewComments],
  ];
  for (const [kind, path, isWanted] of parts) {
    if (!isWanted) continue;
    for (let address: string | null = `${root}/${path}`; address !== null; ) {
      const parameters: Record<string, number> = address.startsWith("/") ? { per_page: access.pageSize } : {};
      const next: GithubPage | null = await api.page(address, { parameters });
      if (next) {
        const read = pageBatch(kind, next.data, next.raw, space);
        pages.push(read);
        yield read;
      }
      address = next?.next ?? null;
    }
  }
  // What could not be understood may be what the store has.
  if (pages.some(({ skipped }) => skipped.some((one) => one.item !== null))) return;
  yield batch({
    signals: pages.flatMap(({ signals }) => signals),
    endorsements: pages.flatMap(({ endorsements }) => endorsements),
    complete: [completeThread(space, number, readKinds(wanted, isPull))],
    cursor: null,
  });
}

/** The kinds of which all was read: comments of a pull request are in two lists. */
function readKinds({ comments, reviews, reviewComments }: Wanted, isPull: boolean): SignalKind[] {
  const kinds: SignalKind[] = ["issue", "pull-request"];
  if (comments && (reviewComments || !isPull)) kinds.push("comment");
  if (reviews && isPull) kinds.push("review");
  return kinds;
}

function homeOf(repositoryUrl: string | null | undefined): GithubRepository | null {
  const [, owner, name] = /\/repos\/([^/]+)\/([^/]+)$/.exec(repositoryUrl ?? "") ?? [];
  if (owner === undefined || name === undefined) return null;
  const id = `${owner}/${name}`;
  return {
    owner,
    name,
    space: { platform: "github", id, kind: "repository", name: id, url: `https://github.com/${id}` },
  };
}
