import {
  absenceFactors,
  type Concentration,
  type ConcentrationInterval,
  concentrationInterval,
  concentrationWarnings,
  describeConcentration,
  fewestSpaces,
  type Incidence,
  lorenzCurve,
  overlap,
  type Reach,
  rankSpaces,
  type Tier,
  topSetAgrees,
  type UnwatchedShare,
  type Weighting,
  type WithoutTopPerson,
  weightings,
  weights,
  withoutTopPerson,
} from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import { expertiseSpaces, type Store, spaceKinds } from "@groundswell/store";
import { type Head, head, requireRun } from "./head.ts";
import { healthAnswers, type JudgedSpace, judgeSpaces, type SpaceHealthAnswer } from "./space-health.ts";
import {
  askedWindow,
  type ComparedWindow,
  changesOfShare,
  compareWith,
  measureWindow,
  type WindowMeasure,
  windowBefore,
  windowLastYear,
} from "./spaces-window.ts";
import { unwatchedShare } from "./unwatched.ts";

export type SpacesQuestion = {
  expertise: string;
  weighting: Weighting;
  asOf: Date | null;
  from: Date | null;
  to: Date | null;
  /** Compares with earlier windows even where what was read of them differs. */
  compareAnyway?: boolean;
};

export type SpaceAnswer = {
  key: string;
  name: string;
  kind: string;
  url: string | null;
  rank: number;
  count: number;
  people: number;
  share: number | null;
  cumulativeShare: number | null;
  /** Change of share against the window before, -1..1; null where a window was silent or the two are not compared. */
  shareChange: number | null;
  /** Its 95 % interval, persons being what varies; null with fewer than ten of them in either window. */
  shareChangeInterval: [number, number] | null;
  tier: Tier;
  /** How often the space is among the first five where persons are drawn anew, 0..1; null where none are drawn. */
  inTop: number | null;
  /** The fewest persons with at least half of the space's signals; null where none is known. */
  absenceFactor: number | null;
  /** Share of the space's signals by its most active person, 0..1. */
  topPersonShare: number | null;
} & SpaceHealthAnswer;

export type SpacesAnswer = Head & {
  weighting: Weighting;
  concentration: Concentration & {
    interval: Omit<ConcentrationInterval, "inTop"> | null;
    /** The Lorenz curve, see `lorenzCurve`. */
    lorenz: [number, number][];
    topSetAgrees: boolean;
    withoutTopPerson: WithoutTopPerson | null;
    /** The fewest spaces that reach 80 % of people. */
    reach: Reach | null;
    /** Share of people who are active in at least two spaces of the head, 0..1. */
    overlap: number | null;
    /** The window before, where the two may be compared. */
    previous: { k50: number | null; topShare: Concentration["topShare"]; turnover: number | null } | null;
    /** The window before; null where nothing happened in it. */
    compared: ComparedWindow | null;
    /** The same window a year earlier; null where nothing happened in it, or where it is the window before. */
    lastYear: ComparedWindow | null;
  };
  insight: string;
  /** What to know before a number is passed on, in sentences. */
  warnings: string[];
  /** How much of what the window's signals link to is in spaces that nobody watches. */
  unwatched: UnwatchedShare;
  spaces: SpaceAnswer[];
};

/** Which few of the spaces of an expertise hold the activity of a window, from whole days of counts. */
export async function answerSpaces(store: Store, question: SpacesQuestion): Promise<SpacesAnswer> {
  return (await answerAndJudgeSpaces(store, question)).answer;
}

/** The same, with the spaces as they were judged: for whoever says more of the threads, which are read once for both. */
export async function answerAndJudgeSpaces(
  store: Store,
  question: SpacesQuestion,
): Promise<{ answer: SpacesAnswer; judged: JudgedSpace[] }> {
  const { expertise, weighting, compareAnyway = false } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const asOf = question.asOf ?? run.asOf;
  const window = askedWindow(question, asOf);
  const configured = await expertiseSpaces(store, expertise);
  const asked = { expertise, weighting, asOf, configured };
  // At once: while the database reads threads, this process draws persons.
  const [{ now, before, compared, lastYear, interval }, judged, unwatched] = await Promise.all([
    measureWindows(store, window, asked, compareAnyway),
    judgeSpaces(store, { expertise, window }),
    unwatchedShare(store, expertise, window),
  ]);

  const { incidence, weighed, measured, coverage } = now;
  const ranked = rankSpaces(weighed.spaces);
  const headKeys = ranked.filter(({ tier }) => tier === "head").map(({ key }) => key);
  const counted = weightedSpaces(incidence);
  const warnings = concentrationWarnings({
    weighting,
    concentration: measured,
    interval,
    persons: incidence.persons.length,
    coverage,
    counted,
    headKinds: await kindsOf(store, expertise, { window, configured, keys: headKeys }),
    unknownShare: unknownShare(incidence, counted.events),
  });
  const { inTop, ...printed } = interval ?? { inTop: null };
  const health = healthAnswers(judged, window);
  const answer: SpacesAnswer = {
    ...head(expertise, run, asOf, window, coverage),
    weighting,
    concentration: {
      ...measured,
      interval: interval === null ? null : (printed as Omit<ConcentrationInterval, "inTop">),
      lorenz: lorenzCurve(weighed.spaces, { configured: configured.length }),
      topSetAgrees: topSetAgrees(Object.values(counted)),
      withoutTopPerson: withoutTopPerson(weighed, { configured: configured.length }),
      reach: fewestSpaces(incidence),
      overlap: overlap(incidence, headKeys),
      previous: compared?.change
        ? { k50: compared.k50, topShare: compared.topShare, turnover: compared.change.turnover }
        : null,
      compared,
      lastYear,
    },
    insight: describeConcentration({
      window,
      weighting,
      concentration: measured,
      interval: interval && { level: interval.level, lower: interval.top5[0], upper: interval.top5[1] },
      coverage,
    }),
    warnings: compared?.why ? [...warnings, compared.why] : warnings,
    unwatched,
    spaces: spaceRows({ now, before, compared, ranked, configured, inTop, health }),
  };
  return { answer, judged };
}

/** A window with its interval, beside the one before and the same a year earlier. */
async function measureWindows(
  store: Store,
  window: Window,
  asked: Parameters<typeof measureWindow>[2],
  compareAnyway: boolean,
) {
  const now = await measureWindow(store, window, asked);
  const interval = concentrationInterval(now.weighed, now.measured);
  const before = await measureWindow(store, windowBefore(window), asked);
  const compared = compareWith(now, before, compareAnyway);
  const yearAgo = windowLastYear(window);
  const isBefore = yearAgo.to.getTime() === before.window.to.getTime();
  const lastYear = isBefore ? null : compareWith(now, await measureWindow(store, yearAgo, asked), compareAnyway);
  return { now, before, compared, lastYear, interval };
}

function spaceRows({
  now,
  before,
  compared,
  ranked,
  configured,
  inTop,
  health,
}: {
  now: WindowMeasure;
  before: WindowMeasure;
  compared: ComparedWindow | null;
  ranked: ReturnType<typeof rankSpaces>;
  configured: Awaited<ReturnType<typeof expertiseSpaces>>;
  inTop: Record<string, number> | null;
  health: ReadonlyMap<string, SpaceHealthAnswer>;
}): SpaceAnswer[] {
  const named = new Map(configured.map((space) => [space.key, space]));
  const people = new Map(now.weighed.spaces.map((space) => [space.key, space.people]));
  const dependences = absenceFactors(now.incidence);
  const changes = changesOfShare(now, before, compared);
  return ranked.map((space) => {
    const { name, kind, url } = named.get(space.key) ?? { name: space.key, kind: "", url: null };
    const dependence = dependences.get(space.key);
    const change = changes.get(space.key);
    return {
      key: space.key,
      name,
      kind,
      url,
      rank: space.rank,
      count: space.count,
      people: people.get(space.key) ?? 0,
      share: space.share,
      cumulativeShare: space.cumulativeShare,
      shareChange: change?.change ?? null,
      shareChangeInterval: change?.interval ?? null,
      tier: space.tier,
      inTop: inTop === null ? null : (inTop[space.key] ?? 0),
      absenceFactor: dependence?.absenceFactor ?? null,
      topPersonShare: dependence?.topPersonShare ?? null,
      ...(health.get(space.key) ?? { health: null, support: null }),
    };
  });
}

function weightedSpaces(incidence: Incidence) {
  return Object.fromEntries(weightings.map((weighting) => [weighting, weights(incidence, weighting).spaces])) as Record<
    Weighting,
    ReturnType<typeof weights>["spaces"]
  >;
}

function unknownShare({ nobody }: Incidence, events: readonly { count: number }[]): number | null {
  const total = events.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? null : nobody.reduce((sum, count) => sum + count, 0) / total;
}

async function kindsOf(
  store: Store,
  expertise: string,
  { window, configured, keys }: { window: Window; configured: readonly { id: number; key: string }[]; keys: string[] },
) {
  const wanted = new Set(keys);
  const spaces = new Map(configured.filter(({ key }) => wanted.has(key)).map(({ id, key }) => [id, key]));
  const rows = await spaceKinds(store, expertise, { window, spaces: [...spaces.keys()] });
  return rows.map(({ space, kind, count }) => ({ space: spaces.get(space) ?? "", kind, count }));
}
