import type { Window } from "@groundswell/model";
import { columns } from "./columns.ts";
import type { Store } from "./open.ts";
import { countsAsActivity } from "./roll-up.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** The kinds that are published whole and so can be published twice: as an index of `signals` names them. */
const written = "('post', 'video', 'episode', 'talk', 'release')";

/** A signal whose text or address is new, or no longer what it was: to be compared with all others. */
export type Unread = {
  signal: number;
  digest: string;
  title: string | null;
  excerpt: string | null;
  url: string | null;
};

/** What a signal is compared by: its address in one spelling, and 16 hexadecimal digits of its text. */
export type Fingerprint = { signal: number; digest: string; url: string | null; simhash: string | null };

/** A fingerprint with what else tells a copy from a namesake. */
export type Written = Omit<Fingerprint, "digest"> & {
  kind: string;
  title: string | null;
  occurredAt: Date;
  /** Whether the source names its author. */
  named: boolean;
};

/** A signal that says again what an earlier one said. */
export type CopyRow = { signal: number; of: number; how: "url" | "text" };

/** The condition that a signal repeats another one that still stands. */
export function isCopy(signal: string): string {
  return `exists (
    select from copies copied join signals original on original.id = copied.of_signal_id
    where copied.signal_id = ${signal}.id and original.deleted_at is null)`;
}

/** The same condition for a handful of signals, one by one: PostgreSQL would read every copy there is for an `exists` beside others. */
export function isCopyByRow(signal: string): string {
  return `coalesce((
    select original.deleted_at is null from signals original
    where original.id = (select copied.of_signal_id from copies copied where copied.signal_id = ${signal}.id)), false)`;
}

/**
 * Finds copies again where anything that tells them has changed, and only there.
 * @param read makes fingerprints of what is new
 * @param find tells the copies among everything
 * @returns how many signals were read, and how many copies there are where that was asked again
 */
export async function refreshCopies(
  store: Store,
  read: (unread: Unread[]) => Fingerprint[],
  find: (all: Written[]) => CopyRow[],
): Promise<{ read: number; copies: number | null }> {
  return inTransaction(store, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtext('groundswell:copies'))");
    const { rowCount: gone } = await client.query(
      `delete from fingerprints f where not exists (
         select from signals s where s.id = f.signal_id and s.kind in ${written} and ${countsAsActivity("s")})`,
    );
    const fresh = await unread(client);
    if (fresh.length === 0 && !gone) return { read: 0, copies: null };
    await saveFingerprints(client, read(fresh));
    const found = find(await everything(client));
    await replaceCopies(client, found);
    return { read: fresh.length, copies: found.length };
  });
}

async function unread(client: Transaction): Promise<Unread[]> {
  const { rows } = await client.query(
    `select s.id as signal, s.digest, s.title, s.excerpt, s.url from (
       select id, title, excerpt, url,
         hashtextextended(concat_ws(E'\\x1f', occurred_at at time zone 'UTC', account_id is null, url, title, excerpt), 0)::text as digest
       from signals s where kind in ${written} and ${countsAsActivity("s")}
     ) s left join fingerprints f on f.signal_id = s.id where f.digest is distinct from s.digest order by s.id`,
  );
  return rows;
}

async function saveFingerprints(client: Transaction, made: Fingerprint[]): Promise<void> {
  await client.query(
    `insert into fingerprints (signal_id, digest, url, simhash)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
     on conflict (signal_id) do update set (digest, url, simhash) = row(excluded.digest, excluded.url, excluded.simhash)`,
    columns(
      made,
      (one) => one.signal,
      (one) => one.digest,
      (one) => one.url,
      (one) => one.simhash,
    ),
  );
}

async function everything(client: Transaction): Promise<Written[]> {
  const { rows } = await client.query(
    `select f.signal_id as signal, f.url, f.simhash, s.kind, s.title, s.occurred_at as "occurredAt", s.account_id is not null as named
     from fingerprints f join signals s on s.id = f.signal_id order by 1`,
  );
  return rows;
}

async function replaceCopies(client: Transaction, found: CopyRow[]): Promise<void> {
  const given = columns(
    found,
    (one) => one.signal,
    (one) => one.of,
    (one) => one.how,
  );
  await client.query("delete from copies where signal_id not in (select unnest($1::bigint[]))", [given[0]]);
  await client.query(
    `insert into copies as c (signal_id, of_signal_id, how) select * from unnest($1::bigint[], $2::bigint[], $3::text[])
     on conflict (signal_id) do update set (of_signal_id, how) = row(excluded.of_signal_id, excluded.how)
       where (c.of_signal_id, c.how) is distinct from (excluded.of_signal_id, excluded.how)`,
    given,
  );
}

/** A copy and what it repeats, for whoever checks. */
export type CopyFound = {
  person: number;
  how: "url" | "text";
  url: string | null;
  title: string | null;
  occurredAt: Date;
  /** Who had it first; null where its source names nobody. */
  ofPerson: number | null;
  ofUrl: string | null;
  ofTitle: string | null;
};

/** The copies that `contributions` leaves out of an expertise's window, by person and time. */
export async function copiesOf(store: Store, expertise: string, window: Window): Promise<CopyFound[]> {
  const { rows } = await store.pool.query(
    `select coalesce(a.person_id, a.id) as person, c.how, s.url, s.title, s.occurred_at as "occurredAt",
       coalesce(oa.person_id, oa.id) as "ofPerson", o.url as "ofUrl", o.title as "ofTitle"
     from copies c join signals s on s.id = c.signal_id join signals o on o.id = c.of_signal_id and o.deleted_at is null
       join attributions t on t.signal_id = s.id join expertises e on e.id = t.expertise_id
       join accounts a on a.id = s.account_id left join accounts oa on oa.id = o.account_id
     where e.slug = $1 and s.occurred_at >= $2 and s.occurred_at < $3 and ${countsAsActivity("s", "$3")}
     order by 1, s.occurred_at, s.id`,
    [expertise, window.from, window.to],
  );
  return rows;
}
