import pg from "pg";
import { expect, test } from "vitest";
import { openEmbedded } from "./backend.ts";

test("a pool of many sessions is refused, before any of them is touched", async () => {
  const pool = new pg.Pool({ host: "127.0.0.1", port: 1 });
  await expect(openEmbedded(pool)).rejects.toThrow(/open them with its databaseUrl/);
  expect(pool.totalCount).toBe(0);
});
