import { defaultPolicy, type Policy, scoreTrack, type Track } from "@groundswell/analytics";
import { startOfDay, twelveMonthsTo, type Window } from "@groundswell/model";
import { readCoverage, requireExpertise } from "@groundswell/reports";
import { contributions, rollUp, type Store, saveRun } from "@groundswell/store";
import { deriveKinds } from "./derive-kinds.ts";
import { derivePlaces } from "./derive-places.ts";
import { linkAccounts } from "./link-accounts.ts";

export type AnalyseContext = {
  store: Store;
  now: () => Date;
  policy?: Policy;
  /** Told before each step begins. */
  onStep?: (step: AnalyseStep) => void;
};

/** The steps in their order. */
export const analyseSteps = ["tell apart", "roll up", "link", "locate", "score", "keep"] as const;
export type AnalyseStep = (typeof analyseSteps)[number];

export type AnalyseResult = {
  run: number;
  expertise: string;
  asOf: Date;
  window: Window;
  /** Days of spaces that had changed. */
  days: number;
  links: number;
  people: Record<Track, number>;
};

/**
 * One run: tells people from machines, attributes and rolls up what changed, links accounts into persons, says where they are, scores both tracks and keeps the result.
 * @param asOf only what is dated before it is used; by default the start of the day in UTC, so that the days are closed
 */
export async function analyse(
  { store, now, policy = defaultPolicy, onStep }: AnalyseContext,
  { expertise, asOf = startOfDay(now()) }: { expertise: string; asOf?: Date },
): Promise<AnalyseResult> {
  await requireExpertise(store, expertise);
  // First, for whoever turns out to be no person changes days that are then counted anew.
  onStep?.("tell apart");
  await deriveKinds(store);
  onStep?.("roll up");
  const { days } = await rollUp(store);
  onStep?.("link");
  const links = await linkAccounts(store, now());
  onStep?.("locate");
  await derivePlaces(store);
  onStep?.("score");
  const window = twelveMonthsTo(asOf);
  const rows = await contributions(store, expertise, window);
  const tracks = (["expert", "leader"] as const).map((track) => scoreTrack(rows, { policy, track, asOf }));
  onStep?.("keep");
  const run = await saveRun(store, {
    expertise,
    asOf,
    window,
    policyVersion: policy.version,
    coverage: await readCoverage(store, expertise, window, asOf),
    now: now(),
    scores: tracks.map(({ track, candidates }) => ({
      track,
      results: candidates.map((result) => ({ person: result.person, result })),
    })),
  });
  const people = Object.fromEntries(tracks.map((t) => [t.track, t.population])) as Record<Track, number>;
  return { run, expertise, asOf, window, days, links, people };
}
