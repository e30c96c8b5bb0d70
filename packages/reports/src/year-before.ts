import {
  type Candidate,
  type Coverage,
  type Policy,
  policyWindow,
  scoreTracks,
  type Track,
  tracks,
} from "@groundswell/analytics";
import { ConfigError, printWindow } from "@groundswell/model";
import { keptPolicy, keptYearBefore, type RunRow, type Store, type YearBeforeOfRun } from "@groundswell/store";
import { findGates, movesAside } from "./gates.ts";
import { readCoverage } from "./head.ts";
import { scoreRows } from "./score-rows.ts";

/** One person's standing on a track, in few numbers. */
export type Measures = {
  rank: number | null;
  rankInterval: [number, number] | null;
  score: number;
  activeMonths: number;
  /** Signals that count on the track. */
  items: number;
};

/** What the standing of some persons was a year before, by the same policy and of the persons that they are in the run. */
export type YearBefore = {
  window: { from: string; to: string };
  coverage: Coverage;
  /** Null for those who were not active on the track. */
  of: (person: number) => Record<Track, Measures | null>;
};

// A version is one document for ever, and holding a few spares reading and parsing it for every question.
const heldPolicies = new WeakMap<Store["pool"], Map<string, Policy>>();
const mostHeld = 8;

/**
 * The policy that a run judged by. Whoever gets it shares it: nothing in it may be changed.
 * @throws ConfigError where it was not kept: runs of the first releases name one only
 */
export async function requirePolicy(store: Store, { id, policyVersion }: RunRow): Promise<Policy> {
  const held = heldPolicies.get(store.pool) ?? new Map<string, Policy>();
  const policy = held.get(policyVersion) ?? ((await keptPolicy(store, policyVersion)) as Policy | null);
  if (policy) {
    if (held.size >= mostHeld && !held.has(policyVersion)) held.clear();
    heldPolicies.set(store.pool, held.set(policyVersion, policy));
    return policy;
  }
  throw new ConfigError(
    `The policy ${policyVersion} of run ${id} was not kept, so nothing can be said of another year: run "groundswell analyse" anew.`,
  );
}

/** A candidate's standing in few numbers. */
export function measuresOfCandidate({ rank, rankInterval, score, activeMonths, terms }: Candidate): Measures {
  return { rank, rankInterval, score, activeMonths, items: terms.reduce((sum, { count }) => sum + count, 0) };
}

/** Scores everybody as of the same day a year earlier, with the accounts as they are joined today. */
export async function scoreYearBefore(
  store: Store,
  { expertise, policy, asOf }: { expertise: string; policy: Policy; asOf: Date },
): Promise<YearBeforeOfRun<Coverage>> {
  const then = new Date(asOf);
  then.setUTCFullYear(then.getUTCFullYear() - 1);
  const window = policyWindow(policy, then);
  // Whom a gate moved aside then had no rank then, and nobody stood below them.
  const gates = await findGates(store, policy, { expertise, window });
  const aside = new Set([...gates].filter(([, own]) => movesAside(policy, own)).map(([person]) => person));
  const scored = scoreTracks(await scoreRows(store, policy, { expertise, window }), { policy, asOf: then, aside });
  const rows = tracks.flatMap((track) =>
    scored[track].candidates.map((one) => ({ person: one.person, track, ...measuresOfCandidate(one) })),
  );
  return { window, coverage: await readCoverage(store, expertise, window, then), rows };
}

/**
 * What the standing of some persons was a year before a run: as the run has kept it where it is the newest of its expertise, scored anew
 * for any other. Both are the same numbers; to score everybody takes seconds.
 */
export async function yearBefore(
  store: Store,
  { expertise, run, policy, persons }: { expertise: string; run: RunRow; policy: Policy; persons: readonly number[] },
): Promise<YearBefore> {
  const { window, coverage, rows } =
    ((await keptYearBefore(store, run.id, persons)) as YearBeforeOfRun<Coverage> | null) ??
    (await scoreYearBefore(store, { expertise, policy, asOf: run.asOf }));
  const found = new Map(rows.map(({ person, track, ...measures }) => [`${person} ${track}`, measures]));
  const one = (track: Track, person: number): Measures | null => found.get(`${person} ${track}`) ?? null;
  return {
    window: printWindow(window),
    coverage,
    of: (person) => ({ expert: one("expert", person), leader: one("leader", person) }),
  };
}
