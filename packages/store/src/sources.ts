import { type Catalogue, type Json, type Quota, spaceKey } from "@groundswell/model";
import { clean } from "./columns.ts";
import type { Store } from "./open.ts";
import { saveOrganisations } from "./organisations.ts";
import type { Counts } from "./save-batch.ts";
import { inTransaction } from "./transaction.ts";

export type SourceState = "new" | "ok" | "waiting" | "failing" | "refused" | "paused";

/** A source as the store keeps it. Instants are Dates. */
export type SourceRow = {
  id: string;
  connector: string;
  expertises: string[];
  options: Record<string, unknown>;
  credentials: Record<string, string>;
  every: string | null;
  since: Date | null;
  state: SourceState;
  cursor: Json;
  lastSuccess: Date | null;
  lastError: string | null;
  retryAt: Date | null;
  /** Where the place says it has moved for good. */
  movedTo: string | null;
};

const fields =
  'id, connector, expertises, options, credentials, every, since, state, cursor, last_success as "lastSuccess", last_error as "lastError", retry_at as "retryAt", moved_to as "movedTo"';

/** In SQL, the state in which a source that was stopped is read again. */
export const readState = "case when sources.last_success is null then 'new' else 'ok' end";

// What was refused as it was is worth another try once it is to be read otherwise.
const isMended = `(sources.state = 'refused' and (sources.connector, sources.options, sources.credentials)
  is distinct from (excluded.connector, excluded.options, excluded.credentials))`;

/** All sources, or those of one expertise, in the order of their ids. */
export async function listSources(store: Store, expertise: string | null = null): Promise<SourceRow[]> {
  const { rows } = await store.pool.query(
    `select ${fields} from sources where $1::text is null or $1 = any(expertises) order by id`,
    [expertise],
  );
  return rows;
}

export async function findSource(store: Store, id: string): Promise<SourceRow | null> {
  const { rows } = await store.pool.query(`select ${fields} from sources where id = $1`, [id]);
  return rows[0] ?? null;
}

/**
 * Makes expertises, sources and organisations as a catalogue says. Cursors and health of known sources stay; one that was refused and is
 * configured otherwise now is read again.
 */
export async function applyCatalogue(store: Store, catalogue: Catalogue): Promise<void> {
  await inTransaction(store, async (client) => {
    if (catalogue.organisations) await saveOrganisations(client, catalogue.organisations);
    for (const expertise of catalogue.expertises) {
      const rules = JSON.stringify(expertise.rules);
      const { rows } = await client.query(
        `with before as (select rules from expertises where slug = $1)
         insert into expertises (slug, name, summary, rules) values ($1, $2, $3, $4)
         on conflict (slug) do update set name = excluded.name, summary = excluded.summary, rules = excluded.rules
         returning id, (select rules from before) is distinct from $4::jsonb as changed`,
        [expertise.slug, expertise.name, expertise.summary ?? null, rules],
      );
      for (const space of expertise.spaces) {
        await client.query(
          `with space as (
             insert into spaces (platform, native_id, kind, name, url) values ($1, $2, $3, $4, $5)
             on conflict (platform, native_id) do update set name = excluded.name returning id
           ), claimed as (
             insert into expertise_spaces (expertise_id, space_id, reason) select $6, id, 'catalogue' from space
             on conflict (expertise_id, space_id) do update set reason = excluded.reason
               where expertise_spaces.reason like 'space %'
             returning space_id
           )
           ${markDaysOf("claimed")}`,
          [space.platform, space.id, space.kind, space.name, space.url ?? null, rows[0].id],
        );
      }
      await client.query(
        `with released as (
           delete from expertise_spaces es using spaces s
           where es.expertise_id = $1 and es.reason = 'catalogue' and s.id = es.space_id
             and s.platform || ':' || s.native_id <> all ($2)
           returning es.space_id
         )
         ${markDaysOf("released")}`,
        [rows[0].id, expertise.spaces.map(spaceKey)],
      );
      // Other rules may claim or release any signal that is here.
      if (rows[0].changed)
        await client.query(
          "insert into dirty_days (space_id, day) select distinct space_id, (occurred_at at time zone 'UTC')::date from signals",
        );
    }
    for (const source of catalogue.sources) {
      await client.query(
        `insert into sources (id, connector, expertises, options, credentials, every, since)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set connector = excluded.connector, expertises = excluded.expertises,
           moved_to = case when sources.options = excluded.options then sources.moved_to end,
           state = case when ${isMended} then ${readState} else sources.state end,
           last_error = case when ${isMended} then null else sources.last_error end,
           options = excluded.options, credentials = excluded.credentials, every = excluded.every, since = excluded.since`,
        [
          source.id,
          source.connector,
          source.expertises,
          JSON.stringify(source.options),
          JSON.stringify(source.credentials),
          source.every,
          source.since ?? null,
        ],
      );
    }
  });
}

/** The end of a statement that marks every day of the spaces it names, for they now belong elsewhere. */
function markDaysOf(spaces: string): string {
  return `insert into dirty_days (space_id, day)
    select distinct s.space_id, (s.occurred_at at time zone 'UTC')::date
    from ${spaces} join signals s using (space_id)`;
}

/** The source that stands for files loaded by hand, made when it is first used. */
export async function importSource(
  store: Store,
  source: Pick<SourceRow, "id" | "connector" | "expertises" | "options">,
): Promise<SourceRow> {
  const { rows } = await store.pool.query(
    `insert into sources (id, connector, expertises, options) values ($1, $2, $3, $4)
     on conflict (id) do update set options = excluded.options,
       expertises = array(select distinct unnest(sources.expertises || excluded.expertises) order by 1)
     returning ${fields}`,
    [source.id, source.connector, source.expertises, JSON.stringify(source.options)],
  );
  return rows[0];
}

/** Makes an expertise that a person named on the command line, if it is not there. */
export async function ensureExpertise(store: Store, slug: string): Promise<void> {
  await store.pool.query("insert into expertises (slug, name, rules) values ($1, $1, '{}') on conflict do nothing", [
    slug,
  ]);
}

export async function startPull(store: Store, sourceId: string, now: Date): Promise<number> {
  // A process that was killed could not write down how its pull ended; should it live after all, it still will.
  const { rows } = await store.pool.query(
    `with cut_off as (
       update pulls set state = 'partial', finished_at = $2, error = 'The process ended in the middle of this pull.'
       where source_id = $1 and state = 'running'
     )
     insert into pulls (source_id, started_at, state) values ($1, $2, 'running') returning id`,
    [sourceId, now],
  );
  return rows[0].id;
}

/** How often a source has been left off in the middle since it was last read to its end. */
export async function partialPulls(store: Store, sourceId: string): Promise<number> {
  const { rows } = await store.pool.query(
    `select count(*)::int as count from pulls p join sources s on s.id = p.source_id
     where s.id = $1 and p.state = 'partial' and p.started_at > coalesce(s.last_success, '-infinity')`,
    [sourceId],
  );
  return rows[0].count;
}

/** Until when the pulls of a source have read what happened; null where none has read to its end. */
export async function readUntil(store: Store, sourceId: string): Promise<Date | null> {
  const { rows } = await store.pool.query(
    "select max(covers_to) as until from pulls where source_id = $1 and state = 'ok'",
    [sourceId],
  );
  return rows[0].until;
}

export type PullEnd = {
  pullId: number;
  sourceId: string;
  state: "ok" | "partial" | "failed";
  sourceState: SourceState;
  counts: Counts;
  /** The window that this pull has read, where it read to its end. */
  covers: { from: Date; to: Date } | null;
  error: string | null;
  retryAt: Date | null;
  movedTo: string | null;
  /** What the place said of its quota; without one, what is known stays. */
  quota?: Quota | null;
  now: Date;
};

/** Writes how a pull ended, and what that says of its source, unless another pull of it has begun since. */
export async function finishPull(store: Store, end: PullEnd): Promise<void> {
  await inTransaction(store, async (client) => {
    await client.query(
      `update pulls set finished_at = $2, state = $3, counts = $4, covers_from = $5, covers_to = $6, error = $7
       where id = $1`,
      [
        end.pullId,
        end.now,
        end.state,
        JSON.stringify(end.counts),
        end.covers?.from ?? null,
        end.covers?.to ?? null,
        clean(end.error),
      ],
    );
    await client.query(
      `update sources set state = case when state = 'paused' then state else $2 end, last_error = $3, retry_at = $4,
         last_success = case when $5 then $6 else last_success end,
         moved_to = case when $5 then $7 else coalesce($7, moved_to) end, quota = coalesce($8, quota)
       where id = $1 and not exists (select from pulls where source_id = $1 and id > $9)`,
      [
        end.sourceId,
        end.sourceState,
        clean(end.error),
        end.retryAt,
        end.state === "ok",
        end.now,
        clean(end.movedTo),
        end.quota ? JSON.stringify(end.quota) : null,
        end.pullId,
      ],
    );
  });
}
