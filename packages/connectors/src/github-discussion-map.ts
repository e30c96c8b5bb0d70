import {
  type Endorsement,
  excerpt,
  type Metrics,
  type Signal,
  type Skip,
  type Space,
  signal,
} from "@groundswell/model";
import { z } from "zod";
import { githubAccount, githubAuthor, githubThreadId, instant, type MappedPage, optional } from "./github-map.ts";
import { unusable } from "./json-answer.ts";
import { addressesInText, outboundLinks } from "./outbound-links.ts";

const count = optional(z.number());
const text = optional(z.string());

/** Whoever did something, as the GraphQL API has them. */
export const actor = optional(
  z
    .object({
      __typename: text,
      login: z.string(),
      url: text,
      databaseId: z.number().int(),
      company: text,
      location: text,
      websiteUrl: text,
      twitterUsername: text,
    })
    .transform(({ __typename: type, login, url, databaseId: id, company, location, websiteUrl, twitterUsername }) => {
      const handle = type === "Bot" && !login.endsWith("[bot]") ? `${login}[bot]` : login;
      const profile = { company, location, blog: websiteUrl, twitter_username: twitterUsername };
      return { id, login: handle, type: type ?? null, html_url: url ?? null, ...profile };
    }),
);

/** Reactions by their content; only the thumb that points up is an endorsement. */
export const likes = optional(
  z.array(z.object({ content: z.string(), reactors: z.object({ totalCount: z.number() }) })),
).transform((groups) => groups?.find(({ content }) => content === "THUMBS_UP")?.reactors.totalCount ?? null);

/** Whether a connection has more than this page of it, and what to ask for it with. */
export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text });

/** A page of a connection; its unreadable nodes are looked at one by one. */
export const nodes = z.object({ nodes: z.array(z.unknown()), pageInfo, totalCount: count });

const head = {
  number: z.number().int(),
  title: text,
  isAnswered: optional(z.boolean()),
  answerChosenAt: optional(instant),
  answerChosenBy: actor,
  category: z.object({ name: text, isAnswerable: z.boolean() }),
  labels: optional(z.object({ nodes: z.array(optional(z.object({ name: z.string() }))) })),
};
const discussionHead = z.object(head);
type Head = z.output<typeof discussionHead>;

const written = {
  body: text,
  url: text,
  createdAt: instant,
  lastEditedAt: optional(instant),
  upvoteCount: count,
  authorAssociation: text,
  author: actor,
  reactionGroups: likes,
};
type Written = z.output<z.ZodObject<typeof written>>;

const discussion = z.object({ ...head, ...written, closedAt: optional(instant), stateReason: text, comments: nodes });

const comment = z.object({
  ...written,
  id: text,
  databaseId: z.number().int(),
  deletedAt: optional(instant),
  isAnswer: z.boolean(),
  minimizedReason: text,
  replies: optional(nodes),
});
type Comment = z.output<typeof comment>;

const repliesNode = z.object({ databaseId: z.number().int(), discussion: discussionHead, replies: nodes });

/** What a discussion gives, and what of it has to be asked for by itself. */
export type MappedDiscussion = MappedPage & {
  number: number | null;
  moreComments: string | null;
  /** The node ids of comments with more replies, and where those begin. */
  moreReplies: { comment: string; after: string }[];
};

/**
 * Maps a discussion with a page of its comments and their replies. One in a category that takes answers is a question,
 * and what is said directly under it an answer; replies to that are comments.
 */
export function mapDiscussion(node: unknown, space: Space, position: string): MappedDiscussion {
  const mapped: MappedDiscussion = {
    signals: [],
    endorsements: [],
    skipped: [],
    number: null,
    moreComments: null,
    moreReplies: [],
  };
  const read = discussion.safeParse(node);
  if (!read.success) {
    mapped.skipped.push(unusable("discussion", read.error, node, position));
    return mapped;
  }
  const known = read.data;
  mapped.number = known.number;
  mapped.moreComments = after(known.comments);
  mapped.signals.push(discussionSignal(known, space));
  known.comments.nodes.forEach((item, index) => {
    const found = readComment(item, `${position}, comment ${index + 1}`);
    if ("reason" in found) mapped.skipped.push(found);
    else {
      addComment(mapped, found, known, space, null);
      const more = found.replies && after(found.replies);
      if (more && found.id) mapped.moreReplies.push({ comment: found.id, after: more });
      addReplies(mapped, found.replies?.nodes ?? [], known, space, found.databaseId);
    }
  });
  return mapped;
}

/** Maps more replies to a comment, which come with what they need to know of their discussion. */
export function mapReplies(node: unknown, space: Space): MappedPage & { more: string | null } {
  const mapped: MappedPage = { signals: [], endorsements: [], skipped: [] };
  const read = repliesNode.safeParse(node);
  if (!read.success)
    return { ...mapped, skipped: [unusable("list of replies", read.error, node, "item 1")], more: null };
  const { databaseId, discussion, replies } = read.data;
  addReplies(mapped, replies.nodes, discussion, space, databaseId);
  return { ...mapped, more: after(replies) };
}

function addReplies(to: MappedPage, items: unknown[], thread: Head, space: Space, parent: number): void {
  items.forEach((item, index) => {
    const found = readComment(item, `comment ${parent}, reply ${index + 1}`);
    if ("reason" in found) to.skipped.push(found);
    else addComment(to, found, thread, space, parent);
  });
}

function readComment(item: unknown, position: string): Comment | Skip {
  const read = comment.safeParse(item);
  return read.success ? read.data : unusable("discussion comment", read.error, item, position);
}

/** Where the rest of a connection begins, or null where there is none. */
function after({ pageInfo }: z.output<typeof nodes>): string | null {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}

function discussionSignal(known: z.output<typeof discussion>, space: Space): Signal {
  const id = githubThreadId(space.id, known.number);
  const metrics = writtenMetrics(known);
  if (known.comments.totalCount != null) metrics.replies = known.comments.totalCount;
  if (known.isAnswered != null) metrics.answered = known.isAnswered;
  if (known.closedAt != null) metrics.closedAt = known.closedAt;
  if (known.stateReason != null) metrics.stateReason = known.stateReason.toLowerCase();
  const kind = known.category.isAnswerable ? "question" : "post";
  return signal({ ...writtenFields(known, known, space), id, kind, threadId: id, metrics });
}

function addComment(to: MappedPage, known: Comment, thread: Head, space: Space, parent: number | null): void {
  const threadId = githubThreadId(space.id, thread.number);
  const kind = parent === null && thread.category.isAnswerable ? "answer" : "comment";
  // Comments of issues are numbered too: GitHub's own anchors tell them apart by a word.
  const id = commentId(known.databaseId);
  const metrics = writtenMetrics(known);
  if (known.replies?.totalCount != null) metrics.replies = known.replies.totalCount;
  if (known.minimizedReason != null) metrics.minimized = known.minimizedReason;
  if (kind === "answer" || known.isAnswer) metrics.accepted = known.isAnswer;
  to.signals.push(
    signal({
      ...writtenFields(known, thread, space),
      id,
      kind,
      deletedAt: known.deletedAt ?? null,
      threadId,
      parentId: parent === null ? threadId : commentId(parent),
      metrics,
    }),
  );
  if (known.isAnswer) to.endorsements.push(acceptance({ platform: space.platform, kind, id }, thread));
}

function commentId(databaseId: number): string {
  return `d${databaseId}`;
}

function acceptance(signal: Endorsement["signal"], { answerChosenAt, answerChosenBy }: Head): Endorsement {
  const chooser = githubAccount(answerChosenBy);
  return { signal, kind: "accept", id: "accept", at: answerChosenAt ?? null, accountId: chooser?.id ?? null };
}

function writtenFields(known: Written, thread: Head, space: Space) {
  const labels = thread.labels?.nodes.flatMap((label) => label?.name ?? []) ?? [];
  return {
    connector: "github",
    occurredAt: known.createdAt,
    editedAt: known.lastEditedAt ?? null,
    space,
    account: githubAuthor(known.author, known.authorAssociation, space),
    title: thread.title ?? null,
    excerpt: excerpt(known.body),
    url: known.url ?? null,
    links: outboundLinks(addressesInText(known.body ?? ""), [known.url]),
    tags: [...(thread.category.name ? [thread.category.name] : []), ...labels],
  };
}

function writtenMetrics(known: Written): Metrics {
  const metrics: Metrics = {};
  if (known.upvoteCount != null) metrics.score = known.upvoteCount;
  if (known.reactionGroups != null) metrics.likes = known.reactionGroups;
  if (known.authorAssociation != null) metrics.association = known.authorAssociation.toLowerCase();
  return metrics;
}
