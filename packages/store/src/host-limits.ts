import { setTimeout as sleep } from "node:timers/promises";
import { paceWindow, RateLimitedError } from "@groundswell/model";
import type { PoolClient } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Store } from "./open.ts";

/** Who may ask which host when, as the polite client wants it. */
type Limits = {
  take(host: string, signal?: AbortSignal | null): Promise<() => void>;
  pause(host: string, until: Date): void | Promise<void>;
};

export type SharedLimits = Limits & { close(): void };

export type Politeness = { concurrentPerHost: number; requestsPerSecond: number };

// Long enough to cost the database nothing, short enough that a freed place is not left empty.
const lookAgainMs = 50;
// Clocks of several machines may differ by so much without anything being wrong.
const wrongClockMs = 60_000;

/**
 * The limits of every process that uses one PostgreSQL, so that ten collectors ask a host no faster than one.
 * A place at a host is an advisory lock of this process's session: a process that dies gives its places back.
 * @param local the limits of this process, where requests stand in line before they ask for a place
 */
export function shareLimits(store: Store, local: Limits, politeness: Politeness, now: () => Date): SharedLimits {
  const rates = new RateLimiterPostgres({
    storeClient: store.pool,
    storeType: "pool",
    tableName: "host_rates",
    tableCreated: true,
    keyPrefix: "",
    ...paceWindow(politeness.requestsPerSecond),
  });
  const places = openPlaces(store, politeness.concurrentPerHost);

  return {
    async take(host, signal = null) {
      // Asked before the line, which knows only the pauses that this process was told of.
      await refuseWhilePaused(store, host, now());
      const leave = await local.take(host, signal);
      try {
        const giveBack = await places.take(host, signal);
        try {
          await waitForTurn(rates, host, signal);
          // The pause may have begun while this one waited.
          await refuseWhilePaused(store, host, now());
        } catch (error) {
          giveBack();
          throw error;
        }
        return () => {
          giveBack();
          leave();
        };
      } catch (error) {
        leave();
        throw error;
      }
    },
    async pause(host, until) {
      await local.pause(host, until);
      await store.pool
        .query(
          `insert into host_pauses as p (host, until) values ($1, $2)
           on conflict (host) do update set until = greatest(p.until, excluded.until)`,
          [host, until],
        )
        // This process keeps off in any case; at worst another one learns of it from the host itself.
        .catch(() => {});
    },
    close: places.close,
  };
}

async function refuseWhilePaused(store: Store, host: string, now: Date): Promise<void> {
  const { rows } = await store.pool.query("select until from host_pauses where host = $1 and until > $2", [host, now]);
  const until: Date | undefined = rows[0]?.until;
  if (until !== undefined)
    throw new RateLimitedError(
      `${host} has asked to wait until ${until.toISOString()}, and is not asked before.`,
      until,
    );
}

async function waitForTurn(rates: RateLimiterPostgres, host: string, signal: AbortSignal | null): Promise<void> {
  for (;;) {
    try {
      await rates.consume(host);
      return;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      // A window of a second that ends in minutes was written by a clock that was wrong, this process's or another's.
      if (refused.msBeforeNext > wrongClockMs) await rates.delete(host);
      else await sleep(Math.max(refused.msBeforeNext, 1), undefined, signal ? { signal } : {});
    }
  }
}

/** The places of this process at every host. */
function openPlaces(store: Store, perHost: number) {
  const held = new Map<string, Set<number>>();
  let session: Promise<PoolClient> | null = null;
  // One session holds every lock of the process, for a lock is its session's; it is asked one thing at a time.
  let last: Promise<unknown> = Promise.resolve();

  function ask(verb: "pg_try_advisory_lock" | "pg_advisory_unlock", host: string, place: number): Promise<boolean> {
    const asked = last.then(async () => {
      session ??= openSession();
      const current = session;
      try {
        const client = await current;
        const name = `groundswell:host:${host}`;
        const { rows } = await client.query(`select ${verb}(hashtext($1), $2) as done`, [name, place]);
        return rows[0].done as boolean;
      } catch (error) {
        lose(current);
        throw error;
      }
    });
    last = asked.catch(() => {});
    return asked;
  }

  function openSession(): Promise<PoolClient> {
    const opened: Promise<PoolClient> = store.pool.connect().then((client) => client.on("error", () => lose(opened)));
    return opened;
  }

  /** With the session its locks are gone, and others may hold them by now. One that breaks says so more than once, and a new one may be there. */
  function lose(broken: Promise<PoolClient> | null): void {
    if (broken === null || broken !== session) return;
    session = null;
    held.clear();
    // A connection that is only forgotten stays lent out for ever, and the pool has ten.
    void broken.then((client) => client.release(true)).catch(() => {});
  }

  async function tryPlaces(host: string): Promise<number | null> {
    const mine = held.get(host) ?? new Set();
    held.set(host, mine);
    for (let place = 1; place <= perHost; place++) {
      // A session is granted its own lock again, so what this process holds it must know itself.
      if (mine.has(place)) continue;
      mine.add(place);
      if (await ask("pg_try_advisory_lock", host, place)) return place;
      mine.delete(place);
    }
    return null;
  }

  return {
    async take(host: string, signal: AbortSignal | null): Promise<() => void> {
      for (;;) {
        signal?.throwIfAborted();
        const place = await tryPlaces(host);
        if (place !== null) {
          const mine = held.get(host);
          return () => {
            // Another session's set, after this one was lost, is not ours to take from.
            if (mine !== held.get(host)) return;
            void ask("pg_advisory_unlock", host, place)
              .catch(() => {})
              .finally(() => mine?.delete(place));
          };
        }
        await sleep(lookAgainMs * (0.5 + Math.random()), undefined, signal ? { signal } : {});
      }
    },
    close(): void {
      lose(session);
    },
  };
}
