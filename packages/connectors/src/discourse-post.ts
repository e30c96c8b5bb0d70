import type { Account, Endorsement, Metrics, Signal } from "@groundswell/model";
import { account, excerpt, signal } from "@groundswell/model";
import { z } from "zod";
import type { DiscourseForum } from "./discourse-space.ts";
import { encodePart } from "./encode-part.ts";
import { plainText } from "./html.ts";
import { instant, maybe } from "./json-answer.ts";
import { loadPage } from "./load-page.ts";
import { addressesInHtml, addressesInText, outboundLinks } from "./outbound-links.ts";

/** A whole number, also where it is written as text. Null is none: JavaScript would take it for 0. */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);

/** What a topic says that its later posts need. Kept with each page of them, for whoever maps it again. */
export const discourseThread = z.object({
  id: z.string(),
  slug: z.string().nullable(),
  title: z.string().nullable(),
  tags: z.array(z.string()),
  /** When the whole topic was deleted, which only its staff is shown. */
  deletedAt: z.string().nullable(),
  /** Whether the forum lets topics be solved, so that replies are answers. */
  takesSolutions: z.boolean(),
  /** Whether the accepted posts are known, so that all others are known not to be. */
  acceptanceKnown: z.boolean(),
  /** The accepted posts' numbers, each with the id of who accepted it where the forum says. */
  accepted: z.array(z.tuple([z.number(), z.string().nullable()])),
  /** The ids of posts by their numbers, for replies to point at. */
  postIds: z.array(z.tuple([z.number(), z.string()])),
  /** What the topic counts of its question. */
  question: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
});
export type DiscourseThread = z.output<typeof discourseThread>;

/** A post as a forum sends it (https://docs.discourse.org); all but its id, number and date may be missing. */
export const discoursePost = z.object({
  id: wholeNumber,
  post_number: wholeNumber,
  post_type: maybe(z.number()),
  user_id: maybe(wholeNumber),
  username: maybe(z.string().min(1)),
  name: maybe(z.string()),
  created_at: instant,
  updated_at: maybe(instant),
  deleted_at: maybe(instant),
  version: maybe(z.number()),
  cooked: maybe(z.string()),
  raw: maybe(z.string()),
  reply_count: maybe(z.number()),
  reply_to_post_number: maybe(wholeNumber),
  actions_summary: maybe(z.array(z.unknown())),
  trust_level: maybe(z.number()),
  wiki: maybe(z.boolean()),
  hidden: maybe(z.boolean()),
  user_deleted: maybe(z.boolean()),
  accepted_answer: maybe(z.boolean()),
  post_voting_vote_count: maybe(z.number()),
  locale: maybe(z.string()),
  primary_group_name: maybe(z.string().min(1)),
  flair_name: maybe(z.string().min(1)),
});
type Post = z.output<typeof discoursePost>;

// As the forum's own code numbers it.
const like = z.object({ id: z.literal(2), count: z.number() });

/** A post as a signal. The first post of a topic has the topic's id. */
export function postSignal(known: Post, thread: DiscourseThread, forum: DiscourseForum): Signal {
  const first = known.post_number === 1;
  const kind = first ? "question" : thread.takesSolutions ? "answer" : "comment";
  const page = [forum.root, "t", thread.slug, thread.id].filter((part) => part).join("/");
  const byAuthor = known.user_deleted ? (known.updated_at ?? known.created_at) : null;
  const url = first ? page : `${page}/${known.post_number}`;
  // Of a hidden or deleted post a forum shows a notice in place of the words.
  const isWithheld = known.hidden || known.user_deleted || known.deleted_at !== null;
  return signal({
    connector: "discourse",
    id: first ? thread.id : String(known.id),
    kind,
    occurredAt: known.created_at,
    editedAt: (known.version ?? 1) > 1 ? known.updated_at : null,
    deletedAt: known.deleted_at ?? byAuthor ?? thread.deletedAt,
    space: forum.space,
    account: discourseAccount(forum, known),
    threadId: thread.id,
    parentId: first ? null : parentOf(known, thread),
    title: thread.title,
    excerpt: isWithheld ? null : excerpt(ownWords(known)),
    url,
    language: known.locale ? known.locale.replaceAll("_", "-") : null,
    tags: thread.tags,
    links: isWithheld ? [] : outboundLinks(addressesOf(known), [url, page, `${forum.root}/t/${thread.id}`]),
    metrics: { ...(first ? thread.question : replyMetrics(known, thread, kind)), ...postMetrics(known) },
  });
}

/** A reply to the question, and one to a post that is gone, is a reply to the topic. */
function parentOf({ reply_to_post_number: parent }: Post, { id, postIds }: DiscourseThread): string {
  if (parent === null || parent <= 1) return id;
  return postIds.findLast(([number]) => number === parent)?.[1] ?? id;
}

function replyMetrics(known: Post, thread: DiscourseThread, kind: "answer" | "comment" | "question"): Metrics {
  const metrics: Metrics = {};
  if (known.reply_count !== null) metrics.replies = known.reply_count;
  if (kind !== "answer") return metrics;
  const accepted = known.accepted_answer === true || thread.accepted.some(([number]) => number === known.post_number);
  if (accepted || known.accepted_answer !== null || thread.acceptanceKnown) metrics.accepted = accepted;
  return metrics;
}

function postMetrics(known: Post): Metrics {
  const metrics: Metrics = {};
  // The list has no entry for an action that nobody took.
  if (known.actions_summary)
    metrics.likes = known.actions_summary.flatMap((one) => like.safeParse(one).data ?? [])[0]?.count ?? 0;
  if (known.post_voting_vote_count !== null) metrics.score = known.post_voting_vote_count;
  if (known.trust_level !== null) metrics.trustLevel = known.trust_level;
  if (known.wiki) metrics.wiki = true;
  if (known.hidden) metrics.hidden = true;
  return metrics;
}

/** The acceptance of an answer, which a forum does not date. */
export function acceptance({ space, kind, id }: Signal, thread: DiscourseThread, postNumber: number): Endorsement {
  return {
    signal: { platform: space.platform, kind, id },
    kind: "accept",
    id: "accept",
    at: null,
    accountId: thread.accepted.find(([number]) => number === postNumber)?.[1] ?? null,
  };
}

/** Who is at work in a forum. */
type Author = Partial<Pick<Post, "user_id" | "username" | "name" | "primary_group_name" | "flair_name">>;

/**
 * Who wrote a post; null for a deleted user, and for one whom the forum made anonymous at their wish. Ranks (moderator, admin,
 * and what Discourse calls staff, which is either) say who looks after the forum, and often that is a volunteer: nobody is
 * taken for an employee by them.
 */
export function discourseAccount({ root, space }: DiscourseForum, author: Author): Account | null {
  const { user_id: id, username } = author;
  if (id == null || !username) return null;
  if (/^anon\d{3,}$/i.test(username) && (!author.name || author.name === username)) return null;
  return account(space.platform, String(id), {
    handle: username,
    name: author.name || null,
    url: `${root}/u/${encodePart(username)}`,
    // The forum's own robots (system, discobot) are numbered downwards from -1.
    bot: id < 0,
    memberOf: groupsOf(author).map((group) => `${space.platform}:${group}`),
  });
}

/** The groups that a forum shows beside somebody's name: an employer, a team. Those that it makes by itself say nothing of either. */
function groupsOf({ primary_group_name, flair_name }: Author): string[] {
  const named = [primary_group_name, flair_name].flatMap((group) => group?.toLowerCase() ?? []);
  return [...new Set(named)].filter((group) => !/^(everyone|admins|moderators|staff|trust_level_\d)$/.test(group));
}

function addressesOf({ cooked, raw }: Post): string[] {
  return cooked === null ? addressesInText(raw ?? "") : addressesInHtml(cooked);
}

/** The words of the post itself: what it quotes, and the preview of a page it links to, are somebody else's. */
function ownWords({ cooked, raw }: Post): string | null {
  if (cooked === null) return raw;
  if (!/<aside|lightbox-wrapper/i.test(cooked)) return plainText(cooked);
  const page = loadPage(cooked, false);
  page("aside.quote, aside.onebox, .lightbox-wrapper .meta").remove();
  return plainText(page.html());
}
