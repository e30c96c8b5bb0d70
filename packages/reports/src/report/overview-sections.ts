import { percent } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import type { SpacesAnswer } from "../spaces.ts";
import type { ComparedWindow } from "../spaces-window.ts";
import type { ReportCell, ReportRow, ReportSection } from "./document.ts";
import { changeWords, figure } from "./figures.ts";
import type { CandidacyCounts } from "./figures-candidacies.ts";
import type { HelpCounts } from "./figures-rates.ts";
import { unseenEverywhere } from "./words-overview.ts";

/** One expertise; `answer` is null where nothing was analysed as of the window's end. */
export type Standing = { slug: string; name: string; candidacies: CandidacyCounts; considered: number } & (
  | { answer: null }
  | { answer: SpacesAnswer; now: HelpCounts | null; before: HelpCounts | null; lastYear: HelpCounts | null }
);
/** An expertise that was analysed as of the window's end. */
export type Analysed = Extract<Standing, { answer: SpacesAnswer }>;

/** A row for each expertise, those without an analysis too. */
export function sideBySide(standings: readonly Standing[], { to }: Window): ReportSection {
  return {
    key: "expertises",
    title: "Expertises side by side",
    matter: "spaces",
    note: null,
    chart: null,
    columns: [
      { key: "expertise", title: "Expertise", kind: "text" },
      { key: "active", title: "Active spaces", kind: "count" },
      { key: "half", title: "Half is held by", kind: "text" },
      { key: "top-five", title: "Share of the first five", kind: "share" },
      { key: "people", title: "People active", kind: "count" },
      { key: "helped", title: "Helped within 72 h", kind: "share" },
      { key: "open", title: "Open threads", kind: "count" },
      { key: "coverage", title: "Read", kind: "share" },
    ],
    rows: standings.map((one) => ({
      about: about(one.slug),
      cells: [pagesOf(one), ...cellsOf(one)],
      notes: notesOf(one, to).map((text) => ({ text, url: null })),
    })),
    empty: "There is no expertise yet.",
  };
}

function cellsOf(one: Standing): ReportCell[] {
  if (one.answer === null) return Array.from({ length: 7 }, () => null);
  const { concentration, coverage } = one.answer;
  const { active, k50, topShare, interval } = concentration;
  const half = k50 === null ? null : `${k50} of ${active}`;
  return [
    active,
    half,
    topShare["5"],
    interval?.persons ?? null,
    one.now?.helped.value ?? null,
    one.now?.open ?? null,
    coverage.rate,
  ];
}

function notesOf(one: Standing, to: Date): string[] {
  if (one.answer === null) return [`Not analysed as of ${to.toISOString().slice(0, 10)}: nothing is known of it.`];
  const { compared, lastYear, interval, topShare } = one.answer.concentration;
  // Of five spaces or fewer, the first five hold everything: no interval is needed for that.
  const range = one.answer.concentration.active > 5 ? interval?.top5.map(percent).join(" and ") : undefined;
  const earlier = (window: ComparedWindow | null) => (window?.change ? window.topShare["5"] : null);
  const figures = [
    figure({
      ...{ key: "top-five-share", label: "Share of the first five spaces", unit: "share", now: topShare["5"] },
      ...{ before: earlier(compared), lastYear: earlier(lastYear) },
    }),
    figure({
      ...{ key: "helped-72h", label: "Helped within 72 h", unit: "share", now: one.now?.helped.value ?? null },
      ...{ before: one.before?.helped.value ?? null, lastYear: one.lastYear?.helped.value ?? null },
    }),
  ];
  return [
    ...(range ? [`The share of the first five lies between ${range} (95 % interval).`] : []),
    ...figures.flatMap((each) => changeWords(each) ?? []),
  ];
}

/** Counts of people only: who they are is in no overview. */
export function candidaciesSection(standings: readonly Standing[]): ReportSection {
  return {
    key: "candidacies",
    title: "Candidates",
    matter: "people",
    note: "People whom leads considered in the quarter, and what was decided.",
    chart: null,
    columns: [
      { key: "expertise", title: "Expertise", kind: "text" },
      { key: "considered", title: "Considered", kind: "count" },
      { key: "considered-before", title: "In the quarter before", kind: "count" },
      { key: "nominated", title: "Nominated", kind: "count" },
      { key: "awarded", title: "Awarded", kind: "count" },
      { key: "declined", title: "Declined", kind: "count" },
    ],
    rows: standings.map((one) => {
      const { considered, nominated, awarded, declined } = one.candidacies;
      return {
        about: about(one.slug),
        cells: [
          { text: one.name, url: `${pagesUrl(one.slug)}/candidates` },
          considered,
          one.considered,
          nominated,
          awarded,
          declined,
        ],
        notes: [],
      };
    }),
    empty: "There is no expertise yet.",
  };
}

/** What is in no number, of each expertise and of all. */
export function unseenSection(analysed: readonly Analysed[]): ReportSection {
  const row = (slug: string | null, cells: ReportCell[]): ReportRow => ({ about: about(slug), cells, notes: [] });
  const ofOne = ({ slug, name, answer: { unwatched, coverage } }: Analysed) => [
    row(slug, [
      { text: name, url: `${pagesUrl(slug)}/discovery` },
      "Signals that link to spaces nobody watches, of those that link to another.",
      unwatched.rate,
    ]),
    row(slug, [
      { text: name, url: "/sources" },
      "Days of its sources that were not read.",
      coverage.rate === null ? null : 1 - coverage.rate,
    ]),
  ];
  return {
    key: "unseen",
    title: "What the data cannot see",
    matter: "spaces",
    note: "What is not seen is in no number above, and is no judgement of anybody.",
    chart: null,
    columns: [
      { key: "where", title: "Where", kind: "text" },
      { key: "what", title: "What is not seen", kind: "text" },
      { key: "share", title: "Share", kind: "share" },
    ],
    rows: [...analysed.flatMap(ofOne), ...unseenEverywhere.map((what) => row(null, ["Everywhere", what, null]))],
    empty: "",
  };
}

function pagesUrl(slug: string): string {
  return `/expertises/${encodeURIComponent(slug)}`;
}

function pagesOf({ slug, name }: { slug: string; name: string }): ReportCell {
  return { text: name, url: `${pagesUrl(slug)}/spaces` };
}

function about(expertise: string | null): ReportRow["about"] {
  return { expertise, person: null, region: null, alert: null };
}
