import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Batch, type RawPage, type Skip, UnavailableError } from "@groundswell/model";
import type { PoolClient } from "pg";
import { clean, cleanJson, columns } from "./columns.ts";
import { entombMissing, rememberThreads, withdrawAcceptances } from "./known-threads.ts";
import type { Store } from "./open.ts";
import { type Source, saveRecords, setAsideUnfit } from "./save-records.ts";
import { withoutErased } from "./tombstone-batch.ts";
import { inTransaction } from "./transaction.ts";

/** What became of the records of one kind: `fetched = saved + seen + skipped`, always. */
export type Tally = { fetched: number; saved: number; seen: number; skipped: number };
export type Counts = {
  signals: Tally;
  accounts: Tally;
  endorsements: Tally;
  /** Why records were skipped, with how many. */
  reasons: Record<string, number>;
};

export type SaveBatch = {
  source: Source;
  pullId: number;
  batch: Batch;
  now: Date;
  /** When the pull began; `now` where unset. */
  startedAt?: Date;
  /** Whether the source can read a thread again: then the store remembers which are to be. */
  revisits?: boolean;
  /** Leaves the source's cursor where it is. */
  keepCursor?: boolean;
  /**
   * What the pull has counted before this batch: its counts are kept with what they count, should the pull be cut off. Where another pull of the
   * source has begun since, nothing is saved.
   */
  soFar?: Counts;
};

/** Counts of nothing, to add to. */
export function noCounts(): Counts {
  const none = () => ({ fetched: 0, saved: 0, seen: 0, skipped: 0 });
  return { signals: none(), accounts: none(), endorsements: none(), reasons: {} };
}

/** Adds the counts of one batch to those of its pull. */
export function addCounts(total: Counts, more: Counts): void {
  for (const kind of ["signals", "accounts", "endorsements"] as const)
    for (const key of ["fetched", "saved", "seen", "skipped"] as const) total[kind][key] += more[kind][key];
  for (const [reason, count] of Object.entries(more.reasons))
    total.reasons[reason] = (total.reasons[reason] ?? 0) + count;
}

/**
 * Saves everything a batch holds and the cursor that says so, in one transaction: a crash before, between or after
 * leaves either all of it or none, and saving it again changes nothing. Whoever was erased does not come back.
 * @throws ConfigError where people were erased and the key is missing or another one: then nothing is saved
 * @throws UnavailableError where the pull was taken for dead and another one reads the source: then nothing is saved
 */
export async function saveBatch(store: Store, saving: SaveBatch): Promise<Counts> {
  const { source, pullId, now, startedAt = now, soFar, ...given } = saving;
  const fit = setAsideUnfit(given.batch, now);
  const body = fit.batch.raw && (await compress(fit.batch.raw));
  return inTransaction(store, async (client) => {
    const { batch, skipped } = await withoutErased(client, store.erasureKey, fit);
    const raw = batch.raw && body ? await saveRaw(client, source.id, pullId, batch.raw, body) : null;
    const { accounts, signals, endorsements } = await saveRecords(client, batch, { source, raw, startedAt, now });
    await entombMissing(client, batch, now);
    await withdrawAcceptances(client, batch);
    if (given.revisits) await rememberThreads(client, source.id, batch, now);
    await keepSkipped(client, source.id, pullId, skipped);
    if (!given.keepCursor)
      await client.query("update sources set cursor = $2 where id = $1", [source.id, cleanJson(batch.cursor)]);

    const reasons = countReasons(skipped);
    if (endorsements.orphans > 0) reasons["endorses a signal that is not here"] = endorsements.orphans;
    const lost = (of: Required<Skip>["of"]) => skipped.filter((skip) => (skip.of ?? "signals") === of).length;
    const counts = {
      signals: tally(batch.signals.length, signals, lost("signals")),
      accounts: tally(accounts.fetched, accounts.saved, lost("accounts")),
      endorsements: tally(
        batch.endorsements.length - endorsements.orphans,
        endorsements.saved,
        lost("endorsements") + endorsements.orphans,
      ),
      reasons,
    };
    if (soFar) {
      const total = structuredClone(soFar);
      addCounts(total, counts);
      const { rowCount } = await client.query("update pulls set counts = $2 where id = $1 and state = 'running'", [
        pullId,
        JSON.stringify(total),
      ]);
      // A process that stood still for minutes wakes up in the middle of its page, and its cursor is an old one by now.
      if (rowCount === 0)
        throw new UnavailableError(
          `Another process has read ${source.id} since this pull was taken for dead: what it had in hand is left to that one.`,
        );
    }
    return counts;
  });
}

function tally(given: number, saved: number, skipped: number): Tally {
  return { fetched: given + skipped, saved, seen: given - saved, skipped };
}

async function compress(raw: RawPage): Promise<Uint8Array> {
  return promisify(gzip)(raw.body);
}

async function saveRaw(
  client: PoolClient,
  sourceId: string,
  pullId: number,
  raw: RawPage,
  body: Uint8Array,
): Promise<{ id: number; fetchedAt: string }> {
  const sha256 = createHash("sha256").update(raw.body).digest("hex");
  const { rows } = await client.query(
    `insert into raw_pages (source_id, pull_id, request, content_type, context, body, sha256, fetched_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (source_id, request, sha256) do update set context = excluded.context, fetched_at = excluded.fetched_at
     returning id`,
    [
      sourceId,
      pullId,
      raw.request,
      raw.contentType,
      raw.context === undefined ? null : cleanJson(raw.context),
      body,
      sha256,
      raw.fetchedAt,
    ],
  );
  return { id: rows[0].id, fetchedAt: raw.fetchedAt };
}

async function keepSkipped(client: PoolClient, sourceId: string, pullId: number, skipped: Skip[]): Promise<void> {
  const kept = skipped.filter((skip) => skip.item !== null);
  if (kept.length === 0) return;
  await client.query(
    `insert into set_aside (source_id, pull_id, reason, position, item, digest)
     select $1, $2, reason, position, item, md5(concat_ws('|', reason, position, item))
     from unnest($3::text[], $4::text[], $5::text[]) as u (reason, position, item)
     on conflict do nothing`,
    [
      sourceId,
      pullId,
      ...columns(
        kept,
        (s) => s.reason,
        (s) => clean(s.position),
        (s) => clean(s.item),
      ),
    ],
  );
}

function countReasons(skipped: Skip[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { reason } of skipped) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return reasons;
}
