import type { Account, Endorsement, Metrics, Signal, Skip, Space } from "@groundswell/model";
import { account, excerpt, signal } from "@groundswell/model";
import { load } from "cheerio";
import { z } from "zod";
import { plainText } from "./html.ts";
import { isoInstant } from "./instant.ts";
import { byRule, malformed } from "./skip.ts";

/** A forum's root without its last slash, and the space that its posts are to be in. */
export type DiscourseForum = { root: string; space: Space };

/** What a topic says that its later posts need. */
export type DiscourseThread = {
  id: string;
  slug: string | null;
  title: string | null;
  tags: string[];
  /** Whether the forum lets topics be solved, so that replies are answers. */
  takesSolutions: boolean;
  /** Whether the accepted posts are known, so that all others are known not to be. */
  acceptanceKnown: boolean;
  /** The accepted posts' numbers, each with the id of who accepted it where the forum says. */
  accepted: Map<number, string | null>;
  /** The ids of posts by their numbers, for replies to point at. */
  postIds: Map<number, string>;
  question: Metrics;
};

/** What a page of a topic gives. */
export type MappedDiscourse = {
  signals: Signal[];
  accounts: Account[];
  endorsements: Endorsement[];
  skipped: Skip[];
};

const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const wholeNumber = z.coerce.number().int();
const instant = z.string().transform((text, context) => {
  const iso = isoInstant(text);
  if (iso !== null) return iso;
  context.addIssue({ code: "custom", message: "no instant" });
  return z.NEVER;
});

const post = z.object({
  id: wholeNumber,
  post_number: wholeNumber,
  post_type: optional(z.number()),
  user_id: optional(z.number().int()),
  username: optional(z.string()),
  name: optional(z.string()),
  created_at: instant,
  updated_at: optional(instant),
  deleted_at: optional(instant),
  version: optional(z.number()),
  cooked: optional(z.string()),
  raw: optional(z.string()),
  reply_count: optional(z.number()),
  reply_to_post_number: optional(z.number()),
  actions_summary: optional(z.array(z.object({ id: z.number(), count: optional(z.number()) }))),
  trust_level: optional(z.number()),
  moderator: optional(z.boolean()),
  admin: optional(z.boolean()),
  staff: optional(z.boolean()),
  wiki: optional(z.boolean()),
  hidden: optional(z.boolean()),
  user_deleted: optional(z.boolean()),
  accepted_answer: optional(z.boolean()),
  locale: optional(z.string()),
});
type Post = z.output<typeof post>;

const named = z.object({ id: z.number().int(), username: z.string(), name: optional(z.string()) });

const solution = z.object({
  post_number: wholeNumber,
  accepter: optional(named),
  accepter_username: optional(z.string()),
});

const topic = z.object({
  id: wholeNumber,
  title: optional(z.string()),
  slug: optional(z.string()),
  archetype: optional(z.string()),
  tags: optional(z.array(z.unknown())),
  views: optional(z.number()),
  posts_count: optional(z.number()),
  closed: optional(z.boolean()),
  archived: optional(z.boolean()),
  details: optional(z.object({ participants: optional(z.array(optional(named))) })),
  post_stream: z.object({ posts: z.array(z.unknown()), stream: optional(z.array(wholeNumber)) }),
});

// As the forum's own code numbers them.
const smallAction = 3;
const whisper = 4;
const likeAction = 2;
const solvedFields = ["accepted_answer", "accepted_answers", "has_accepted_answer", "can_accept_answer"] as const;

/** Maps `/t/{id}.json`: the first posts of a topic, what its later posts need, and the ids of those. */
export function mapDiscourseTopic(
  data: unknown,
  forum: DiscourseForum,
): MappedDiscourse & { thread: DiscourseThread | null; later: number[] } {
  const empty = { signals: [], accounts: [], endorsements: [], thread: null, later: [] };
  const read = topic.safeParse(data);
  if (!read.success) {
    const field = read.error.issues[0]?.path.join(".");
    const reason = field ? `topic without a usable ${field}` : "topic that is no object";
    return { ...empty, skipped: [malformed(reason, positionOf("topic", data), JSON.stringify(data) ?? "")] };
  }
  const known = read.data;
  if (known.archetype === "private_message")
    return { ...empty, skipped: [byRule("private message", `topic ${known.id}`)] };
  const { posts, stream } = known.post_stream;
  const thread = threadOf(known, data as Record<string, unknown>);
  const shown = new Set(posts.map((one) => Number((one as { id?: unknown } | null)?.id)));
  const mapped = mapDiscoursePosts(posts, thread, forum);
  const accepters = solutionsOf(data as Record<string, unknown>).flatMap(({ accepter }) =>
    accepter ? (accountOf(forum, { ...accepter, user_id: accepter.id }) ?? []) : [],
  );
  return {
    ...mapped,
    accounts: accepters,
    thread: withPostIds(thread, posts),
    later: (stream ?? []).filter((id) => !shown.has(id)),
  };
}

/** Maps posts of one topic, from `/t/{id}/posts.json` or its first page. The first post of a topic has the topic's id. */
export function mapDiscoursePosts(posts: unknown[], thread: DiscourseThread, forum: DiscourseForum): MappedDiscourse {
  const mapped: MappedDiscourse = { signals: [], accounts: [], endorsements: [], skipped: [] };
  const { postIds } = withPostIds(thread, posts);
  for (const item of posts) {
    const position = positionOf("post", item);
    const read = post.safeParse(item);
    if (!read.success) {
      const field = read.error.issues[0]?.path.join(".");
      const reason = field ? `post without a usable ${field}` : "post that is no object";
      mapped.skipped.push(malformed(reason, position, JSON.stringify(item) ?? String(item)));
      continue;
    }
    const known = read.data;
    if (known.post_type === smallAction) mapped.skipped.push(byRule("note of a moderator's action", position));
    else if (known.post_type === whisper) mapped.skipped.push(byRule("whisper among staff", position));
    else {
      const one = postSignal(known, { ...thread, postIds }, forum);
      mapped.signals.push(one);
      if (one.metrics.accepted === true) mapped.endorsements.push(acceptance(one, thread, known.post_number));
    }
  }
  return mapped;
}

/** The thread with more of its posts known by number; only the newest are kept, for replies seldom reach further. */
export function withPostIds(thread: DiscourseThread, posts: unknown[]): DiscourseThread {
  const numbered = z.object({ id: wholeNumber, post_number: wholeNumber });
  const found = posts.flatMap((one) => {
    const { data } = numbered.safeParse(one);
    return data ? [[data.post_number, String(data.id)] as const] : [];
  });
  return { ...thread, postIds: new Map([...thread.postIds, ...found].slice(-postIdsKept)) };
}

const postIdsKept = 200;

/** The names of a topic's tags, which older forums send as text and newer ones as objects. */
export function discourseTags(tags: unknown[] | null | undefined): string[] {
  const tag = z.union([z.string().min(1), z.object({ name: z.string().min(1) }).transform(({ name }) => name)]);
  return (tags ?? []).flatMap((one) => tag.safeParse(one).data ?? []);
}

function threadOf(known: z.output<typeof topic>, data: Record<string, unknown>): DiscourseThread {
  const posts = known.post_stream.posts.filter((one): one is Record<string, unknown> => one instanceof Object);
  const solutions = solutionsOf(data);
  const ids = new Map<string, string>();
  for (const { username, user_id } of posts) if (user_id != null) ids.set(String(username), String(user_id));
  for (const one of known.details?.participants ?? []) if (one) ids.set(one.username, String(one.id));
  const question: Metrics = {};
  if (known.views != null) question.views = known.views;
  if (known.posts_count != null) question.replies = Math.max(known.posts_count - 1, 0);
  if (known.closed) question.closed = true;
  if (known.archived) question.archived = true;
  return {
    id: String(known.id),
    slug: known.slug ?? null,
    title: known.title ?? null,
    tags: discourseTags(known.tags),
    takesSolutions: [data, ...posts].some((one) => solvedFields.some((field) => one[field] !== undefined)),
    acceptanceKnown: solutions.length > 0,
    accepted: new Map(
      solutions.map((one) => [
        one.post_number,
        one.accepter ? String(one.accepter.id) : (ids.get(one.accepter_username ?? "") ?? null),
      ]),
    ),
    postIds: new Map(),
    question,
  };
}

/** One object on older forums, a list on those of 2026: several posts can solve a topic. */
function solutionsOf(data: Record<string, unknown>): z.output<typeof solution>[] {
  const listed = [data.accepted_answers ?? [], data.accepted_answer ?? []].flat();
  return listed.flatMap((one) => solution.safeParse(one).data ?? []);
}

function postSignal(known: Post, thread: DiscourseThread, { root, space }: DiscourseForum): Signal {
  const first = known.post_number === 1;
  const kind = first ? "question" : thread.takesSolutions ? "answer" : "comment";
  const parent = known.reply_to_post_number;
  const page = [root, "t", thread.slug, thread.id].filter((part) => part).join("/");
  return signal({
    connector: "discourse",
    id: first ? thread.id : String(known.id),
    kind,
    occurredAt: known.created_at,
    editedAt: (known.version ?? 1) > 1 ? (known.updated_at ?? null) : null,
    deletedAt: known.deleted_at ?? (known.user_deleted ? (known.updated_at ?? known.created_at) : null),
    space,
    account: accountOf({ root, space }, known),
    threadId: thread.id,
    parentId: first ? null : parent != null && parent > 1 ? (thread.postIds.get(parent) ?? thread.id) : thread.id,
    title: thread.title,
    // Of a hidden or deleted post a forum shows a notice in place of the words.
    excerpt: known.hidden || known.user_deleted || known.deleted_at ? null : excerpt(ownWords(known)),
    url: first ? page : `${page}/${known.post_number}`,
    language: known.locale ? known.locale.replaceAll("_", "-") : null,
    tags: thread.tags,
    metrics: { ...(first ? thread.question : replyMetrics(known, thread, kind)), ...postMetrics(known) },
  });
}

function replyMetrics(known: Post, thread: DiscourseThread, kind: "answer" | "comment" | "question"): Metrics {
  const metrics: Metrics = {};
  if (known.reply_count != null) metrics.replies = known.reply_count;
  if (kind !== "answer") return metrics;
  const accepted = known.accepted_answer === true || thread.accepted.has(known.post_number);
  if (accepted || known.accepted_answer != null || thread.acceptanceKnown) metrics.accepted = accepted;
  return metrics;
}

function postMetrics(known: Post): Metrics {
  const metrics: Metrics = {};
  // The list has no entry for an action that nobody took.
  if (known.actions_summary) metrics.likes = known.actions_summary.find(({ id }) => id === likeAction)?.count ?? 0;
  if (known.trust_level != null) metrics.trustLevel = known.trust_level;
  if (known.wiki) metrics.wiki = true;
  if (known.hidden) metrics.hidden = true;
  return metrics;
}

function acceptance({ space, kind, id }: Signal, thread: DiscourseThread, number: number): Endorsement {
  return {
    signal: { platform: space.platform, kind, id },
    kind: "accept",
    id: "accept",
    at: null,
    accountId: thread.accepted.get(number) ?? null,
  };
}

type Author = {
  user_id?: number | null | undefined;
  username?: string | null | undefined;
  name?: string | null | undefined;
  moderator?: boolean | null | undefined;
  admin?: boolean | null | undefined;
  staff?: boolean | null | undefined;
};

/** Who wrote a post; null for a deleted user, and for one whom the forum made anonymous at their wish. */
function accountOf({ root, space }: DiscourseForum, author: Author): Account | null {
  const { user_id: id, username } = author;
  if (id == null || !username) return null;
  if (/^anon\d{3,}$/i.test(username) && (!author.name || author.name === username)) return null;
  return account(space.platform, String(id), {
    handle: username,
    name: author.name || null,
    url: `${root}/u/${encodeURIComponent(username)}`,
    // The forum's own robots (system, discobot) are numbered downwards from -1.
    bot: id < 0,
    staff: author.staff === true || author.admin === true || author.moderator === true,
  });
}

/** The words of the post itself: what it quotes is somebody else's. */
function ownWords({ cooked, raw }: Post): string | null {
  if (cooked == null) return raw ?? null;
  if (!/<aside/i.test(cooked)) return plainText(cooked);
  const page = load(cooked, null, false);
  page("aside.quote").remove();
  return plainText(page.html());
}

function positionOf(what: string, item: unknown): string {
  const id = (item as { id?: unknown } | null | undefined)?.id;
  return typeof id === "number" || typeof id === "string" ? `${what} ${String(id).slice(0, 40)}` : what;
}
