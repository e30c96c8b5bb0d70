import type { SignalKind } from "@groundswell/model";

/** The reader's own way of writing numbers; outside a browser, where tests run, always the same. */
const locale = typeof document === "undefined" ? "en" : undefined;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const two = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const points = new Intl.NumberFormat(locale, {
  maximumFractionDigits: 1,
  minimumFractionDigits: 1,
  signDisplay: "exceptZero",
});
const day = new Intl.DateTimeFormat(locale === undefined ? undefined : "en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** What stands where nothing is known; unknown is not zero. */
export const unknown = "–";

export function number(value: number): string {
  return whole.format(value);
}

/** One decimal for weights and scores, which are not whole. */
export function decimal(value: number): string {
  return short.format(value);
}

/** At most two decimals, none where there are none. */
export function factor(value: number): string {
  return two.format(value);
}

/** A rate of 0..1 as "12.3 %" or "12 %", for prose. */
export function percent(rate: number | null): string {
  return rate !== null && isWhole(rate) ? `${whole.format(rate * 100)} %` : evenPercent(rate);
}

/** A rate of 0..1 with one decimal always, for columns; never "0.0 %" for some nor "100.0 %" for not all. */
export function evenPercent(rate: number | null): string {
  if (rate === null) return unknown;
  const tenths = Math.round(rate * 1000);
  if (tenths === 0 && rate > 0) return `< ${short.format(0.1)} %`;
  if (tenths === 1000 && rate < 1 - 1e-9) return `> ${short.format(99.9)} %`;
  return `${short.format(rate * 100)} %`;
}

/** A rate that shows no tenths of a percent, and is neither almost nothing nor almost everything. */
function isWhole(rate: number): boolean {
  const tenths = Math.round(rate * 1000);
  return tenths % 10 === 0 && !(tenths === 0 && rate > 0) && !(tenths === 1000 && rate < 1 - 1e-9);
}

/** Hours as a person says them: "40 min", "5.2 h", "3.1 days"; a dash where they are unknown. */
export function hours(value: number | null): string {
  if (value === null) return unknown;
  if (value < 1) return `${whole.format(value * 60)} min`;
  return value < 48 ? `${short.format(value)} h` : `${short.format(value / 24)} days`;
}

/** Both ends of an interval, written by `write`; nothing where either is unknown. */
export function interval(lower: number | null, upper: number | null, write: (value: number) => string): string {
  return lower === null || upper === null ? "" : `${write(lower)} to ${write(upper)}`;
}

/** A change of a rate in percentage points: "+4.7", "−0.3", "0.0". */
export function percentagePoints(change: number): string {
  return points.format(change * 100).replace("-", "−");
}

/** The day of an instant in UTC: windows are whole UTC days for every reader. */
export function utcDay(iso: string): string {
  return day.format(new Date(iso));
}

/** "1 space", "2 spaces". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const kindWords: Record<SignalKind, [one: string, many: string]> = {
  question: ["question", "questions"],
  answer: ["answer", "answers"],
  comment: ["comment", "comments"],
  message: ["message", "messages"],
  post: ["post", "posts"],
  talk: ["talk", "talks"],
  event: ["event", "events"],
  commit: ["commit", "commits"],
  "pull-request": ["pull request", "pull requests"],
  review: ["review", "reviews"],
  issue: ["issue", "issues"],
  release: ["release", "releases"],
  package: ["package", "packages"],
  video: ["video", "videos"],
  episode: ["episode", "episodes"],
  "doc-edit": ["doc edit", "doc edits"],
};

/** The word for signals of a kind; a kind this page does not know yet is its own word. */
export function kindWord(kind: string, count = 2): string {
  const words = kindWords[kind as SignalKind];
  return words ? words[count === 1 ? 0 : 1] : kind;
}
