import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { analyse, decide } from "@groundswell/analyse";
import { collect, replay } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { account, batch, ConfigError, type Endorsement } from "@groundswell/model";
import { openQueue } from "@groundswell/queue";
import {
  type Counts,
  ensureExpertise,
  erasePerson,
  exportPerson,
  findSource,
  importSource,
  readTombstones,
  type Store,
  saveBatch,
  startPull,
} from "@groundswell/store";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { databaseUrlOf, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { testHttp } from "./place-pull.ts";
import { Desk, signalLines } from "./run-command.ts";
import { asOf, makeSource, save } from "./store-fixtures.ts";

const erasureKey = "a-key-of-the-tests-that-is-long-enough";
const hash = "c0ffee11".repeat(8);
/** All that may be left of nobody, in lower case. */
const traces = [
  "quillfeather",
  "quillf_old",
  "quillf-old",
  "jo-quill",
  "jo quill",
  hash,
  "forum.example:p1",
  "plume works",
];

const room = (id: string) => ({ platform: "forum.example", id, kind: "category", name: `Room ${id}` });
const jo = {
  platform: "forum.example",
  id: "p1",
  handle: "JoQuillfeather",
  name: "Jo Quillfeather",
  url: "https://forum.example/u/JoQuillfeather",
  links: ["https://quillfeather.example/", "https://code.example/jo-quill"],
  emailHash: hash,
  company: "Plume Works",
};
const joAtCode = {
  platform: "code.example",
  id: "jo-quill",
  handle: "jo-quill",
  name: "Jo Quillfeather",
  url: "https://code.example/jo-quill",
  emailHash: hash,
};
const ada = {
  platform: "forum.example",
  id: "p2",
  handle: "ada-m",
  name: "Ada Marsh",
  links: ["https://ada.example/", "https://quillfeather.example/"],
};
const bea = { platform: "forum.example", id: "p3", handle: "bea", name: "Bea Fenn" };

type Line = Record<string, unknown>;
const at = (month: number, day = 10) => `2025-${String(month).padStart(2, "0")}-${day}T12:00:00Z`;
/** A small community over four months: Jo answers, asks and is thanked. */
function communityLines(): Line[] {
  return [9, 10, 11, 12].flatMap((month): Line[] => [
    {
      id: `q${month}`,
      kind: "question",
      occurredAt: at(month, 10),
      space: room("help"),
      account: bea,
      threadId: `q${month}`,
      title: `How in ${month}?`,
    },
    {
      id: `a${month}`,
      kind: "answer",
      occurredAt: at(month, 11),
      space: room("help"),
      account: { ...jo, handle: month === 9 ? "quillf_old" : jo.handle },
      threadId: `q${month}`,
      parentId: `q${month}`,
      excerpt: `So, says Jo Quillfeather in ${month}.`,
      url: `https://forum.example/t/${month}/by-joquillfeather`,
      metrics: { score: month },
    },
    {
      id: `c${month}`,
      kind: "comment",
      occurredAt: at(month, 12),
      space: room("help"),
      account: ada,
      threadId: `q${month}`,
      excerpt: `Thanks @joquillfeather, see https://www.quillfeather.example/posts/${month}. Ask JO  QUILLFEATHER.`,
      url: `https://forum.example/t/${month}/3`,
    },
    {
      id: `p${month}`,
      kind: "post",
      occurredAt: at(month, 13),
      space: room("news"),
      account: ada,
      title: `News of ${month}`,
      metrics: { score: 4 },
    },
    {
      id: `r${month}`,
      kind: "commit",
      occurredAt: at(month, 14),
      space: {
        platform: "code.example",
        id: "lumen/core",
        kind: "repository",
        name: "lumen/core",
        url: "https://code.example/lumen/core",
      },
      account: joAtCode,
      title: "Mend it",
    },
    {
      id: `o${month}`,
      kind: "commit",
      occurredAt: at(month, 15),
      space: {
        platform: "code.example",
        id: "jo-quill/tools",
        kind: "repository",
        name: "tools",
        url: "https://code.example/jo-quill/tools",
      },
      account: { ...bea, platform: "code.example", id: "bea-f" },
      title: "Help out",
    },
  ]);
}
/** The same in other letters, as a place might show it another day. */
const shouted = (lines: Line[]): Line[] =>
  JSON.parse(
    JSON.stringify(lines)
      .replaceAll("JoQuillfeather", "JOQUILLFEATHER")
      .replaceAll('"jo-quill"', '"Jo-Quill"')
      .replaceAll("joquillfeather", "JoQuillFeather"),
  );

const entry = (site: string, number: number, author: string, text: string) =>
  `<item><title>Entry ${number}</title><link>https://${site}/posts/${number}</link><guid>https://${site}/posts/${number}</guid>` +
  `<pubDate>Mon, 0${number} Dec 2025 10:00:00 GMT</pubDate><dc:creator>${author}</dc:creator><description>${text}</description></item>`;
const rss = (site: string, title: string, ...entries: string[]) =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${title}</title><link>https://${site}/</link>${entries.join("")}</channel></rss>`;

let feeds: Record<string, string>;
const server = createServer((request, response) => {
  const body = feeds[request.url ?? ""];
  response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/rss+xml" }).end(body);
});
let address: string;
let folder: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), "groundswell-erase-"));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const holds = ({ signals, accounts, endorsements }: Counts) =>
  [signals, accounts, endorsements].every(({ fetched, saved, seen, skipped }) => fetched === saved + seen + skipped);

describe.each(storeKinds)("erasing a person, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = { ...opened, erasureKey };
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);
  const all = async (sql: string, values: unknown[] = []) => (await store.pool.query(sql, values)).rows;
  const signal = new AbortController().signal;
  const context = (on = store) => ({ store: on, connectors, http: testHttp(now), env: {}, now, rawDays: 9000, signal });

  /** Every cell of every table as text, packed ones unpacked. */
  async function everything(): Promise<string> {
    const tables = await all(
      "select schemaname, tablename from pg_tables where schemaname in ('public', 'bullmq') order by 1, 2",
    );
    const texts: string[] = [];
    for (const { schemaname, tablename } of tables) {
      const rows = await all(`select * from "${schemaname}"."${tablename}"`);
      for (const row of rows)
        for (const cell of Object.values(row)) {
          const isPacked = cell instanceof Uint8Array && cell[0] === 0x1f;
          const text = isPacked ? gunzipSync(cell).toString() : typeof cell === "string" ? cell : JSON.stringify(cell);
          texts.push(`${tablename}: ${cell instanceof Date ? cell.toISOString() : text}`);
        }
    }
    return texts.join("\n").toLowerCase();
  }
  async function found(): Promise<string[]> {
    const lines = (await everything()).split("\n");
    return lines.filter((line) => traces.some((trace) => line.includes(trace)));
  }

  async function importLines(lines: Line[], on = store): Promise<Counts> {
    const path = join(folder, "community.jsonl");
    writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    await ensureExpertise(on, "lumen");
    const source = await importSource(on, {
      id: "import",
      connector: "signals",
      expertises: ["lumen"],
      options: { paths: [path] },
    });
    return (await collect(context(on), source)).counts;
  }
  async function pull(id: string): Promise<Counts> {
    const source = await findSource(store, id);
    if (!source) throw new Error(`There is no source ${id}.`);
    return (await collect(context(), source)).counts;
  }
  async function votes(voter: string): Promise<Counts> {
    const endorsements: Endorsement[] = [9, 10, 11, 12].flatMap((month): Endorsement[] => [
      {
        signal: { platform: "forum.example", kind: "post", id: `p${month}` },
        kind: "like",
        id: voter,
        at: at(month, 20),
        accountId: voter,
      },
      {
        signal: { platform: "code.example", kind: "commit", id: `r${month}` },
        kind: "like",
        id: "jo-quill",
        at: null,
        accountId: "Jo-Quill",
      },
      {
        signal: { platform: "forum.example", kind: "answer", id: `a${month}` },
        kind: "up",
        id: "p3",
        at: at(month, 20),
        accountId: "p3",
      },
    ]);
    const source = { id: "votes", expertises: ["lumen"] };
    return saveBatch(store, {
      source,
      pullId: await startPull(store, "votes", now()),
      batch: batch({ cursor: null, endorsements }),
      now: now(),
    });
  }
  const run = () => analyse({ store, now }, { expertise: "lumen", asOf });
  const personOf = async (key: string): Promise<number> =>
    (
      await all("select coalesce(person_id, id) as person from accounts where platform || ':' || native_id = $1", [key])
    )[0].person;
  const erase = async (on = store, dryRun = false, person?: number) =>
    erasePerson(on, {
      person: person ?? (await personOf("forum.example:p1")),
      actor: "lead",
      reason: "asked by Jo Quillfeather",
      now: now(),
      dryRun,
    });
  const spaceCounts = () =>
    all(`select sp.platform || ':' || sp.native_id as space, s.kind, count(*)::int as n, count(s.account_id)::int as named
      from signals s join spaces sp on sp.id = s.space_id group by 1, 2 order by 1, 2`);
  const endorsementCounts = () => all("select kind, count(*)::int as n from endorsements group by 1 order by 1");

  /** The whole life of the community until the day on which Jo asks. */
  async function live(): Promise<void> {
    feeds = {
      "/own.xml": rss(
        "quillfeather.example",
        "Plumes",
        entry("quillfeather.example", 1, "Jo Quillfeather", "My own words"),
        entry("quillfeather.example", 2, "Jo Quillfeather", "More"),
      ),
      "/team.xml": rss(
        "team.example",
        "The team",
        entry("team.example", 1, "Ada Marsh", "Welcome"),
        entry("team.example", 2, "Ada Marsh", "With Jo Quillfeather &#74;o-quill"),
      ),
    };
    // What Jo was called at first is seen before the rest.
    await importLines(communityLines().slice(1, 2));
    await importLines(communityLines());
    for (const name of ["own", "team"]) {
      await all("insert into sources (id, connector, expertises, options) values ($1, 'feed', '{lumen}', $2)", [
        name === "own" ? "jo-quill-blog" : name,
        JSON.stringify({
          url: `${address}/${name}.xml`,
          ...(name === "own" ? { author: "https://quillfeather.example/" } : {}),
        }),
      ]);
    }
    await makeSource(store, "votes");
    for (const id of ["jo-quill-blog", "team"]) expect(holds(await pull(id))).toBe(true);
    await votes("p1");
    await run();
    const pair = { a: "forum.example:p1", b: "blog:quillfeather.example#jo quillfeather" };
    await decide({ store, now, actor: "lead" }, { kind: "accept", pair }, "Jo Quillfeather told me");
    await run();
    const [{ id }] = await all("select id from accounts where native_id = 'p1'");
    await all("insert into registries (name, kind, read_at) values ('awards.csv', 'awardees', now())");
    await all(
      "insert into registry_entries (registry, position, entry, account_id) values ('awards.csv', 0, $1, $2), ('awards.csv', 1, $3, null)",
      [
        JSON.stringify({ links: [jo.url], handles: {} }),
        id,
        JSON.stringify({ links: [], handles: { github: "ada-m" } }),
      ],
    );
    await all(
      "insert into awards (registry, account_id, expertise, awarded_on, status) values ('awards.csv', $1, 'Lumen', '2024-07-01', 'current')",
      [id],
    );
    await all("update sources set last_error = 'GET /u/joquillfeather answered 500' where id = 'team'");
  }

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

    test("Jo does not come back with the same file, votes and feeds, in whatever letters", async () => {
      await erase();
      const counts = { spaces: await spaceCounts(), endorsements: await endorsementCounts() };
      for (const lines of [communityLines(), shouted(communityLines())]) {
        const imported = await importLines(lines);
        expect(holds(imported)).toBe(true);
        expect(imported.reasons).toEqual({ "erased on request": 4 });
        expect(imported.signals).toMatchObject({ fetched: 24, saved: 0, skipped: 4 });
      }
      for (const voter of ["p1", "P1"]) expect(holds(await votes(voter))).toBe(true);
      feeds["/team.xml"] = feeds["/team.xml"]?.replace("Welcome", "WELCOME, JO QUILLFEATHER") ?? "";
      expect(holds(await pull("team"))).toBe(true);
      await all("insert into sources (id, connector, expertises, options) values ('again', 'feed', '{lumen}', $1)", [
        JSON.stringify({ url: `${address}/own.xml` }),
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
      const source = await findSource(store, "team");
      if (!source) throw new Error("The source is gone.");
      expect(await replay({ store, connectors, now, signal, dryRun: false }, source)).toMatchObject({
        pages: 1,
        failed: [],
      });
      await all("delete from raw_pages");
      expect(await found()).toEqual([]);
    });

    test("a page is not kept where it names Jo beside what was read from it", async () => {
      await erase();
      const raw = (body: string) => ({
        request: `${address}/new`,
        contentType: "text/html",
        body: Buffer.from(body),
        fetchedAt: asOf.toISOString(),
      });
      const pullId = await startPull(store, "votes", now());
      for (const body of ["<p>Ada</p>", "<p>Ada and J&#111; Quillfeather</p>"])
        await saveBatch(store, {
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
      const [, database = ""] = store.where.split("/");
      const url = kind === "postgres" ? databaseUrlOf(database) : null;
      const queue = await openQueue({
        redisUrl: null,
        databaseUrl: url,
        ...(url === null ? { pool: store.pool } : {}),
      });
      await queue.add("collect", { source: "jo-quill-blog" });
      await queue.close();
      expect((await found()).some((line) => /^bullmq|job/.test(line))).toBe(true);
      await erase();
      expect(await found()).toEqual([]);
    });

    test("what would go is said without touching anything", async () => {
      const before = await everything();
      expect(await erase(store, true)).toMatchObject({ signals: { unnamed: 8, removed: 6 } });
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
      const keyless = { ...store, erasureKey: null };
      const other = { ...store, erasureKey: `${erasureKey}, but another one` };
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
      const client = await store.pool.connect();
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
      const document = await exportPerson(store, person, now());
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
      await expect(exportPerson(store, 99_999, now())).rejects.toThrow(/There is no person 99999/);
    });
  });

  test("of two people with one name only the right one goes, and the name stays the other's", async () => {
    const source = await makeSource(store);
    const robin = (id: string) => account("forum.example", id, { name: "Robin Fell", handle: `robin-${id}-fell` });
    await save(store, source, { accounts: [robin("11"), robin("22")] });
    const erased = await erase(store, false, await personOf("forum.example:11"));
    expect(erased.left).toEqual([{ text: "Robin Fell", why: "forum.example:22 has it too" }]);
    const counts = await save(store, source, { accounts: [robin("11"), robin("22")] });
    expect(counts.accounts).toEqual({ fetched: 2, saved: 0, seen: 1, skipped: 1 });
    expect(await all("select native_id, name from accounts")).toEqual([{ native_id: "22", name: "Robin Fell" }]);
  });

  test("a handle that is also a tag, and a page that others write, stay where they are", async () => {
    const source = await makeSource(store);
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
    const erased = await erase(store, false, await personOf("forum.example:9"));
    expect(erased.spaces).toEqual([]);
    expect(erased.left.map(({ text }) => text)).toEqual(["lumen", "https://hub.example/lumen/core"]);
    expect(await all("select native_id as id, title from signals order by 1")).toEqual([
      { id: "1", title: null },
      { id: "2", title: null },
      { id: "3", title: "On lumen too" },
    ]);
    expect(
      (await save(store, source, { accounts: [account("forum.example", "7", { handle: "Lumen" })] })).accounts.skipped,
    ).toBe(1);
  });
});

test("the command says what would go, asks for --yes, erases, and gives a person what is held", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const env = { GROUNDSWELL_ERASURE_KEY: erasureKey, GROUNDSWELL_ACTOR: "lead" };
  const run = (...args: string[]) => desk.run(args, { env });
  const file = desk.file("forum.jsonl", signalLines().join("\n"));
  expect((await run("import", "signals", file, "--expertise", "lumen")).code).toBe(0);

  const keyless = await desk.run(["erase", "forum.example:p1"]);
  expect(keyless).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^Erasing needs GROUNDSWELL_ERASURE_KEY: .*\n$/),
  });
  const nobody = await run("erase", "forum.example:p9");
  expect(nobody).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is no account forum.example:p9: give .*\n$/),
  });

  const exported = await run("person", "export", "forum.example:p1", "--to", desk.file("p1.json"));
  expect(exported.code, exported.stderr).toBe(0);
  expect(JSON.parse(readFileSync(desk.file("p1.json"), "utf8")).signals).toHaveLength(24);
  expect(statSync(desk.file("p1.json")).mode & 0o077).toBe(0);

  const asked = await run("erase", "forum.example:p1");
  expect(asked.stdout).toMatch(/^Person \d+, forum.example:p1: this would be erased.\n {2}24 signals stay as nobody's/);
  expect(asked.stderr).toMatch(/repeat with --yes/);
  const erased = await run("erase", "forum.example:p1", "--yes", "--json");
  expect(JSON.parse(erased.stdout)).toMatchObject({
    dryRun: false,
    accounts: ["forum.example:p1"],
    signals: { unnamed: 24 },
  });
  expect((await run("person", "export", "forum.example:p1")).stderr).toMatch(/^There is no account forum.example:p1/);

  const refused = await desk.run(["import", "signals", file, "--expertise", "lumen"]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/People have been erased from this store/) });
  const again = await run("import", "signals", file, "--expertise", "lumen", "--json");
  expect(JSON.parse(again.stdout).counts.signals).toMatchObject({ fetched: 120, saved: 0, seen: 120 });
}, 120_000);
