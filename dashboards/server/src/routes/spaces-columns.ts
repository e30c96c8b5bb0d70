import type { CsvColumn, SpaceAnswer, SupportSpace, TrendAnswer } from "@groundswell/reports";

/** What an export says of a space. Shares are 0..1; an empty cell is unknown. */
export const spaceColumns: readonly CsvColumn<SpaceAnswer>[] = [
  { title: "rank", of: ({ rank }) => rank },
  { title: "key", of: ({ key }) => key },
  { title: "name", of: ({ name }) => name },
  { title: "kind", of: ({ kind }) => kind },
  { title: "url", of: ({ url }) => url },
  { title: "count", of: ({ count }) => count },
  { title: "people", of: ({ people }) => people },
  { title: "share", of: ({ share }) => share },
  { title: "cumulative share", of: ({ cumulativeShare }) => cumulativeShare },
  { title: "change of share", of: ({ shareChange }) => shareChange },
  { title: "change of share, lower", of: ({ shareChangeInterval }) => shareChangeInterval?.[0] },
  { title: "change of share, upper", of: ({ shareChangeInterval }) => shareChangeInterval?.[1] },
  { title: "tier", of: ({ tier }) => tier },
  { title: "half of it by so many people", of: ({ absenceFactor }) => absenceFactor },
  { title: "share of the most active person", of: ({ topPersonShare }) => topPersonShare },
  { title: "threads", of: ({ health }) => health?.threads },
  { title: "response within 24 h", of: ({ health }) => health?.responseRate["24h"] },
  { title: "response within 72 h", of: ({ health }) => health?.responseRate["72h"] },
  { title: "response within 7 d", of: ({ health }) => health?.responseRate["7d"] },
  { title: "median hours to first response", of: ({ health }) => health?.ttfrHours.median },
  { title: "median hours, lower", of: ({ health }) => health?.intervals.ttfrMedianHours.lower },
  { title: "median hours, upper", of: ({ health }) => health?.intervals.ttfrMedianHours.upper },
  { title: "open threads", of: ({ health }) => health?.backlog },
  { title: "too few to tell", of: ({ health }) => health?.insufficient },
  { title: "support rank", of: ({ support }) => support?.rank },
  { title: "reasons", of: ({ support }) => support?.reasons.join("; ") },
];

/** What an export says of where support is lacking. `need` is in threads. */
export const supportColumns: readonly CsvColumn<SupportSpace>[] = [
  { title: "rank by need", of: ({ rank }) => rank },
  { title: "rank by reach", of: ({ reachRank }) => reachRank },
  { title: "key", of: ({ key }) => key },
  { title: "name", of: ({ name }) => name },
  { title: "kind", of: ({ kind }) => kind },
  { title: "url", of: ({ url }) => url },
  { title: "threads", of: ({ threads }) => threads },
  { title: "need", of: ({ need }) => need },
  { title: "reasons", of: ({ reasons }) => reasons.join("; ") },
  { title: "oldest that waits", of: ({ waiting }) => waiting[0]?.url },
];

/** What an export says of a trend. Instants of changes and the points themselves are in the JSON. */
export const trendColumns: readonly CsvColumn<TrendAnswer>[] = [
  { title: "key", of: ({ key }) => key },
  { title: "name", of: ({ name }) => name },
  { title: "of", of: (series) => series.of },
  { title: "unit", of: ({ unit }) => unit },
  { title: "direction", of: ({ direction }) => direction },
  { title: "slope per month", of: ({ slopePerMonth }) => slopePerMonth },
  { title: "p", of: ({ p }) => p },
  { title: "q", of: ({ q }) => q },
  { title: "changes", of: ({ changes }) => changes.map(({ at, why }) => `${at}: ${why}`).join("; ") },
  { title: "last whole month", of: ({ points }) => points.findLast(({ provisional }) => !provisional)?.from },
  { title: "its value", of: ({ points }) => points.findLast(({ provisional }) => !provisional)?.value },
];
