import type { Window } from "@groundswell/model";
import pg from "pg";
import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/**
 * Readies a transaction for statements that read a whole window: sorting hundreds of thousands of rows in the default memory goes
 * through the disk.
 */
export async function expectMuch(client: Transaction): Promise<void> {
  await client.query("set local work_mem = '64MB'");
}

/** All rows of one statement that reads a whole window. */
export async function queryMuch<Row>(store: Store, text: string, values: unknown[]): Promise<Row[]> {
  return inTransaction(store, async (client) => {
    await expectMuch(client);
    return fetchMuch<Row>(client, text, values);
  });
}

/**
 * All rows of one statement that reads a window of an expertise: $1 is the expertise's number, $2 and $3 are where the window begins and ends. A
 * statement that names the expertise by its slug is planned for one of average size, which in a large store means to read everybody's signals.
 */
export async function queryWindow<Row>(
  store: Store,
  { expertise, window }: { expertise: string; window: Window },
  text: string,
  more: readonly unknown[] = [],
): Promise<Row[]> {
  return inTransaction(store, async (client) => {
    await expectMuch(client);
    return fetchMuch<Row>(client, text, [await expertiseNumber(client, expertise), window.from, window.to, ...more]);
  });
}

/** The number of an expertise, which statements are planned by; 0, which nothing has, where it is not known. */
export async function expertiseNumber(asked: Pick<Transaction, "query">, expertise: string): Promise<number> {
  const { rows } = await asked.query<{ id: number }>("select id from expertises where slug = $1", [expertise]);
  return rows[0]?.id ?? 0;
}

/**
 * All rows of a statement, inside a transaction. A million rows hold the same few days, kinds and spaces a million times: each text is kept
 * once. (A cursor would spare memory as well, and the second core: PostgreSQL plans nothing in parallel that may be left half read.)
 */
export async function fetchMuch<Row>(client: Transaction, text: string, values: unknown[]): Promise<Row[]> {
  return (await client.query({ text, values, types: { getTypeParser: keepingTextsOnce() } })).rows;
}

const textType = pg.types.builtins.TEXT;

function keepingTextsOnce(): typeof pg.types.getTypeParser {
  const texts = new Map<string, string>();
  const once = (text: string) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  return ((type: number, format?: "text") =>
    type === textType ? once : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser;
}
