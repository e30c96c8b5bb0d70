import { median } from "simple-statistics";
import { level, readValues, usual } from "./count-scale.ts";
import type { Series } from "./mann-kendall.ts";

/** A step at which a count left what was usual before; `usual` is the median that it is compared with. */
export type Alarm = { step: number; kind: "above" | "below" | "spike"; value: number; usual: number };

/** The steps that are watched; what came before says what is usual. */
const watched = 12;
const fewestUsual = 12;
/** Page, Biometrika 41, 1954: half of the shift that is looked for, and how much of it must have added up. */
const slack = 0.5;
const limit = 5;

/**
 * Runs of the last 12 steps that are together too far above or below what was usual, by a two-sided CUSUM on the scale of `level` with a
 * robust middle and spread (k = 0.5, h = 5). After an alarm the sum begins anew. Nothing where fewer than 12 earlier steps were read.
 */
export function cusumAlarms(series: Series): Alarm[] {
  const start = series.length - watched;
  const read = readValues(series);
  const before = read.filter(({ step }) => step < start);
  if (before.length < fewestUsual) return [];
  const { middle, spread } = usual(before.map(({ value }) => level(value)));
  const normal = median(before.map(({ value }) => value));
  const found: Alarm[] = [];
  let above = 0;
  let below = 0;
  for (const { step, value } of read.filter(({ step }) => step >= start)) {
    const z = (level(value) - middle) / spread;
    above = Math.max(0, above + z - slack);
    below = Math.max(0, below - z - slack);
    if (above <= limit && below <= limit) continue;
    found.push({ step, kind: above > limit ? "above" : "below", value, usual: normal });
    above = 0;
    below = 0;
  }
  return found;
}

const trailing = 12;
const fewestTrailing = 8;
const leastSpike = 10;
const farFromUsual = 3;
/** Of the trailing steps, so many may be as high: what happens more often is no spike. */
const mostAsHigh = 2;

/**
 * Single steps of the last 12 that stand out from the 12 before them: a robust z of at least 3 on the scale of `level`, and a count of at
 * least 10.
 */
export function spikes(series: Series): Alarm[] {
  const read = readValues(series);
  return read.flatMap(({ step, value }, at): Alarm[] => {
    if (step < series.length - watched || value < leastSpike) return [];
    const before = read.slice(Math.max(0, at - trailing), at).filter((point) => point.step >= step - trailing);
    if (before.length < fewestTrailing || before.filter((point) => point.value >= value).length > mostAsHigh) return [];
    const { middle, spread } = usual(before.map((point) => level(point.value)));
    if ((level(value) - middle) / spread < farFromUsual) return [];
    return [{ step, kind: "spike", value, usual: median(before.map((point) => point.value)) }];
  });
}
