import {
  fewestResponders,
  type MeasuredRate,
  type Need,
  type ReadThread,
  type ResponseHours,
  rankSupport,
  readThread,
  responseWaits,
  type SpaceHealth,
  type SupportReach,
  spaceHealth,
  supportNeed,
  supportReach,
  supportReasons,
  type Waits,
} from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import {
  awardsAsOf,
  listExpertises,
  type PackedThreads,
  packedThreads,
  type SpaceThreads,
  type Store,
} from "@groundswell/store";

/** Shares are 0..1 and waits are hours; null is unknown or insufficient, never 0. The counts behind a share are in `intervals`. */
export type HealthAnswer = {
  threads: number;
  /** Closed within 72 hours and before anybody responded; in no rate and no wait. */
  dismissed: number;
  responseRate: Record<ResponseHours, number | null>;
  ttfrHours: { median: number | null; p90: number | null; answeredOnlyMedian: number | null };
  /** Until an answer was accepted; null where the place shows none, or no dates. */
  acceptanceHours: HealthAnswer["ttfrHours"] | null;
  acceptedRate: number | null;
  backlog: number;
  backlogAgeDays: { median: number | null; p90: number | null };
  backlogGrowthPerWeek: number | null;
  closureRatio: number | null;
  orphanRate: number | null;
  answersPerQuestion: number | null;
  expertPresence: number | null;
  staffShare: number | null;
  askers: number;
  newAskerShare: number | null;
  newcomerResponseRate: number | null;
  responses: number;
  responders: number;
  responderRetention: number | null;
  absenceFactor: number | null;
  topResponderShare: number | null;
  reAskRate: number | null;
  insufficient: boolean;
  intervals: {
    responseRate: Record<ResponseHours, MeasuredRate>;
    ttfrMedianHours: { lower: number | null; upper: number | null };
  } & Record<
    | "orphanRate"
    | "expertPresence"
    | "staffShare"
    | "newAskerShare"
    | "newcomerResponseRate"
    | "responderRetention"
    | "reAskRate",
    MeasuredRate
  > & { acceptedRate: MeasuredRate | null };
};

/** Why a space is in need, and how that was reckoned: `parts` add up to `need`, in threads. */
export type SupportAnswer = {
  /** By unmet need; null where it is insufficient to tell, or nobody is in need. */
  rank: number | null;
  /** By the people that support would reach; null as above. */
  reachRank: number | null;
  reasons: string[];
  need: number | null;
  parts: Need["parts"];
  reach: SupportReach;
};

/** `health` and `support` are null where nobody ever asks: a blog, a calendar, a space of commits. */
export type SpaceHealthAnswer = { health: HealthAnswer | null; support: SupportAnswer | null };

export type SpaceHealthQuestion = { expertise: string; window: Window };

/** A space as it was judged: of its threads only those are held that wait. */
export type JudgedSpace = {
  key: string;
  /** Threads of the window. */
  threads: number;
  /** Those that are open without a response, the oldest first. */
  waiting: ReadThread[];
  waits: Waits;
  /** Threads of the window before; null where the record of the space does not hold all of it. */
  before: number | null;
  health: SpaceHealth;
  need: Need | null;
  reach: SupportReach;
};

/**
 * Whether people are helped, for every space of an expertise that anybody asks in, and where support is most lacking; a space that is not in the
 * map has neither. Threads are those asked in the window, read as of its end.
 */
export async function answerSpaceHealth(
  store: Store,
  question: SpaceHealthQuestion,
): Promise<Map<string, SpaceHealthAnswer>> {
  return healthAnswers(await judgeSpaces(store, question), question.window);
}

/** What is printed of spaces that were judged, by key. */
export function healthAnswers(spaces: readonly JudgedSpace[], window: Window): Map<string, SpaceHealthAnswer> {
  const ranks = rankSupport(spaces);
  return new Map(
    spaces.map((space) => [
      space.key,
      { health: printHealth(space.health), support: supportOf(space, ranks.get(space.key), window) },
    ]),
  );
}

/** Reads and judges every space, sorted by key. */
export async function judgeSpaces(store: Store, { expertise, window }: SpaceHealthQuestion): Promise<JudgedSpace[]> {
  const read = await packedThreads(store, expertise, withBefore(window));
  return judge(read, window, await awardees(store, expertise, window.to));
}

/**
 * The same, without what the threads of the window before tell of a space: who came back, who was new, and what of the old was settled, are not
 * known. Of the window before only the number of threads is read, which needs half the time.
 */
export async function judgeSpacesAlone(
  store: Store,
  { expertise, window }: SpaceHealthQuestion,
): Promise<Pick<JudgedSpace, "key" | "waiting" | "waits" | "health" | "need" | "reach">[]> {
  const read = await packedThreads(store, expertise, withBefore(window), { from: window.from, newcomers: false });
  return judge(read, window, await awardees(store, expertise, window.to));
}

function withBefore({ from, to }: Window): Window {
  return { from: new Date(from.getTime() - (to.getTime() - from.getTime())), to };
}

function judge(read: readonly PackedThreads[], window: Window, awarded: readonly number[]): JudgedSpace[] {
  const earlier = withBefore(window).from.getTime();
  // Who the experts are is known when all spaces have been seen; all of them are never open at once.
  const responders = new Map<number, number>();
  for (const space of read)
    for (const [person, count] of space.responders(window.from.getTime()))
      responders.set(person, (responders.get(person) ?? 0) + count);
  const experts = new Set([...fewestResponders(responders, 0.8), ...awarded]);
  return read.map((space) => {
    const { key, acceptanceShown, recordedSince, ...threads } = splitThreads(space.open(), window);
    const health = spaceHealth({ ...threads, window, acceptanceShown, experts });
    // A record that begins in the window before would show as growth.
    const before = recordedSince < earlier ? space.counted + threads.before.length : null;
    const need = supportNeed(health, { now: threads.now, before, experts });
    const waiting = threads.now.filter(({ settled }) => settled === null);
    waiting.sort((a, b) => b.ageMs - a.ageMs || a.thread.id - b.thread.id);
    return {
      ...{ key, threads: threads.now.length, waiting, waits: responseWaits(threads.now) },
      ...{ before, health, need, reach: supportReach(threads.now) },
    };
  });
}

function splitThreads({ space, acceptanceShown, recordedSince, threads }: SpaceThreads, window: Window) {
  const from = window.from.getTime();
  const to = window.to.getTime();
  const old = threads.filter(({ askedAt }) => askedAt < from);
  return {
    key: space,
    acceptanceShown,
    recordedSince,
    now: threads.filter(({ askedAt }) => askedAt >= from).map((thread) => readThread(thread, to)),
    before: old.map((thread) => readThread(thread, from)),
    beforeByNow: old.map((thread) => readThread(thread, to)),
  };
}

/** The persons who hold an award of an expertise at an instant, called by its slug or its name. */
async function awardees(store: Store, expertise: string, at: Date): Promise<number[]> {
  const fold = (text: string) => text.trim().toLowerCase();
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  const called = [fold(expertise), fold(name)];
  return [...(await awardsAsOf(store.pool, at))]
    .filter(([, { current }]) => current.some((award) => called.includes(fold(award.expertise))))
    .map(([person]) => person);
}

/** What is printed of why a space is in need. */
export function supportOf(
  { health, need, reach, before }: JudgedSpace,
  ranks: { rank: number | null; reachRank: number | null } | undefined,
  window: Window,
): SupportAnswer {
  return {
    rank: ranks?.rank ?? null,
    reachRank: ranks?.reachRank ?? null,
    reasons: supportReasons({ need, health, before, window }),
    need: need?.need ?? null,
    parts: need?.parts ?? [],
    reach,
  };
}

function printHealth({ rates, firstResponse, acceptance, resilience, ...health }: SpaceHealth): HealthAnswer {
  const { responseRate, accepted, orphan, expertPresence, staff, newAskers, newcomerResponse, retention, reAsk } =
    rates;
  const { threads, backlog, backlogAgeDays, backlogGrowthPerWeek, closureRatio, answersPerQuestion } = health;
  return {
    ...{ threads, dismissed: health.dismissed },
    responseRate: {
      "24h": responseRate["24h"].value,
      "72h": responseRate["72h"].value,
      "7d": responseRate["7d"].value,
    },
    ttfrHours: waitOf(firstResponse),
    acceptanceHours: acceptance && waitOf(acceptance),
    acceptedRate: accepted?.value ?? null,
    ...{ backlog, backlogAgeDays, backlogGrowthPerWeek, closureRatio },
    orphanRate: orphan.value,
    answersPerQuestion,
    expertPresence: expertPresence.value,
    staffShare: staff.value,
    askers: health.askers,
    newAskerShare: newAskers.value,
    newcomerResponseRate: newcomerResponse.value,
    responses: health.responses,
    responders: health.responders,
    responderRetention: retention.value,
    absenceFactor: resilience.absenceFactor,
    topResponderShare: resilience.topResponderShare,
    reAskRate: reAsk.value,
    insufficient: health.insufficient,
    intervals: {
      responseRate,
      ttfrMedianHours: firstResponse.medianInterval,
      acceptedRate: accepted,
      orphanRate: orphan,
      expertPresence,
      staffShare: staff,
      newAskerShare: newAskers,
      newcomerResponseRate: newcomerResponse,
      responderRetention: retention,
      reAskRate: reAsk,
    },
  };
}

function waitOf({ median, p90, answeredOnlyMedian }: HealthAnswer["ttfrHours"]): HealthAnswer["ttfrHours"] {
  return { median, p90, answeredOnlyMedian };
}
