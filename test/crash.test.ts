import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openStore } from "@groundswell/store";
import { describe, expect, onTestFinished, test } from "vitest";
import { dice, killCollectors } from "./kill-collectors.ts";
import { databaseUrlOf, openTestStore } from "./open-test-store.ts";

const bin = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));
const lines = 40_000;
const people = 500;

/** What line `n` (from 1) holds: every 100th says again what one far before it said, every 997th is broken. */
function lineAt(n: number): { id: string; person: number } | null {
  if (n % 997 === 0) return null;
  const origin = n % 100 === 50 ? n / 2 : n;
  return { id: `s${origin}`, person: (origin * 31) % people };
}

function writeLine(n: number): string {
  const line = lineAt(n);
  if (line === null) return `{"id":"s${n}","kind":`;
  const minutes = Number(line.id.slice(1)) * 7;
  return JSON.stringify({
    id: line.id,
    kind: "answer",
    occurredAt: new Date(Date.UTC(2025, 0, 1) + minutes * 60_000).toISOString(),
    space: { platform: "qa.example", id: `tag-${line.person % 7}`, kind: "tag", name: `tag-${line.person % 7}` },
    account: { platform: "qa.example", id: `p${line.person}`, name: `Person ${line.person}` },
    title: `Entry ${line.id}`,
  });
}

/** What a store must hold when it has read so many lines. */
function heldAfter(position: number) {
  const ids = new Set<string>();
  const authors = new Set<number>();
  let broken = 0;
  for (let n = 1; n <= position; n++) {
    const line = lineAt(n);
    if (line) {
      ids.add(line.id);
      authors.add(line.person);
    } else broken++;
  }
  return { ids: [...ids].sort().join(), accounts: authors.size, broken, fetched: position, saved: ids.size };
}

/** A folder with the file to import and a store beside it, kept where the test fails. */
function makeDesk(): { home: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-crash-"));
  onTestFinished(({ task }) => {
    if (task.result?.state === "fail") console.info(`the store is kept in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, "signals.ndjson");
  writeFileSync(file, `${Array.from({ length: lines }, (_, i) => writeLine(i + 1)).join("\n")}\n`);
  return { home: join(folder, "home"), file };
}

function startImport({ home, file }: { home: string; file: string }) {
  const child = spawn(process.execPath, [bin, "import", "signals", file, "--expertise", "lumen", "--json"], {
    env: { PATH: process.env.PATH, HOME: home, GROUNDSWELL_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (said.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (said.stderr += text));
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...said }));
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ended };
}

/** Sends a signal so long after the process took the store, unless it has ended by then. */
async function strike(child: ChildProcess, home: string, signal: NodeJS.Signals, afterMs: number): Promise<void> {
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  while (!isOver() && !existsSync(join(home, "lock"))) await sleep(5);
  await sleep(afterMs);
  if (!isOver()) child.kill(signal);
}

/** What the store holds, and how far its cursor says that it has read; `position` is null at the end of an import. */
async function look(home: string) {
  const store = await openStore({ databaseUrl: null, home });
  try {
    const { rows } = await store.pool.query(
      `select (select cursor from sources) as cursor,
         (select coalesce(string_agg(native_id, ',' order by native_id collate "C"), '') from signals) as ids,
         (select count(*)::int from accounts) as accounts, (select count(*)::int from set_aside) as broken,
         (select coalesce(sum((counts #>> '{signals,fetched}')::int), 0)::int from pulls) as fetched,
         (select coalesce(sum((counts #>> '{signals,saved}')::int), 0)::int from pulls) as saved,
         (select array_agg(state order by id) from pulls) as pulls`,
    );
    const { cursor, pulls, ...held } = rows[0];
    const position: number | null = cursor?.done ? null : (cursor?.position ?? 0);
    return { position, pulls: (pulls ?? []) as string[], held };
  } finally {
    await store.close();
  }
}

describe("an import into the embedded store", () => {
  test("that is killed again and again loses nothing, doubles nothing, and its cursor tells the truth", async () => {
    const desk = makeDesk();
    const roll = dice(7);
    const strikesWanted = 8;
    let [strikes, advances, reached, afterMs, isWhole] = [0, 0, 0, 800, false];
    for (let tries = 0; tries < 24 && strikes < strikesWanted; tries++) {
      const { child, ended } = startImport(desk);
      await strike(child, desk.home, "SIGKILL", afterMs * (0.7 + 0.6 * roll()));
      const { signal, stderr } = await ended;
      const { position, held } = await look(desk.home);
      expect([stderr, held]).toEqual(["", heldAfter(position ?? lines)]);
      isWhole = position === null;
      if (position === null) break;
      expect(position).toBeGreaterThanOrEqual(reached);
      if (signal === "SIGKILL" && position > 0) strikes++;
      if (position > reached) advances++;
      // How fast this machine is shows only now: strike neither before the first batch nor after the last.
      if (position === reached) afterMs *= 1.3;
      else if (position - reached > lines / 10) afterMs *= 0.8;
      reached = position;
    }
    expect(strikes, "kills in the middle of the import").toBeGreaterThanOrEqual(3);

    const { code, stdout, stderr } = await startImport(desk).ended;
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ state: "ok" });
    const { position, held, pulls } = await look(desk.home);
    expect(position).toBeNull();
    // An import that had come to its end reads everything again.
    expect(held).toEqual({ ...heldAfter(lines), fetched: isWhole ? 2 * lines : lines });
    // A process that is killed before it has begun to pull leaves none, so that there may be fewer than strikes.
    const cutOff = pulls.slice(0, isWhole ? -2 : -1);
    expect(cutOff).toEqual(cutOff.map(() => "partial"));
    expect(cutOff.length).toBeGreaterThanOrEqual(advances);
    expect(advances).toBeGreaterThan(0);
    expect(pulls.at(-1)).toBe("ok");
  }, 300_000);

  test("that is asked to stop ends after its batch, gives the store back, and goes on from there", async () => {
    const desk = makeDesk();
    let [afterMs, stopped] = [1_200, false];
    for (let tries = 0; tries < 8 && !stopped; tries++) {
      const { child, ended } = startImport(desk);
      await strike(child, desk.home, "SIGTERM", afterMs);
      const { code, stdout, stderr } = await ended;
      // Struck before it could listen, the process has no store to give back yet.
      stopped = code === 1;
      if (stopped) {
        expect(stderr).toBe("Asked to stop before the end: repeat the same command, it goes on where it was.\n");
        expect(JSON.parse(stdout)).toMatchObject({ state: "partial" });
        expect(existsSync(join(desk.home, "lock"))).toBe(false);
      }
      afterMs *= 1.2;
    }
    expect(stopped, "it never ended by itself after SIGTERM").toBe(true);
    const between = await look(desk.home);
    expect(between.position).toBeGreaterThan(0);
    expect(between.held).toEqual(heldAfter(between.position ?? lines));
    expect(between.pulls.at(-1)).toBe("partial");

    const { code, stdout } = await startImport(desk).ended;
    expect(code).toBe(0);
    const { state, counts } = JSON.parse(stdout);
    expect([state, counts.signals.fetched]).toEqual(["ok", lines - (between.position ?? lines)]);
    const { position, held } = await look(desk.home);
    expect(position).toBeNull();
    expect(held).toEqual(heldAfter(lines));
  }, 300_000);
});

describe("collectors that are killed", () => {
  const clean = { lost: 0, extra: 0, doubled: 0 };

  test("lose nothing and double nothing in the embedded store", async () => {
    expect(await killCollectors({ kills: 5, seed: 3, databaseUrl: null, say: console.info })).toMatchObject({
      kills: 5,
      ...clean,
    });
  }, 300_000);

  test.skipIf(!process.env.DATABASE_URL)(
    "lose nothing and double nothing in PostgreSQL",
    async () => {
      const { where } = await openTestStore("postgres");
      const databaseUrl = databaseUrlOf(where.split("/").at(-1) ?? "");
      expect(await killCollectors({ kills: 5, seed: 4, databaseUrl, say: console.info })).toMatchObject({
        kills: 5,
        ...clean,
      });
    },
    300_000,
  );
});
