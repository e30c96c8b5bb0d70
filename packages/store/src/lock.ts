import { closeSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@groundswell/model";

type Holder = { pid: number; host: string; command: string; since: string };

/**
 * Takes the embedded folder for this process: two of them in one data folder would destroy it.
 * @returns what gives the folder back
 * @throws ConfigError saying who holds it and what to do
 */
export function lockFolder(folder: string, now: Date): () => void {
  const path = join(folder, "lock");
  try {
    mkdirSync(folder, { recursive: true });
    take(path, now);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `The folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): ` +
        "free space or give another one in GROUNDSWELL_HOME.",
      { cause: error },
    );
  }
  const giveBack = () => {
    try {
      if (holderOf(path)?.pid === process.pid) unlinkSync(path);
    } catch {
      // The folder itself is gone: nothing is left to give back.
    }
  };
  process.once("exit", giveBack);
  return () => {
    process.removeListener("exit", giveBack);
    giveBack();
  };
}

function take(path: string, now: Date): void {
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = openSync(path, "wx");
      const command = process.argv.slice(2).join(" ") || "groundswell";
      writeSync(
        file,
        JSON.stringify({ pid: process.pid, host: hostname(), command, since: now.toISOString() } satisfies Holder),
      );
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = holderOf(path);
    if (holder && isAlive(holder)) {
      throw new ConfigError(
        `The embedded store is held by "${holder.command}" (process ${holder.pid} on ${holder.host} since ${holder.since}): ` +
          "stop it first, or set DATABASE_URL so that several processes can share a PostgreSQL. " +
          `If no such process is Groundswell's, remove ${path}.`,
      );
    }
    // Its process died without giving back. Renaming is atomic: of two that clear it, one finds it gone.
    const stale = `${path}.stale-${process.pid}`;
    try {
      renameSync(path, stale);
      unlinkSync(stale);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  throw new ConfigError(`The lock ${path} could not be taken: try again in a moment.`);
}

function holderOf(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  // Another machine's processes cannot be seen from here; its word stands until a person removes the lock.
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
