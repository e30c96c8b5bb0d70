import { gzipSync } from "node:zlib";
import { account, signal } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { useCommunity } from "./erase-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { makeSource, save } from "./store-fixtures.ts";

describe.each(storeKinds)("erasing somebody whose name others have too, on the %s store", (kind) => {
  const { world, all, personOf, erase } = useCommunity(kind);

  test("pages and items that hold the name beside their id go, and those of their namesakes stay", async () => {
    const source = await makeSource(world.store, "core");
    const wrote = (id: string) =>
      signal({
        ...{ connector: "stackexchange", id: `post-${id}`, kind: "answer", occurredAt: "2026-01-10T12:00:00.000Z" },
        ...{ threadId: "1", excerpt: "Words.", account: account("qa.example", id, { name: "Max Muster" }) },
        space: { platform: "qa.example", id: "tag", kind: "tag", name: "tag", url: null },
      });
    await save(world.store, source, { signals: [wrote("4711"), wrote("4712")] });
    const by = (id: string) =>
      JSON.stringify({ owner: { user_id: Number(id), display_name: "Max Muster" }, body: "mine" });
    const written = [by("4711"), by("4712"), by("47110"), JSON.stringify({ score: 4711 })];
    const [{ id: pull }] = await all("select max(id) as id from pulls");
    for (const [page, body] of written.entries()) {
      await all(
        `insert into raw_pages (source_id, pull_id, request, content_type, body, sha256, fetched_at)
         values ($1, $2, $3, 'application/json', $4, $3, now())`,
        [source.id, pull, `page ${page}`, gzipSync(body)],
      );
      await all(
        "insert into set_aside (source_id, pull_id, reason, item, digest) values ($1, $2, 'odd', $3, md5($3))",
        [...[source.id, pull, body]],
      );
    }
    const erased = await erase(world.store, false, await personOf("qa.example:4711"));
    expect(erased.left.map(({ text }) => text)).toEqual(["Max Muster"]);
    expect([erased.rawPages, erased.rows.set_aside]).toEqual([1, 1]);
    expect((await all("select request from raw_pages order by 1")).map(({ request }) => request)).toEqual([
      ...["page 1", "page 2", "page 3"],
    ]);
    expect((await all("select item from set_aside order by id")).map(({ item }) => item)).toEqual(written.slice(1));
  });
});
