import { deriveKinds } from "@groundswell/analyse";
import { account, type Batch, batch, type Signal, type Space, signal } from "@groundswell/model";
import { type Counts, rollUp, type SourceRow, type Store, saveBatch, startPull } from "@groundswell/store";

/** A day on which everything in these suites has already happened. */
export const asOf = new Date("2026-02-01T00:00:00Z");

/** A tag of an invented Q&A site. */
export function tag(id: string): Space {
  return { platform: "qa.example", id, kind: "tag", name: id, url: null };
}

/** An answer, unless told otherwise, by an account that is only named. */
export function made(id: string, more: Partial<Omit<Signal, "account">> & { by?: string | null } = {}): Signal {
  const { by = "ada", ...known } = more;
  return signal({
    connector: "test",
    id,
    kind: "answer",
    occurredAt: "2026-01-10T12:00:00.000Z",
    space: tag("lumen"),
    account: by === null ? null : account("qa.example", by, { name: by }),
    ...known,
  });
}

/** Makes a source in the store, of the expertise lumen unless told otherwise. */
export async function makeSource(store: Store, id = "test", expertises = ["lumen"]): Promise<SourceRow> {
  for (const slug of expertises)
    await store.pool.query("insert into expertises (slug, name, rules) values ($1, $1, '{}') on conflict do nothing", [
      slug,
    ]);
  const { rows } = await store.pool.query(
    "insert into sources (id, connector, expertises, options) values ($1, 'test', $2, '{}') returning *",
    [id, expertises],
  );
  return rows[0];
}

/** Saves batches one after the other in a pull of their own; the counts of the last. */
export async function save(store: Store, source: SourceRow, ...batches: Partial<Batch>[]): Promise<Counts> {
  const pullId = await startPull(store, source.id, asOf);
  let counts: Counts | null = null;
  for (const one of batches)
    counts = await saveBatch(store, { source, pullId, batch: batch({ cursor: null, ...one }), now: asOf });
  if (counts === null) throw new Error("Give at least one batch.");
  return counts;
}

/** Saves a batch, says what its accounts are and counts its days, as an analysis does before it judges. */
export async function saveAndCount(store: Store, source: SourceRow, one: Partial<Batch>): Promise<void> {
  await save(store, source, one);
  await deriveKinds(store);
  await rollUp(store);
}

/** The rows of a query. */
export async function rowsOf(store: Store, sql: string, ...values: unknown[]) {
  return (await store.pool.query(sql, values)).rows;
}

/** The store's number of the account that its platform knows by an id. */
export async function accountId(store: Store, nativeId: string): Promise<number> {
  return (await rowsOf(store, "select id from accounts where native_id = $1", nativeId))[0].id;
}
