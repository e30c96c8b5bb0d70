/** A day in ISO on which a source was read, and whether anything new came. */
export type ReadDay = { day: string; isNew: boolean };

/** That nothing new comes any more: `p` is how likely so many days without anything are for a source that goes on as it did. */
export type SourceSilence = {
  /** The first day without anything. */
  since: string;
  /** Days since then on which it was read. */
  days: number;
  /** Share of the days before on which anything new came, 0..1. */
  usual: number;
  /** The longest time without anything before, in days on which it was read. */
  longestBefore: number;
  p: number;
};

const fewestNewDays = 10;
const fewestSilentDays = 3;
const mostLikely = 0.001;

/**
 * Whether a source that is read and yields nothing is silent against its own rhythm: for longer than ever in the days before, and longer than
 * days with and without something new, in any order, would leave it in one of a thousand cases. Days on which it was not read are in neither:
 * what nobody read is no silence. Below ten days with anything new nothing is said.
 * @param days in order
 */
export function sourceSilence(days: readonly ReadDay[]): SourceSilence | null {
  const last = days.findLastIndex(({ isNew }) => isNew);
  const silent = days.slice(last + 1);
  const [begin] = silent;
  const before = days.slice(
    days.findIndex(({ isNew }) => isNew),
    last + 1,
  );
  const active = before.filter(({ isNew }) => isNew).length;
  if (last === -1 || active < fewestNewDays || !begin || silent.length < fewestSilentDays) return null;
  let gap = 0;
  let longestBefore = 0;
  for (const { isNew } of before) {
    gap = isNew ? 0 : gap + 1;
    longestBefore = Math.max(longestBefore, gap);
  }
  // As if one more day without anything had been seen, so that a source which never missed a day can still miss one.
  const p = (1 - active / (before.length + 1)) ** silent.length;
  if (silent.length <= longestBefore || p > mostLikely) return null;
  return { since: begin.day, days: silent.length, usual: active / before.length, longestBefore, p };
}
