import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Batch, dayMs, type RawPage, type Signal, type Skip } from "@groundswell/model";
import type { PoolClient } from "pg";
import { clean, cleanJson, columns } from "./columns.ts";
import type { Store } from "./open.ts";
import { saveAccounts, saveSpaces } from "./save-accounts.ts";
import { saveEndorsements, saveSignals } from "./save-signals.ts";
import { inTransaction } from "./transaction.ts";
import { setUnstorableAside } from "./unstorable.ts";

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
  source: { id: string; expertises: string[] };
  pullId: number;
  batch: Batch;
  now: Date;
  /** What the pull has counted before this batch: its counts are kept with what they count, should the pull be cut off. */
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
 * leaves either all of it or none, and saving it again changes nothing.
 */
export async function saveBatch(store: Store, { source, pullId, now, soFar, ...given }: SaveBatch): Promise<Counts> {
  const { batch, unstorable } = setUnstorableAside(given.batch);
  const { kept, future } = setFutureAside(batch.signals, now);
  const skipped = [...batch.skipped, ...unstorable, ...future];
  const body = batch.raw && (await compress(batch.raw));
  return inTransaction(store, async (client) => {
    const spaces = await saveSpaces(client, [...batch.spaces, ...kept.map((signal) => signal.space)]);
    await claimSpaces(client, source, [...spaces.values()]);
    const accounts = await saveAccounts(client, { ...batch, signals: kept }, now);
    const raw = batch.raw && body ? await saveRaw(client, source.id, pullId, batch.raw, body) : null;
    const signals = await saveSignals(client, kept, { spaces, accounts: accounts.ids, raw });
    const endorsements = await saveEndorsements(client, batch.endorsements);
    await keepSkipped(client, source.id, pullId, skipped);
    await client.query("update sources set cursor = $2 where id = $1", [source.id, cleanJson(batch.cursor)]);

    const reasons = countReasons(skipped);
    if (endorsements.orphans > 0) reasons["endorses a signal that is not here"] = endorsements.orphans;
    const lost = (of: Required<Skip>["of"]) => skipped.filter((skip) => (skip.of ?? "signals") === of).length;
    const counts = {
      signals: tally(kept.length, signals, lost("signals")),
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
      await client.query("update pulls set counts = $2 where id = $1", [pullId, JSON.stringify(total)]);
    }
    return counts;
  });
}

function tally(given: number, saved: number, skipped: number): Tally {
  return { fetched: given + skipped, saved, seen: given - saved, skipped };
}

/** A date in the future is a mistake of its source: it must neither count nor fail its page. */
function setFutureAside(signals: Signal[], now: Date): { kept: Signal[]; future: Skip[] } {
  // A day of grace for clocks and time zones; events that are announced wait until they are held.
  const latest = new Date(now.getTime() + dayMs).toISOString();
  const isFuture = (signal: Signal) => signal.occurredAt > latest || signal.occurredAt.length > latest.length;
  const future = signals.filter(isFuture).map((signal) => ({
    reason: signal.kind === "event" || signal.kind === "talk" ? "has not been held yet" : "is dated in the future",
    position: `${signal.kind} ${signal.id}`,
    item: signal.kind === "event" ? null : JSON.stringify(signal),
  }));
  return { kept: future.length > 0 ? signals.filter((signal) => !isFuture(signal)) : signals, future };
}

/**
 * A source that belongs to an expertise makes its spaces spaces of that expertise, with all they already hold. It is the
 * strongest of the reasons: a catalogue or a pattern that no longer names the space does not take it away.
 */
async function claimSpaces(client: PoolClient, source: SaveBatch["source"], spaceIds: number[]): Promise<void> {
  if (source.expertises.length === 0 || spaceIds.length === 0) return;
  await client.query(
    `with claimed as (
       insert into expertise_spaces (expertise_id, space_id, reason)
       select e.id, s, $3 from expertises e, unnest($2::bigint[]) s where e.slug = any($1) order by 1, 2
       on conflict (expertise_id, space_id) do update set reason = excluded.reason
         where expertise_spaces.reason not like 'source %'
       returning space_id
     )
     insert into dirty_days (space_id, day)
     select claimed.space_id, held.day from claimed cross join lateral (
       select distinct (occurred_at at time zone 'UTC')::date as day from signals where space_id = claimed.space_id
     ) held`,
    [source.expertises, [...spaceIds].sort((a, b) => a - b), `source ${source.id}`],
  );
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
): Promise<number> {
  const sha256 = createHash("sha256").update(raw.body).digest("hex");
  const { rows } = await client.query(
    `insert into raw_pages (source_id, pull_id, request, content_type, body, sha256, fetched_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (source_id, request, sha256) do update set fetched_at = excluded.fetched_at
     returning id`,
    [sourceId, pullId, raw.request, raw.contentType, body, sha256, raw.fetchedAt],
  );
  return rows[0].id;
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
