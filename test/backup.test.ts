import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUpEmbedded, openStore, restoreEmbedded, rollUp, type Store, storeTallies } from "@groundswell/store";
import { expect, onTestFinished, test } from "vitest";
import { databaseUrlOf, openTestStore } from "./open-test-store.ts";
import { Desk, signalLines } from "./run-command.ts";
import { made, makeSource, save } from "./store-fixtures.ts";

const now = new Date("2026-02-01T00:00:00Z");

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "groundswell-backup-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A store with signals, attributions and counts, and texts that an encoding could spoil. */
async function stock(store: Store): Promise<void> {
  const source = await makeSource(store);
  const signals = Array.from({ length: 50 }, (_, n) =>
    made(`q${n}`, { title: `Größe ${n} 🌊 "\\ \t`, by: `p${n % 7}` }),
  );
  await save(store, source, { signals });
  await rollUp(store);
}

test("an embedded store comes back from its backup row for row, and goes on from there", async () => {
  const store = await openTestStore("embedded");
  await stock(store);
  const before = await storeTallies(store);
  expect(before.find(({ table }) => table === "signals")).toMatchObject({ rows: 50 });
  const bytes = await backUpEmbedded(store);
  // What is saved afterwards is not in it.
  await store.pool.query("delete from signals");
  const home = folder();
  await restoreEmbedded(home, bytes, now);
  const restored = await openStore({ databaseUrl: null, home });
  onTestFinished(() => restored.close());
  expect(await storeTallies(restored)).toEqual(before);
  expect(await storeTallies(store)).not.toEqual(before);
  await restored.pool.query("insert into spaces (platform, native_id, kind, name) values ('p', '1', 'tag', 'one')");
});

test("nothing is restored over a store, of half a file, or of something else, and nothing is left behind", async () => {
  const store = await openTestStore("embedded");
  const bytes = await backUpEmbedded(store);
  await expect(restoreEmbedded(store.where, bytes, now)).rejects.toThrow(/is held by/);
  const home = folder();
  for (const wrong of [bytes.slice(0, bytes.length / 2), new TextEncoder().encode("no backup"), new Uint8Array()]) {
    await expect(restoreEmbedded(home, wrong, now)).rejects.toThrow(/no backup of an embedded store/);
    expect(spawnSync("ls", ["-A", home], { encoding: "utf8" }).stdout).toBe("");
  }
  await restoreEmbedded(home, bytes, now);
  await expect(restoreEmbedded(home, bytes, now)).rejects.toThrow(/There is a store in .* already/);
});

test("the commands say the same checksum before and after, keep the file from others, and write over nothing", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  desk.file("forum.ndjson", signalLines(40).join("\n"));
  await desk.run(["import", "signals", "forum.ndjson", "--expertise", "powershell"]);
  const backup = JSON.parse((await desk.run(["backup", "b.tar.gz", "--json"])).stdout);
  expect(statSync(desk.file("b.tar.gz")).mode & 0o077).toBe(0);
  const again = await desk.run(["backup", "b.tar.gz"]);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("is there already") });
  const env = { GROUNDSWELL_HOME: "restored" };
  const restored = JSON.parse((await desk.run(["restore", "b.tar.gz", "--json"], { env })).stdout);
  expect(restored.checksum).toBe(backup.checksum);
  expect(restored.rows).toBe(backup.rows);
  const status = JSON.parse((await desk.run(["status", "--json"], { env })).stdout);
  expect(status.store.signals).toBe(40);
  const over = await desk.run(["restore", "b.tar.gz"], { env });
  expect(over).toMatchObject({ code: 1, stderr: expect.stringContaining("already") });
}, 120_000);

const { DATABASE_URL } = process.env;
const programs = spawnSync("pg_dump", ["--version"]).status === 0;
if (DATABASE_URL && !programs) console.info("pg_dump is not here: the backup of PostgreSQL is not tried.");

test.runIf(DATABASE_URL && programs)("PostgreSQL comes back from pg_dump and pg_restore row for row", async () => {
  const store = await openTestStore("postgres");
  await stock(store);
  const before = await storeTallies(store);
  const file = join(folder(), "groundswell.dump");
  const run = (program: string, args: string[]) => {
    const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  };
  run("pg_dump", ["--format=custom", `--file=${file}`, databaseUrlOf(store.where.split("/").at(-1) ?? "")]);
  const other = await openTestStore("postgres");
  const target = databaseUrlOf(other.where.split("/").at(-1) ?? "");
  run("pg_restore", ["--clean", "--if-exists", "--no-owner", `--dbname=${target}`, file]);
  expect(await storeTallies(other)).toEqual(before);
  await expect(backUpEmbedded(other)).rejects.toThrow(/pg_dump/);
  expect(readFileSync(file).length).toBeGreaterThan(1_000);
  writeFileSync(file, "");
});
