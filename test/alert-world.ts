import type { Signal } from "@groundswell/model";
import type { Store } from "@groundswell/store";
import { asOf, made, makeSource, save, tag } from "./store-fixtures.ts";

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
type Random = () => number;

function poisson(random: Random, mean: number): number {
  const left = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > left; product *= random()) count += 1;
  return count;
}

export type Planted = {
  /** The space whose first answerer says nothing in the last five weeks. */
  lost?: string;
  /** The space in which answers take four days and more in the last four weeks. */
  piled?: string;
};

/**
 * Threads of some spaces in the weeks before `asOf`: busy weeks and quiet ones around one rate, three people who answer in each space, and seventy who ask
 * anywhere. Nothing changes in it but what is planted.
 */
export function askedAndAnswered(
  random: Random,
  spaces: readonly string[],
  weeks: number,
  planted: Planted = {},
): Signal[] {
  const signals: Signal[] = [];
  for (const space of spaces)
    for (let back = weeks; back > 0; back -= 1) {
      const asked = poisson(random, 4.5 * Math.exp(0.8 * (random() + random() - 1)));
      for (let at = 0; at < asked; at += 1) {
        const askedAt = asOf.getTime() - back * weekMs + random() * weekMs;
        const id = `${space}-${back}-${at}`;
        const by = `asker-${Math.floor(random() * 70)}`;
        const place = { space: tag(space), threadId: id };
        signals.push(made(id, { ...place, kind: "question", by, occurredAt: new Date(askedAt).toISOString() }));
        const isAnswered = random() < 0.8;
        const who = random();
        const isLate = space === planted.piled && askedAt >= asOf.getTime() - 4 * weekMs - 3 * dayMs;
        const answeredAt = askedAt + (isLate ? 4 * dayMs : 0) + random() * 2 * dayMs;
        if (!isAnswered || answeredAt >= asOf.getTime()) continue;
        const isGone = space === planted.lost && answeredAt >= asOf.getTime() - 5 * weekMs;
        const answerer = who < 0.55 && !isGone ? "first" : who < 0.8 ? "second" : "third";
        const answer = { ...place, by: `${space}-${answerer}`, occurredAt: new Date(answeredAt).toISOString() };
        signals.push(made(`${id}-a`, answer));
      }
    }
  return signals;
}

/** Somebody who is active on more and more days in the months of a year. */
export function rising(space: string): Signal[] {
  return [1, 1, 1, 2, 2, 3, 4, 6, 8, 12, 18, 26].flatMap((days, month) =>
    Array.from({ length: days }, (_, day) =>
      made(`rise-${month}-${day}`, {
        ...{ space: tag(space), kind: "post", by: "riser" },
        occurredAt: new Date(Date.UTC(2025, 1 + month, 1 + day, 9)).toISOString(),
      }),
    ),
  );
}

/** Posts by many people in some spaces in the last twelve weeks only: activity moves there. */
export function crowded(random: Random, spaces: readonly string[]): Signal[] {
  return spaces.flatMap((space) =>
    Array.from({ length: 450 }, (_, at) =>
      made(`${space}-post-${at}`, {
        ...{ space: tag(space), kind: "post", by: `poster-${at}` },
        occurredAt: new Date(asOf.getTime() - random() * 12 * weekMs).toISOString(),
      }),
    ),
  );
}

/**
 * Keeps a world read by one source that was pulled every day from so many weeks before `asOf` to so many days after it, with something new on four days in five.
 * @param silentDays days at the end on which it had nothing
 */
export async function keepWorld(
  store: Store,
  random: Random,
  signals: Signal[],
  { weeks, daysAfter = 0, silentDays = 0 }: { weeks: number; daysAfter?: number; silentDays?: number },
): Promise<void> {
  await save(store, await makeSource(store), { signals });
  await store.pool.query("update sources set every = '1 hour', since = $1", [
    new Date(asOf.getTime() - weeks * weekMs),
  ]);
  await store.pool.query("delete from pulls");
  const begin = asOf.getTime() - weeks * weekMs;
  const days = weeks * 7 + daysAfter;
  const isNew = Array.from({ length: days }, (_, day) => day < weeks * 7 - silentDays && random() < 0.8);
  await store.pool.query(
    `insert into pulls (source_id, started_at, finished_at, state, counts, covers_from, covers_to)
     select 'test', at + interval '23 hours', at + interval '23 hours', 'ok', jsonb_build_object('signals', jsonb_build_object('saved', n)),
       at, at + interval '1 day'
     from unnest($1::timestamptz[], $2::int[]) u (at, n)`,
    [isNew.map((_, day) => new Date(begin + day * dayMs)), isNew.map(Number)],
  );
}

/** Makes the run that there is one of other instants too: what is tested here reads its policy and window only. */
export async function copyRun(store: Store, instant: Date): Promise<void> {
  await store.pool.query(
    `insert into runs (expertise_id, as_of, window_from, window_to, policy_version, input_watermark, coverage, computed_at)
     select expertise_id, $1, window_from, window_to, policy_version, input_watermark, coverage, computed_at from runs order by id limit 1`,
    [instant],
  );
}
