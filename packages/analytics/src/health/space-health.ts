import { dayMs, days, hourMs, type Window } from "@groundswell/model";
import { isDismissed, type ReadThread, watchedMs } from "./asked-thread.ts";
import { kaplanMeier, percentile, type Quantile, survivalQuantile } from "./kaplan-meier.ts";
import { fewestCases, type MeasuredRate, rateOf } from "./measured-rate.ts";
import { countResponders, type Resilience, type Responders, resilience } from "./responders.ts";

/** After how many hours it is asked who has had a response. */
export const responseHours = { "24h": 24, "72h": 72, "7d": 168 } as const;
export type ResponseHours = keyof typeof responseHours;
/** Days that an answer has for being accepted, and days after which a thread without response is an orphan. */
const acceptanceDays = 14;
const orphanDays = 30;
/** After so long without response, whoever asks again asks again. */
const reAskHours = 48;

/** Hours until something, by the Kaplan-Meier estimate; beside it the median of what did happen, which leaves out whoever still waits. */
export type WaitHours = {
  median: number | null;
  p90: number | null;
  medianInterval: { lower: number | null; upper: number | null };
  answeredOnlyMedian: number | null;
  /** Threads for which it happened, and those for which it had not as long as they were watched. */
  happened: number;
  waiting: number;
};

/** What is asked of the threads of one space. */
export type HealthInput = {
  /** Asked in the window, and in the window of equal length before it, each read as of its own end. */
  now: readonly ReadThread[];
  before: readonly ReadThread[];
  /** The threads before, read as of the window's end. */
  beforeByNow: readonly ReadThread[];
  window: Window;
  /** Whether its place shows acceptances at all. */
  acceptanceShown: boolean;
  /** Persons of the core tier, or awarded. */
  experts: ReadonlySet<number>;
};

/**
 * Whether people are helped in a space, over the threads asked in a window and as of its end. Shares are 0..1; each is null below
 * `fewestCases`, and `rates` holds what they were counted from. Unanswered threads are in every denominator.
 */
export type SpaceHealth = {
  threads: number;
  /** Those of them that were closed within 72 hours and before anybody responded: they are in no rate and no wait. */
  dismissed: number;
  insufficient: boolean;
  rates: {
    responseRate: Record<ResponseHours, MeasuredRate>;
    /** Of the threads of fourteen days and more, where acceptance is shown; an answer to oneself does not count. */
    accepted: MeasuredRate | null;
    /** Without response in their first thirty days. */
    orphan: MeasuredRate;
    /** Threads with a response by an expert. */
    expertPresence: MeasuredRate;
    /** Responses by staff. */
    staff: MeasuredRate;
    /** Persons who were new to the expertise when they asked, of those of whom it can be told. */
    newAskers: MeasuredRate;
    /** Threads of newcomers with a response within seven days. */
    newcomerResponse: MeasuredRate;
    /** Persons who responded in the window before, and again in this one. */
    retention: MeasuredRate;
    /** Threads whose asker wrote again, without any response, after more than 48 hours. */
    reAsk: MeasuredRate;
  };
  firstResponse: WaitHours;
  /** Null where acceptance is not shown, or not dated. */
  acceptance: WaitHours | null;
  /** Threads of the window that are open and without response at its end. */
  backlog: number;
  backlogAgeDays: { median: number | null; p90: number | null };
  /** Threads asked less threads settled in the window, a week. */
  backlogGrowthPerWeek: number | null;
  /** Threads settled in the window over threads asked in it; above 1 where old ones are settled. */
  closureRatio: number | null;
  askers: number;
  responders: number;
  responses: number;
  /** Answers per question, of the threads that began with one. */
  answersPerQuestion: number | null;
  resilience: Resilience;
};

/** Judges the threads of one space. */
export function spaceHealth(input: HealthInput): SpaceHealth {
  const { before, window, acceptanceShown, experts } = input;
  const now = input.now.filter((one) => !isDismissed(one));
  const responders = countResponders(now);
  const waiting = now.filter(({ settled }) => settled === null).map(({ ageMs }) => ageMs / dayMs);
  const responses = now.reduce((sum, { responses }) => sum + responses.length, 0);
  const enough = now.length >= fewestCases;
  const settled = settledInside(input);
  return {
    threads: input.now.length,
    dismissed: input.now.length - now.length,
    insufficient: !enough,
    rates: {
      responseRate: {
        "24h": responseWithin(now, responseHours["24h"]),
        "72h": responseWithin(now, responseHours["72h"]),
        "7d": responseWithin(now, responseHours["7d"]),
      },
      accepted: acceptanceShown ? rateOf(olderThan(now, acceptanceDays * dayMs), isAccepted) : null,
      orphan: rateOf(olderThan(now, orphanDays * dayMs), (one) => !isWithin(one, orphanDays * dayMs)),
      expertPresence: rateOf(now, (one) => hasExpert(one, experts)),
      staff: rateOf(
        now.flatMap(({ responses }) => responses),
        ({ isStaff }) => isStaff,
      ),
      newAskers: newAskers(now),
      newcomerResponse: responseWithin(
        now.filter(({ thread }) => thread.isNewcomer),
        responseHours["7d"],
      ),
      retention: retention(countResponders(before), responders),
      reAsk: rateOf(olderThan(now, reAskHours * hourMs), asksAgain),
    },
    firstResponse: waitHours(responseWaits(now)),
    acceptance: acceptanceShown ? acceptanceHours(now) : null,
    backlog: waiting.length,
    backlogAgeDays: { median: percentile(waiting, 0.5), p90: percentile(waiting, 0.9) },
    backlogGrowthPerWeek: enough ? (input.now.length - settled) / (days(window) / 7) : null,
    closureRatio: enough ? settled / input.now.length : null,
    askers: new Set(input.now.flatMap(({ thread }) => thread.asker ?? [])).size,
    responders: responders.size,
    responses,
    answersPerQuestion: answersPerQuestion(now),
    resilience: resilience(responders, responses),
  };
}

/** The share of the threads of so many hours that had a response within them. */
function responseWithin(threads: readonly ReadThread[], hours: number): MeasuredRate {
  return rateOf(olderThan(threads, hours * hourMs), (one) => isWithin(one, hours * hourMs));
}

function olderThan(threads: readonly ReadThread[], ms: number): ReadThread[] {
  return threads.filter(({ ageMs }) => ageMs >= ms);
}

function isWithin({ waitMs }: ReadThread, ms: number): boolean {
  return waitMs !== null && waitMs <= ms;
}

function isAccepted({ acceptedMs }: ReadThread): boolean {
  return acceptedMs !== null;
}

/** Whether an expert responded. */
export function hasExpert({ responses }: ReadThread, experts: ReadonlySet<number>): boolean {
  return responses.some(({ person }) => person !== null && experts.has(person));
}

function asksAgain({ thread, responses }: ReadThread): boolean {
  const first = responses[0]?.at ?? Number.POSITIVE_INFINITY;
  const late = thread.askedAt + reAskHours * hourMs;
  return (
    thread.asker !== null &&
    thread.posts.some(({ person, isAnswer, at }) => person === thread.asker && !isAnswer && at > late && at < first)
  );
}

function newAskers(threads: readonly ReadThread[]): MeasuredRate {
  const isNew = new Map<number, boolean>();
  for (const { thread } of threads)
    if (thread.asker !== null && thread.isNewcomer !== null)
      isNew.set(thread.asker, (isNew.get(thread.asker) ?? false) || thread.isNewcomer);
  return rateOf([...isNew.values()], (one) => one);
}

function retention(before: Responders, now: Responders): MeasuredRate {
  return rateOf([...before.keys()], (person) => now.has(person));
}

function answersPerQuestion(threads: readonly ReadThread[]): number | null {
  const questions = threads.filter(({ thread }) => thread.isQuestion);
  if (questions.length < fewestCases) return null;
  const answers = questions.map(({ responses }) => responses.filter(({ isAnswer }) => isAnswer).length);
  return answers.reduce((sum, count) => sum + count, 0) / questions.length;
}

/** Threads of either window that were settled in this one. Of what is not dated, it was in the window that it was asked in. */
function settledInside({ now, beforeByNow, window }: HealthInput): number {
  const from = window.from.getTime();
  const old = beforeByNow.filter(({ settled }) => typeof settled === "number" && settled >= from);
  return now.filter(({ settled }) => settled !== null).length + old.length;
}

function acceptanceHours(threads: readonly ReadThread[]): WaitHours | null {
  // An acceptance without a date is neither a wait nor the lack of one.
  if (threads.some(({ acceptedMs }) => acceptedMs === "undated")) return null;
  return waitHours(
    waitsOf(
      threads,
      ({ acceptedMs }) => acceptedMs as number | null,
      ({ ageMs }) => ageMs,
    ),
  );
}

/** What threads have waited, in hours: until something happened, and of those that still wait until they were looked at. */
export type Waits = { happened: number[]; waiting: number[] };

/** How long threads waited for their first response: dismissed ones for none, and others that nobody responded to until they were closed. */
export function responseWaits(threads: readonly ReadThread[]): Waits {
  const now = threads.filter((one) => !isDismissed(one));
  return waitsOf(now, ({ waitMs }) => waitMs, watchedMs);
}

/** The hours of a wait, of threads of one space or of many: null below `fewestCases` threads. */
export function waitHours({ happened, waiting }: Waits): WaitHours {
  const enough = happened.length + waiting.length >= fewestCases;
  const steps = enough ? kaplanMeier(happened, waiting) : [];
  const { value, lower, upper }: Quantile = survivalQuantile(steps, 0.5);
  return {
    median: value,
    p90: survivalQuantile(steps, 0.9).value,
    medianInterval: { lower, upper },
    answeredOnlyMedian: enough ? percentile(happened, 0.5) : null,
    happened: happened.length,
    waiting: waiting.length,
  };
}

function waitsOf(
  threads: readonly ReadThread[],
  waited: (one: ReadThread) => number | null,
  watched: (one: ReadThread) => number,
): Waits {
  return {
    happened: threads.flatMap((one) => waited(one) ?? []).map((ms) => ms / hourMs),
    waiting: threads.filter((one) => waited(one) === null).map((one) => watched(one) / hourMs),
  };
}
