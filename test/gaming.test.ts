import { loadPolicy } from "@groundswell/analyse";
import {
  findFlags,
  policyWindow,
  rankWithout,
  ring,
  scoreTrack,
  spam,
  type TrackScores,
  withRows,
} from "@groundswell/analytics";
import { type CollectContext, collect } from "@groundswell/collect";
import { connectors } from "@groundswell/connectors";
import { contributions, ensureExpertise, helpGiven, importSource, rollUp, type Store } from "@groundswell/store";
import { expect, test } from "vitest";
import { openTestStore } from "./open-test-store.ts";
import { testHttp } from "./place-pull.ts";
import { realData } from "./real-data.ts";

const now = () => new Date("2026-11-21T12:00:00Z");
const asOf = new Date("2016-07-01T00:00:00Z");
const place = "travel.stackexchange.com:travel.stackexchange.com";
const policy = loadPolicy(null);

async function load(store: Store, folder: string): Promise<void> {
  await ensureExpertise(store, "travel");
  const given = { id: "import-dump", connector: "stackexchange-dump", expertises: ["travel"] };
  const source = await importSource(store, { ...given, options: { paths: [folder] } });
  const stop = new AbortController();
  const context: CollectContext = {
    ...{ store, connectors, http: testHttp(now), env: {}, now, rawDays: 0, signal: stop.signal },
  };
  await collect(context, source);
  await rollUp(store);
}

/** Among everybody scored. */
function placeOf({ candidates }: TrackScores, person: number): number {
  const own = candidates.find((one) => one.person === person)?.score ?? 0;
  return candidates.filter(({ score }) => score > own).length + 1;
}

const travel = realData("travel-stackexchange");
test.skipIf(!travel)(
  "on a real site nobody gains by spam, a ring is flagged every time, and one in a hundred at most is flagged untouched",
  async () => {
    const store = await openTestStore("embedded");
    await load(store, travel ?? "");
    const window = policyWindow(policy, asOf);
    const rows = await contributions(store, "travel", window);
    const help = await helpGiven(store, "travel", window);
    const by = { track: "expert", policy, asOf, intervals: false } as const;
    const before = scoreTrack(rows, by);
    const order = before.candidates.toSorted((a, b) => b.score - a.score || a.person - b.person);
    // Every so manyth of the middle half: ordinary people, the same at each run.
    const step = Math.floor(order.length / 50);
    const chosen = Array.from({ length: 25 }, (_, n) => order[Math.floor(order.length / 4) + n * step]?.person ?? 0);
    const play = (person: number, attack: typeof spam) => {
      const more = attack(person, place, asOf);
      const given = withRows(rows, more.rows);
      const after = scoreTrack(given, by);
      const rerank = rankWithout(given, { policy, asOf })(after);
      const flags = findFlags({ rows: given, help: [...help, ...more.help], asOf, rerank });
      return { place: placeOf(after, person), flagged: flags.has(person) };
    };

    const untouched = findFlags({ rows, help, asOf, rerank: rankWithout(rows, { policy, asOf })(before) });
    expect(untouched.size / before.population).toBeLessThanOrEqual(0.01);
    for (const person of chosen) {
      expect(play(person, spam).place).toBeGreaterThanOrEqual(placeOf(before, person));
      const ringed = play(person, (...given) => ring(...given, 3));
      expect(ringed).toMatchObject({ flagged: true });
      expect(ringed.place).toBeGreaterThan(40);
    }
  },
  180_000,
);
