import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "@groundswell/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "./service-faults-process.ts";
import {
  canRun,
  countIn,
  openServices,
  rounds,
  type Services,
  sourcesAt,
  strikes,
  testMs,
} from "./service-faults-world.ts";

/** A file system of so many megabytes, where whoever runs the tests may mount one. */
function mountSmall(megabytes: number): { folder: string; remove: () => void } | null {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-full-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0777`, "tmpfs", folder]);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (status !== 0) {
    remove();
    console.info("A full disk is not tried: nobody here may mount a file system of a few megabytes.");
    return null;
  }
  return {
    folder,
    remove: () => {
      spawnSync("umount", ["-l", folder]);
      remove();
    },
  };
}

/** Fills a file system but for so many bytes; the file that fills it. */
function fill(folder: string, leftBytes = 0): string {
  const { bavail, bsize } = statfsSync(folder);
  const ballast = join(folder, "ballast");
  try {
    writeFileSync(ballast, new Uint8Array(Number(bavail) * Number(bsize) - leftBytes));
  } catch (error) {
    // A database that goes on writing may have taken the last of it meanwhile: full is full.
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
  return ballast;
}

describe.skipIf(!canRun)("a disk that is full", () => {
  let services: Services;
  beforeAll(async () => {
    services = await openServices();
  });
  afterAll(() => services?.close());

  test(
    "under the embedded store ends the command with a sentence, and the next one goes on",
    async ({ skip }) => {
      const disk = mountSmall(120);
      if (disk === null) return skip();
      const home = join(disk.folder, "home");
      const run = (...args: string[]) => runCommand(args, { GROUNDSWELL_HOME: home });
      try {
        for (let round = 0; round < rounds; round++) {
          rmSync(home, { recursive: true, force: true });
          const file = join(disk.folder, "world.json");
          writeFileSync(file, JSON.stringify(sourcesAt(services.simulator)));
          expect(await run("catalogue", "apply", file)).toMatchObject({ code: 0 });
          const ballast = fill(disk.folder, 400_000);
          const full = await run("pull");
          expect(full).toMatchObject({ code: 1 });
          expect(full.text).toMatch(/no room left|No space left on device/i);
          expect(full.text).not.toMatch(/\n\s+at /);
          rmSync(ballast);
          expect(await run("pull")).toMatchObject({ code: 0 });
          const store = await openStore({ databaseUrl: null, home });
          try {
            const counted = await countIn(store, "disk of the embedded store full");
            expect(counted).toMatchObject({ lost: 0, doubled: 0 });
          } finally {
            await store.close();
          }
        }
      } finally {
        disk.remove();
      }
    },
    testMs,
  );

  test(
    "under PostgreSQL has batches tried again until there is room",
    async ({ skip }) => {
      const disk = mountSmall(64);
      if (disk === null) return skip();
      try {
        await strikes(() => services)(
          "disk of PostgreSQL full",
          async ({ start, reached, store, databaseUrl, stored }) => {
            const place = join(disk.folder, databaseUrl.split("/").at(-1) ?? "");
            mkdirSync(place, { mode: 0o777 });
            spawnSync("chown", ["postgres", place]);
            const space = `full_${Date.now()}`;
            await store.pool.query(`create tablespace ${space} location '${place}'`);
            for (const table of ["signals", "raw_pages"])
              await store.pool.query(`alter table ${table} set tablespace ${space}`);
            const worker = await start();
            await reached(0.2);
            const ballast = fill(disk.folder);
            const refused = () => worker.jobs().filter(({ error }) => error?.includes("No space left on device"));
            while (refused().length === 0) await sleep(20);
            const held = await stored();
            rmSync(ballast);
            expect(worker.isAlive()).toBe(true);
            return { "jobs refused by the disk": refused().length, "in the store when full": held };
          },
        );
      } finally {
        disk.remove();
      }
    },
    testMs,
  );
});
