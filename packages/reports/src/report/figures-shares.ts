import { z95 } from "@groundswell/analytics";
import type { SpaceAnswer } from "../spaces.ts";
import type { ReportChart } from "./document.ts";
import { excludesZero, mostTested, zTested } from "./figures-rates.ts";

type SharedSpace = Pick<SpaceAnswer, "key" | "name" | "count" | "share" | "shareChange" | "shareChangeInterval">;

/** A space whose share of activity moved by more than chance. */
export type MovedShare = { key: string; name: string; now: number; before: number };

/** Points of a curve that are all shown, and how many there are at most: a mail is no place for a path of thousands. */
const firstPoints = 20;
const mostPoints = 120;

/**
 * The spaces whose share of activity moved by more than chance, the largest move first. Only the first ten are looked at, and those that fell
 * out of the head, and each by a wider interval than its own: the more spaces one looks at, the more seem to move.
 * @param spaces in the order of their rank
 * @param left keys of the spaces that fell out of the head
 */
export function movedShares(spaces: readonly SharedSpace[], left: readonly string[]): MovedShare[] {
  const fallen = new Set(left);
  const looked = [
    ...spaces.filter(({ key }) => fallen.has(key)),
    ...spaces.filter(({ key, count }) => count > 0 && !fallen.has(key)),
  ].slice(0, mostTested);
  return looked
    .flatMap(({ key, name, share, shareChange: change, shareChangeInterval: interval }) => {
      if (share === null || change === null || interval === null) return [];
      const half = ((interval[1] - interval[0]) / 2) * (zTested / z95);
      return excludesZero([change - half, change + half]) ? [{ key, name, now: share, before: share - change }] : [];
    })
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before) || (a.key < b.key ? -1 : 1));
}

/**
 * How fast the first spaces add up to the whole: the points of the page's curve. Beyond a hundred and twenty the later ones are thinned out evenly;
 * those that are marked, and the last, stay.
 */
export function shareCurve(
  spaces: readonly Pick<SpaceAnswer, "count" | "cumulativeShare" | "name">[],
  marks: readonly (number | null)[],
): Pick<Extract<ReportChart, { draw: "share-curve" }>, "points" | "marked"> {
  const marked = [...new Set(marks.filter((mark) => mark !== null))].sort((a, b) => a - b);
  const active = spaces.flatMap(({ count, cumulativeShare: share, name }) =>
    count > 0 && share !== null ? [{ share, name }] : [],
  );
  const points = [{ spaces: 0, share: 0, name: "" }, ...active.map((one, index) => ({ spaces: index + 1, ...one }))];
  const step = Math.ceil(points.length / (mostPoints - firstPoints));
  const stays = ({ spaces }: { spaces: number }) =>
    spaces <= firstPoints || spaces % step === 0 || spaces === active.length || marked.includes(spaces);
  return { points: points.length <= mostPoints ? points : points.filter(stays), marked };
}
