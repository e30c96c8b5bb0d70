import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { lockFolder } from "./lock.ts";

const now = new Date("2026-01-01T00:00:00Z");
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "groundswell-"));
  path = join(folder, "lock");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** The lock of a process of this machine. */
function leave(pid: number): void {
  writeFileSync(path, JSON.stringify({ pid, host: hostname(), command: "up", since: now.toISOString() }));
}

test("a lock is one process's until it is given back", () => {
  const giveBack = lockFolder(folder, now);
  expect(() => lockFolder(folder, now)).toThrow(/held by/);
  giveBack();
  expect(readdirSync(folder)).toEqual([]);
  lockFolder(folder, now)();
});

test("a lock that was left by a process of the same number, as in a container that was started again, is no longer held", () => {
  leave(process.pid);
  lockFolder(folder, now)();
  expect(existsSync(path)).toBe(false);
});

test("a lock that does not say yet whose it is, is held; one that never said is not", () => {
  writeFileSync(path, "");
  expect(() => lockFolder(folder, now)).toThrow(/Another process is just taking the lock .*try again/);
  const before = Date.now() / 1000 - 60;
  utimesSync(path, before, before);
  lockFolder(folder, now)();
});

test("a lock that was left is removed by one process at a time", () => {
  leave(2 ** 30);
  mkdirSync(`${path}.clearing`);
  expect(() => lockFolder(folder, now)).toThrow(/could not be taken: try again in a moment.*remove .*lock\.clearing/);
  expect(JSON.parse(readFileSync(path, "utf8")).pid).toBe(2 ** 30);
  rmSync(`${path}.clearing`, { recursive: true });
  lockFolder(folder, now)();
  expect(readdirSync(folder)).toEqual([]);
});
