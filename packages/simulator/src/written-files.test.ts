import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveLines, writeArchive } from "./archive.ts";
import { createWorld } from "./create-world.ts";
import { dumpLines, writeDump } from "./dump.ts";
import { signalLines, writeSignals } from "./signals.ts";

const world = createWorld({ seed: 2, asOf: new Date("2026-11-15T00:00:00Z"), people: 60, months: 3 });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a dump is written with its three files, row by row", async () => {
  await writeDump(world, "opscorner", join(folder, "opscorner"));
  expect((await readdir(join(folder, "opscorner"))).sort()).toEqual(["Posts.xml", "Users.xml", "Votes.xml"]);
  const posts = await readFile(join(folder, "opscorner", "Posts.xml"), "utf8");
  expect(posts).toBe([...dumpLines(world, "opscorner", "Posts")].join(""));
  expect(posts).toMatch(/Tags="\|lumen/);
});

test("the archive is written an hour a file, for the hours asked for", async () => {
  const window = { from: new Date("2026-10-01T00:00:00Z"), to: new Date("2026-10-02T00:00:00Z") };
  await writeArchive(world, join(folder, "archive"), window);
  expect(await readdir(join(folder, "archive"))).toHaveLength(24);
  const file = await readFile(join(folder, "archive", "2026-10-01-9.json.gz"));
  expect(gunzipSync(file).toString()).toBe(archiveLines(world, Date.UTC(2026, 9, 1, 9))?.join(""));
});

test("the interchange file is written whole", async () => {
  const file = join(folder, "signals.ndjson.gz");
  await writeSignals(world, file);
  expect(gunzipSync(await readFile(file)).toString()).toBe([...signalLines(world)].join(""));
});
