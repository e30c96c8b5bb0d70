import { hash } from "../random.ts";
import { type ForumAuthor, forumThreads } from "./forum-threads.ts";

/** Who wrote a post; an anonymous one asked the forum to forget their name. */
export type TopicAuthor = { id: number; username: string; name: string | null; staff: boolean; anonymous: boolean };

/** One post; type 1 is a person's, 3 a note of a moderator's action, 4 a whisper among staff. */
export type TopicPost = {
  id: number;
  number: number;
  at: number;
  type: 1 | 3 | 4;
  key: string;
  author: TopicAuthor | null;
  replyTo: number | null;
  edited: boolean;
  hidden: boolean;
  /** Taken back by its author: the words are gone, the post is still shown. */
  withdrawn: boolean;
};

/** A topic with all the posts it will ever have. */
export type TopicRecord = {
  id: number;
  at: number;
  key: string;
  title: string;
  pinned: boolean;
  listing: "open" | "unlisted" | "private";
  posts: TopicPost[];
  solution: { post: number; at: number; accepter: TopicAuthor | null } | null;
};

type Draft = Omit<TopicPost, "id" | "number">;

const begin = Date.UTC(2025, 9, 1);
const system: TopicAuthor = { id: -1, username: "system", name: "system", staff: true, anonymous: false };

/** The topics of a forum, oldest first; posts are numbered through the whole forum in the order of time. */
export function discourseTopics(seed: number, until: Date): TopicRecord[] {
  const pinned = { ...plainPost(`${seed}/about`, begin, system), edited: true };
  const topics: TopicRecord[] = [
    { ...emptyTopic(7000, begin, `${seed}/about`, "About the Help category"), pinned: true, posts: numbered([pinned]) },
  ];
  for (const [index, thread] of forumThreads({ seed, place: "discourse", count: 32, until }).entries()) {
    const asker = authorOf(thread.author, thread.key);
    const replies = thread.replies.map((reply): Draft & { to: number | null } => ({
      ...plainPost(reply.key, reply.at, authorOf(reply.author, reply.key)),
      edited: hash(`${reply.key}/edited`) % 5 === 0,
      hidden: hash(`${reply.key}/hidden`) % 23 === 0,
      to: reply.to,
    }));
    const solver = thread.accepted && replies[thread.accepted.reply];
    for (const reply of replies)
      reply.withdrawn = reply !== solver && hash(`${reply.key}/withdrawn`) % 17 === 0 && !reply.hidden;
    const posts = numbered([{ ...plainPost(thread.key, thread.at, asker), to: null }, ...withNotes(replies, index)]);
    topics.push({
      ...emptyTopic(7003 + index * 3, thread.at, thread.key, thread.title),
      listing: index === 9 ? "unlisted" : index === 10 ? "private" : "open",
      posts,
      solution: thread.accepted && {
        post: posts.find(({ key }) => key === solver?.key)?.number ?? 0,
        at: thread.accepted.at,
        accepter: index % 4 === 3 || asker === null || asker.anonymous ? null : asker,
      },
    });
  }
  const all = topics.flatMap(({ posts }) => posts).sort((a, b) => a.at - b.at);
  for (const [index, post] of all.entries()) post.id = 90_400 + index;
  return topics;
}

/** A topic is closed by staff with a note, and whispered about: neither is anybody's answer. */
function withNotes(replies: (Draft & { to: number | null })[], index: number): (Draft & { to: number | null })[] {
  const last = replies.at(-1);
  if (!last || index % 6 !== 1) return replies;
  const note = { ...plainPost(`${last.key}/closed`, last.at + 2000, system), type: 3 as const, to: null };
  const whisper = { ...plainPost(`${last.key}/psst`, last.at + 1000, system), type: 4 as const, to: null };
  return [...replies, whisper, note];
}

function numbered(drafts: (Draft & { to?: number | null })[]): TopicPost[] {
  return drafts.map(({ to, ...draft }, index) => ({
    ...draft,
    id: 0,
    number: index + 1,
    replyTo: to == null ? null : to + 2,
  }));
}

function plainPost(key: string, at: number, author: TopicAuthor | null): Draft {
  return { key, at, author, type: 1, replyTo: null, edited: false, hidden: false, withdrawn: false };
}

function emptyTopic(id: number, at: number, key: string, title: string): TopicRecord {
  return { id, at, key, title, pinned: false, listing: "open", posts: [], solution: null };
}

/** Of those who left, some were deleted and some made nameless. */
function authorOf(author: ForumAuthor | null, key: string): TopicAuthor | null {
  if (author)
    return {
      id: author.number,
      username: author.handle,
      name: author.name,
      staff: author.number % 5 === 0,
      anonymous: false,
    };
  if (hash(key) % 2 === 0) return null;
  return {
    id: 9000 + (hash(key) % 500),
    username: `anon${hash(key) % 90_000}000`,
    name: null,
    staff: false,
    anonymous: true,
  };
}
