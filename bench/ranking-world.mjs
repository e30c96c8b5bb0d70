// Simulated worlds: whether those whom the plan made best are found, and whom it planted as traps stand on the first page.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPolicy } from "@groundswell/analyse";
import { findFlags, policyWindow, rankWithout, scoreTracks } from "@groundswell/analytics";
import { scoreRowsAndHelp } from "@groundswell/reports";
import { createWorld, truth, writeSignals } from "@groundswell/simulator";
import { loadStore } from "./ranking-load.mjs";

const asOf = new Date("2026-01-01T00:00:00Z");
const firstPage = 20;
const topShare = 0.05;
const policy = loadPolicy(null);
const seed = Number(process.argv[2] ?? 1);
const world = createWorld({ seed, asOf, people: 2000, months: 14, signalsPerYear: 80_000 });
const folder = mkdtempSync(join(tmpdir(), "groundswell-bench-ranking-"));
const path = join(folder, "signals.ndjson.gz");
await writeSignals(world, path);
const store = await loadStore("signals", "world", [path], asOf);
try {
  const really = truth(world);
  const { rows: accounts } = await store.pool.query(
    "select platform || ':' || native_id as key, coalesce(person_id, id) as person from accounts",
  );
  const people = new Map(accounts.map(({ key, person }) => [person, really.personOf[key]]));
  const window = policyWindow(policy, asOf);
  const { rows, help } = await scoreRowsAndHelp(store, policy, { expertise: "world", window });
  const scored = scoreTracks(rows, { policy, asOf });
  const flags = findFlags({ rows, asOf, help: help.given, rerank: rankWithout(rows, { policy, asOf })(scored.expert) });
  // A share of everybody active, so that a track of few people is not asked to find them all in its own first twentieth.
  const active = new Set(rows.map(({ person }) => person)).size;
  const tracks = { expert: really.experts, leader: really.leaders };
  const found = Object.entries(tracks).map(([track, planted]) => {
    const { candidates } = scored[track];
    const order = candidates.map(({ person }) => people.get(person));
    const top = new Set(order.slice(0, Math.ceil(topShare * active)));
    const page = order.slice(0, firstPage);
    const trapped = (trap) => page.filter((person) => really.traps[trap].includes(person)).length;
    return [
      track,
      {
        ...{ population: order.length, planted: planted.length, top: top.size },
        recall: planted.filter(({ person }) => top.has(person)).length / planted.length,
        firstPage: {
          planted: page.filter((person) => planted.some((one) => one.person === person)).length,
          ...{ spammers: trapped("volume-burst"), ring: trapped("vote-ring"), staff: trapped("vendor-staff") },
          bots: trapped("bot"),
        },
      },
    ];
  });
  // A lead reads both lists: the best are found where they stand among the first of either.
  const best = new Set([...really.experts, ...really.leaders].map(({ person }) => person));
  const first = new Set(
    ["expert", "leader"].flatMap((track) => {
      const { candidates } = scored[track];
      return candidates.slice(0, Math.ceil(topShare * active)).map(({ person }) => people.get(person));
    }),
  );
  const onEither = [...best].filter((person) => first.has(person)).length / best.size;
  const flagged = new Set([...flags.keys()].map((person) => people.get(person)));
  const ofTrap = (trap) => {
    const all = really.traps[trap];
    return { planted: all.length, flagged: all.filter((person) => flagged.has(person)).length };
  };
  console.log(
    JSON.stringify({
      ...{ seed, people: world.people.length, signals: really.signals.length },
      ...Object.fromEntries(found),
      either: { planted: best.size, recall: onEither },
      flags: { ring: ofTrap("vote-ring"), spammer: ofTrap("volume-burst"), everybody: flagged.size },
    }),
  );
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
