import type { MarkKind, Period } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";
import { columns } from "./columns.ts";
import type { Store } from "./open.ts";

/** For whom an account's owner worked, as a file says. */
export type ToldRow = Period & { account: number; organisation: string };

/** Makes what a file tells of employers what it says now: what it said before and says no more goes. */
export async function saveAffiliations(
  client: PoolClient,
  rows: readonly ToldRow[],
  { source, readAt }: { source: string; readAt: Date },
): Promise<{ accounts: number[] }> {
  const { rows: gone } = await client.query(
    "delete from affiliations where source = $1 returning account_id as account",
    [source],
  );
  const values = columns(
    [...rows],
    (row) => row.account,
    (row) => row.organisation,
    (row) => row.from,
    (row) => row.until,
  );
  await client.query(
    `insert into affiliations (account_id, organisation, "from", until, source, confidence, read_at)
     select u.*, $5, 1, $6 from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as u
     on conflict do nothing`,
    [...values, source, readAt],
  );
  return { accounts: [...new Set([...gone, ...rows].map(({ account }) => account))] };
}

/** A period in which a person worked for somebody. `kind` is null where the employer is none of the catalogue's. */
export type AffiliationRow = Period & {
  person: number;
  account: string;
  kind: "staff" | "vendor" | null;
  why: string;
  source: string;
  confidence: number;
  at: Date;
};

/** The employers of all persons, or of one, by what says so. */
export async function listAffiliations(store: Store, person: number | null): Promise<AffiliationRow[]> {
  const { rows } = await store.pool.query(
    `select coalesce(a.person_id, a.id) as person, a.platform || ':' || a.native_id as account, k.*
     from (
       select account_id, kind, "from", until, why, source, confidence, at from account_kinds where kind in ('staff', 'vendor')
       union all
       select account_id, null, "from", until, 'worked for ' || organisation || ', as ' || source || ' says', source, confidence, read_at
       from affiliations t where not exists (
         select from account_kinds k where k.account_id = t.account_id and k.source = t.source
           and (k."from", k.until) is not distinct from (t."from", t.until))
     ) k join accounts a on a.id = k.account_id
     where $1::bigint is null or coalesce(a.person_id, a.id) = $1
     order by 1, 2, k."from" nulls first, k.until nulls last, k.source, k.why`,
    [person],
  );
  return rows.map(({ account_id: _, ...row }) => row);
}

/** What somebody says that an account is; null takes the word back. */
export type NewMark = Period & {
  account: number;
  kind: MarkKind | null;
  actor: string;
  reason: string | null;
  at: Date;
};

/** Adds a mark; from now on it is the one that stands. */
export async function saveMark(client: PoolClient, mark: NewMark): Promise<void> {
  await client.query(
    `insert into account_marks (account_id, kind, "from", until, actor, reason, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [mark.account, mark.kind, mark.from, mark.until, mark.actor, mark.reason, mark.at],
  );
}

/** Whether an account has a mark that stands. */
export async function isMarked(client: Pool | PoolClient, account: number): Promise<boolean> {
  const { rows } = await client.query(
    "select kind is not null as marked from account_marks where account_id = $1 order by id desc limit 1",
    [account],
  );
  return rows[0]?.marked ?? false;
}

/** The accounts whose profile is at an address. */
export async function accountByAddress(client: Pool | PoolClient, address: string): Promise<{ id: number }[]> {
  const { rows } = await client.query(
    "select id from accounts where rtrim(lower(url), '/') = rtrim(lower($1), '/') order by id limit 2",
    [address],
  );
  return rows;
}
