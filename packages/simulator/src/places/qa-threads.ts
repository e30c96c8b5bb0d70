import { hash } from "../random.ts";
import { prose, proseHtml } from "../text.ts";
import { type ForumAuthor, type ForumReply, type ForumThread, forumThreads } from "./forum-threads.ts";

/** A comment below an answer, or anything below a discussion. */
export type QaComment = { id: string; at: number; author: ForumAuthor | null; text: string; to: QaComment | null };
export type QaAnswer = {
  id: string;
  at: number;
  author: ForumAuthor | null;
  text: string;
  html: string;
  votes: number;
  comments: QaComment[];
};

/** A question with its answers, or a discussion with its comments, and all that is ever written there. */
export type QaThread = {
  number: number;
  key: string;
  at: number;
  author: ForumAuthor | null;
  title: string;
  text: string;
  answers: QaAnswer[];
  comments: QaComment[];
  accepted: { id: string; at: number } | null;
};

/** What of a thread is shown. */
export type ShownThread = QaThread & { changedAt: number; solved: QaAnswer | null };

const longest = 12;

/** The threads of a site; every fourth is a discussion where `discussions` is set. */
export function qaThreads(seed: number, place: string, count: number, until: Date, discussions: boolean): QaThread[] {
  return forumThreads({ seed, place, count, until }).map((thread, index) => {
    const number = 5120 + index * 3;
    const replies = thread.replies.slice(0, longest);
    return discussions && index % 4 === 3 ? discussion(thread, number, replies) : question(thread, number, replies);
  });
}

/** The part of a thread that is there at an instant, without what was taken away. */
export function shownThread(thread: QaThread, at: number, gone: ReadonlySet<string>): ShownThread {
  const visible = (one: { id: string; at: number }) => one.at <= at && !gone.has(`${thread.number} ${one.id}`);
  const comments = (list: QaComment[]) => list.filter(visible);
  const answers = thread.answers.filter(visible).map((one) => ({ ...one, comments: comments(one.comments) }));
  const shown = { ...thread, answers, comments: comments(thread.comments) };
  const dates = [shown, ...answers, ...shown.comments, ...answers.flatMap((one) => one.comments)].map((one) => one.at);
  const since = thread.accepted && thread.accepted.at <= at ? thread.accepted : null;
  const solved = answers.find(({ id }) => id === since?.id) ?? null;
  return { ...shown, changedAt: Math.max(...dates, solved && since ? since.at : 0), solved };
}

function question(thread: ForumThread, number: number, replies: ForumReply[]): QaThread {
  // A reply to a reply is a comment below it.
  const tops = replies.map((reply, place) => topOf(replies, reply, place));
  const answers = replies.flatMap((reply, place): QaAnswer[] => {
    if (tops[place] !== place) return [];
    const comments = replies.flatMap((one, other): QaComment[] =>
      other !== place && tops[other] === place ? [commentOf(one, number, other, null)] : [],
    );
    const text = `${prose(reply.key)} <members> & more`;
    const votes = hash(reply.key) % 7;
    return [{ ...plain(reply), id: idOf(number, place), text, html: proseHtml(reply.key), votes, comments }];
  });
  const solver = thread.accepted && thread.accepted.reply < replies.length ? tops[thread.accepted.reply] : undefined;
  const accepted =
    thread.accepted && solver !== undefined ? { id: idOf(number, solver), at: thread.accepted.at } : null;
  return { ...head(thread, number), answers, comments: [], accepted };
}

function discussion(thread: ForumThread, number: number, replies: ForumReply[]): QaThread {
  const comments: QaComment[] = [];
  for (const [place, reply] of replies.entries())
    comments.push(commentOf(reply, number, place, reply.to === null ? null : (comments[reply.to] ?? null)));
  return { ...head(thread, number), answers: [], comments, accepted: null };
}

function topOf(replies: ForumReply[], reply: ForumReply, place: number): number {
  const to = reply.to === null ? undefined : replies[reply.to];
  return reply.to === null || to === undefined ? place : topOf(replies, to, reply.to);
}

function head({ key, at, author, title }: ForumThread, number: number) {
  return { number, key, at, author, title, text: prose(key) };
}

function commentOf(reply: ForumReply, number: number, place: number, to: QaComment | null): QaComment {
  return { ...plain(reply), id: idOf(number, place), text: prose(reply.key), to };
}

function plain({ at, author }: ForumReply) {
  return { at, author };
}

function idOf(number: number, place: number): string {
  return String(number * 1000 + place);
}
