import { ConfigError } from "@groundswell/model";
import type { Store } from "./open.ts";
import { inTransaction } from "./transaction.ts";

/** The address of a page with all that is chosen in it, under a name of its user's. */
export type SavedView = { id: number; name: string; path: string; savedAt: Date };

const mostViews = 50;
const fields = 'id, name, path, saved_at as "savedAt"';

/** A user's views by name. */
export async function savedViews(store: Store, user: string): Promise<SavedView[]> {
  const { rows } = await store.pool.query(`select ${fields} from saved_views where user_id = $1 order by name, id`, [
    user,
  ]);
  return rows;
}

/** @throws ConfigError where the user has a view of this name, or as many as there may be */
export async function saveView(
  store: Store,
  { user, name, path, now }: { user: string; name: string; path: string; now: Date },
): Promise<SavedView> {
  return inTransaction(store, async (client) => {
    // One after the other, or two at once would both find room.
    await client.query("select pg_advisory_xact_lock(hashtext('groundswell:views:' || $1))", [user]);
    const { rows: known } = await client.query("select name from saved_views where user_id = $1", [user]);
    if (known.some((view) => view.name === name))
      throw new ConfigError(`You have a view called "${name}": choose another name, or remove that one first.`);
    if (known.length >= mostViews)
      throw new ConfigError(`You have ${mostViews} views, which is as many as are kept: remove one first.`);
    const { rows } = await client.query(
      `insert into saved_views (user_id, name, path, saved_at) values ($1, $2, $3, $4) returning ${fields}`,
      [user, name, path, now],
    );
    return rows[0];
  });
}

/** @returns whether the user had such a view */
export async function removeView(store: Store, user: string, id: number): Promise<boolean> {
  const { rowCount } = await store.pool.query("delete from saved_views where user_id = $1 and id = $2", [user, id]);
  return rowCount === 1;
}
