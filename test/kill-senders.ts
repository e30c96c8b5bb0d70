import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { listMessages, mostAttempts, openStore } from "@groundswell/store";
import { dice } from "./kill-collectors.ts";
import { follow, person, start } from "./report-readers.ts";
import { startMailServer } from "./smtp-world.ts";

const victim = fileURLToPath(new URL("./sending-victim.ts", import.meta.url));
const subscribers = 5;
const editionsAtATime = 2;
// Longer than a lease, so that who comes next may take up what was left.
const betweenMs = 600_000;

export type SendersKilled = {
  kills: number;
  /** What was to arrive: each edition at each subscriber. */
  messages: number;
  lost: number;
  /** Arrived again after the server had taken it and before that was written down. */
  documented: number;
  /** Arrived again otherwise. */
  undocumented: number;
  /** Messages that are neither `sent` in the end nor given up, with what is said of them. */
  unsettled: string[];
  /** Messages that were given up since whoever sent them was killed each time. */
  givenUp: number;
};

/**
 * Kills a process that issues and sends reports with SIGKILL at random moments, and starts it again each time; the last is left alone. Every
 * mail that a real mail server took is then counted against what was to arrive.
 */
export async function killSenders({
  kills,
  seed,
  databaseUrl,
}: {
  kills: number;
  seed: number;
  databaseUrl: string | null;
}): Promise<SendersKilled> {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-senders-"));
  const home = join(folder, "home");
  const roll = dice(seed);
  const server = await startMailServer(() => 30 * roll());
  try {
    const opened = await openStore({ databaseUrl, home });
    for (let number = 0; number < subscribers; number++) {
      const { email } = await person(opened, `reader${number}`);
      await follow(opened, email);
    }
    await opened.close();
    /** Of each life the keys that it found half-way, and how many mails the server had taken when it ended. */
    const lives: { halfway: string[]; taken: number }[] = [];
    let killed = 0;
    for (let life = 0; ; life++) {
      const at = new Date(start.getTime() + life * betweenMs).toISOString();
      const editions = (Math.min(life, kills) + 1) * editionsAtATime;
      const orders = JSON.stringify({ home, databaseUrl, port: server.port, at, editions, lanes: 3 });
      const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", victim, orders], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(child, "exit");
      const [said] = await Promise.race([once(child.stdout, "data"), ended.then(() => [null])]);
      if (said === null) throw new Error("The sender ended before it began.");
      const isLast = killed >= kills;
      if (!isLast) {
        // Every third at any moment; the others so long after a step of a conversation that they fall beside one, however fast this machine is.
        const isAnywhere = roll() < 1 / 3;
        const step = isAnywhere ? null : server.after(Math.floor(12 * roll()));
        const wait = isAnywhere ? sleep(400 * roll()) : step?.then(() => sleep(25 * roll()));
        const isOver = await Promise.race([ended.then(() => true), wait?.then(() => false)]);
        if (!isOver) child.kill("SIGKILL");
      }
      const [code, signal] = await ended;
      if (signal === "SIGKILL") killed++;
      else if (code !== 0) throw new Error(`The sender ended by itself with ${code}.`);
      // What the system still holds for a process that is gone arrives as well.
      while ((await server.connections()) > 0) await sleep(5);
      lives.push({ halfway: JSON.parse(String(said)), taken: server.taken.length });
      if (isLast) break;
    }
    const store = await openStore({ databaseUrl, home });
    const messages = await listMessages(store, { userId: null, subscription: null, before: null, limit: 0 });
    await store.close();
    const unsent = messages.filter(({ state }) => state !== "sent");
    const counted = count(
      server.taken.map(({ raw }) => keyIn(raw)),
      lives,
    );
    const editions = (kills + 1) * editionsAtATime;
    return {
      kills: killed,
      messages: editions * subscribers,
      lost: editions * subscribers - counted.arrived,
      documented: counted.documented,
      undocumented: counted.undocumented,
      unsettled: unsent
        .filter(({ attempts }) => attempts <= mostAttempts)
        .map(({ state, said }) => `${state}: ${said}`),
      givenUp: unsent.filter(({ attempts }) => attempts > mostAttempts).length,
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A second copy is the documented one only where its life found the message half-way. */
function count(keys: readonly string[], lives: readonly { halfway: string[]; taken: number }[]) {
  const arrived = new Set<string>();
  let [documented, undocumented, from] = [0, 0, 0];
  for (const { halfway, taken } of lives) {
    const inThisLife = new Set<string>();
    for (const key of keys.slice(from, taken)) {
      if (arrived.has(key) && halfway.includes(key) && !inThisLife.has(key)) documented++;
      else if (arrived.has(key)) undocumented++;
      arrived.add(key);
      inThisLife.add(key);
    }
    from = taken;
  }
  return { arrived: arrived.size, documented, undocumented };
}

function keyIn(raw: string): string {
  const [, key] = /^Message-ID: <([\d.]+)@g\.example>/im.exec(raw) ?? [];
  if (key === undefined) throw new Error("A mail has no Message-ID of ours.");
  return key;
}
