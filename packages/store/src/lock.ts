import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@groundswell/model";

type Holder = { pid: number; host: string; command: string; since: string };

// In a container every process that is started anew has the number of the one before it: what this one holds it must know itself.
const held = new Set<string>();

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
    held.add(path);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `The folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): ` +
        "free space or give another one in GROUNDSWELL_HOME.",
      { cause: error },
    );
  }
  const giveBack = () => {
    held.delete(path);
    try {
      const holder = holderOf(path);
      if (holder && isOurs(holder)) unlinkSync(path);
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
    if (write(path, now)) return;
    refuseHeld(path);
    clear(path);
  }
  throw new ConfigError(
    `The lock ${path} could not be taken: try again in a moment. ` +
      `If that does not help and no process of Groundswell runs there, remove ${clearingOf(path)}.`,
  );
}

/** Writes the lock; false where there is one. */
function write(path: string, now: Date): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  try {
    const command = process.argv.slice(2).join(" ") || "groundswell";
    const holder: Holder = { pid: process.pid, host: hostname(), command, since: now.toISOString() };
    writeSync(file, JSON.stringify(holder));
  } finally {
    closeSync(file);
  }
  return true;
}

/** @throws ConfigError where somebody holds the lock, or is about to */
function refuseHeld(path: string): void {
  const holder = holderOf(path);
  if (holder === null) {
    if (isBeingWritten(path))
      throw new ConfigError(`Another process is just taking the lock ${path}: try again in a few seconds.`);
  } else if (isAlive(holder, path))
    throw new ConfigError(
      `The embedded store is held by "${holder.command}" (process ${holder.pid} on ${holder.host} since ${holder.since}): ` +
        "stop it first, or set DATABASE_URL so that several processes can share a PostgreSQL. " +
        `If no such process is Groundswell's, remove ${path}.`,
    );
}

/** Removes a lock whose process died without giving it back, unless somebody else is at that. */
function clear(path: string): void {
  try {
    mkdirSync(clearingOf(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw error;
  }
  try {
    // Judged again where nobody else can remove it: it may be a new one by now, of somebody who cleared the old one first.
    refuseHeld(path);
    rmSync(path, { force: true });
  } finally {
    rmdirSync(clearingOf(path));
  }
}

function clearingOf(path: string): string {
  return `${path}.clearing`;
}

function holderOf(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

// A lock is there an instant before it says whose it is; one that says nothing for so long was left by a process that died.
const writtenWithinMs = 10_000;

function isBeingWritten(path: string): boolean {
  const written = statSync(path, { throwIfNoEntry: false });
  return written !== undefined && Date.now() - written.mtimeMs < writtenWithinMs;
}

function isOurs({ host, pid }: Holder): boolean {
  return host === hostname() && pid === process.pid;
}

function isAlive(holder: Holder, path: string): boolean {
  // Another machine's processes cannot be seen from here; its word stands until a person removes the lock.
  if (holder.host !== hostname()) return true;
  if (isOurs(holder)) return held.has(path);
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
