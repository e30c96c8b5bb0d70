import type { AskedThread, ThreadPost } from "@groundswell/model";

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
  const isOwn = ({ person }: ThreadPost) => person !== null && person === thread.asker;
  const posts = thread.posts.filter(({ at }) => at < end);
  const responses = posts.filter((post) => !isOwn(post));
  const first = responses[0]?.at ?? null;
  const since = (at: number) => Math.max(0, at - thread.askedAt);
  // An acceptance that is dated by the day can be older than what it accepts.
  const acceptances = (posts: readonly ThreadPost[]) =>
    earliest(
      posts.map(({ at, accepted }) => before(typeof accepted === "number" ? Math.max(accepted, at) : accepted, end)),
    );
  const accepted = acceptances(responses);
  return {
    thread,
    ageMs: end - thread.askedAt,
    responses,
    waitMs: first === null ? null : since(first),
    acceptedMs: typeof accepted === "number" ? since(accepted) : accepted,
    settled: earliest([first, before(thread.closed, end), acceptances(posts.filter(isOwn))]),
  };
}

/**
 * Whether a thread was closed before anybody responded: a duplicate, off topic, or withdrawn. Nobody waits there for help, so such threads are
 * in no rate, and are counted by themselves.
 */
export function isDismissed({ waitMs, settled, acceptedMs, thread }: ReadThread): boolean {
  return (
    waitMs === null && acceptedMs === null && thread.closed !== null && settled !== null && settled === thread.closed
  );
}

function before(instant: number | "undated" | null, end: number): number | "undated" | null {
  return typeof instant === "number" && instant >= end ? null : instant;
}

/** The earliest of some instants; one without a date only where there is no other. */
function earliest(instants: readonly (number | "undated" | null)[]): number | "undated" | null {
  const dated = instants.filter((instant) => typeof instant === "number");
  if (dated.length > 0) return Math.min(...dated);
  return instants.includes("undated") ? "undated" : null;
}
