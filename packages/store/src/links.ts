import type { Pool, PoolClient } from "pg";
import { columns } from "./columns.ts";

/** Evidence about one pair of accounts, `a` < `b`, as it was found. */
export type LinkEvidence = {
  a: number;
  b: number;
  method: string;
  tier?: string | null;
  confidence: number;
  reasons: readonly string[];
  /** What speaks against it. */
  against?: readonly string[];
  status: "accepted" | "proposed";
};

/** A link as it stands: the newest row about its pair from its source. */
export type LinkRow = Required<LinkEvidence> & { source: string; decidedBy: string; at: Date };

/** The SQL of `standing`: every link, of those that a condition names, that its source has not withdrawn since. */
export function standingLinks(condition = "true"): string {
  return `standing as (
    select * from (
      select distinct on (a, b, source) id, a, b, method, tier, confidence, reasons, against, status, source, decided_by, at
      from links where ${condition} order by a, b, source, id desc
    ) newest where status <> 'withdrawn'
  )`;
}

const atOnce = 5000;

/**
 * Brings the evidence of one source up to date with what it shows now, by adding rows only: what is new or has changed, and a
 * withdrawal for what is shown no more. Runs inside a transaction.
 * @returns how many rows were added
 */
export async function addEvidence(
  client: PoolClient,
  found: readonly LinkEvidence[],
  { source, now }: { source: string; now: Date },
): Promise<number> {
  await client.query(`
    create temp table found on commit drop as
    select a, b, method, tier, confidence, reasons, against, status from links limit 0`);
  for (let start = 0; start < found.length; start += atOnce)
    await client.query(
      `insert into found (a, b, method, tier, confidence, reasons, against, status)
       select a, b, method, tier, confidence, array(select jsonb_array_elements_text(reasons)),
         array(select jsonb_array_elements_text(against)), status
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::float8[], $6::jsonb[], $7::jsonb[], $8::text[])
         as u (a, b, method, tier, confidence, reasons, against, status)`,
      columns(
        found.slice(start, start + atOnce),
        (link) => link.a,
        (link) => link.b,
        (link) => link.method,
        (link) => link.tier ?? null,
        (link) => link.confidence,
        (link) => JSON.stringify(link.reasons),
        (link) => JSON.stringify(link.against ?? []),
        (link) => link.status,
      ),
    );
  await client.query("analyze found");
  const { rowCount } = await client.query(
    `with ${standingLinks("source = $1")}, known as (select * from standing)
     insert into links (a, b, method, tier, confidence, reasons, against, status, source, decided_by, at)
     select coalesce(f.a, k.a), coalesce(f.b, k.b), coalesce(f.method, k.method), coalesce(f.tier, k.tier),
       coalesce(f.confidence, k.confidence), coalesce(f.reasons, k.reasons), coalesce(f.against, k.against),
       coalesce(f.status, 'withdrawn'), $1, 'automatic', $2
     from found f full join known k on (k.a, k.b) = (f.a, f.b)
     where (f.method, f.tier, f.confidence, f.reasons, f.against, f.status)
       is distinct from (k.method, k.tier, k.confidence, k.reasons, k.against, k.status)
     order by 1, 2`,
    [source, now],
  );
  await client.query("drop table found");
  return rowCount ?? 0;
}

/** The accepted evidence about pairs within some accounts, or about all; of several sources the most certain one. */
export async function acceptedLinks(
  client: Pool | PoolClient,
  within: readonly number[] | null,
): Promise<{ a: number; b: number; confidence: number }[]> {
  const { rows } = await client.query(
    `with ${standingLinks(within === null ? "true" : "a = any($1) and b = any($1)")}
     select a, b, max(confidence) as confidence from standing where status = 'accepted' group by 1, 2 order by 1, 2`,
    within === null ? [] : [within],
  );
  return rows;
}

/** The links that stand about any of some accounts. */
export async function linksAbout(client: Pool | PoolClient, accounts: readonly number[]): Promise<LinkRow[]> {
  const { rows } = await client.query(
    `with ${standingLinks("a = any($1) or b = any($1)")}
     select a, b, method, tier, confidence, reasons, against, status, source, decided_by as "decidedBy", at
     from standing order by a, b, source`,
    [accounts],
  );
  return rows;
}
