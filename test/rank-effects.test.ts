import { analyse, loadPolicy } from "@groundswell/analyse";
import { type Candidate, scoreTracks, type Track, tracks } from "@groundswell/analytics";
import { account, type Signal, type SignalKind } from "@groundswell/model";
import { answerProposals, type RankEffect, scoreRows } from "@groundswell/reports";
import { latestRun, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, test } from "vitest";
import { storeKinds, useSuiteStore } from "./open-test-store.ts";
import { asOf, made, makeSource, rowsOf, save } from "./store-fixtures.ts";

const policy = loadPolicy(null);
const people = 60;
const kinds: SignalKind[] = ["answer", "post", "talk", "event", "commit"];

describe.each(storeKinds)("what joining two does to ranks, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const now = () => asOf;
  beforeEach(async () => {
    const source = await makeSource(store);
    await save(store, source, { signals: Array.from({ length: people }, (_, tree) => worksOf(tree)).flat() });
    await analyse({ store, now }, { expertise: "lumen", asOf });
    await proposeAll(store);
  });
  const proposed = async () => (await answerProposals(store, { expertise: "lumen", limit: 0, now: asOf })).proposals;

  test("is what scoring everybody anew finds, with the two as one", async () => {
    const anew = await scoringAnew(store);
    const found = await proposed();
    expect(found.length).toBeGreaterThan(40);
    const shown = { ranked: 0, tracks: new Set<Track>() };
    for (const { persons, effect } of found) {
      const [a, b] = persons.map(({ person }) => person) as [number, number];
      const expected = anew(a, b);
      expect(effect.map(({ track }) => track)).toEqual(expected.map(({ track }) => track));
      for (const [at, { track, now: before, joined }] of effect.entries()) {
        const one = expected[at] as RankEffect;
        expect(joined.rank, `${a} and ${b}, ${track}`).toBe(one.joined.rank);
        expect(joined.score).toBeCloseTo(one.joined.score, 9);
        expect(before).toEqual(one.now);
        shown.tracks.add(track);
        if (joined.rank !== null) shown.ranked++;
      }
    }
    expect(shown.ranked).toBeGreaterThan(40);
    expect(shown.tracks.size).toBe(2);
  });

  test("is not told of a run that keeps no worths", async () => {
    await store.pool.query("delete from channel_worths");
    for (const { effect } of await proposed()) expect(effect).toEqual([]);
  });

  test("the worths of a run that is not the newest any more are kept no longer", async () => {
    await analyse({ store, now }, { expertise: "lumen", asOf });
    const kept = await rowsOf(
      store,
      "select distinct run_id = (select max(id) from runs) as newest from channel_worths",
    );
    expect(kept).toEqual([{ newest: true }]);
  });
});

/** The check: everybody's rows, scored once as they are and once more for each pair, on both tracks. */
async function scoringAnew(store: Store): Promise<(a: number, b: number) => RankEffect[]> {
  const run = await latestRun(store, "lumen", null);
  if (!run) throw new Error("there is no run");
  const window = { from: run.windowFrom, to: run.windowTo };
  const rows = await scoreRows(store, policy, { expertise: "lumen", window });
  const scored = (of: typeof rows) => {
    const lists = scoreTracks(of, { policy, asOf, intervals: false });
    return (track: Track, person: number): Candidate | undefined =>
      lists[track].candidates.find((one) => one.person === person);
  };
  const before = scored(rows);
  return (a, b) => {
    const after = scored(rows.map((row) => (row.person === b ? { ...row, person: a } : row)));
    return tracks.flatMap((track) => {
      const two = [before(track, a), before(track, b)].flatMap((one) => one ?? []);
      const joined = after(track, a);
      if (two.length < 2 || !joined) return [];
      const shown = two.map(({ person, rank, score }) => ({ person, rank, score }));
      return [{ expertise: "lumen", track, now: shown, joined: { rank: joined.rank, score: joined.score } }];
    });
  };
}

/** Some of everything, of some much and of some little, in one month or in several; many do just the same. */
function worksOf(tree: number): Signal[] {
  const by = account("qa.example", `${tree}`, { name: `Tree ${tree}`, handle: `tree${tree}` });
  return kinds.flatMap((kind, at) => {
    if ((tree * (at + 3)) % 7 > 3) return [];
    const many = 1 + ((tree * 11 + at * 5) % 6);
    return Array.from({ length: many }, (_, n): Signal => {
      const day = `2025-${String(4 + ((n + (tree % 3)) % 8)).padStart(2, "0")}-1${(tree + at) % 5}T12:00:00.000Z`;
      const id = `${tree}-${kind}-${n}`;
      const thread = kind === "answer" ? { threadId: `q${(tree + n + 1) % people}` } : {};
      return { ...made(id, { kind, occurredAt: day, metrics: { score: (tree * 3) % 5 }, ...thread }), account: by };
    });
  });
}

/** Each with the next but two, and each with itself ten further on. */
async function proposeAll({ pool }: Store): Promise<void> {
  await pool.query(
    `insert into links (a, b, method, tier, confidence, reasons, status, decided_by, at)
     select a.id, b.id, 'same-name', 'weak', 0.5, '{"called alike"}', 'proposed', 'groundswell', $1
     from accounts a join accounts b on b.id = a.id + 3 or (a.id % 5 = 0 and b.id = a.id + 10) on conflict do nothing`,
    [asOf],
  );
}
