import { gunzipSync, gzipSync } from "node:zlib";
import { replay } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { account, batch, ConfigError } from "@groundswell/model";
import { openQueue } from "@groundswell/queue";
import { exportPerson, findSource, readTombstones, saveBatch, startPull } from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { at, communityLines, erasureKey, hash, room, shouted } from "./erase-community.ts";
import { holds, useCommunity } from "./erase-world.ts";
import { databaseUrlOf, storeKinds } from "./open-test-store.ts";
import { asOf, makeSource, save } from "./store-fixtures.ts";

describe.each(storeKinds)("erasing a person, on the %s store", (kind) => {
  const {
    world,
    now,
    all,
    signal,
    everything,
    found,
    importLines,
    pull,
    votes,
    run,
    personOf,
    erase,
    spaceCounts,
    endorsementCounts,
    live,
  } = useCommunity(kind);

  describe("in a community where Jo has two accounts, a blog and friends", () => {
    beforeEach(live);

    test("leaves not one cell of the store in which Jo is named, in any case", async () => {
      expect((await found()).length).toBeGreaterThan(40);
      const erased = await erase();
      expect(await found()).toEqual([]);
      expect(erased.accounts).toHaveLength(3);
      expect(erased.spaces.sort()).toEqual(["blog:quillfeather.example", "code.example:jo-quill/tools"]);
      expect(erased.sources).toEqual(["jo-quill-blog"]);
      expect(erased.signals).toEqual({ unnamed: 8, removed: 6 });
      expect(erased.rows).toMatchObject({ accounts: 3, awards: 1, registry_entries: 1, handles: 1 });
      expect(await all("select position from registry_entries")).toEqual([{ position: 1 }]);
      const [{ excerpt }] = await all("select excerpt from signals where native_id = 'c9'");
      expect(excerpt).toBe("Thanks @[erased], see https://www.[erased]/posts/9. Ask [erased].");
    });

    test("keeps what Jo did as events of nobody: threads stay answered and spaces keep their numbers", async () => {
      const others =
        "select native_id, account_id, occurred_at, metrics from signals where account_id in (select id from accounts where name in ('Ada Marsh', 'Bea Fenn')) and native_id not like 'o%' order by id";
      const scores =
        "select * from scores where person_id in (select coalesce(person_id, id) from accounts where name in ('Ada Marsh', 'Bea Fenn')) order by run_id, track, position";
      const persons =
        "select id, person_id, handle, name from accounts where name in ('Ada Marsh', 'Bea Fenn') order by id";
      const threads = "select native_id, responses, first_response_at, accepted from threads order by 1";
      const before = {
        others: await all(others),
        scores: await all(scores),
        persons: await all(persons),
        threads: await all(threads),
        endorsements: await endorsementCounts(),
      };
      expect(before.scores.length).toBeGreaterThan(0);
      const events =
        "select sum(events)::int as n from rollups r join spaces s on s.id = r.space_id where s.native_id in ('help', 'news', 'lumen/core')";
      const counted = await all(events);
      await erase();
      expect(
        await all("select from rollups where account_id <> 0 and account_id not in (select id from accounts)"),
      ).toEqual([]);
      expect(await all(events)).toEqual(counted);
      const after = async () => ({
        others: await all(others),
        scores: await all(scores),
        persons: await all(persons),
        threads: await all(threads),
        endorsements: await endorsementCounts(),
      });
      expect(await after()).toEqual(before);
      await run();
      expect(await all(events)).toEqual(counted);
      expect(await all(threads)).toEqual(before.threads);
      expect(await all("select count(*)::int as n from decisions")).toEqual([{ n: 1 }]);
    });

    test("Jo does not come back with the same file, votes and world.feeds, in whatever letters", async () => {
      await erase();
      const counts = { spaces: await spaceCounts(), endorsements: await endorsementCounts() };
      for (const lines of [communityLines(), shouted(communityLines())]) {
        const imported = await importLines(lines);
        expect(holds(imported)).toBe(true);
        expect(imported.reasons).toEqual({ "erased on request": 4 });
        expect(imported.signals).toMatchObject({ fetched: 24, saved: 0, skipped: 4 });
      }
      for (const voter of ["p1", "P1"]) expect(holds(await votes(voter))).toBe(true);
      world.feeds["/team.xml"] = world.feeds["/team.xml"]?.replace("Welcome", "WELCOME, JO QUILLFEATHER") ?? "";
      expect(holds(await pull("team"))).toBe(true);
      await all("insert into sources (id, connector, expertises, options) values ('again', 'feed', '{lumen}', $1)", [
        JSON.stringify({ url: `${world.address}/own.xml` }),
      ]);
      const own = await pull("again");
      expect(own.signals).toMatchObject({ fetched: 2, saved: 0, skipped: 2 });
      expect(await found()).toEqual([]);
      expect({ spaces: await spaceCounts(), endorsements: await endorsementCounts() }).toEqual(counts);
      await run();
      expect(await found()).toEqual([]);
    });

    test("a page that is mapped again brings nobody back", async () => {
      const [kept] = await all("select * from raw_pages where source_id = 'team'");
      await erase();
      // As if it had been restored from a backup.
      await all(
        "insert into raw_pages (id, source_id, pull_id, request, content_type, context, body, sha256, fetched_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
          kept.id,
          kept.source_id,
          kept.pull_id,
          kept.request,
          kept.content_type,
          JSON.stringify(kept.context),
          kept.body,
          kept.sha256,
          kept.fetched_at,
        ],
      );
      const source = await findSource(world.store, "team");
      if (!source) throw new Error("The source is gone.");
      expect(await replay({ store: world.store, connectors, now, signal, dryRun: false }, source)).toMatchObject({
        pages: 1,
        failed: [],
      });
      await all("delete from raw_pages");
      expect(await found()).toEqual([]);
    });

    test("a page is not kept where it names Jo beside what was read from it", async () => {
      await erase();
      const raw = (body: string) => ({
        request: `${world.address}/new`,
        contentType: "text/html",
        body: Buffer.from(body),
        fetchedAt: asOf.toISOString(),
      });
      const pullId = await startPull(world.store, "votes", now());
      for (const body of ["<p>Ada</p>", "<p>Ada and J&#111; Quillfeather</p>"])
        await saveBatch(world.store, {
          source: { id: "votes", expertises: [] },
          pullId,
          batch: batch({ cursor: null, raw: raw(body) }),
          now: now(),
        });
      expect(await all("select count(*)::int as n from raw_pages where source_id = 'votes'")).toEqual([{ n: 1 }]);
    });

    test("nothing that is saved while Jo is erased brings Jo back", async () => {
      const [, ...counts] = await Promise.all([erase(), importLines(communityLines()), pull("team"), votes("p1")]);
      expect(counts.every(holds)).toBe(true);
      expect(await found()).toEqual([]);
    });

    test("jobs that wait in the same database name Jo no more", async () => {
      const [, database = ""] = world.store.where.split("/");
      const url = kind === "postgres" ? databaseUrlOf(database) : null;
      const queue = await openQueue({
        redisUrl: null,
        databaseUrl: url,
        ...(url === null ? { pool: world.store.pool } : {}),
      });
      await queue.add("collect", { source: "jo-quill-blog" });
      await queue.close();
      expect((await found()).some((line) => /^bullmq|job/.test(line))).toBe(true);
      await erase();
      expect(await found()).toEqual([]);
    });

    test("what would go is said without touching anything", async () => {
      const before = await everything();
      expect(await erase(world.store, true)).toMatchObject({ signals: { unnamed: 8, removed: 6 } });
      expect(await everything()).toBe(before);
    });

    test("an erasure that fails at its last step has changed nothing", async () => {
      await all(
        "create function fail_erase() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$",
      );
      onTestFinished(async () => {
        await all("drop function fail_erase() cascade");
      });
      await all("create trigger fail_erase before insert on audit_log for each row execute function fail_erase()");
      const before = await everything();
      await expect(erase()).rejects.toThrow("the disk is full");
      expect(await everything()).toBe(before);
    });

    test("without the key, or with another one, nothing is erased and later nothing is saved", async () => {
      const keyless = { ...world.store, erasureKey: null };
      const other = { ...world.store, erasureKey: `${erasureKey}, but another one` };
      await expect(erase(keyless)).rejects.toThrow(/set it to a secret of at least 32 characters and keep it/);
      await erase();
      const before = await everything();
      for (const [on, sentence] of [
        [keyless, /they would come back: set the key/],
        [other, /is not the key that people were erased with/],
      ] as const) {
        const saving = saveBatch(on, {
          source: { id: "team", expertises: [] },
          pullId: 1,
          batch: batch({ cursor: "on", accounts: [account("x", "1")] }),
          now: now(),
        });
        await expect(saving).rejects.toThrow(ConfigError);
        await expect(saving).rejects.toThrow(sentence);
      }
      await expect(erase(other, false, await personOf("forum.example:p2"))).rejects.toThrow(/is not the key/);
      expect(await everything()).toBe(before);
    });

    test("tables of later releases are swept too: texts, lists, documents, packed bytes, and rows by their person's number", async () => {
      await all(
        "create table report_snapshots (id int primary key, title text, pages text[], body jsonb, packed bytea)",
      );
      await all("create table candidates_later (person_id bigint, stage text)");
      await all("create table slugs_later (slug text primary key)");
      onTestFinished(async () => {
        await all("drop table report_snapshots, candidates_later, slugs_later");
      });
      const person = await personOf("forum.example:p1");
      await all(
        "insert into report_snapshots values (1, 'Jo Quillfeather leads', $1, $2, $3), (2, 'Ada leads', '{}', '{}', null)",
        [
          ["https://quillfeather.example/a", "by JOQUILLFEATHER", "by Ada"],
          JSON.stringify({ rows: [{ "jo-quill": ["forum.example:p1", "forum.example:p12"] }] }),
          gzipSync("<p>Jo Quillfeather and Ada</p>"),
        ],
      );
      await all("insert into candidates_later values ($1, 'nominated'), ($2, 'nominated')", [
        person,
        await personOf("forum.example:p2"),
      ]);
      await all("insert into slugs_later values ('jo-quill'), ('ada')");
      await erase();
      const rows = await all("select title, pages, body, packed from report_snapshots order by id");
      expect(rows[0]).toMatchObject({
        title: "[erased] leads",
        pages: ["by [erased]", "by Ada"],
        body: { rows: [{ "[erased]": ["[erased]", "forum.example:p12"] }] },
      });
      expect(gunzipSync(rows[0].packed).toString()).toBe("<p>[erased] and Ada</p>");
      expect(await all("select count(*)::int as n from candidates_later")).toEqual([{ n: 1 }]);
      expect(await all("select slug from slugs_later")).toEqual([{ slug: "ada" }]);
    });

    test("the audit log says that somebody was erased and by whom, and names nobody", async () => {
      await erase();
      const [entry] = await all("select actor, subject, detail from audit_log where action = 'erase'");
      expect(entry).toMatchObject({
        actor: "lead",
        subject: "a person",
        detail: { accounts: 3, reason: "asked by [erased]" },
      });
    });

    test("whoever is in a file can be asked about before it is read", async () => {
      await erase();
      const client = await world.store.pool.connect();
      onTestFinished(() => client.release());
      const tombstones = await readTombstones(client, erasureKey);
      expect(tombstones?.isErased({ handles: { "forum.example": "JOQUILLFEATHER" } })).toBe(true);
      expect(tombstones?.isErased({ links: ["http://www.Quillfeather.example"] })).toBe(true);
      expect(tombstones?.isErased({ hashes: [hash.toUpperCase()] })).toBe(true);
      expect(
        tombstones?.isErased({
          handles: { "forum.example": "ada-m" },
          links: ["https://ada.example/"],
          hashes: [null],
        }),
      ).toBe(false);
      expect(tombstones?.redact("Awarded to jo quillfeather")).toBe("Awarded to [erased]");
    });

    test("a person can be given everything that is held of them", async () => {
      const person = await personOf("forum.example:p1");
      const document = await exportPerson(world.store, person, now());
      const sizes = Object.fromEntries(
        Object.entries(document).map(([part, list]) => [part, Array.isArray(list) ? list.length : null]),
      );
      expect(sizes).toMatchObject({
        accounts: 3,
        formerHandles: 1,
        awards: 1,
        registryEntries: 1,
        ownSpaces: 2,
        endorsementsReceived: 8,
        endorsementsGiven: 4,
        decisions: 1,
        audit: 1,
        rawPages: 2,
      });
      expect(document.signals).toHaveLength(10);
      expect(document.scores).not.toEqual([]);
      expect(JSON.stringify(document)).toContain("Plume Works");
      expect(JSON.stringify(document)).not.toContain("News of 9");
      await expect(exportPerson(world.store, 99_999, now())).rejects.toThrow(/There is no person 99999/);
    });
  });

  test("of two people with one name only the right one goes, and the name stays the other's", async () => {
    const source = await makeSource(world.store);
    const robin = (id: string) => account("forum.example", id, { name: "Robin Fell", handle: `robin-${id}-fell` });
    await save(world.store, source, { accounts: [robin("11"), robin("22")] });
    const erased = await erase(world.store, false, await personOf("forum.example:11"));
    expect(erased.left).toEqual([{ text: "Robin Fell", why: "forum.example:22 has it too" }]);
    const counts = await save(world.store, source, { accounts: [robin("11"), robin("22")] });
    expect(counts.accounts).toEqual({ fetched: 2, saved: 0, seen: 1, skipped: 1 });
    expect(await all("select native_id, name from accounts")).toEqual([{ native_id: "22", name: "Robin Fell" }]);
  });

  test("a handle that is also a tag, and a page that others write, stay where they are", async () => {
    const source = await makeSource(world.store);
    await importLines([
      {
        id: "1",
        kind: "post",
        occurredAt: at(9),
        space: {
          platform: "hub",
          id: "lumen/core",
          kind: "repository",
          name: "core",
          url: "https://hub.example/lumen/core",
        },
        account: { platform: "hub", id: "1", handle: "ada" },
      },
      {
        id: "2",
        kind: "post",
        occurredAt: at(9),
        space: room("lumen"),
        tags: ["lumen"],
        account: { platform: "forum.example", id: "9", handle: "lumen", links: ["https://hub.example/lumen/core"] },
        title: "On lumen",
      },
      {
        id: "3",
        kind: "post",
        occurredAt: at(9),
        space: room("lumen"),
        account: { platform: "forum.example", id: "8" },
        title: "On lumen too",
      },
    ]);
    const erased = await erase(world.store, false, await personOf("forum.example:9"));
    expect(erased.spaces).toEqual([]);
    expect(erased.left.map(({ text }) => text)).toEqual(["lumen", "https://hub.example/lumen/core"]);
    expect(await all("select native_id as id, title from signals order by 1")).toEqual([
      { id: "1", title: null },
      { id: "2", title: null },
      { id: "3", title: "On lumen too" },
    ]);
    expect(
      (await save(world.store, source, { accounts: [account("forum.example", "7", { handle: "Lumen" })] })).accounts
        .skipped,
    ).toBe(1);
  });
});
