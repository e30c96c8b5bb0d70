import type { Space } from "@groundswell/model";
import { z } from "zod";
import { actor, likes, nodes, pageInfo } from "./github-discussion-map.ts";
import { type MappedPage, mapComments, mapIssues, mapReviewComments, mapReviews, optional } from "./github-map.ts";
import { unusable } from "./json-answer.ts";

const text = optional(z.string());
const connection = z.object({ nodes: z.array(z.unknown()), pageInfo });

const issueNode = z.looseObject({
  __typename: z.enum(["Issue", "PullRequest"]),
  number: z.number().int(),
  // Without what was said where it was not asked for.
  comments: z.looseObject({
    totalCount: optional(z.number()),
    nodes: optional(z.array(z.unknown())),
    pageInfo: optional(pageInfo),
  }),
  reviews: optional(connection),
  reviewThreads: optional(connection),
});
const reviewThread = z.object({ comments: nodes.omit({ totalCount: true }) });

// What all of them have; each is handed on in the shape that the REST API gives it, to the same mappers.
const said = z.looseObject({
  databaseId: z.coerce.number(),
  author: actor,
  url: text,
  body: text,
  createdAt: text,
  updatedAt: text,
  authorAssociation: text,
  reactionGroups: likes,
  state: text,
  pullState: text,
  stateReason: text,
  submittedAt: text,
  minimizedReason: text,
  isDraft: optional(z.boolean()),
  mergedAt: text,
  mergedBy: actor,
  closedAt: text,
  title: text,
  labels: optional(z.object({ nodes: z.array(z.unknown()) })),
});

/** What an issue or pull request gives; `whole` is false where more was said than came with it. */
export type MappedIssue = MappedPage & { number: number | null; isPull: boolean; whole: boolean };

/** Maps an issue or a pull request with what was said about it, to the same signals as the lists of the REST API. */
export function mapIssueNode(node: unknown, space: Space, position: string): MappedIssue {
  const read = issueNode.safeParse(node);
  if (!read.success) {
    const skipped = [unusable("issue", read.error, node, position)];
    return { signals: [], endorsements: [], skipped, number: null, isPull: false, whole: false };
  }
  const { number, comments, reviews, reviewThreads, __typename } = read.data;
  const threads = (reviewThreads?.nodes ?? []).map((one) => reviewThread.safeParse(one).data?.comments ?? null);
  const pages = [
    mapIssues([issueItem(node, __typename === "PullRequest", comments.totalCount ?? null)], space),
    mapComments(
      (comments.nodes ?? []).map((one) => writtenItem(one, number)),
      space,
    ),
    mapReviews(
      (reviews?.nodes ?? []).map((one) => writtenItem(one, number)),
      space,
    ),
    ...threads.map((thread) =>
      mapReviewComments(
        (thread?.nodes ?? []).flatMap((one) => submitted(one, number)),
        space,
      ),
    ),
  ];
  const rest = [
    comments.pageInfo,
    reviews?.pageInfo,
    reviewThreads?.pageInfo,
    ...threads.map((thread) => thread?.pageInfo),
  ];
  const skipped = pages.flatMap((page) => page.skipped);
  return {
    signals: pages.flatMap((page) => page.signals),
    endorsements: pages.flatMap((page) => page.endorsements),
    skipped,
    number,
    isPull: __typename === "PullRequest",
    whole:
      !rest.some((one) => one?.hasNextPage) && !threads.includes(null) && skipped.every(({ item }) => item === null),
  };
}

/** Comments of a review that is not submitted yet are shown to nobody but whoever writes it. */
function submitted(node: unknown, number: number): unknown[] {
  return said.safeParse(node).data?.state === "PENDING" ? [] : [writtenItem(node, number)];
}

function issueItem(node: unknown, isPull: boolean, comments: number | null) {
  const known = said.safeParse(node).data;
  if (!known) return node;
  const state = known.state ?? known.pullState;
  return {
    ...writtenItem(node, null),
    number: (node as { number: number }).number,
    title: known.title,
    comments,
    // The REST API calls a merged pull request closed.
    state: state && (state === "OPEN" ? "open" : "closed"),
    state_reason: known.stateReason?.toLowerCase(),
    closed_at: known.closedAt,
    draft: known.isDraft,
    labels: known.labels?.nodes.filter((label) => label !== null),
    ...(isPull && { pull_request: { merged_at: known.mergedAt, merged_by: known.mergedBy } }),
  };
}

function writtenItem(node: unknown, number: number | null) {
  const known = said.safeParse(node).data;
  if (!known) return { node };
  return {
    id: known.databaseId,
    user: known.author,
    body: known.body,
    html_url: known.url,
    created_at: known.createdAt,
    updated_at: known.updatedAt,
    submitted_at: known.submittedAt,
    state: known.state,
    author_association: known.authorAssociation,
    reactions: known.reactionGroups === null ? null : { "+1": known.reactionGroups },
    minimized: known.minimizedReason ? { reason: known.minimizedReason } : null,
    ...(number !== null && { issue_url: `/issues/${number}`, pull_request_url: `/pulls/${number}` }),
  };
}
