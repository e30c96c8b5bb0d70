import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { account, batch, type Endorsement, type Signal, signal } from "@groundswell/model";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "./open.ts";
import { saveBatch } from "./save-batch.ts";

const now = new Date("2026-03-01T00:00:00Z");
const space = { platform: "forum.example", id: "scripts", kind: "category", name: "Scripts", url: null } as const;
const question = (id: string, occurredAt: string, more: Partial<Signal> = {}) =>
  signal({
    connector: "forum",
    kind: "question",
    space,
    account: account("forum.example", "u1"),
    id,
    occurredAt,
    ...more,
  });

const home = mkdtempSync(join(tmpdir(), "groundswell-"));
let store: Store;
beforeAll(async () => {
  store = await openStore({ databaseUrl: null, home, now });
  await store.pool.query("insert into expertises (slug, name) values ('lumen', 'Lumen')");
});
beforeEach(() => store.pool.query("truncate signals, accounts, spaces, endorsements, expertise_spaces, dirty_days"));
afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

async function save(signals: Signal[], endorsements: Endorsement[] = [], expertises: string[] = []) {
  const source = { id: "forum", expertises };
  return saveBatch(store, { source, pullId: 1, batch: batch({ signals, endorsements, cursor: null }), now });
}

/** The days that wait for analysis, and forgets them. */
async function takeDays(): Promise<string[]> {
  const { rows } = await store.pool.query("delete from dirty_days returning to_char(day, 'YYYY-MM-DD') as day");
  return rows.map((row) => row.day).sort();
}

test("a signal that is moved to another day marks the day it leaves and the day it comes to", async () => {
  await save([question("1", "2026-01-05T10:00:00.000Z"), question("2", "2026-01-06T10:00:00.000Z")]);
  expect(await takeDays()).toEqual(["2026-01-05", "2026-01-06"]);
  const { signals } = await save([
    question("1", "2026-01-09T10:00:00.000Z"),
    question("2", "2026-01-06T10:00:00.000Z"),
  ]);
  expect(signals).toEqual({ fetched: 2, saved: 1, seen: 1, skipped: 0 });
  expect(await takeDays()).toEqual(["2026-01-05", "2026-01-09"]);
});

test("a signal that is read again unchanged marks no day", async () => {
  await save([question("1", "2026-01-05T10:00:00.000Z")]);
  await takeDays();
  await save([question("1", "2026-01-05T10:00:00.000Z")]);
  expect(await takeDays()).toEqual([]);
});

test("an endorsement marks the day of its signal once it is new, and one of an unknown signal is an orphan", async () => {
  await save([question("1", "2026-01-05T10:00:00.000Z"), question("2", "2026-01-07T10:00:00.000Z")]);
  await takeDays();
  const vote = (id: string): Endorsement => ({
    ...{ signal: { platform: "forum.example", kind: "question", id }, kind: "up", id: "7", at: "2026-02-01T00:00:00Z" },
    accountId: "u1",
  });
  const first = await save([], [vote("2"), vote("404")]);
  expect(first.endorsements).toEqual({ fetched: 2, saved: 1, seen: 0, skipped: 1 });
  expect(await takeDays()).toEqual(["2026-01-07"]);
  const { rows } = await store.pool.query(
    "select a.native_id from endorsements e join accounts a on a.id = e.account_id",
  );
  expect(rows).toEqual([{ native_id: "u1" }]);

  await save([], [vote("2"), vote("404")]);
  expect(await takeDays()).toEqual([]);
});

test("a space that a later source claims for its expertise has all its days to be counted", async () => {
  await save([question("1", "2026-01-05T10:00:00.000Z"), question("2", "2026-01-05T11:00:00.000Z")]);
  await save([question("3", "2026-01-08T10:00:00.000Z")]);
  await takeDays();
  await save([question("3", "2026-01-08T10:00:00.000Z")], [], ["lumen"]);
  expect(await takeDays()).toEqual(["2026-01-05", "2026-01-08"]);
  await save([question("3", "2026-01-08T10:00:00.000Z")], [], ["lumen"]);
  expect(await takeDays()).toEqual([]);
});
