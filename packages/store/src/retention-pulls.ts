import type { Store } from "./open.ts";
import { addCounts, type Counts, noCounts } from "./save-batch.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

type OldPull = {
  id: number;
  state: "ok" | "partial" | "failed";
  startedAt: Date;
  finishedAt: Date | null;
  counts: Partial<Counts>;
  from: Date | null;
  to: Date | null;
};

/** One pull that stands for several: which of them stays, and what it says then. */
export type FoldedPull = { keep: number; drop: number[]; counts: Counts; to: Date | null; finishedAt: Date | null };

/**
 * Says which pulls of one source become one. Those that read to their end do where they were made in one month and what they read meets, so that
 * no gap is closed and none is made; those that did not, where they were made on one day, of which the first says why.
 * @param pulls in the order of their numbers
 */
export function foldable(pulls: readonly OldPull[]): FoldedPull[] {
  const groups = new Map<string, OldPull[][]>();
  const sorted = [...pulls].sort((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0) || a.id - b.id);
  for (const pull of sorted) {
    const instant = pull.startedAt.toISOString();
    const reads = pull.state === "ok" && pull.from !== null && pull.to !== null && pull.from < pull.to;
    const key = pull.state === "ok" ? `${reads ? "read" : "nothing"} ${instant.slice(0, 7)}` : instant.slice(0, 10);
    const islands = groups.get(key) ?? [];
    groups.set(key, islands);
    const last = islands.at(-1);
    if (last && (!reads || meets(last, pull))) last.push(pull);
    else islands.push([pull]);
  }
  return [...groups.values()]
    .flat()
    .filter((group) => group.length > 1)
    .map(fold);
}

function meets(island: readonly OldPull[], pull: OldPull): boolean {
  const end = Math.max(...island.map(({ to }) => to?.getTime() ?? Number.NEGATIVE_INFINITY));
  return pull.from !== null && pull.from.getTime() <= end;
}

function fold(group: readonly OldPull[]): FoldedPull {
  // The smallest `from` comes first; where there is none, the smallest number does.
  const [kept, ...others] = group as [OldPull, ...OldPull[]];
  const counts = noCounts();
  for (const pull of group) addCounts(counts, { ...noCounts(), ...pull.counts });
  const latest = (instants: (Date | null)[]) =>
    instants.reduce((last, one) => (last === null || (one !== null && one > last) ? one : last), null);
  return {
    keep: kept.id,
    drop: others.map(({ id }) => id),
    counts,
    to: latest(group.map(({ to }) => to)),
    finishedAt: latest(group.map(({ finishedAt }) => finishedAt)),
  };
}

/**
 * Folds the pulls that began before an instant. What was read and what was counted stays the same; how often it was asked is forgotten.
 * @returns how many pulls went
 */
export async function foldPulls(store: Store, before: Date): Promise<number> {
  const { rows } = await store.pool.query(
    "select source_id as source from pulls where started_at < $1 group by 1 having count(*) > 1 order by 1",
    [before],
  );
  let gone = 0;
  for (const { source } of rows) gone += await inTransaction(store, (client) => foldSource(client, source, before));
  return gone;
}

async function foldSource(client: Transaction, source: string, before: Date): Promise<number> {
  // Two that fold at once would count everything twice.
  await client.query("select pg_advisory_xact_lock(hashtext('groundswell:retention'))");
  const { rows } = await client.query<OldPull>(
    `select id, state, started_at as "startedAt", finished_at as "finishedAt", counts, covers_from as "from", covers_to as "to"
     from pulls where source_id = $1 and started_at < $2 and state <> 'running' order by id`,
    [source, before],
  );
  let gone = 0;
  for (const { keep, drop, counts, to, finishedAt } of foldable(rows)) {
    await client.query("update pulls set counts = $2, covers_to = $3, finished_at = $4 where id = $1", [
      keep,
      JSON.stringify(counts),
      to,
      finishedAt,
    ]);
    for (const table of ["set_aside", "raw_pages"])
      await client.query(`update ${table} set pull_id = $3 where source_id = $1 and pull_id = any($2::bigint[])`, [
        source,
        drop,
        keep,
      ]);
    await client.query("delete from pulls where id = any($1::bigint[])", [drop]);
    gone += drop.length;
  }
  return gone;
}
