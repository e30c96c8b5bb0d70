/** Messages that one reading remembers at a time; a mailbox of millions must not fill the memory. */
const remembered = 50_000;

/** What a reading has learned of threads: a reply often names the message before it and nothing else. */
export class Threads {
  readonly #ofMessage = new Map<string, string>();
  readonly #ofSubject = new Map<string, string>();

  /** The thread of a message; of one that was not seen, the message itself. */
  of(id: string): string {
    return this.#ofMessage.get(id) ?? id;
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

function keep(map: Map<string, string>, key: string, value: string): void {
  map.set(key, value);
  if (map.size <= remembered) return;
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}
