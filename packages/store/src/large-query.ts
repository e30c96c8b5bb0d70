import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/**
 * Readies a transaction for statements that read a whole window: sorting hundreds of thousands of rows in the default memory goes
 * through the disk, and compiling such a statement took longer than running it.
 */
export async function expectMuch(client: Transaction): Promise<void> {
  await client.query("set local work_mem = '64MB'");
  await client.query("set local jit = off");
}

/** Runs one statement that reads a whole window. */
export async function queryMuch(store: Store, text: string, values: unknown[]) {
  return inTransaction(store, async (client) => {
    await expectMuch(client);
    return client.query(text, values);
  });
}
