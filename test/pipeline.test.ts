import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse } from "@groundswell/analyse";
import { type CollectContext, collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { ConfigError, RateLimitedError, readCatalogue, UnavailableError } from "@groundswell/model";
import { answerCandidates, answerPersonSignals, answerSpaces, answerStatus } from "@groundswell/reports";
import {
  catalogue,
  createWorld,
  type FaultKind,
  type Simulator,
  startSimulator,
  type TrueSignal,
  truth,
  writeSignals,
} from "@groundswell/simulator";
import {
  applyCatalogue,
  ensureExpertise,
  findPersons,
  findSource,
  importSource,
  latestRun,
  listSources,
  type SourceRow,
  type Store,
} from "@groundswell/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestQueue, queuePlaces } from "./open-test-queue.ts";
import { openSuiteStore, openTestStore, storeKinds } from "./open-test-store.ts";

const asOf = new Date("2026-02-01T00:00:00Z");
const now = () => asOf;
const world = createWorld({ seed: 11, asOf, people: 120, months: 15 });
const really = truth(world);
const expertise = world.expertise.slug;

function collecting(store: Store, more: Partial<CollectContext> = {}): CollectContext {
  // A client of its own for each pull: in one that is shared, a host that asked for quiet is left alone by the next pull too.
  const http = createHttp({ userAgent: "groundswell-test/0", now, allowHosts: ["127.0.0.1"] });
  return { store, connectors, http, env: {}, now, rawDays: 90, signal: new AbortController().signal, ...more };
}

async function apply(store: Store, simulator: Simulator): Promise<void> {
  await applyCatalogue(store, readCatalogue(JSON.stringify(catalogue(world, simulator.url)), "world", connectors));
}

async function sourceOf(store: Store, id: string): Promise<SourceRow> {
  const source = await findSource(store, id);
  if (!source) throw new Error(`The catalogue made no source ${id}.`);
  return source;
}

/** One line per signal, in one order: two lists of signals compare as they are read. */
const lines = (signals: TrueSignal[]) =>
  signals
    .map((s) => [s.platform, s.kind, s.id, s.space, s.account ?? "deleted", s.occurredAt].join(" "))
    .sort()
    .join("\n");

async function stored(store: Store, where: string): Promise<TrueSignal[]> {
  const { rows } = await store.pool.query(
    `select s.platform, s.kind, s.native_id as id, p.platform || ':' || p.native_id as space,
       a.platform || ':' || a.native_id as account, s.occurred_at as at
     from signals s join spaces p on p.id = s.space_id left join accounts a on a.id = s.account_id where ${where}`,
  );
  return rows.map(({ at, ...signal }) => ({ ...signal, occurredAt: at.toISOString() }));
}

/** What a store's endorsements say as far as the APIs tell it: they date no acceptance and name nobody who merged. */
async function storedEndorsements(store: Store): Promise<string[]> {
  const { rows } = await store.pool.query(
    `select concat_ws(' ', e.kind, s.platform, s.kind, s.native_id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       a.platform || ':' || a.native_id) as line
     from endorsements e join signals s on s.id = e.signal_id left join accounts a on a.id = e.account_id`,
  );
  return rows.map((row) => row.line).sort();
}

function trueEndorsements(): string[] {
  return really.endorsements
    .map(({ kind, signal: s, at, account }) =>
      [kind, s.platform, s.kind, s.id, ...(kind === "merge" ? [at] : account === null ? [] : [account])].join(" "),
    )
    .sort();
}

const accountsOf = (signals: TrueSignal[]) =>
  [...new Set(signals.flatMap(({ account }) => (account === null ? [] : [account])))].sort();

async function storedAccounts(store: Store): Promise<string[]> {
  const { rows } = await store.pool.query("select platform || ':' || native_id as key from accounts");
  return rows.map((row) => row.key).sort();
}

/** The true people behind each person of the store: more than one would be a false merge. */
async function truePeopleOfPersons(store: Store): Promise<Map<number, Set<string>>> {
  const { rows } = await store.pool.query(
    "select coalesce(person_id, id) as person, platform || ':' || native_id as key from accounts",
  );
  const people = new Map<number, Set<string>>();
  for (const { person, key } of rows)
    people.set(person, (people.get(person) ?? new Set()).add(really.personOf[key] ?? key));
  return people;
}

const withRole = (...roles: string[]) =>
  Object.keys(really.roles).filter((person) => roles.includes(really.roles[person] ?? ""));

/** Who is behind each candidate, in their order, and behind each person who was moved. */
async function judged(store: Store, track: "expert" | "leader") {
  const answer = await answerCandidates(store, { expertise, track, asOf: null, limit: 0 });
  const people = await truePeopleOfPersons(store);
  const name = ({ person }: { person: number }) => [...(people.get(person) ?? [])].join("+");
  return { answer, candidates: answer.candidates.map(name), moved: answer.moved.map(name), name };
}

describe.each(queuePlaces)("collected by jobs of a queue in $name", ({ kind, place }) => {
  let store: Store;
  let simulator: Simulator;

  // biome-ignore lint/correctness/noEmptyPattern: vitest takes only a pattern here
  beforeAll(async ({}, suite) => {
    const opened = await openSuiteStore(kind);
    store = opened.store;
    simulator = await startSimulator({ world, now });
    // The first answers of these fail; their jobs are to come back on their own.
    simulator.setFault("/feeds", "500", { times: 3 });
    simulator.setFault("/calendars", "429-seconds", { times: 2 });
    await apply(store, simulator);
    await collectAll();
    return async () => {
      await simulator.close();
      await opened.tidy(suite);
    };
  }, 180_000);

  async function collectAll(): Promise<number> {
    let saved = 0;
    const queue = await openTestQueue(place, store, now);
    try {
      await queue.work(
        "collect",
        async ({ source }, { signal }) => {
          const { counts } = await collect(collecting(store, { signal }), await sourceOf(store, source));
          saved += counts.signals.saved + counts.accounts.saved + counts.endorsements.saved;
        },
        { concurrency: 4 },
      );
      await queue.work("analyse", async ({ expertise }) => void (await analyse({ store, now }, { expertise })));
      for (const { id } of await listSources(store)) await queue.add("collect", { source: id });
      await queue.drained("collect");
      await queue.add("analyse", { expertise });
      await queue.drained("analyse");
      expect([await queue.deadLetters("collect"), await queue.deadLetters("analyse")]).toEqual([[], []]);
    } finally {
      await queue.close();
    }
    return saved;
  }

  test("the store holds the world's signals, endorsements and accounts, and nothing else", async () => {
    expect(lines(await stored(store, "deleted_at is null"))).toBe(lines(really.signals));
    expect(lines(await stored(store, "deleted_at is not null"))).toBe(lines(really.cancelled));
    expect(await storedEndorsements(store)).toEqual(trueEndorsements());
    expect(await storedAccounts(store)).toEqual(accountsOf([...really.signals, ...really.cancelled]));
  });

  test("every source is read to its end; meetings to come are counted as set aside and not kept", async () => {
    const sources = await listSources(store);
    expect(sources.length).toBe(world.spaces.length);
    for (const { id, state, lastSuccess, lastError, cursor } of sources) {
      expect([id, state, lastError]).toEqual([id, "ok", null]);
      expect([id, lastSuccess]).toEqual([id, asOf]);
      expect(cursor, id).not.toBeNull();
    }
    const { rows } = await store.pool.query(
      `select sum((counts #>> '{reasons,has not been held yet}')::int)::int as coming,
         count(*) filter (where state = 'failed')::int as failed, (select count(*)::int from set_aside) as kept
       from pulls where started_at = $1 and id in (select min(id) from pulls where state = 'ok' group by source_id)
         or state = 'failed'`,
      [asOf],
    );
    expect(rows[0]).toEqual({ coming: really.upcoming.length, failed: 5, kept: 0 });
  });

  test.each(["weeks12", "months12"] as const)(
    "the last %s count what happened in each space, but for bots and merge commits",
    async (name) => {
      const { window, spaces, total } = really.windows[name];
      const bots = new Set(withRole("bot"));
      const merges = new Set(world.commits.filter(({ parents }) => parents.length > 1).map(({ sha }) => sha));
      const expected = new Map<string, number>(world.spaces.map(({ key }) => [key, 0]));
      for (const { key, count } of spaces) expected.set(key, count);
      let leftOut = 0;
      for (const { occurredAt, account, id, space } of really.signals) {
        if (occurredAt < window.from.toISOString() || occurredAt >= window.to.toISOString()) continue;
        if (!merges.has(id) && !(account && bots.has(really.personOf[account] ?? ""))) continue;
        expected.set(space, (expected.get(space) ?? 0) - 1);
        leftOut++;
      }
      expect(leftOut).toBeGreaterThan(0);
      const asked = name === "weeks12" ? { from: null, to: null } : window;
      const answer = await answerSpaces(store, { expertise, weighting: "events", asOf: null, ...asked });
      expect(answer.window).toEqual({ from: window.from.toISOString(), to: window.to.toISOString() });
      expect(new Map(answer.spaces.map(({ key, count }) => [key, count]))).toEqual(expected);
      expect(answer.concentration.total).toBe(total - leftOut);
      const counts = [...expected.values()].sort((a, b) => b - a);
      const half = (total - leftOut) / 2;
      const majority = counts.findIndex((_, i) => counts.slice(0, i + 1).reduce((sum, n) => sum + n, 0) >= half) + 1;
      expect(answer.concentration.k50).toBe(majority);
      expect(answer.insight).toContain(`the first ${majority} hold the majority`);
    },
  );

  test("no person is two people, and the profiles of one network are one person", async () => {
    const people = await truePeopleOfPersons(store);
    expect([...people.values()].filter((one) => one.size > 1)).toEqual([]);
    const { rows } = await store.pool.query("select count(*)::int as joined from accounts where person_id is not null");
    expect(rows[0].joined).toBeGreaterThan(0);
    const { rows: profiles } = await store.pool.query(
      "select platform || ':' || native_id as key, coalesce(person_id, id) as person from accounts where platform like '%stackexchange.com'",
    );
    const personsOf = new Map<string, Set<number>>();
    for (const { key, person } of profiles)
      personsOf.set(really.personOf[key] ?? key, (personsOf.get(really.personOf[key] ?? key) ?? new Set()).add(person));
    expect([...personsOf].filter(([, persons]) => persons.size > 1)).toEqual([]);
  });

  test("the planted experts come first, the ring behind all of them, and a burst without votes last", async () => {
    const { answer, candidates, name } = await judged(store, "expert");
    const experts = really.experts.map(({ person }) => person);
    // Some of them twice: what they build is theirs too, and nothing public says whose the other account is.
    expect(candidates.slice(0, experts.length).filter((one) => !experts.includes(one ?? ""))).toEqual([]);
    const found = experts.filter((expert) => candidates.slice(0, 20).includes(expert));
    expect(found.length / experts.length, "recall in the first 20").toBe(1);

    const first = (person: string) => candidates.indexOf(person);
    const lastExpert = Math.max(...experts.map(first));
    for (const member of really.traps["vote-ring"]) expect(first(member)).toBeGreaterThan(lastExpert);

    const burst = answer.candidates.find((one) => name(one) === really.traps["volume-burst"][0]);
    expect(burst).toMatchObject({ rank: null, score: 0 });
    expect(burst?.terms.find(({ kind }) => kind === "answer")?.count).toBeGreaterThanOrEqual(40);
    for (const candidate of answer.candidates) expect(candidate.score).toBeLessThan(1000);
  });

  test("the leaders are the planted ones", async () => {
    const { candidates } = await judged(store, "leader");
    // Behind them those who answer newcomers, which is no leadership of their weight.
    expect(new Set(candidates.slice(0, withRole("leader").length))).toEqual(new Set(withRole("leader")));
  });

  test.each(["expert", "leader"] as const)(
    "every number of a score on the %s list opens the signals that it counts",
    async (track) => {
      const { answer } = await judged(store, track);
      const first = answer.candidates.slice(0, 12);
      const people = await findPersons(
        store,
        first.map(({ person }) => person),
      );
      const kinds = new Set<string>();
      for (const { person: number, terms } of first) {
        const person = people.get(number);
        if (!person) throw new Error(`There is no person ${number}.`);
        for (const { kind, count } of terms) {
          kinds.add(kind);
          const asked = {
            expertise,
            person,
            asOf: null,
            kind,
            space: null,
            from: null,
            to: null,
            after: null,
            limit: 1000,
          };
          const { signals } = await answerPersonSignals(store, asked);
          expect(signals.filter(({ leftOut }) => leftOut === null).length, `${kind} of ${number}`).toBe(count);
        }
      }
      if (track === "leader") expect(kinds).toContain("newcomer-help");
    },
  );

  test("bots are no candidates and are named among those who were moved", async () => {
    const { answer, candidates, moved } = await judged(store, "expert");
    expect(moved.sort()).toEqual(withRole("bot").sort());
    expect(candidates).not.toEqual(expect.arrayContaining(withRole("bot").slice(0, 1)));
    for (const one of answer.moved) {
      expect(one.gate).toBe("bot_or_org_account");
      expect(one.why).toMatch(/^github:\d+ is marked as a bot by its source$/);
    }
  });

  test("collecting everything again changes nothing", async () => {
    const read = async () => {
      const { rows } = await store.pool.query(
        "select (select md5(string_agg(s::text, '' order by id)) from signals s) as signals, (select md5(string_agg(r::text, '' order by r::text)) from rollups r) as rollups, (select count(*)::int from dirty_days) as dirty",
      );
      return rows[0];
    };
    const before = await read();
    expect(before.dirty).toBe(0);
    expect(await collectAll()).toBe(0);
    expect(await read()).toEqual(before);
  });
});

describe.each(storeKinds)("on the %s store", (kind) => {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-world-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("the world's own file says who is staff: they and the bots are moved, and the rest stands as before", async () => {
    const file = join(folder, `${kind}.ndjson.gz`);
    await writeSignals(world, file);
    const store = await openTestStore(kind);
    await ensureExpertise(store, expertise);
    const options = { paths: [file] };
    const source = await importSource(store, {
      id: "import",
      connector: "signals",
      expertises: [expertise],
      options,
    });
    const { counts } = await collect(collecting(store), source);
    expect(counts.signals).toEqual({
      fetched: really.signals.length,
      saved: really.signals.length,
      seen: 0,
      skipped: 0,
    });
    expect(lines(await stored(store, "true"))).toBe(lines(really.signals));
    expect(await storedAccounts(store)).toEqual(accountsOf(really.signals));

    await analyse({ store, now }, { expertise });
    const { candidates, moved, answer } = await judged(store, "expert");
    const staff = withRole("staff");
    expect(new Set(moved)).toEqual(new Set([...staff, ...withRole("bot")]));
    expect(new Set(answer.moved.map(({ gate }) => gate))).toEqual(
      new Set(["employee_of_vendor", "bot_or_org_account"]),
    );
    expect(candidates.filter((one) => [...staff, ...withRole("bot")].includes(one))).toEqual([]);
    const experts = really.experts.map(({ person }) => person);
    expect(experts.filter((expert) => !candidates.slice(0, 20).includes(expert))).toEqual([]);
  });

  test("an analysis of a day to come is refused, and the newest run stays", async () => {
    const store = await openTestStore(kind);
    await ensureExpertise(store, expertise);
    const { run } = await analyse({ store, now }, { expertise });
    const typo = new Date("2062-02-01T00:00:00Z");
    await expect(analyse({ store, now }, { expertise, asOf: typo })).rejects.toThrow(ConfigError);
    expect(await latestRun(store, expertise, null)).toMatchObject({ id: run, asOf });
  });

  test("a source whose place has moved for good says where to, until it is configured so or has moved back", async () => {
    const simulator = await startSimulator({ world, now });
    const store = await openTestStore(kind);
    await apply(store, simulator);
    const blog = (await listSources(store)).find(({ connector }) => connector === "feed") as SourceRow;
    const movedTo = async () => (await answerStatus(store, null)).sources.find(({ id }) => id === blog.id)?.movedTo;
    simulator.setFault("/feeds", "moved");
    await collect(collecting(store), blog);
    expect(await movedTo()).toBe(String(blog.options.url).replace("/feeds/", "/moved/feeds/"));
    await apply(store, simulator);
    expect(await movedTo()).not.toBeNull();
    simulator.setFault("/feeds", null);
    await collect(collecting(store), await sourceOf(store, blog.id));
    expect(await movedTo()).toBeNull();
    await simulator.close();
  });

  const waiting = { state: "waiting", error: RateLimitedError };
  const failing = { state: "failing", error: UnavailableError };
  const faults: Record<string, [FaultKind, { state: string; error: new (...args: never[]) => Error }][]> = {
    askbench: [
      ["429-seconds", waiting],
      ["stackexchange-throttle", waiting],
      ["500", failing],
      ["truncated", failing],
      ["reset", failing],
      ["html", failing],
      ["empty", failing],
    ],
    github: [
      ["429-date", waiting],
      ["github-primary", waiting],
      ["github-secondary", waiting],
      ["truncated", failing],
      ["invalid-json", failing],
    ],
  };

  test.each(Object.keys(faults))(
    "a pull of %s that breaks off again and again says how, keeps what it has, and ends at the truth",
    async (platform) => {
      const simulator = await startSimulator({ world, now });
      const store = await openTestStore(kind);
      await apply(store, simulator);
      const { id } = largest(await listSources(store), platform);
      const space = (await sourceOf(store, id)).options;
      let had = 0;
      for (const [fault, expected] of faults[platform] ?? []) {
        const before = await sourceOf(store, id);
        // Set once a page is saved, so that it strikes in the middle of the pull.
        const onProgress: CollectContext["onProgress"] = (_, counts) => {
          if (counts.signals.fetched > 0) simulator.setFault("/", fault, { retryAfterSeconds: 7 });
        };
        await expect(collect(collecting(store, { onProgress }), before), fault).rejects.toBeInstanceOf(expected.error);
        simulator.setFault("/", null);

        const after = await sourceOf(store, id);
        expect([fault, after.state]).toEqual([fault, expected.state]);
        expect(after.lastError, fault).toMatch(/.{20}/);
        expect(after.lastSuccess, fault).toBeNull();
        if (expected.state === "waiting") expect(after.retryAt?.getTime(), fault).toBeGreaterThan(asOf.getTime());
        else expect(after.retryAt, fault).toBeNull();
        expect(after.cursor, fault).not.toEqual(before.cursor);
        const { rows } = await store.pool.query(
          "select state, counts -> 'signals' as signals from pulls order by id desc limit 1",
        );
        expect([fault, rows[0].state]).toEqual([fault, "partial"]);
        had += rows[0].signals.saved;
        const kept = await stored(store, "true");
        expect(kept.length, fault).toBe(had);
      }
      const { counts } = await collect(collecting(store), await sourceOf(store, id));
      const after = await sourceOf(store, id);
      expect([after.state, after.lastError, after.retryAt, after.lastSuccess]).toEqual(["ok", null, null, asOf]);
      expect(counts.signals.fetched).toBe(counts.signals.saved + counts.signals.seen + counts.signals.skipped);
      const key = (await store.pool.query("select platform || ':' || native_id as key from spaces")).rows;
      expect([key.length, space]).toEqual([1, space]);
      expect(lines(await stored(store, "true"))).toBe(lines(really.signals.filter((s) => s.space === key[0].key)));
      await simulator.close();
    },
  );
});

/** The source of a platform whose space has the most to read: a pull with many pages. */
function largest(sources: SourceRow[], platform: string): SourceRow {
  const size = (source: SourceRow) => {
    const { site, tagged, repository } = source.options as { site?: string; tagged?: string[]; repository?: string };
    const key = repository ? `github:${repository}` : `${site}.stackexchange.com:${tagged?.[0]}`;
    return really.signals.filter((signal) => signal.space === key).length;
  };
  const [first] = sources.filter(({ id }) => id.startsWith(platform)).sort((a, b) => size(b) - size(a));
  if (!first) throw new Error(`The world has no source of ${platform}.`);
  return first;
}
