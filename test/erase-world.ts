import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { analyse, decide } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { batch, type Endorsement } from "@groundswell/model";
import {
  type Counts,
  ensureExpertise,
  erasePerson,
  findSource,
  importSource,
  type Store,
  saveBatch,
  startPull,
} from "@groundswell/store";
import { afterAll, beforeAll, expect } from "vitest";
import { at, communityLines, entry, erasureKey, jo, type Line, rss, traces } from "./erase-community.ts";
import { useSuiteStore } from "./open-test-store.ts";
import { testHttp } from "./place-pull.ts";
import { asOf, makeSource } from "./store-fixtures.ts";

/** Whether what was fetched is accounted for. */
export const holds = ({ signals, accounts, endorsements }: Counts) =>
  [signals, accounts, endorsements].every(({ fetched, saved, seen, skipped }) => fetched === saved + seen + skipped);

/** An empty store before each test of a suite, and what happens there to a community and its erased. */
export function useCommunity(kind: Store["kind"]) {
  const world = { feeds: {} } as { store: Store; feeds: Record<string, string>; address: string };
  useSuiteStore(kind, (opened) => {
    world.store = { ...opened, erasureKey };
  });
  let folder: string;
  const server = createServer((request, response) => {
    const body = world.feeds[request.url ?? ""];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/rss+xml" }).end(body);
  });
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    world.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    folder = mkdtempSync(join(tmpdir(), "groundswell-erase-"));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let minute = 0;
  const now = () => new Date(asOf.getTime() + minute++ * 60_000);
  const all = async (sql: string, values: unknown[] = []) => (await world.store.pool.query(sql, values)).rows;
  const signal = new AbortController().signal;
  const context = (on = world.store) => ({
    store: on,
    connectors,
    http: testHttp(now),
    env: {},
    now,
    rawDays: 9000,
    signal,
  });

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

  async function importLines(lines: Line[], on = world.store): Promise<Counts> {
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
    const source = await findSource(world.store, id);
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
    return saveBatch(world.store, {
      source,
      pullId: await startPull(world.store, "votes", now()),
      batch: batch({ cursor: null, endorsements }),
      now: now(),
    });
  }
  const run = () => analyse({ store: world.store, now }, { expertise: "lumen", asOf });
  const personOf = async (key: string): Promise<number> =>
    (
      await all("select coalesce(person_id, id) as person from accounts where platform || ':' || native_id = $1", [key])
    )[0].person;
  const erase = async (on = world.store, dryRun = false, person?: number) =>
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
    world.feeds = {
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
          url: `${world.address}/${name}.xml`,
          ...(name === "own" ? { author: "https://quillfeather.example/" } : {}),
        }),
      ]);
    }
    await makeSource(world.store, "votes");
    for (const id of ["jo-quill-blog", "team"]) expect(holds(await pull(id))).toBe(true);
    await votes("p1");
    await run();
    const pair = { a: "forum.example:p1", b: "blog:quillfeather.example#jo quillfeather" };
    await decide({ store: world.store, now, actor: "lead" }, { kind: "accept", pair }, "Jo Quillfeather told me");
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

  return {
    world,
    now,
    all,
    signal,
    context,
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
  };
}
