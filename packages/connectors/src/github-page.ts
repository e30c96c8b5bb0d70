import type { Batch, CompleteThread, Json, Mapped, RawPage, SignalKind, Space } from "@groundswell/model";
import { batch, isUrl } from "@groundswell/model";
import { z } from "zod";
import { type MappedDiscussion, mapDiscussion, mapReplies } from "./github-discussion-map.ts";
import { type MappedIssue, mapIssueNode } from "./github-issue-nodes.ts";
import { mapCommits, mapReleases } from "./github-made-map.ts";
import {
  githubThreadId,
  type MappedPage,
  mapComments,
  mapIssues,
  mapReviewComments,
  mapReviews,
} from "./github-map.ts";
import { jsonValue } from "./json-answer.ts";
import { malformed } from "./skip.ts";

const lists = {
  issues: mapIssues,
  comments: mapComments,
  reviews: mapReviews,
  reviewComments: mapReviewComments,
  releases: mapReleases,
  commits: mapCommits,
};

/** What a page holds: the repository itself, a list of the REST API, one issue, or an answer of the GraphQL API. */
export type GithubPageKind = keyof typeof lists | "repository" | "issue" | "threads" | "replies";

const kinds = ["repository", "issue", "threads", "replies", ...(Object.keys(lists) as (keyof typeof lists)[])] as const;
const context = z.object({
  page: z.enum(kinds),
  space: z.object({ id: z.string(), name: z.string(), url: z.string().nullable() }),
});

/** The kinds that the thread of a discussion is made of. */
export const discussionKinds: SignalKind[] = ["question", "post", "answer", "comment"];

/** A batch of a page: what it says, the page itself, and what the mapper must be told beside its body. */
export function pageBatch(page: GithubPageKind, data: unknown, raw: RawPage, space: Space): Batch {
  const { id, name, url } = space;
  const told = { page, space: { id, name, url } } satisfies Json;
  return batch({ ...mapData(page, data, space), raw: { ...raw, context: told }, cursor: null });
}

/** Maps a page that was kept; without its context it is read by its address, as one of the configured repository. */
export function mapGithubPage(raw: RawPage, repository: string): Mapped {
  const told = context.safeParse(raw.context);
  const known = told.success
    ? told.data
    : { page: pageAt(raw.request), space: { id: repository, name: repository, url: null } };
  const { id, name, url } = known.space;
  const space: Space = { platform: "github", id, kind: "repository", name, url: url ?? `https://github.com/${name}` };
  const value = jsonValue(raw.body);
  const isAnswer = known.page === "threads" || known.page === "replies";
  return mapData(known.page, isAnswer ? (value as { data?: unknown } | null)?.data : value, space);
}

/** The discussions, issues and pull requests in an answer of the GraphQL API, each for itself. */
export function threadsIn(data: unknown, space: Space): (MappedDiscussion | MappedIssue)[] {
  const repository = (data as { repository?: Record<string, unknown> | null } | null)?.repository ?? {};
  const found = Object.values(repository).flatMap((value) => {
    const list = (value as { nodes?: unknown } | null)?.nodes;
    // A thread that is asked for by its number and is not there is null; in a list, null is one that could not be read.
    return Array.isArray(list) ? list : value === null ? [] : [value];
  });
  return found.map((node, index) => {
    const isIssue = /^(Issue|PullRequest)$/.test(String((node as { __typename?: unknown } | null)?.__typename));
    return isIssue ? mapIssueNode(node, space, `item ${index + 1}`) : mapDiscussion(node, space, `item ${index + 1}`);
  });
}

/** The thread of a discussion, where all that was said in it came with it. */
export function wholeDiscussion(found: MappedDiscussion, space: Space): CompleteThread[] {
  const whole = found.moreComments === null && found.moreReplies.length === 0 && found.skipped.length === 0;
  return whole && found.number !== null ? [completeThread(space, found.number, discussionKinds)] : [];
}

/** A thread by its number, of which all of these kinds were read. */
export function completeThread(space: Space, number: number, kinds: SignalKind[]): CompleteThread {
  return { platform: space.platform, threadId: githubThreadId(space.id, number), kinds };
}

function mapData(page: GithubPageKind, data: unknown, space: Space): Mapped {
  const said: Mapped = { signals: [], accounts: [], endorsements: [], spaces: [], skipped: [] };
  if (page === "repository") return { ...said, spaces: [space] };
  if (page === "threads") return { ...said, ...merged(threadsIn(data, space)) };
  if (page === "replies") return { ...said, ...merged([mapReplies((data as { node?: unknown } | null)?.node, space)]) };
  if (page === "issue") return { ...said, ...mapIssues([data], space) };
  if (Array.isArray(data)) return { ...said, ...lists[page](data, space) };
  return { ...said, skipped: [malformed("page that is no list", page, JSON.stringify(data) ?? "")] };
}

function merged(pages: MappedPage[]): MappedPage {
  return {
    signals: pages.flatMap(({ signals }) => signals),
    endorsements: pages.flatMap(({ endorsements }) => endorsements),
    skipped: pages.flatMap(({ skipped }) => skipped),
  };
}

function pageAt(request: string): GithubPageKind {
  const path = isUrl(request) ? new URL(request).pathname : request;
  if (path.endsWith("/graphql")) return "threads";
  if (path.endsWith("/pulls/comments") || /\/pulls\/\d+\/comments$/.test(path)) return "reviewComments";
  const last = kinds.find((kind) => path.endsWith(`/${kind}`));
  return last ?? (/\/issues\/\d+$/.test(path) ? "issue" : "repository");
}
