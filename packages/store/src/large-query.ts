import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** Rows that are fetched at a time: enough to make the way there and back cheap, few enough to be gone again soon. */
const chunkRows = 20_000;

/**
 * Readies a transaction for statements that read a whole window: sorting hundreds of thousands of rows in the default memory goes
 * through the disk, and compiling such a statement took longer than running it.
 */
export async function expectMuch(client: Transaction): Promise<void> {
  await client.query("set local work_mem = '64MB'");
  await client.query("set local jit = off");
}

/** All rows of one statement that reads a whole window. */
export async function queryMuch<Row>(store: Store, text: string, values: unknown[]): Promise<Row[]> {
  return inTransaction(store, async (client) => {
    await expectMuch(client);
    return fetchMuch<Row>(client, text, values);
  });
}

/**
 * All rows of a statement, inside a transaction. A million rows hold the same few days, kinds and spaces a million times: each
 * text is kept once, and what a chunk was read from is gone before the next one comes.
 */
export async function fetchMuch<Row>(client: Transaction, text: string, values: unknown[]): Promise<Row[]> {
  // All of it is wanted: without this the statement is planned for its first rows.
  await client.query("set local cursor_tuple_fraction = 1");
  await client.query(`declare much no scroll cursor for ${text}`, values);
  const texts = new Map<string, string>();
  const found: Row[] = [];
  for (;;) {
    const { rows } = await client.query(`fetch ${chunkRows} from much`);
    for (const row of rows) {
      keepTextsOnce(row, texts);
      found.push(row);
    }
    if (rows.length < chunkRows) break;
  }
  await client.query("close much");
  return found;
}

function keepTextsOnce(row: Record<string, unknown>, texts: Map<string, string>): void {
  for (const name in row) {
    const value = row[name];
    if (typeof value !== "string") continue;
    const known = texts.get(value);
    if (known === undefined) texts.set(value, value);
    else row[name] = known;
  }
}
