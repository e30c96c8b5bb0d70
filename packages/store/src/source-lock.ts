import { UnavailableError } from "@groundswell/model";
import type { Store } from "./open.ts";

type Work<T> = (lost: AbortSignal) => Promise<T>;

// The embedded store has one session, which would grant itself any advisory lock again, and one process that can ask.
const heldEmbedded = new WeakMap<Store, Set<string>>();

/**
 * Does `work` while nobody else pulls the same source: two pulls at once would move one cursor from two places. A lock of
 * a process that died is gone with its connection, and so is one of a process that only lost the connection: then `lost` is
 * aborted, for somebody else may be at it already.
 * @returns what `work` gave, or null where somebody else is at it
 */
export async function withSourceLock<T>(store: Store, sourceId: string, work: Work<T>): Promise<T | null> {
  return store.kind === "embedded" ? embedded(store, sourceId, work) : postgres(store, sourceId, work);
}

async function embedded<T>(store: Store, sourceId: string, work: Work<T>): Promise<T | null> {
  const held = heldEmbedded.get(store) ?? new Set();
  heldEmbedded.set(store, held);
  if (held.has(sourceId)) return null;
  held.add(sourceId);
  try {
    return await work(new AbortController().signal);
  } finally {
    held.delete(sourceId);
  }
}

async function postgres<T>(store: Store, sourceId: string, work: Work<T>): Promise<T | null> {
  const client = await store.pool.connect();
  const key = `groundswell:source:${sourceId}`;
  let broken = false;
  const lost = new AbortController();
  const lose = () => {
    broken = true;
    lost.abort(
      new UnavailableError(
        `The connection that kept ${sourceId} for this process was lost: the next pull goes on at its cursor.`,
      ),
    );
  };
  client.once("error", lose);
  try {
    const { rows } = await client.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as taken", [key]);
    if (!rows[0].taken) return null;
    try {
      return await work(lost.signal);
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]).catch(() => {
        broken = true;
      });
    }
  } finally {
    client.off("error", lose);
    // A connection that could not give the lock back still holds it, and must not return to the pool.
    client.release(broken);
  }
}
