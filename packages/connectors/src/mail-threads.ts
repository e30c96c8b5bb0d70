import type { Signal } from "@groundswell/model";

/** Messages that one reading remembers at a time; a mailbox of millions must not fill the memory. */
const remembered = 50_000;

/** What a reading has learned of threads: a reply often names the message before it and nothing else. */
export class Threads {
  readonly #earlier: ReadonlyMap<string, string>;
  readonly #ofMessage = new Map<string, string>();
  readonly #ofSubject = new Map<string, string>();
  readonly #used: Record<string, string> = {};

  /** @param earlier threads of messages that were read before this page or file */
  constructor(earlier: ReadonlyMap<string, string> = new Map()) {
    this.#earlier = earlier;
  }

  /** What was taken from the threads of earlier pages: all that this page needs of them to be read again alone. */
  get used(): Record<string, string> {
    return this.#used;
  }

  /** The thread of a message; of one that was not seen, the message itself. */
  of(id: string): string {
    const here = this.#ofMessage.get(id);
    if (here !== undefined) return here;
    const before = this.#earlier.get(id);
    if (before !== undefined) this.#used[id] = before;
    return before ?? id;
  }

  /** The thread that a subject began, for replies that name no message; else `id`. */
  bySubject(title: string | null, id: string): string {
    return title === null || title === "" ? id : (this.#ofSubject.get(title.toLowerCase()) ?? id);
  }

  /** @param message its title only where the message begins a thread */
  add(message: { id: string; threadId: string; title: string | null }): void {
    // A message that is its own thread is what `of` answers anyway.
    if (message.threadId !== message.id) keep(this.#ofMessage, message.id, message.threadId);
    if (message.title) keep(this.#ofSubject, message.title.toLowerCase(), message.threadId);
  }
}

/** Remembers the threads of a page's signals for the pages after it. */
export function rememberThreads(earlier: Map<string, string>, signals: Signal[]): void {
  for (const { id, threadId } of signals) if (threadId !== null && threadId !== id) keep(earlier, id, threadId);
}

/**
 * Joins threads that came apart because a reply stands before the message that it answers, as late mail and wrong
 * clocks have it. Messages that answer each other in a circle keep the thread they have. Pure.
 */
export function joinThreads(signals: Signal[]): Signal[] {
  const threadOf = new Map(signals.map(({ id, threadId }) => [id, threadId]));
  return signals.map((one) => {
    let last = one.threadId ?? one.id;
    const passed = new Set([one.id]);
    for (let next = threadOf.get(last); next != null && next !== last; next = threadOf.get(last)) {
      if (passed.has(last)) return one;
      passed.add(last);
      last = next;
    }
    return last === one.threadId ? one : { ...one, threadId: last };
  });
}

function keep(map: Map<string, string>, key: string, value: string): void {
  map.set(key, value);
  if (map.size <= remembered) return;
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}
