import { type Judged, type Policy, policyWindow, type Track, tracks } from "@groundswell/analytics";
import { ConfigError, startOfDay, type Window } from "@groundswell/model";
import { readCoverage, requireExpertise, scoreYearBefore } from "@groundswell/reports";
import { type ChannelWorths, keepPolicy, lastSignal, rollUp, type Store, saveRun } from "@groundswell/store";
import { deriveKinds } from "./derive-kinds.ts";
import { derivePlaces } from "./derive-places.ts";
import { findCopies } from "./find-copies.ts";
import { judge } from "./judge.ts";
import { linkAccounts } from "./link-accounts.ts";
import { loadPolicy } from "./policy.ts";

export type AnalyseContext = {
  store: Store;
  now: () => Date;
  /** What to judge by; by default the MVP policy. */
  policy?: Policy;
  /** Told before each step begins. */
  onStep?: (step: AnalyseStep) => void;
};

/** The steps in their order. */
export const analyseSteps = ["tell apart", "roll up", "link", "locate", "compare", "score", "keep"] as const;
export type AnalyseStep = (typeof analyseSteps)[number];

export type AnalyseResult = {
  run: number;
  expertise: string;
  asOf: Date;
  window: Window;
  policyVersion: string;
  /** Days of spaces that had changed. */
  days: number;
  links: number;
  people: Record<Track, number>;
};

/**
 * One run: tells people from machines, attributes and rolls up what changed, links accounts into persons, says where they are, scores both tracks, and keeps the
 * result. What pages ask first about it is answered by `keepAnswers`, afterwards and where there are pages.
 * @param asOf only what is dated before it is used; by default the start of the day in UTC, so that the days are closed
 * @throws ConfigError where the instant is to come, or the expertise is not known
 */
export async function analyse(
  { store, now, policy = loadPolicy(null), onStep }: AnalyseContext,
  { expertise, asOf = startOfDay(now()) }: { expertise: string; asOf?: Date },
): Promise<AnalyseResult> {
  // The run as of the latest instant is what every list shows: one of a day to come would be it until that day.
  if (asOf > now())
    throw new ConfigError(`${asOf.toISOString()} is to come: an analysis is as of an instant that has passed.`);
  await requireExpertise(store, expertise);
  await keepPolicy(store, policy, now());
  // Before anything is read: what is saved meanwhile may be in the run or not, and counts as late.
  const inputWatermark = await lastSignal(store);
  // First, for whoever turns out to be no person changes days that are then counted anew.
  onStep?.("tell apart");
  await deriveKinds(store);
  onStep?.("roll up");
  const { days } = await rollUp(store);
  onStep?.("link");
  const links = await linkAccounts(store, now());
  onStep?.("locate");
  await derivePlaces(store);
  onStep?.("compare");
  await findCopies(store);
  onStep?.("score");
  const window = policyWindow(policy, asOf);
  // Before the year itself: what it leaves behind is a few numbers a person.
  const yearBefore = await scoreYearBefore(store, { expertise, policy, asOf });
  const judged = await judge(store, policy, { expertise, window, asOf });
  onStep?.("keep");
  const run = await saveRun(store, {
    expertise,
    asOf,
    window,
    policyVersion: policy.version,
    inputWatermark,
    coverage: await readCoverage(store, expertise, window, asOf),
    now: now(),
    scores: tracks.map((track) => ({
      track,
      results: judged[track].candidates.map((result) => ({
        person: result.person,
        aside: judged[track].aside.has(result.person),
        result,
      })),
    })),
    yearBefore,
    worths: tracks.flatMap((track) => worthsOf(track, judged[track].candidates)),
  });
  const people = { expert: judged.expert.population, leader: judged.leader.population };
  return { run, expertise, asOf, window, policyVersion: policy.version, days, links, people };
}

/** What everybody made in each channel of a track, ascending. */
function worthsOf(track: Track, candidates: readonly Judged[]): ChannelWorths[] {
  const found = new Map<string, number[]>();
  for (const { channels } of candidates) {
    for (const { channel, value } of channels) {
      const worths = found.get(channel);
      if (worths) worths.push(value);
      else found.set(channel, [value]);
    }
  }
  return [...found].map(([channel, worths]) => ({ track, channel, ascending: Float64Array.from(worths).sort() }));
}
