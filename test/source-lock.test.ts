import { setTimeout as sleep } from "node:timers/promises";
import { dropRawPages, withSourceLock } from "@groundswell/store";
import { describe, expect, test } from "vitest";
import { openTestStore, storeKinds } from "./open-test-store.ts";

describe.each(storeKinds)("on the %s store", (kind) => {
  test("a source is pulled by one at a time, another source meanwhile, and the same one afterwards", async () => {
    const store = await openTestStore(kind);
    const seen: unknown[] = [];
    const first = await withSourceLock(store, "blog", async () => {
      seen.push(await withSourceLock(store, "blog", async () => "twice"));
      seen.push(await withSourceLock(store, "forum", async () => "other"));
      return "done";
    });
    seen.push(await withSourceLock(store, "blog", async () => "again"));
    expect([first, ...seen]).toEqual(["done", null, "other", "again"]);
  });

  test("a pull that throws gives its source back", async () => {
    const store = await openTestStore(kind);
    await expect(withSourceLock(store, "blog", () => Promise.reject(new Error("broke off")))).rejects.toThrow(
      "broke off",
    );
    expect(await withSourceLock(store, "blog", async () => "again")).toBe("again");
  });

  test.skipIf(kind === "embedded")("whose connection breaks is told, lives on, and leaves it to the next", async () => {
    const store = await openTestStore(kind);
    const seen: unknown[] = [];
    const first = withSourceLock(store, "blog", async (lost) => {
      await store.pool.query(
        `select pg_terminate_backend(pid) from pg_locks
         where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      );
      while (!lost.aborted) await sleep(5);
      seen.push(await withSourceLock(store, "blog", async () => "the next"));
      lost.throwIfAborted();
    });
    await expect(first).rejects.toThrow(
      /The connection that kept blog for this process was lost: the next pull goes on at its cursor/,
    );
    expect(seen).toEqual(["the next"]);
  });

  test("raw pages are kept for their time, and another source's with them", async () => {
    const store = await openTestStore(kind);
    for (const [source, day] of [
      ["blog", "2026-01-01"],
      ["blog", "2026-03-01"],
      ["forum", "2026-01-01"],
    ])
      await store.pool.query(
        `insert into raw_pages (source_id, pull_id, request, content_type, body, sha256, fetched_at)
         values ($1, 1, 'page', 'text/xml', '', $2::text, $2::text::timestamptz)`,
        [source, day],
      );
    expect(await dropRawPages(store, "blog", new Date("2026-02-01"))).toBe(1);
    const { rows } = await store.pool.query("select source_id, sha256 from raw_pages order by 1, 2");
    expect(rows).toEqual([
      { source_id: "blog", sha256: "2026-03-01" },
      { source_id: "forum", sha256: "2026-01-01" },
    ]);
  });
});
