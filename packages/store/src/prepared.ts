import { createHash } from "node:crypto";
import type { QueryResult, QueryResultRow } from "pg";
import type { Store } from "./open.ts";

const names = new Map<string, string>();

/**
 * Sends a statement by a name, so that a connection parses it once, and plans it once where one plan is as good as a new one (PostgreSQL
 * tries five and compares). For what requests ask again and again. The name is of the text alone: behind a pooler, processes of two
 * releases may share a connection.
 */
export function queryPrepared<Row extends QueryResultRow>(
  { pool }: Pick<Store, "pool">,
  text: string,
  values: unknown[],
): Promise<QueryResult<Row>> {
  return pool.query<Row>({ name: nameOf(text), text, values });
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash("sha256").update(text).digest("hex").slice(0, 40);
    names.set(text, name);
  }
  return name;
}
