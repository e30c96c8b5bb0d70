import type { Store } from "./open.ts";

/** What an operator has to see to, as it stands in the store. */
export type OperationFacts = {
  /** By slug; `lastRun` is when its newest run was made, null where it has none; `read` is whether any of its sources was ever read. */
  expertises: { slug: string; sources: number; read: boolean; lastRun: Date | null }[];
  /** Pulls that have not ended, oldest first. */
  running: { source: string; startedAt: Date }[];
  /** How many texts tell that people were erased. */
  tombstones: number;
  /** Tokens that ended in the last 30 days and that nobody revoked, the oldest first. */
  endedTokens: { name: string; email: string; expiresAt: Date }[];
  /** Links that ended unused and that no newer one has replaced. */
  endedLinks: { purpose: "first-admin" | "set-password"; email: string | null; expiresAt: Date }[];
};

/** Reads it. */
export async function operationFacts({ pool }: Store, now: Date): Promise<OperationFacts> {
  const { rows: expertises } = await pool.query(
    `select e.slug, count(s.id)::int as sources, coalesce(bool_or(s.last_success is not null), false) as read,
       (select max(computed_at) from runs r where r.expertise_id = e.id) as "lastRun"
     from expertises e left join sources s on e.slug = any(s.expertises) group by e.id, e.slug order by e.slug`,
  );
  const { rows: running } = await pool.query(
    `select source_id as source, started_at as "startedAt" from pulls where state = 'running' order by started_at, id`,
  );
  const { rows: tombstones } = await pool.query("select count(*)::int as count from tombstones");
  const { rows: endedTokens } = await pool.query(
    `select t.name, u.email, t.expires_at as "expiresAt" from tokens t join users u on u.id = t.user_id
     where t.revoked_at is null and u.disabled_at is null and t.expires_at <= $1 and t.expires_at > $1 - interval '30 days'
     order by t.expires_at, t.id`,
    [now],
  );
  const { rows: endedLinks } = await pool.query(
    `select l.purpose, u.email, l.expires_at as "expiresAt" from one_time_links l left join users u on u.id = l.user_id
     where l.used_at is null and l.expires_at <= $1
       and (l.purpose <> 'first-admin' or not exists (select from users)) order by l.expires_at, l.hash`,
    [now],
  );
  return { expertises, running, tombstones: tombstones[0].count, endedTokens, endedLinks };
}
