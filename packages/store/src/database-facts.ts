import type { Store } from "./open.ts";

/** What a database is like, as far as it can be set up wrongly. */
export type DatabaseFacts = {
  /** As `150004`. */
  version: number;
  encoding: string;
  /** Whether letters beyond ASCII have a lower case there: a database made with the locale C says no. */
  foldsLetters: boolean;
  /** Its clock. */
  now: Date;
  /** Sessions there are and may be. */
  sessions: number;
  maxSessions: number;
};

/** Asks a database what it is like. */
export async function databaseFacts({ pool }: Store): Promise<DatabaseFacts> {
  const { rows } = await pool.query(
    `select current_setting('server_version_num')::int as version, getdatabaseencoding() as encoding,
       lower('ÄÉ') = 'äé' as "foldsLetters", clock_timestamp() as now,
       (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as sessions,
       current_setting('max_connections')::int as "maxSessions"`,
  );
  return rows[0];
}
