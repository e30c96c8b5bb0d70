import { account, signal } from "@groundswell/model";
import { describe, expect, test } from "vitest";
import { useCommunity } from "./erase-world.ts";
import { storeKinds } from "./open-test-store.ts";
import { asOf, makeSource, save } from "./store-fixtures.ts";

const repository = {
  platform: "github",
  id: "dotnet/runtime",
  kind: "repository" as const,
  name: "dotnet/runtime",
  url: "https://github.com/dotnet/runtime",
};

describe.each(storeKinds)("erasing somebody who is called like something else, on the %s store", (kind) => {
  const { world, all, personOf, erase } = useCommunity(kind);

  /** All that is somebody else's and what everybody reads by. */
  async function others() {
    return {
      signals: await all(
        "select native_id, kind, title, excerpt, tags, metrics, platform from signals where native_id <> 'theirs' order by 1",
      ),
      spaces: await all("select * from spaces order by id"),
      sources: await all("select * from sources order by id"),
      users: await all("select id, name, email, role from users order by id"),
      accounts: await all("select * from accounts where native_id <> '9' order by id"),
      expertises: await all("select * from expertises order by id"),
      attributions: await all("select * from expertise_spaces order by 1, 2"),
    };
  }

  test.each(["runtime", "comment", "admin", "views", "erased", "contoso"])(
    "a person called %s goes, and nothing of anybody else does",
    async (handle) => {
      const source = await makeSource(world.store, "core");
      await all("update sources set options = $1", [JSON.stringify({ repository: repository.id })]);
      await all(
        "insert into users (id, name, email, role, created_at, updated_at) values ('u1', 'Lea', 'lea@example.org', 'admin', $1, $1)",
        [asOf],
      );
      await all(
        "insert into organisations (name, aliases, domains, members, people) values ('Contoso', '{}', '{}', '{}', 'staff')",
      );
      const by = (id: string, login: string) => account("github", id, { handle: login });
      const wrote = (id: string, one: "issue" | "comment", author: ReturnType<typeof by>) =>
        signal({
          ...{
            connector: "github",
            id,
            kind: one,
            occurredAt: "2026-01-10T12:00:00.000Z",
            threadId: "1",
            space: repository,
          },
          ...{ title: "On it", excerpt: "Words.", metrics: { score: 3, views: 7 }, account: author },
        });
      await save(world.store, source, {
        signals: [
          wrote("ours", "issue", by("1", "ada")),
          wrote("ours too", "comment", by("2", "bea")),
          wrote("theirs", "comment", by("9", handle)),
        ],
      });
      const before = await others();
      const erased = await erase(world.store, false, await personOf("github:9"));
      expect(erased).toMatchObject({ signals: { unnamed: 1, removed: 0 }, spaces: [], sources: [], mentions: [] });
      expect(erased.left.map(({ text }) => text)).toEqual([handle]);
      expect(await others()).toEqual(before);
      expect(await all("select count(*)::int as n from accounts where native_id = '9'")).toEqual([{ n: 0 }]);
    },
  );
});
