import type { CandidacyDeed, CandidacyEvent } from "@groundswell/model";
import type { Pool, PoolClient } from "pg";

/** A candidacy with everything that happened to it, the oldest first. */
export type CandidacyRow = {
  id: number;
  expertise: string;
  account: number;
  /** Whose the account is now. */
  person: number;
  beganAt: Date;
  events: CandidacyEvent[];
};

/** Which candidacies; null is all of them. */
export type CandidacyFilter = { expertise: string | null; persons: readonly number[] | null };

/** Candidacies in the order in which they began. */
export async function readCandidacies(
  client: Pool | PoolClient,
  { expertise, persons }: CandidacyFilter,
): Promise<CandidacyRow[]> {
  const { rows } = await client.query(
    `select c.id, e.slug as expertise, c.account_id as account, coalesce(a.person_id, a.id) as person, c.began_at as "beganAt",
       v.id as event, v.actor, v.at, v.reason, v.deed
     from candidacies c join expertises e on e.id = c.expertise_id join accounts a on a.id = c.account_id
       left join candidacy_events v on v.candidacy_id = c.id
     where ($1::text is null or e.slug = $1)
       and ($2::bigint[] is null or a.person_id = any($2) or (a.id = any($2) and a.person_id is null))
     order by c.id, v.id`,
    [expertise, persons],
  );
  const found: CandidacyRow[] = [];
  for (const { event, actor, at, reason, deed, ...row } of rows) {
    if (found.at(-1)?.id !== row.id) found.push({ ...row, events: [] });
    if (event !== null) found.at(-1)?.events.push({ id: event, actor, at, reason, deed });
  }
  return found;
}

/** The candidacy of an account in an expertise; begins it where there is none. */
export async function beginCandidacy(
  client: PoolClient,
  { expertise, account, at }: { expertise: string; account: number; at: Date },
): Promise<number> {
  await client.query(
    `insert into candidacies (expertise_id, account_id, began_at) select id, $2, $3 from expertises where slug = $1
     on conflict (expertise_id, account_id) do nothing`,
    [expertise, account, at],
  );
  const { rows } = await client.query(
    "select c.id from candidacies c join expertises e on e.id = c.expertise_id where e.slug = $1 and c.account_id = $2",
    [expertise, account],
  );
  return rows[0].id;
}

/** Adds what happened to a candidacy. */
export async function addCandidacyEvent(
  client: PoolClient,
  candidacy: number,
  { actor, at, reason, deed }: { actor: string; at: Date; reason: string | null; deed: CandidacyDeed },
): Promise<number> {
  const { rows } = await client.query(
    "insert into candidacy_events (candidacy_id, actor, at, reason, deed) values ($1, $2, $3, $4, $5) returning id",
    [candidacy, actor, at, reason, JSON.stringify(deed)],
  );
  return rows[0].id;
}
