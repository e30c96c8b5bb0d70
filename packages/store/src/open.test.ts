import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openStore } from "./open.ts";

const home = mkdtempSync(join(tmpdir(), "groundswell-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test("a second opening of the embedded folder is told who holds it and what to do", async () => {
  const store = await openStore({ databaseUrl: null, home, now: new Date("2026-01-01T00:00:00Z") });
  await expect(openStore({ databaseUrl: null, home })).rejects.toThrow(
    new RegExp(`held by .*process ${process.pid} .*since 2026-01-01.*stop it first, or set DATABASE_URL`),
  );
  await store.pool.query("insert into expertises (slug, name) values ('lumen', 'Lumen')");
  await store.close();

  const again = await openStore({ databaseUrl: null, home });
  expect((await again.pool.query("select slug from expertises")).rows).toEqual([{ slug: "lumen" }]);
  await again.pool.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('future', 9)");
  await again.close();
  await expect(openStore({ databaseUrl: null, home })).rejects.toThrow(/newer than this release's.*run the newer/);
});

test("a store whose process was killed while PostgreSQL wrote down that it starts opens again with all it held", async () => {
  const folder = join(home, "killed");
  const store = await openStore({ databaseUrl: null, home: folder });
  await store.pool.query("insert into expertises (slug, name) values ('lumen', 'Lumen')");
  await store.close();
  writeFileSync(join(folder, "pg", "postmaster.pid"), "");

  const again = await openStore({ databaseUrl: null, home: folder });
  expect((await again.pool.query("select slug from expertises")).rows).toEqual([{ slug: "lumen" }]);
  await again.close();
});
