import type { PoolClient } from "pg";
import { alwaysABot } from "./kind-evidence.ts";

/**
 * A mark of all that evidence is found in: accounts, their earlier handles, the repositories they commit to, registries. It is read whole each
 * time, because instants and ids do not tell what another transaction has yet to commit. Counting takes a fraction of linking.
 */
export async function evidenceFingerprint(client: PoolClient): Promise<string> {
  const { rows } = await client.query(
    `select concat_ws(' ',
       (select ${sum("row(id, handle, name, url, links, email_hash, gravatar_hash, verified_links)")} from accounts),
       (select ${sum("handles")} from handles),
       (select ${sum("p")} from (
         select distinct s.account_id, s.space_id from accounts c join signals s on s.account_id = c.id where c.platform = 'git') p),
       (select ${sum("registry_entries")} from registry_entries),
       (select ${sum("row(name, kind)")} from registries)) as fingerprint`,
  );
  return rows[0].fingerprint;
}

/** A mark of what persons are derived from beside the accounts themselves, and of the persons: evidence, decisions. */
export async function personsFingerprint(client: PoolClient): Promise<string> {
  const { rows } = await client.query(
    `select concat_ws(' ',
       (select count(*) || ':' || coalesce(max(id), 0) from links),
       (select count(*) || ':' || coalesce(max(id), 0) from decisions),
       (select ${sum("row(id, person_id)")} from accounts where person_id is not null)) as fingerprint`,
  );
  return rows[0].fingerprint;
}

/** A mark of all that tells what an account is (`kindEvidence`), and of what accounts are taken for. */
export async function kindsFingerprint(client: PoolClient): Promise<string> {
  const { rows } = await client.query(
    `select concat_ws(' ',
       (select ${sum("row(id, handle, name, bot, staff, vendor, organisation, member_of, company, email_domain)")} from accounts),
       (select ${sum(`row(a.id, ${alwaysABot})`)} from accounts a where a.bot),
       (select ${sum("row(id, observed_at)")} from accounts where id in (select account_id from account_kinds)),
       (select ${sum("former_profiles")} from former_profiles), (select ${sum("affiliations")} from affiliations),
       (select ${sum("account_marks")} from account_marks), (select ${sum("organisations")} from organisations),
       (select ${sum('row(account_id, kind, "from", until, why, source, confidence)')} from account_kinds)) as fingerprint`,
  );
  return rows[0].fingerprint;
}

/** What is derived from all accounts or signals, and not anew where nothing has changed: kinds of accounts, links, persons, languages of texts. */
type Derived = "kinds" | "evidence" | "persons" | "texts";

/** What kinds, links (`evidence`), persons or languages (`texts`: the last signal's number) were derived from last; null where they never were. */
export async function linkedFrom(client: PoolClient, what: Derived): Promise<string | null> {
  const { rows } = await client.query("select fingerprint from linked_from where what = $1", [what]);
  return rows[0]?.fingerprint ?? null;
}

/** Notes what kinds, links, persons or languages have been derived from. */
export async function noteLinkedFrom(client: PoolClient, what: Derived, fingerprint: string): Promise<void> {
  await client.query(
    "insert into linked_from (what, fingerprint) values ($1, $2) on conflict (what) do update set fingerprint = excluded.fingerprint",
    [what, fingerprint],
  );
}

/** Rows in any order give the same sum; of two sets of rows that differ it is the same once in 2^64. */
function sum(row: string): string {
  return `count(*) || ':' || coalesce(sum(hashtextextended(${row}::text, 0)), 0)`;
}
