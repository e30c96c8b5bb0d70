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
import { keptPolicy, type RunRow, type Store } from "@groundswell/store";
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

/** What everybody's standing was a year before, by the same policy and with the accounts as they are joined today. */
export type YearBefore = {
  window: { from: string; to: string };
  coverage: Coverage;
  /** Null for those who were not active on the track. */
  of: (person: number) => Record<Track, Measures | null>;
};

/**
 * The policy that a run judged by.
 * @throws ConfigError where it was not kept: runs of the first releases name one only
 */
export async function requirePolicy(store: Store, { id, policyVersion }: RunRow): Promise<Policy> {
  const policy = (await keptPolicy(store, policyVersion)) as Policy | null;
  if (policy) return policy;
  throw new ConfigError(
    `The policy ${policyVersion} of run ${id} was not kept, so nothing can be said of another year: run "groundswell analyse" anew.`,
  );
}

/** A candidate's standing in few numbers. */
export function measuresOfCandidate({ rank, rankInterval, score, activeMonths, terms }: Candidate): Measures {
  return { rank, rankInterval, score, activeMonths, items: terms.reduce((sum, { count }) => sum + count, 0) };
}

/** Scores everybody as of the same day a year earlier. */
export async function yearBefore(
  store: Store,
  { expertise, policy, asOf }: { expertise: string; policy: Policy; asOf: Date },
): Promise<YearBefore> {
  const then = new Date(asOf);
  then.setUTCFullYear(then.getUTCFullYear() - 1);
  const window = policyWindow(policy, then);
  const scored = scoreTracks(await scoreRows(store, policy, { expertise, window }), { policy, asOf: then });
  const found = Object.fromEntries(
    tracks.map((track) => [track, new Map(scored[track].candidates.map((one) => [one.person, one]))]),
  ) as Record<Track, Map<number, Candidate>>;
  const one = (track: Track, person: number) => {
    const candidate = found[track].get(person);
    return candidate ? measuresOfCandidate(candidate) : null;
  };
  return {
    window: printWindow(window),
    coverage: await readCoverage(store, expertise, window, then),
    of: (person) => ({ expert: one("expert", person), leader: one("leader", person) }),
  };
}
