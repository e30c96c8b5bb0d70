import { type CatalogueSource, ConfigError } from "@groundswell/model";
import { writeAudit } from "./audit.ts";
import { cleanJson } from "./columns.ts";
import type { Store } from "./open.ts";
import { readState } from "./sources.ts";
import { inTransaction } from "./transaction.ts";
import type { By } from "./users.ts";

/** Stops a source until somebody resumes it; a pull that runs goes on to its end. @throws ConfigError where there is none */
export async function pauseSource(store: Store, id: string, by: By): Promise<void> {
  await change(store, id, "source.pause", "state = 'paused'", by);
}

/** Lets a source be read again that was paused, or stopped because it was refused. @throws ConfigError where there is none */
export async function resumeSource(store: Store, id: string, by: By): Promise<void> {
  const set = `state = case when state in ('paused', 'refused') then ${readState} else state end,
    last_error = case when state = 'refused' then null else last_error end`;
  await change(store, id, "source.resume", set, by);
}

async function change(store: Store, id: string, action: string, set: string, { actor, at }: By): Promise<void> {
  await inTransaction(store, async (client) => {
    const { rowCount } = await client.query(`update sources set ${set} where id = $1`, [id]);
    if (rowCount === 0) throw new ConfigError(`There is no source "${id}": the list of sources shows all.`);
    await writeAudit(client, { at, actor, action, subject: `source ${id}`, detail: {} });
  });
}

/**
 * Adds one source beside those that catalogues made.
 * @throws ConfigError where its id or its place is there already, or an expertise is not
 */
export async function addSource(store: Store, source: CatalogueSource, { actor, at }: By): Promise<void> {
  const { id, connector, expertises, every, since } = source;
  const options = cleanJson(source.options);
  await inTransaction(store, async (client) => {
    const { rows: known } = await client.query("select slug from expertises where slug = any($1)", [expertises]);
    const missing = expertises.find((slug) => !known.some((row) => row.slug === slug));
    if (missing !== undefined)
      throw new ConfigError(`There is no expertise "${missing}": make it in a catalogue first.`);
    const { rows } = await client.query("select id from sources where connector = $1 and options = $2::jsonb limit 1", [
      connector,
      options,
    ]);
    if (rows[0]) throw new ConfigError(`This place is read already, by the source "${rows[0].id}".`);
    const { rowCount } = await client.query(
      `insert into sources (id, connector, expertises, options, every, since) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do nothing`,
      [id, connector, expertises, options, every, since ?? null],
    );
    if (rowCount === 0) throw new ConfigError(`There is a source "${id}" already: choose another id.`);
    const detail = { connector, expertises };
    await writeAudit(client, { at, actor, action: "source.add", subject: `source ${id}`, detail });
  });
}
