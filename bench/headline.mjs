import { count } from "./render.mjs";

/** @typedef {{ of: string, least?: number, most?: number }} Aim */

/**
 * One line of the summary: a figure beside what it is measured against.
 * @param {object} given
 * @param {string} given.what
 * @param {number} given.figure
 * @param {string} given.unit
 * @param {string} [given.yardstickName]
 * @param {number} [given.yardstick] what the same run gave for `yardstickName`, in the same unit; left out where nothing is comparable
 * @param {number} [given.ratio] figure over yardstick, where it was measured round by round; reckoned from the two otherwise
 * @param {Aim} [given.aim] `{ of: "figure" | "ratio", least | most }`, or null where nobody asked for more than the figure
 */
export function headline({ what, figure, unit, yardstick = null, yardstickName = null, ratio, aim = null }) {
  const times = ratio ?? (yardstick ? round(figure / yardstick) : null);
  const measured = aim?.of === "ratio" ? times : figure;
  return {
    ...{ what, figure: round(figure), unit, yardstickName, yardstick: yardstick === null ? null : round(yardstick) },
    ratio: times,
    aim: aim && aimInWords(aim, unit),
    met: aim && (aim.least === undefined ? measured <= aim.most : measured >= aim.least),
  };
}

/** @param {Aim} aim */
function aimInWords({ of, least, most }, unit) {
  const bound = least === undefined ? `at most ${count(most, 3)}` : `at least ${count(least, 3)}`;
  return of === "ratio" ? `${bound} × the yardstick` : `${bound} ${unit}`;
}

/** As many digits as a measurement carries: three. */
function round(value) {
  if (value === 0 || Math.abs(value) >= 100) return Math.round(value);
  return Number(value.toPrecision(3));
}
