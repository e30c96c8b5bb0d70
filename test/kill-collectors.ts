import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  catalogue,
  createWorld,
  type Place,
  places,
  startSimulator,
  type TrueSignal,
  truth,
} from "@groundswell/simulator";
import { openStore, type Store } from "@groundswell/store";

const bin = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));

export type Killing = {
  /** How often the collector is killed. */
  kills: number;
  /** Which moments; the same every time. */
  seed: number;
  /** Null for an embedded store of its own. */
  databaseUrl: string | null;
  say?: (line: string) => void;
};

/** What kills came to. `lost` and `extra` are signals by which the store differed from the truth at the end of a reading. */
export type Killed = { kills: number; readings: number; signals: number; lost: number; extra: number; doubled: number };

/**
 * Kills `groundswell pull` with SIGKILL at random moments, and starts it again each time. When all sources have been
 * read to their end the store is compared with the simulated world, and every source forgets how far it had read.
 */
export async function killCollectors({ kills, seed, databaseUrl, say = () => {} }: Killing): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-kill-"));
  const asOf = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000);
  const world = createWorld({ seed, asOf, people: 60, months: 6 });
  const until = new Date("2026-02-01T00:00:00Z");
  const shown: Place[] = ["stackexchange", "discourse", "github", "mastodon"].flatMap((name) => {
    const open = places[name];
    return open ? [open({ seed, until, now: () => until })] : [];
  });
  const simulator = await startSimulator({ world, places: shown });
  const home = join(folder, "home");
  const open = () => openStore({ databaseUrl, home });
  try {
    const file = join(folder, "world.json");
    const known = catalogue(world, simulator.url);
    const beside = shown.map((place) => {
      const { options, credentials } = place.source(simulator.url);
      const names = Object.fromEntries(Object.keys(credentials).map((name) => [name, secretOf(place, name)]));
      const id = `${place.connector}-place`;
      return {
        id,
        connector: place.connector,
        expertises: [world.expertise.slug],
        options,
        credentials: names,
        every: "1h",
      };
    });
    writeFileSync(file, JSON.stringify({ ...known, sources: [...known.sources, ...beside] }));
    const secrets = Object.fromEntries(
      shown.flatMap((place) =>
        Object.entries(place.source(simulator.url).credentials).map(([name, value]) => [secretOf(place, name), value]),
      ),
    );
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      GROUNDSWELL_HOME: home,
      GROUNDSWELL_ALLOW_HOSTS: "127.0.0.1",
      GROUNDSWELL_HOST_RATE: "10000",
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      ...secrets,
    };
    const run = (...args: string[]) => {
      const child = spawn(process.execPath, [bin, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
      return { child, ended: once(child, "close").then(([code, signal]) => ({ code, signal, stderr })) };
    };
    const applied = await run("catalogue", "apply", file).ended;
    if (applied.code !== 0) throw new Error(applied.stderr);

    const really = [...truth(world).signals, ...shown.flatMap((place) => place.truth(until).signals)];
    const done: Killed = { kills: 0, readings: 0, signals: really.length, lost: 0, extra: 0, doubled: 0 };
    const roll = dice(seed);
    let longest = 2_000;
    while (done.kills < kills || done.readings === 0) {
      const { child, ended } = run("pull");
      const isOver = Promise.race([ended.then(() => true), sleep(200 + longest * roll(), false)]);
      // The last kill is followed by a reading that nobody disturbs.
      if (done.kills < kills && !(await isOver)) child.kill("SIGKILL");
      const { code, signal, stderr } = await ended;
      if (signal === "SIGKILL") {
        done.kills++;
        // A machine that reads little before each kill would never come to an end of a reading.
        longest *= 1.05;
        continue;
      }
      if (code !== 0) throw new Error(`The collector ended by itself: ${stderr}`);
      done.readings++;
      longest = Math.max(2_000, longest * 0.8);
      const store = await open();
      try {
        const { lost, extra, doubled, first } = await compare(store, really);
        done.lost += lost;
        done.extra += extra;
        done.doubled += doubled;
        say(`${done.kills} kills, reading ${done.readings}: ${lost} lost, ${extra} extra, ${doubled} doubled`);
        for (const one of first) say(one);
        await forget(store, done.readings % 2 === 1);
      } finally {
        await store.close();
      }
    }
    return done;
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const secretOf = (place: Place, name: string) => `${place.connector}_${name}`.toUpperCase().replace(/\W/g, "_");

const line = (s: TrueSignal) => [s.platform, s.kind, s.id, s.space, s.account ?? "deleted", s.occurredAt].join(" ");

/** How a store differs from the truth: signals lost, extra and doubled, and the first of them. */
export async function compare(store: Store, really: TrueSignal[]) {
  const { rows } = await store.pool.query(
    `select s.platform, s.kind, s.native_id as id, p.platform || ':' || p.native_id as space,
       a.platform || ':' || a.native_id as account, s.occurred_at as at
     from signals s join spaces p on p.id = s.space_id left join accounts a on a.id = s.account_id
     where s.deleted_at is null`,
  );
  const held = rows.map(({ at, ...signal }) => line({ ...signal, occurredAt: at.toISOString() }));
  const [wanted, found] = [new Set(really.map(line)), new Set(held)];
  const lost = [...wanted].filter((one) => !found.has(one));
  const extra = [...found].filter((one) => !wanted.has(one));
  return {
    lost: lost.length,
    extra: extra.length,
    doubled: held.length - found.size,
    first: [...lost.slice(0, 4).map((one) => `lost: ${one}`), ...extra.slice(0, 4).map((one) => `extra: ${one}`)],
  };
}

/** Lets every source begin again, with what it has read or without. */
async function forget(store: Store, all: boolean): Promise<void> {
  if (all)
    await store.pool.query(
      "truncate signals, accounts, endorsements, known_threads, raw_pages, set_aside, pulls, earlier_metrics",
    );
  await store.pool.query("update sources set cursor = null, last_success = null");
}

/** Random numbers from 0 to 1, the same every time (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
