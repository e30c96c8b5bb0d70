import { type Batch, dayMs, type Mapped, type Signal, type Skip } from "@groundswell/model";
import type { PoolClient } from "pg";
import { saveAccounts, saveSpaces } from "./save-accounts.ts";
import { saveEndorsements, saveSignals } from "./save-signals.ts";
import { setUnstorableAside } from "./unstorable.ts";

/** The source that records come from: what it reads belongs to its expertises. */
export type Source = { id: string; expertises: string[] };

/** Takes out of a batch what must not be saved, and says why beside what the connector skipped itself. */
export function setAsideUnfit(given: Batch, now: Date): { batch: Batch; skipped: Skip[] } {
  const { batch, unstorable } = setUnstorableAside(given);
  const { kept, future } = setFutureAside(batch.signals, now);
  return { batch: { ...batch, signals: kept }, skipped: [...batch.skipped, ...unstorable, ...future] };
}

export type Reading = {
  source: Source;
  /** The raw page that the records were read from. */
  raw: { id: number; fetchedAt: string } | null;
  /** When the pull began. */
  startedAt: Date;
  now: Date;
  /** Whether an old page is read anew: then nothing in it has only now come to be. */
  again?: boolean;
};

/** Saves what a mapper made, in the order that each part needs the ones before. */
export async function saveRecords(
  client: PoolClient,
  { signals, accounts, endorsements, spaces }: Mapped,
  { source, raw, startedAt, now, again = false }: Reading,
) {
  const spaceIds = await saveSpaces(client, [...spaces, ...signals.map((signal) => signal.space)]);
  await claimSpaces(client, source, [...spaceIds.values()]);
  const saved = await saveAccounts(client, { accounts, signals }, { fetchedAt: raw?.fetchedAt ?? null, now });
  const known = { spaces: spaceIds, accounts: saved.ids, raw: raw?.id ?? null, now: again ? null : now };
  return {
    accounts: saved,
    signals: await saveSignals(client, signals, known),
    endorsements: await saveEndorsements(client, endorsements, {
      sourceId: source.id,
      startedAt: again ? null : startedAt,
      now,
    }),
  };
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
async function claimSpaces(client: PoolClient, source: Source, spaceIds: number[]): Promise<void> {
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
