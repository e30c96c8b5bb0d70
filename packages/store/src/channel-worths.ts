import type { Store } from "./open.ts";
import type { Transaction } from "./transaction.ts";

/** What everybody active in a channel of a track made there, ascending. */
export type ChannelWorths = { track: string; channel: string; ascending: Float64Array };

const pieceLength = 1000;

/** Keeps the worths of a run's channels, in the transaction that keeps the run. What was kept for older runs of its expertise goes. */
export async function keepWorths(client: Transaction, run: number, channels: readonly ChannelWorths[]): Promise<void> {
  await client.query(
    `delete from channel_worths where run_id in (
       select id from runs where expertise_id = (select expertise_id from runs where id = $1))`,
    [run],
  );
  for (const { track, channel, ascending } of channels) {
    for (let start = 0; start < ascending.length; start += pieceLength)
      await client.query(
        `insert into channel_worths (run_id, track, channel, start, least, worths) values ($1, $2, $3, $4, $5, $6::float8[])`,
        [run, track, channel, start, ascending[start], [...ascending.subarray(start, start + pieceLength)]],
      );
  }
}

/** Where a worth stands in a channel: how many are active there, how many make less, and how many at most as much. */
export type WorthPlace = { track: string; channel: string; active: number; below: number; upTo: number };

/** Where worths stand in the channels of a run; channels that nobody was active in, or of a run that keeps none, are left out. */
export async function placesOfWorths(
  { pool }: Store,
  run: number,
  worths: readonly { track: string; channel: string; worth: number }[],
): Promise<WorthPlace[]> {
  const { rows } = await pool.query(
    `select u.track, u.channel, last.active, coalesce(less.n, 0)::int as below, coalesce(most.n, 0)::int as "upTo"
     from unnest($2::text[], $3::text[], $4::float8[]) as u (track, channel, worth)
     cross join lateral (
       select start + cardinality(worths) as active from channel_worths c
       where c.run_id = $1 and c.track = u.track and c.channel = u.channel order by start desc limit 1) last
     left join lateral (
       select start + (select count(*) from unnest(worths) w where w < u.worth) as n from channel_worths c
       where c.run_id = $1 and c.track = u.track and c.channel = u.channel and least < u.worth order by start desc limit 1) less on true
     left join lateral (
       select start + (select count(*) from unnest(worths) w where w <= u.worth) as n from channel_worths c
       where c.run_id = $1 and c.track = u.track and c.channel = u.channel and least <= u.worth order by start desc limit 1) most on true`,
    [run, worths.map(({ track }) => track), worths.map(({ channel }) => channel), worths.map(({ worth }) => worth)],
  );
  return rows;
}
