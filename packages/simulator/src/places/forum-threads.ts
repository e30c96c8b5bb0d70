import { hourMs } from "@groundswell/model";
import { inventHandle, inventName, plain, untaken } from "../names.ts";
import { type Random, random } from "../random.ts";
import { postTitle, threadTitle } from "../text.ts";

/** Somebody who writes in a forum; `number` is their stable id there. */
export type ForumAuthor = { number: number; name: string; handle: string };

/** What was written below a question; `to` is the place among the replies of the one it answers. */
export type ForumReply = { key: string; at: number; author: ForumAuthor | null; to: number | null };

/** A question with all that is ever written below it, in the order of time. Instants are whole seconds, in milliseconds. */
export type ForumThread = {
  key: string;
  at: number;
  author: ForumAuthor | null;
  title: string;
  replies: ForumReply[];
  /** The reply that solves it, and since when; it may be long in coming. */
  accepted: { reply: number; at: number } | null;
};

const begin = Date.UTC(2025, 9, 1);
const authorCount = 14;
const everyTitle = ["en", "fr", "de", "es"];

/**
 * Threads from October 2025 to `until`, evenly enough that every fortnight has some: two that begin in one second, one
 * with 46 replies, authors who have left (null), titles beyond ASCII.
 */
export function forumThreads({
  seed,
  place,
  count,
  until,
}: {
  seed: number;
  place: string;
  count: number;
  until: Date;
}): ForumThread[] {
  const chance = random(seed, `${place}/threads`);
  const authors = inventAuthors(chance);
  const step = (until.getTime() - begin) / count;
  const threads: ForumThread[] = [];
  for (let index = 0; index < count; index++) {
    const key = `${seed}/${place}/${index}`;
    const tied = index % 7 === 6 ? threads.at(-1)?.at : undefined;
    const at = tied ?? wholeSecond(begin + (index + chance.float() * 0.9) * step);
    const author = index % 9 === 5 ? null : chance.pick(authors);
    const replies = inventReplies(key, at, index === 4 ? 46 : chance.int(0, 5), authors, chance);
    const solved = replies.length > 0 && chance.chance(0.6);
    const reply = solved ? chance.int(0, replies.length - 1) : 0;
    const since = wholeSecond((replies[reply]?.at ?? 0) + chance.exponential(30 * hourMs));
    const title = index % 3 === 0 ? postTitle(key, everyTitle[index % 4] ?? "en") : threadTitle(key);
    threads.push({ key, at, author, title, replies, accepted: solved ? { reply, at: since } : null });
  }
  return threads;
}

function inventAuthors(chance: Random): ForumAuthor[] {
  const taken = new Set<string>();
  return Array.from({ length: authorCount }, (_, index) => {
    const name = inventName(chance);
    return { number: 500 + index * 7, name, handle: untaken(plain(inventHandle(name, chance)), taken) };
  });
}

function inventReplies(key: string, from: number, count: number, authors: ForumAuthor[], chance: Random): ForumReply[] {
  const replies: ForumReply[] = [];
  let at = from;
  for (let index = 0; index < count; index++) {
    // Two in one second, now and then.
    if (index % 5 !== 3) at = wholeSecond(at + 1000 + chance.exponential(20 * hourMs));
    const to = index > 0 && chance.chance(0.4) ? chance.int(0, index - 1) : null;
    replies.push({ key: `${key}/${index}`, at, author: chance.chance(0.08) ? null : chance.pick(authors), to });
  }
  return replies;
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
