import type { PoolClient } from "pg";
import type { Store } from "./open.ts";

// PostgreSQL ended it for the sake of another one, and asks for nothing but to be asked again.
const endedForAnother = new Set(["40P01", "40001"]);
const mostTries = 4;

/** A connection inside a transaction. */
export type Transaction = PoolClient;

/**
 * Runs `work` in a transaction on one connection; a throw rolls all of it back. Where PostgreSQL ends it over a deadlock,
 * `work` runs again from its beginning.
 */
export async function inTransaction<T>(store: Store, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await once(store, work);
    } catch (error) {
      if (tries === mostTries || !endedForAnother.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}

async function once<T>(store: Store, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await store.pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is broken: the pool must not hand it out again.
    const broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
