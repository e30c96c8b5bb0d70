import type { Store } from "./open.ts";

// The embedded store has one session, which would grant itself any advisory lock again, and one process that can ask.
const heldEmbedded = new WeakMap<Store, Set<string>>();

/**
 * Does `work` while nobody else pulls the same source: two pulls at once would move one cursor from two places. A lock of
 * a process that died is gone with its connection.
 * @returns what `work` gave, or null where somebody else is at it
 */
export async function withSourceLock<T>(store: Store, sourceId: string, work: () => Promise<T>): Promise<T | null> {
  return store.kind === "embedded" ? embedded(store, sourceId, work) : postgres(store, sourceId, work);
}

async function embedded<T>(store: Store, sourceId: string, work: () => Promise<T>): Promise<T | null> {
  const held = heldEmbedded.get(store) ?? new Set();
  heldEmbedded.set(store, held);
  if (held.has(sourceId)) return null;
  held.add(sourceId);
  try {
    return await work();
  } finally {
    held.delete(sourceId);
  }
}

async function postgres<T>(store: Store, sourceId: string, work: () => Promise<T>): Promise<T | null> {
  const client = await store.pool.connect();
  const key = `groundswell:source:${sourceId}`;
  let broken = false;
  try {
    const { rows } = await client.query("select pg_try_advisory_lock(hashtextextended($1, 0)) as taken", [key]);
    if (!rows[0].taken) return null;
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]).catch(() => {
        broken = true;
      });
    }
  } finally {
    // A connection that could not give the lock back still holds it, and must not return to the pool.
    client.release(broken);
  }
}
