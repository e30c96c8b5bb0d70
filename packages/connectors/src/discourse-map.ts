import type { Mapped, Metrics } from "@groundswell/model";
import { z } from "zod";
import {
  acceptance,
  type DiscourseThread,
  discourseAccount,
  discoursePost,
  postSignal,
  wholeNumber,
} from "./discourse-post.ts";
import type { DiscourseForum } from "./discourse-space.ts";
import { instant, itemText, listOf, maybe } from "./json-answer.ts";
import { byRule, malformed } from "./skip.ts";

/** What a page of a topic gives. */
export type MappedDiscourse = Omit<Mapped, "spaces">;

/** What the first page of a topic gives. */
export type MappedDiscourseTopic = MappedDiscourse & {
  /** What its later posts need; null where the topic is none to be read. */
  thread: DiscourseThread | null;
  /** The ids of the posts that are on no page yet. */
  later: number[];
  /** The numbers of the pages still to be read, of a topic too long for its ids to be listed. */
  laterPages: number[];
};

const named = z.object({ id: z.number().int(), username: z.string(), name: maybe(z.string()) });

const solution = z.object({
  post_number: wholeNumber,
  accepter: maybe(named),
  accepter_username: maybe(z.string()),
});

const topic = z.object({
  id: wholeNumber,
  title: maybe(z.string()),
  slug: maybe(z.string()),
  archetype: maybe(z.string()),
  visible: maybe(z.boolean()),
  deleted_at: maybe(instant),
  tags: maybe(z.array(z.unknown())),
  views: maybe(z.number()),
  posts_count: maybe(z.number()),
  highest_post_number: maybe(z.number()),
  chunk_size: maybe(z.number().int().positive()),
  closed: maybe(z.boolean()),
  archived: maybe(z.boolean()),
  details: maybe(z.object({ participants: listOf(named) })),
  post_stream: z.object({ posts: z.array(z.unknown()), stream: maybe(z.array(wholeNumber)) }),
});
type Topic = z.output<typeof topic>;

// As the forum's own code numbers them.
const smallAction = 3;
const whisper = 4;
const defaultChunk = 20;
const postIdsKept = 200;
const solvedFields = ["accepted_answer", "accepted_answers", "has_accepted_answer", "can_accept_answer"] as const;

/** Maps `/t/{id}.json`: the first posts of a topic, what its later posts need, and which those are. */
export function mapDiscourseTopic(data: unknown, forum: DiscourseForum): MappedDiscourseTopic {
  const none = { signals: [], accounts: [], endorsements: [], thread: null, later: [], laterPages: [] };
  const read = topic.safeParse(data);
  if (!read.success) {
    const field = read.error.issues[0]?.path.join(".");
    const reason = field ? `topic without a usable ${field}` : "topic that is no object";
    return { ...none, skipped: [malformed(reason, positionOf("topic", data), itemText(data))] };
  }
  const known = read.data;
  const position = `topic ${known.id}`;
  if (known.archetype === "private_message") return { ...none, skipped: [byRule("private message", position)] };
  if (known.visible === false) return { ...none, skipped: [byRule("unlisted topic", position)] };
  const { posts, stream } = known.post_stream;
  const thread = threadOf(known, data as Record<string, unknown>);
  const shown = new Set(idsOf(posts));
  const accepters = solutionsOf(data as Record<string, unknown>).flatMap(({ accepter }) =>
    accepter ? (discourseAccount(forum, { ...accepter, user_id: accepter.id }) ?? []) : [],
  );
  return {
    ...mapDiscoursePosts(posts, thread, forum),
    accounts: accepters,
    thread: withPostIds(thread, posts),
    later: (stream ?? []).filter((id) => !shown.has(id)),
    laterPages: stream === null ? pagesAfterFirst(known) : [],
  };
}

/** The ids of posts, of those that have one. */
export function idsOf(posts: unknown[]): number[] {
  return posts.flatMap((one) => wholeNumber.safeParse((one as { id?: unknown } | null)?.id).data ?? []);
}

/** Maps posts of one topic, from `/t/{id}/posts.json` or a page of the topic itself. */
export function mapDiscoursePosts(posts: unknown[], thread: DiscourseThread, forum: DiscourseForum): MappedDiscourse {
  const mapped: MappedDiscourse = { signals: [], accounts: [], endorsements: [], skipped: [] };
  const knowing = withPostIds(thread, posts);
  for (const item of posts) {
    const position = positionOf("post", item);
    const read = discoursePost.safeParse(item);
    if (!read.success) {
      const field = read.error.issues[0]?.path.join(".");
      const reason = field ? `post without a usable ${field}` : "post that is no object";
      mapped.skipped.push(malformed(reason, position, itemText(item)));
    } else if (read.data.post_type === smallAction)
      mapped.skipped.push(byRule("note of a moderator's action", position));
    else if (read.data.post_type === whisper) mapped.skipped.push(byRule("whisper among staff", position));
    else {
      const one = postSignal(read.data, knowing, forum);
      mapped.signals.push(one);
      if (one.metrics.accepted === true) mapped.endorsements.push(acceptance(one, thread, read.data.post_number));
    }
  }
  return mapped;
}

/** The thread with more of its posts known by number; only the newest are kept, for replies seldom reach further. */
export function withPostIds(thread: DiscourseThread, posts: unknown[]): DiscourseThread {
  const numbered = z.object({ id: wholeNumber, post_number: wholeNumber, post_type: maybe(z.number()) });
  const found = posts.flatMap((one): [number, string][] => {
    const { data } = numbered.safeParse(one);
    return data && data.post_type !== smallAction && data.post_type !== whisper
      ? [[data.post_number, String(data.id)]]
      : [];
  });
  const all = new Map([...thread.postIds, ...found]);
  return { ...thread, postIds: [...all].slice(-postIdsKept) };
}

/** The thread with no more posts known by number than these posts reply to: what is kept beside their page stays small. */
export function threadForPosts(thread: DiscourseThread, posts: unknown[]): DiscourseThread {
  const answered = new Set(
    posts.map((one) => (one as { reply_to_post_number?: unknown } | null)?.reply_to_post_number),
  );
  return { ...thread, postIds: thread.postIds.filter(([number]) => answered.has(number)) };
}

/** The names of a topic's tags, which older forums send as text and newer ones as objects. */
export function discourseTags(tags: unknown[] | null | undefined): string[] {
  const tag = z.union([z.string().min(1), z.object({ name: z.string().min(1) }).transform(({ name }) => name)]);
  return (tags ?? []).flatMap((one) => tag.safeParse(one).data ?? []);
}

/** Of a topic of more than 10,000 posts a forum lists no ids. Its pages are as many as post numbers could fill. */
function pagesAfterFirst({ posts_count, highest_post_number, chunk_size, post_stream }: Topic): number[] {
  if ((posts_count ?? 0) <= post_stream.posts.length) return [];
  const pages = Math.ceil((highest_post_number ?? posts_count ?? 0) / (chunk_size ?? defaultChunk));
  return Array.from({ length: Math.max(pages - 1, 0) }, (_, index) => index + 2);
}

function threadOf(known: Topic, data: Record<string, unknown>): DiscourseThread {
  const posts = known.post_stream.posts.filter((one): one is Record<string, unknown> => one instanceof Object);
  const solutions = solutionsOf(data);
  const ids = new Map<string, string>();
  for (const { username, user_id } of posts) if (user_id != null) ids.set(String(username), String(user_id));
  for (const one of known.details?.participants ?? []) ids.set(one.username, String(one.id));
  const question: Metrics = {};
  if (known.views !== null) question.views = known.views;
  if (known.posts_count !== null) question.replies = Math.max(known.posts_count - 1, 0);
  if (known.closed) question.closed = true;
  if (known.archived) question.archived = true;
  const votedOn = data.is_post_voting === true;
  return {
    id: String(known.id),
    slug: known.slug,
    title: known.title,
    tags: discourseTags(known.tags),
    deletedAt: known.deleted_at,
    takesSolutions: votedOn || [data, ...posts].some((one) => solvedFields.some((field) => one[field] !== undefined)),
    acceptanceKnown: solutions.length > 0,
    accepted: solutions.map((one) => [
      one.post_number,
      one.accepter ? String(one.accepter.id) : (ids.get(one.accepter_username ?? "") ?? null),
    ]),
    postIds: [],
    question,
  };
}

/** One object on older forums, a list on those of 2026: several posts can solve a topic. */
function solutionsOf(data: Record<string, unknown>): z.output<typeof solution>[] {
  const listed = [data.accepted_answers ?? [], data.accepted_answer ?? []].flat();
  return listed.flatMap((one) => solution.safeParse(one).data ?? []);
}

function positionOf(what: string, item: unknown): string {
  const id = (item as { id?: unknown } | null | undefined)?.id;
  return typeof id === "number" || typeof id === "string" ? `${what} ${String(id).slice(0, 40)}` : what;
}
