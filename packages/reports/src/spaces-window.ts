import {
  type Concentration,
  type Coverage,
  compareWindows,
  concentration,
  type Incidence,
  incidenceOf,
  shareChanges,
  unequalCoverage,
  type Weighting,
  type Weights,
  type WindowChange,
  weights,
} from "@groundswell/analytics";
import { dayMs, printWindow, readWindow, type Window } from "@groundswell/model";
import { type ExpertiseSpace, type Store, spaceActivity } from "@groundswell/store";
import { readCoverage } from "./head.ts";

/** An earlier window beside the one that was asked for. */
export type ComparedWindow = {
  window: { from: string; to: string };
  coverage: Pick<Coverage, "expected" | "read" | "rate">;
  /** Why the two are not to be compared, as a sentence; null where they are. */
  why: string | null;
  /** Null where the windows are not compared; an answer that was told to compare anyway has both. */
  change: WindowChange | null;
  /** Spaces with any activity. */
  active: number;
  k50: number | null;
  topShare: Concentration["topShare"];
};

/** Who did how much where in one window, how concentrated it was in one weighting, and how much of it was read. */
export type WindowMeasure = {
  window: Window;
  coverage: Coverage;
  incidence: Incidence;
  weighed: Weights;
  measured: Concentration;
};

type Asked = {
  expertise: string;
  weighting: Weighting;
  asOf: Date;
  configured: readonly ExpertiseSpace[];
};

/** Counts and measures one window. */
export async function measureWindow(store: Store, window: Window, asked: Asked): Promise<WindowMeasure> {
  const { expertise, weighting, asOf, configured } = asked;
  const keys = new Map(configured.map((space) => [space.id, space.key]));
  const rows = (await spaceActivity(store, expertise, window)).map(({ space, person, count }) => ({
    space: keys.get(space) ?? String(space),
    person,
    count,
  }));
  // Silent spaces are part of the denominator: they stay in the list with nothing.
  for (const { key } of configured) rows.push({ space: key, person: null, count: 0 });
  const incidence = incidenceOf(rows);
  const weighed = weights(incidence, weighting);
  return {
    window,
    coverage: await readCoverage(store, expertise, window, asOf),
    incidence,
    weighed,
    measured: concentration(weighed.spaces, { configured: configured.length }),
  };
}

/** The window of the same length that ends where this one begins. */
export function windowBefore({ from, to }: Window): Window {
  return { from: new Date(from.getTime() - (to.getTime() - from.getTime())), to: from };
}

/** The same window a year earlier. */
export function windowLastYear({ from, to }: Window): Window {
  return { from: yearBefore(from), to: yearBefore(to) };
}

/** Sets a window beside an earlier one; without comparing them where what was read of them differs, unless told to. */
export function compareWith(now: WindowMeasure, before: WindowMeasure, anyway: boolean): ComparedWindow | null {
  if (before.measured.active === 0) return null;
  const why = unequalCoverage(now, before);
  const { expected, read, rate } = before.coverage;
  return {
    window: printWindow(before.window),
    coverage: { expected, read, rate },
    why,
    change: why === null || anyway ? compareWindows(now, before) : null,
    active: before.measured.active,
    k50: before.measured.k50,
    topShare: before.measured.topShare,
  };
}

/** How each space's share changed, by key; nothing where the windows are not compared. */
export function changesOfShare(now: WindowMeasure, before: WindowMeasure, compared: ComparedWindow | null) {
  return compared?.change ? shareChanges(now.weighed, before.weighed) : new Map<string, never>();
}

function yearBefore(date: Date): Date {
  const then = new Date(date);
  then.setUTCFullYear(then.getUTCFullYear() - 1);
  return then;
}

/** Weeks of a window that nobody chose. */
const defaultWeeks = 12;

/** The window that is asked for; by default the twelve weeks before an instant. */
export function askedWindow({ from, to }: { from: Date | null; to: Date | null }, asOf: Date): Window {
  // Nothing after the as-of instant may show, whatever window was asked for.
  const end = to && to < asOf ? to : asOf;
  return readWindow(from ?? new Date(end.getTime() - defaultWeeks * 7 * dayMs), end);
}
