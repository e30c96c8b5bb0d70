import { ConfigError, printWindow, type Window } from "@groundswell/model";
import { listExpertises, type Store } from "@groundswell/store";
import { mapTrends, type TrendAnswer, type TrendsAnswer } from "../trends.ts";
import { basisOf } from "./basis.ts";
import type { ReportDocument, ReportFigure, ReportRow, ReportSection } from "./document.ts";
import { changeWords, countWords, figure } from "./figures.ts";
import { lastMonths, type Mover, monthsIn, movers, notesInside, yearsSideBySide } from "./figures-trends.ts";
import type { Report, ReportQuestion } from "./report.ts";
import { closedAt, monthsTo } from "./windows.ts";
import { trendsInsight, wholeWords, yearWords } from "./words-trends.ts";

const lookedMonths = 36;
const mostMovers = 8;
const mostNotes = 10;
const monthsOf = { day: 1, week: 1, month: 1, quarter: 3 };
const monthNames = "January February March April May June July August September October November December".split(" ");

/** What rises and falls, told over three years and set beside the month or quarter that has closed. */
export const trendsReport: Report = {
  name: "trends",
  title: "Community trends",
  about:
    "Tells leads and product teams which spaces and tags rise and fall beyond chance, and what happened in the last month or quarter.",
  matter: "spaces",
  of: "expertise",
  cadences: ["month", "quarter"],
  usualCron: "0 7 1 * *",
  needsRun: true,
  // A day or a week holds no whole month: the last month is meant.
  windowAt: (instant, cadence) =>
    monthsTo(closedAt(instant, cadence === "quarter" ? "quarter" : "month"), monthsOf[cadence]),
  build: buildTrends,
};

/** An answer without the series that nothing is said of. */
type Told = TrendsAnswer & { tested: { subjects: number; series: number } };
type Read = { expertise: string; window: Window; spaces: Told; tags: Told };

async function buildTrends(store: Store, { expertise, window }: ReportQuestion): Promise<ReportDocument> {
  if (expertise === null) throw new ConfigError(`"Community trends" is a report of one expertise: name it.`);
  const asked = { expertise, asOf: window.to, months: lookedMonths };
  const read: Read = {
    ...{ expertise, window },
    ...(await mapTrends(store, asked, (answer) => told(answer, window))),
  };
  const figures = figuresOf(read);
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  return {
    report: "trends",
    title: `${trendsReport.title}: ${name}`,
    expertise,
    matter: "spaces",
    window: printWindow(window),
    asOf: window.to.toISOString(),
    insight: insightOf(read),
    figures,
    changes: changesOf(read, figures),
    sections: [
      wholeSection(read),
      moverSection(read, "rising", "Rising"),
      moverSection(read, "falling", "Falling"),
      notesSection(read),
    ],
    basis: basisOf([read.spaces], { warnings: warningsOf(read) }),
  };
}

function told(answer: TrendsAnswer, window: Window): Told {
  const tested = answer.series.filter(({ of, direction }) => of !== "expertise" && direction !== "insufficient");
  const isTold = (one: TrendAnswer) =>
    one.of === "expertise" ||
    one.direction === "rising" ||
    one.direction === "falling" ||
    notesInside([one], window).length > 0;
  return {
    ...answer,
    series: answer.series.filter(isTold),
    tested: { subjects: new Set(tested.map(({ of, key }) => `${of} ${key}`)).size, series: tested.length },
  };
}

/** Spaces and tags are judged each among their own; the whole is in both answers and told from the first. */
function moved({ spaces, tags }: Read, direction: "rising" | "falling"): Mover[] {
  return [...movers(spaces.series, direction), ...movers(tags.series, direction)];
}

function whole({ spaces }: Read, unit: TrendAnswer["unit"]): TrendAnswer | undefined {
  return spaces.series.find((one) => one.of === "expertise" && one.unit === unit);
}

function parts({ spaces, tags }: Read): TrendAnswer[] {
  return [...spaces.series, ...tags.series].filter(({ of }) => of !== "expertise");
}

function insightOf(read: Read): string {
  const { window, coverage } = read.spaces;
  const tested = [read.spaces.tested, read.tags.tested];
  const names = (direction: "rising" | "falling") => moved(read, direction).map(({ name }) => name);
  return trendsInsight({
    looked: { from: new Date(window.from), to: new Date(window.to) },
    coverage: coverage.rate,
    ...{ rising: names("rising"), falling: names("falling") },
    tested: {
      subjects: tested.reduce((sum, { subjects }) => sum + subjects, 0),
      series: tested.reduce((sum, { series }) => sum + series, 0),
    },
  });
}

function figuresOf(read: Read): ReportFigure[] {
  const months = monthsIn(read.window);
  const compare = (unit: TrendAnswer["unit"], as: "sum" | "mean") => {
    const points = whole(read, unit)?.points ?? [];
    const at = (back: number) => lastMonths(points, { months, back, as });
    return { now: at(0), before: at(months), lastYear: at(12) };
  };
  const claimed = (direction: "rising" | "falling") => moved(read, direction).length;
  return [
    figure({
      ...{ key: "people", label: months === 1 ? "People active" : "People active in a month, on average" },
      ...{ unit: "count", better: "more", ...compare("people", "mean") },
    }),
    figure({ key: "signals", label: "Signals", unit: "count", ...compare("events", "sum") }),
    figure({ key: "rising", label: "Spaces and tags that rise", unit: "count", now: claimed("rising") }),
    figure({ key: "falling", label: "Spaces and tags that fall", unit: "count", now: claimed("falling") }),
  ];
}

function changesOf(read: Read, figures: readonly ReportFigure[]): string[] {
  const both = (["people", "events"] as const).flatMap((unit) => whole(read, unit) ?? []);
  const years = both.map(({ unit, yearOnYear }) =>
    yearWords(unit === "people" ? "People active a month" : "Signals a month", yearOnYear),
  );
  const known = years.filter((sentence) => sentence !== null);
  const inside = notesInside(both, read.window).map(({ why }) => `The whole expertise: ${why}.`);
  return [
    ...inside,
    ...(known.length > 0 ? known : ["Over the year, the whole expertise did not change by more than chance."]),
    ...figures.flatMap((one) => changeWords(one) ?? []),
  ];
}

function wholeSection(read: Read): ReportSection {
  const people = whole(read, "people");
  const points = people?.points ?? [];
  const table = yearsSideBySide(points);
  const years = table[0]?.values.length ?? 0;
  const end = read.window.to;
  const endOf = (back: number) => new Date(Date.UTC(end.getUTCFullYear() - back, end.getUTCMonth(), 1));
  const known = points.flatMap(({ value }) => value ?? []);
  const { spaces: counted, of } = read.spaces.likeForLike;
  const gaps = points.length - known.length;
  const unread = `${countWords(gaps, "month")} ${gaps === 1 ? "was" : "were"}`;
  return {
    key: "whole",
    title: "The whole expertise",
    matter: "spaces",
    note: `${wholeWords(read.spaces.series.filter((one) => one.of === "expertise"))} Counted over the ${counted} of ${of} spaces that were read throughout.`,
    chart:
      known.length === 0
        ? null
        : {
            title: "People active in each month",
            description: `${points.length} months, from ${Math.min(...known)} to ${Math.max(...known)} people; ${unread} not read.`,
            draw: "months",
            points,
          },
    columns: [
      { key: "month", title: "People active in", kind: "text" },
      ...Array.from({ length: years }, (_, year) => ({
        key: `year-${year + 1}`,
        title: `12 months to ${endOf(years - 1 - year)
          .toISOString()
          .slice(0, 7)}`,
        kind: "count" as const,
      })),
    ],
    rows:
      known.length === 0
        ? []
        : table.map(({ month, values }) => row(read, [monthNames[Number(month) - 1] ?? month, ...values])),
    empty: "No space was read throughout: how many people are active in the whole is unknown.",
  };
}

function moverSection(read: Read, direction: "rising" | "falling", title: string): ReportSection {
  const all = moved(read, direction);
  const months = monthsIn(read.window);
  const level = ({ told: { points } }: Mover, back: number) => lastMonths(points, { months, back, as: "mean" });
  return {
    key: direction,
    title,
    matter: "spaces",
    note: all.length > mostMovers ? `The first ${mostMovers} of ${all.length}.` : null,
    chart: null,
    columns: [
      { key: "name", title: "Space or tag", kind: "text" },
      { key: "by", title: "By", kind: "text" },
      { key: "yearly", title: "Change in a year", kind: "share" },
      { key: "now", title: "A month, now", kind: "count" },
      { key: "last-year", title: "A year earlier", kind: "count" },
    ],
    rows: all
      .slice(0, mostMovers)
      .map((one) =>
        row(read, [subject(read, one), one.units.join(" and "), one.yearly, level(one, 0), level(one, 12)]),
      ),
    empty: `Nothing is ${direction} beyond chance.`,
  };
}

function notesSection(read: Read): ReportSection {
  const notes = notesInside(parts(read), read.window);
  return {
    key: "notes",
    title: monthsIn(read.window) === 1 ? "What happened in the month" : "What happened in the quarter",
    matter: "spaces",
    note: notes.length > mostNotes ? `The first ${mostNotes} of ${notes.length}.` : null,
    chart: null,
    columns: [
      { key: "name", title: "Space or tag", kind: "text" },
      { key: "month", title: "Month", kind: "text" },
      { key: "what", title: "What", kind: "text" },
    ],
    rows: notes.slice(0, mostNotes).map((note) => row(read, [subject(read, note), note.at, note.why])),
    empty: "No change of level, no spike and no silence.",
  };
}

/** A space leads to its page; tags have none of their own. */
function subject({ expertise }: Read, { key, name, of }: Pick<Mover, "key" | "name" | "of">) {
  const pages = `/expertises/${encodeURIComponent(expertise)}`;
  if (of === "space") return { text: name, url: `${pages}/space?space=${encodeURIComponent(key)}` };
  return { text: of === "tag" ? `${name} (tag)` : name, url: `${pages}/trends${of === "tag" ? "?by=tag" : ""}` };
}

function row({ expertise }: Read, cells: ReportRow["cells"]): ReportRow {
  return { about: { expertise, person: null, region: null, alert: null }, cells, notes: [] };
}

function warningsOf({ spaces: { falseDiscoveryRate, window } }: Read): string[] {
  const [from, to] = [window.from, window.to].map((instant) => instant.slice(0, 10));
  return [
    `Trends and coverage are of the ${lookedMonths} months from ${from} to ${to}; of all trends claimed, ${Math.round(100 * falseDiscoveryRate)} % at most are expected to be chance.`,
    "A month beside the one before it holds the season too: the same month a year earlier does not.",
  ];
}
