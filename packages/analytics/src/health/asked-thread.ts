import { type AskedThread, hourMs, type ThreadPost } from "@groundswell/model";

/** Who closes a thread as a duplicate or off topic does so soon; what is closed later, mostly by a machine that nobody answered, was waiting. */
export const dismissedWithinHours = 72;

/** A thread as it is judged: durations in milliseconds, null for what had not happened at the window's end. */
export type ReadThread = {
  thread: AskedThread;
  /** From the asking to the window's end. */
  ageMs: number;
  /** By anybody but the asker, in order. */
  responses: readonly ThreadPost[];
  waitMs: number | null;
  /** Until an answer of somebody else was accepted. */
  acceptedMs: number | "undated" | null;
  /** When it stopped waiting for a response: one came, it was closed, or the asker accepted an answer of their own. */
  settled: number | "undated" | null;
};

/**
 * What a thread says at an instant after it was asked: nothing of that instant or later shows. A post by the asker's person is no response, from whatever
 * account; one of an unknown author counts as somebody else's, since most of them are.
 */
export function readThread(thread: AskedThread, end: number): ReadThread {
  const responses: ThreadPost[] = [];
  let accepted: Instant = null;
  let solved: Instant = null;
  for (const post of thread.posts) {
    if (post.at >= end) continue;
    // An acceptance that is dated by the day can be older than what it accepts.
    const since = before(typeof post.accepted === "number" ? Math.max(post.accepted, post.at) : post.accepted, end);
    if (post.person !== null && post.person === thread.asker) {
      solved = earliest(solved, since);
    } else {
      accepted = earliest(accepted, since);
      responses.push(post);
    }
  }
  const first = responses[0]?.at ?? null;
  return {
    thread,
    ageMs: end - thread.askedAt,
    responses,
    waitMs: first === null ? null : Math.max(0, first - thread.askedAt),
    acceptedMs: typeof accepted === "number" ? Math.max(0, accepted - thread.askedAt) : accepted,
    settled: earliest(earliest(first, before(thread.closed, end)), solved),
  };
}

/**
 * Whether a thread was closed soon and before anybody responded: a duplicate, off topic, or withdrawn. Nobody waits there for help, so such threads
 * are in no rate, and are counted by themselves. Of a closing without a date nobody can tell that it was soon.
 */
export function isDismissed({ waitMs, settled, acceptedMs, thread: { askedAt, closed } }: ReadThread): boolean {
  if (waitMs !== null || acceptedMs !== null || typeof closed !== "number" || settled !== closed) return false;
  return closed - askedAt <= dismissedWithinHours * hourMs;
}

/** For how long it was seen whether anybody responds: until the thread was closed, or to the window's end. */
export function watchedMs({ ageMs, thread: { askedAt, closed } }: ReadThread): number {
  return typeof closed === "number" ? Math.min(ageMs, Math.max(0, closed - askedAt)) : ageMs;
}

type Instant = number | "undated" | null;

function before(instant: Instant, end: number): Instant {
  return typeof instant === "number" && instant >= end ? null : instant;
}

/** The earlier of two instants; one without a date only where there is no other. */
function earliest(one: Instant, other: Instant): Instant {
  if (typeof one === "number") return typeof other === "number" ? Math.min(one, other) : one;
  return other ?? one;
}
