import { type Policy, type Track, tracks } from "@groundswell/analytics";
import { ConfigError, dayMs } from "@groundswell/model";
import { listExpertises, placesOf, type Store } from "@groundswell/store";
import { requireRun } from "../head.ts";
import { answerRenewals, awardsAt, type Renewal, type RenewalsAnswer, renewalDates } from "../renewals.ts";
import { windowLastYear } from "../spaces-window.ts";
import { type Measures, requirePolicy } from "../year-before.ts";
import { basisOf } from "./basis.ts";
import { personPath, rankWords } from "./candidates-rows.ts";
import type { ReportColumn, ReportDocument, ReportFigure, ReportRow, ReportSection } from "./document.ts";
import { changeWords, countWords, figure } from "./figures.ts";
import type { Report, ReportQuestion } from "./report.ts";
import { closedAt, monthsTo } from "./windows.ts";

/** For leads, in the months before a cycle's renewals: whose award is up, who has been silent, and of whom nothing is known. */
export const renewalsReport: Report = {
  name: "renewals",
  title: "Renewals due",
  about:
    "Tells leads, in the three months before a cycle's renewals, whose award is up and who of them has been silent.",
  matter: "people",
  of: "expertise",
  cadences: ["month"],
  usualCron: "0 7 1 * *",
  needsRun: true,
  windowAt: (instant) => monthsTo(closedAt(instant, "month"), 1),
  build,
};

/** So long before a renewal somebody can still be asked how they are. */
const aheadDays = 92;
const mostRows = 40;

type Unmatched = RenewalsAnswer["unmatched"][number] & Pick<Renewal, "renewal" | "closes" | "daysLeft" | "due">;
type Answer = RenewalsAnswer & { due: Renewal[]; lost: Unmatched[]; regions: ReadonlyMap<number, string | null> };
type AwardsAt = Awaited<ReturnType<typeof awardsAt>> & { due: number };

async function build(store: Store, { expertise, window }: ReportQuestion): Promise<ReportDocument | null> {
  if (expertise === null)
    throw new ConfigError("The report of renewals is of one expertise: give it with --expertise <slug>.");
  const policy = await requirePolicy(store, await requireRun(store, expertise, window.to));
  const found = await answerRenewals(store, { expertise, asOf: window.to });
  const answer = await answerOf(store, found, policy, window.to);
  if (answer.due.length + answer.lost.length === 0) return null;
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  const at = (asOf: Date) => countsAt(store, { expertise, asOf, policy });
  const before = await at(window.from);
  const figures = figuresOf(await at(window.to), before, await at(windowLastYear(window).to));
  return {
    report: "renewals",
    title: `Renewals due: ${name}`,
    expertise,
    matter: "people",
    window: answer.window,
    asOf: answer.asOf,
    insight: insightOf(answer),
    figures,
    changes: changesOf(answer, before, window.from, figures),
    sections: sectionsOf(answer),
    basis: basisOf([answer], { tracks, warnings: warningsOf(answer) }),
  };
}

/** Due, or so soon that there is little time left. */
function isAhead({ due, daysLeft }: Pick<Renewal, "due" | "daysLeft">): boolean {
  return due || (daysLeft !== null && daysLeft <= aheadDays);
}

async function answerOf(store: Store, found: RenewalsAnswer, policy: Policy, asOf: Date): Promise<Answer> {
  const ids = [...found.renewals, ...found.unmatched].map(({ person }) => person);
  const places = await placesOf(store, ids);
  return {
    ...found,
    due: found.renewals.filter(isAhead),
    lost: found.unmatched.map((one) => ({ ...one, ...renewalDates(policy, one.awardedOn, asOf) })).filter(isAhead),
    regions: new Map(ids.map((person) => [person, places.get(person)?.region ?? null])),
  };
}

async function countsAt(store: Store, asked: { expertise: string; asOf: Date; policy: Policy }): Promise<AwardsAt> {
  const found = await awardsAt(store, asked);
  const until = new Date(asked.asOf.getTime() + aheadDays * dayMs).toISOString().slice(0, 10);
  return { ...found, due: found.renewals.filter((day) => day !== null && day <= until).length };
}

function figuresOf(now: AwardsAt, before: AwardsAt, lastYear: AwardsAt): ReportFigure[] {
  const three = (value: (at: AwardsAt) => number) => ({
    now: value(now),
    // Where nobody held an award, nothing was known of awards then.
    before: before.held === 0 ? null : value(before),
    lastYear: lastYear.held === 0 ? null : value(lastYear),
  });
  return [
    figure({ key: "held", label: "Awards that hold", unit: "count", ...three(({ held }) => held) }),
    figure({ key: "due", label: "Up for renewal within 92 days", unit: "count", ...three(({ due }) => due) }),
    figure({
      key: "silent",
      label: "Awardees silent for six months",
      unit: "count",
      ...three(({ silent }) => silent.size),
      better: "less",
    }),
  ];
}

function insightOf({ due, lost }: Answer): string {
  const count = due.length + lost.length;
  const last = [...due, ...lost]
    .map(({ renewal }) => renewal ?? "")
    .sort()
    .at(-1);
  const silent = due.filter((one) => one.silent).length;
  const said = [
    `${countWords(count, "award")} ${count === 1 ? "is" : "are"} up for renewal by ${last}`,
    ...(due.length === 0 ? [] : [silentWords(silent, due.length, lost.length)]),
    ...(lost.length === 0 ? [] : [`of ${lost.length} no account is known`]),
  ];
  return `${said.join("; ")}.`;
}

/** Of those alone whose accounts are known: nobody can say of the others whether they were silent. */
function silentWords(silent: number, known: number, lost: number): string {
  const has = silent === 1 ? "has" : "have";
  if (lost > 0) {
    const whose = known === 1 ? "of the one whose account is known" : `of the ${known} whose accounts are known`;
    return `${whose}, ${silent === 0 ? "nobody has" : `${silent} ${has}`} been silent for six months`;
  }
  if (silent === 0) return "nobody of them has been silent for six months";
  if (known === 1) return "the awardee has been silent for six months";
  return `${silent} of them ${has} been silent for six months`;
}

/** Counts only: no name stands outside of rows. */
function changesOf(
  { renewals, due }: Answer,
  before: AwardsAt,
  since: Date,
  figures: readonly ReportFigure[],
): string[] {
  const day = since.toISOString().slice(0, 10);
  const fell = renewals.filter(({ person, silent }) => silent && !before.silent.has(person)).length;
  const back = renewals.filter(({ person, silent }) => !silent && before.silent.has(person)).length;
  const people = (count: number) => countWords(count, "awardee");
  const lower = due.filter(({ change }) => bestChange(change) !== null && (bestChange(change) ?? 0) < 0).length;
  const known = due.filter(({ change }) => bestChange(change) !== null).length;
  return [
    ...(fell === 0 ? [] : [`Since ${day}, ${people(fell)} fell silent: nothing in the six months before.`]),
    ...(back === 0 ? [] : [`Since ${day}, ${people(back)} came back after six silent months.`]),
    ...(fell + back === 0 ? [`Since ${day}, nobody fell silent or came back.`] : []),
    ...(known === 0
      ? []
      : [`${lower} of ${known} whose scores of both years are known score less than a year before.`]),
    ...figures.filter(({ now, before }) => now !== before).flatMap((one) => changeWords(one) ?? []),
  ];
}

/** On the track where somebody stands better now, of those known in both years. */
function bestChange(change: Record<Track, number | null>): number | null {
  const known = tracks.flatMap((track) => change[track] ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

function warningsOf({ yearBefore, coverage }: Answer): string[] {
  const percent = (share: number | null) => (share === null ? "unknown" : `${Math.round(100 * share)} %`);
  return [
    "Who held an award at an earlier day is told by the files and candidacies of today.",
    "Silent means that no signal is known: mentoring, feedback to the maker and private channels leave none. Ask first.",
    ...(yearBefore.coverageRate === coverage.rate
      ? []
      : [
          `Of the year before ${percent(yearBefore.coverageRate)} was read and of this one ${percent(coverage.rate)}: a change of score is partly that.`,
        ]),
  ];
}

const dueColumns: ReportColumn[] = [
  { key: "name", title: "Person", kind: "text" },
  { key: "renewal", title: "Renewal", kind: "date" },
  { key: "closes", title: "Review closes", kind: "date" },
  { key: "awardedOn", title: "Awarded", kind: "date" },
  { key: "lastActivity", title: "Last activity", kind: "date" },
  { key: "rank", title: "Rank (80 % interval)", kind: "text" },
  { key: "score", title: "Score", kind: "score" },
  { key: "before", title: "Score a year before", kind: "score" },
  { key: "change", title: "Change", kind: "score" },
  { key: "region", title: "Region", kind: "text" },
];

function sectionsOf(answer: Answer): ReportSection[] {
  const { due, lost, expertise } = answer;
  const active = due.filter(({ silent }) => !silent);
  const silent = due.filter((one) => one.silent);
  const section = (one: Pick<ReportSection, "key" | "title" | "rows" | "empty" | "note">): ReportSection => ({
    ...one,
    matter: "people",
    chart: null,
    columns: dueColumns,
  });
  const shown = (all: readonly unknown[]) =>
    all.length > mostRows ? ` The first ${mostRows} of ${all.length} are shown.` : "";
  return [
    section({
      key: "silent",
      title: "Up for renewal and silent for six months",
      note: `Ask how they are before anything is decided.${shown(silent)}`,
      rows: silent.slice(0, mostRows).map((one) => dueRow(one, answer)),
      empty: "Nobody whose award is up has been silent.",
    }),
    section({
      key: "due",
      title: "Up for renewal",
      note: `The same measures of the year to the as-of day and of the year before it.${shown(active)}`,
      rows: active.slice(0, mostRows).map((one) => dueRow(one, answer)),
      empty: "Nobody else's award is up.",
    }),
    {
      key: "unmatched",
      title: "No account is known",
      matter: "people",
      note: `Lines of files of awardees beside which no account was found: nothing is known of what they do.${shown(lost)}`,
      chart: null,
      columns: [
        { key: "name", title: "Name in the file", kind: "text" },
        { key: "source", title: "File", kind: "text" },
        { key: "awardedOn", title: "Awarded", kind: "date" },
        { key: "renewal", title: "Renewal", kind: "date" },
      ],
      rows: lost.slice(0, mostRows).map(({ person, name, source, awardedOn, renewal }) => ({
        about: { expertise, person, region: answer.regions.get(person) ?? null, alert: null },
        cells: [name ?? `Person ${person}`, source, awardedOn, renewal],
        notes: [],
      })),
      empty: "An account is known of everybody whose award is up.",
    },
  ];
}

function dueRow(one: Renewal, { expertise, regions }: Answer): ReportRow {
  const { person, name, accounts, renewal, closes, awardedOn, lastActivity, aside, now, before, change } = one;
  const track = tracks.reduce((best, other) => (standing(now[other]) > standing(now[best]) ? other : best));
  const handle = accounts.find((account) => account.handle)?.handle;
  return {
    about: { expertise, person, region: regions.get(person) ?? null, alert: null },
    cells: [
      { text: name ?? handle ?? `Person ${person}`, url: personPath(expertise, person) },
      renewal,
      closes,
      awardedOn,
      lastActivity?.slice(0, 10) ?? null,
      now[track] === null ? null : `${track} ${aside ? "off the list" : rankWords(now[track])}`,
      now[track]?.score ?? null,
      before[track]?.score ?? null,
      change[track],
      regions.get(person) ?? null,
    ],
    notes: [],
  };
}

/** Any rank before none, and the better one first. */
function standing(measures: Measures | null): number {
  if (measures === null) return Number.NEGATIVE_INFINITY;
  return measures.rank === null ? -1e9 + measures.score : -measures.rank;
}
