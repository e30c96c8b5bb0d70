import { dayMs, printWindow } from "@groundswell/model";
import { type SourceThen, type Store, sourcesAt } from "@groundswell/store";
import { windowLastYear } from "../spaces-window.ts";
import { gapWords } from "./basis.ts";
import type { ReportDocument, ReportFigure, ReportRow, ReportSection } from "./document.ts";
import { changeWords, countWords, figure, listWords } from "./figures.ts";
import type { Report, ReportQuestion } from "./report.ts";
import { coverageAt, isWatched, type Trouble, type Troubled, troubleOf, troubles } from "./sources-trouble.ts";
import { closedAt } from "./windows.ts";

/** For operators, daily: only of a day at whose end something is wrong with a source. */
export const sourcesReport: Report = {
  name: "sources",
  title: "Source health",
  about:
    "Tells operators which sources fail, are refused, wait, have fallen silent or moved, and what to do; nothing while all is well.",
  matter: "operation",
  of: "all",
  cadences: ["day"],
  usualCron: "0 6 * * *",
  needsRun: false,
  windowAt: (instant) => {
    const to = closedAt(instant, "day");
    return { from: new Date(to.getTime() - dayMs), to };
  },
  build,
};

/** Days before the end that lost days and rhythms are counted over. */
const lookBackDays = 90;

type At = {
  sources: SourceThen[];
  troubled: Troubled[];
  /** Of the last day that could be read whole by then; null where none was expected. */
  coverage: number | null;
  /** Whether any pull had ended by then. */
  isKnown: boolean;
};

async function build(store: Store, { window }: ReportQuestion): Promise<ReportDocument | null> {
  const now = await at(store, window.to);
  if (now.troubled.length === 0) return null;
  const before = await at(store, window.from);
  const figures = figuresOf(now, before, await at(store, windowLastYear(window).to));
  const read = coverageAt(now.sources, back(window.to), new Date(window.to.getTime() - dayMs));
  return {
    report: "sources",
    title: "Source health",
    expertise: null,
    matter: "operation",
    window: printWindow(window),
    asOf: window.to.toISOString(),
    insight: insightOf(now),
    figures,
    changes: changesOf(now, before, figures),
    sections: troubles.flatMap((trouble) => sectionOf(trouble, now.troubled)),
    basis: {
      coverage: read.rate,
      gaps: gapWords(read.missing),
      policyVersion: null,
      runs: [],
      inputWatermark: null,
      tracks: [],
      warnings: [
        "Which sources there are, which are paused and where one has moved is as it is now: no earlier state of it is kept.",
        `Coverage and lost days are of the ${lookBackDays} days before; the last day is left out, for the rest of it is read on the next.`,
      ],
    },
  };
}

/** How all sources stood at an instant, from the pulls that had ended by then. */
async function at(store: Store, to: Date): Promise<At> {
  const from = back(to);
  const sources = (await sourcesAt(store, { from, to })).filter(isWatched);
  const last = { from: new Date(to.getTime() - 2 * dayMs), to: new Date(to.getTime() - dayMs) };
  return {
    sources,
    troubled: sources.flatMap((source) => troubleOf(source, from, to) ?? []),
    coverage: coverageAt(sources, last.from, last.to).rate,
    isKnown: sources.some(({ lastEnd }) => lastEnd !== null),
  };
}

function back(to: Date): Date {
  return new Date(to.getTime() - lookBackDays * dayMs);
}

const count = ({ troubled }: At, trouble: Trouble) => troubled.filter((one) => one.trouble === trouble).length;

function figuresOf(now: At, before: At, lastYear: At): ReportFigure[] {
  const three = (value: (at: At) => number | null) => ({
    now: value(now),
    before: before.isKnown ? value(before) : null,
    lastYear: lastYear.isKnown ? value(lastYear) : null,
  });
  const ok = ({ sources, troubled }: At) => sources.length - troubled.length;
  return [
    figure({ key: "ok", label: "Sources that are well", unit: "count", ...three(ok), better: "more" }),
    ...(["failing", "refused", "waiting", "unread", "silent"] as const).map((trouble) =>
      figure({
        key: trouble,
        label: `Sources ${trouble === "waiting" ? "waiting long" : trouble === "unread" ? "that no pull reads" : trouble}`,
        unit: "count",
        ...three((then) => count(then, trouble)),
        better: "less",
      }),
    ),
    figure({
      key: "coverage",
      label: "Coverage of the last day that could be read whole",
      unit: "share",
      ...three(({ coverage }) => coverage),
      better: "more",
    }),
  ];
}

const said: Record<Trouble, (count: number) => string> = {
  refused: (count) => `${count} ${count === 1 ? "is" : "are"} refused until somebody acts`,
  failing: (count) => `${count} ${count === 1 ? "fails" : "fail"}`,
  waiting: (count) => `${count} ${count === 1 ? "waits" : "wait"} for a limit`,
  unread: (count) => `${count} ${count === 1 ? "has" : "have"} not been pulled for long`,
  silent: (count) => `${count} ${count === 1 ? "has" : "have"} fallen silent`,
  moved: (count) => `${count} ${count === 1 ? "has" : "have"} moved`,
};

/** Counts only: a source can be called after a person. */
function insightOf(now: At): string {
  const words = troubles.flatMap((trouble) => (count(now, trouble) > 0 ? [said[trouble](count(now, trouble))] : []));
  const { length } = now.troubled;
  const lost = now.troubled.reduce((sum, { daysLost }) => sum + daysLost, 0);
  const cost = lost === 0 ? "" : `; ${countWords(lost, "day")} of reading ${lost === 1 ? "is" : "are"} lost`;
  return `Something is wrong with ${length} of ${countWords(now.sources.length, "source")}: ${listWords(words)}${cost}.`;
}

function changesOf(now: At, before: At, figures: readonly ReportFigure[]): string[] {
  if (!before.isKnown) return [];
  const keys = ({ troubled }: At) => new Map(troubled.map(({ source, trouble }) => [source.id, trouble]));
  const [is, was] = [keys(now), keys(before)];
  const fresh = [...is].filter(([id, trouble]) => was.get(id) !== trouble).length;
  const over = [...was.keys()].filter((id) => !is.has(id)).length;
  return [
    fresh === 0
      ? "Nothing new went wrong since the day before."
      : `New since the day before: something went wrong with ${countWords(fresh, "source")}.`,
    ...(over === 0 ? [] : [`${countWords(over, "source")} ${over === 1 ? "is" : "are"} well again.`]),
    ...figures.filter(({ now, before }) => before !== null && now !== before).flatMap((one) => changeWords(one) ?? []),
  ];
}

const titles: Record<Trouble, string> = {
  refused: "Refused until somebody acts",
  failing: "Failing",
  waiting: "Waiting for a limit for longer than a day",
  unread: "Not pulled for long",
  silent: "Silent against their usual rhythm",
  moved: "Moved for good",
};

function sectionOf(trouble: Trouble, troubled: readonly Troubled[]): ReportSection[] {
  const rows = troubled.filter((one) => one.trouble === trouble).map(rowOf);
  if (rows.length === 0) return [];
  return [
    {
      key: trouble,
      title: titles[trouble],
      matter: "operation",
      note: null,
      chart: null,
      columns: [
        { key: "source", title: "Source", kind: "text" },
        { key: "since", title: "Since", kind: "date" },
        { key: "lastSuccess", title: "Last read to its end", kind: "date" },
        { key: "daysLost", title: "Days lost", kind: "count" },
        { key: "expertises", title: "Expertises", kind: "text" },
      ],
      rows,
      empty: "None.",
    },
  ];
}

function rowOf({ source, since, daysLost, why, todo }: Troubled): ReportRow {
  return {
    // Every operator looks after every source.
    about: { expertise: null, person: null, region: null, alert: null },
    cells: [
      { text: source.id, url: `/sources/${encodeURIComponent(source.id)}` },
      since,
      source.lastSuccess?.toISOString().slice(0, 10) ?? null,
      daysLost,
      [...source.expertises].sort().join(", "),
    ],
    notes: [...(why === null ? [] : [{ text: why, url: null }]), { text: todo, url: null }],
  };
}
