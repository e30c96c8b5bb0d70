import { type AlertKind, alertDiscoveryRate, alertKinds, percent } from "@groundswell/analytics";
import { ConfigError, dayMs, printWindow } from "@groundswell/model";
import {
  type Alert,
  expertiseSpaces,
  findPersons,
  latestEvaluation,
  listAlerts,
  listExpertises,
  type PersonPlace,
  type PersonRow,
  placesOf,
  type RunRow,
  type Store,
} from "@groundswell/store";
import { head, readCoverage, requireRun } from "../head.ts";
import { requirePolicy } from "../year-before.ts";
import { basisOf } from "./basis.ts";
import { nameOf, personPath } from "./candidates-rows.ts";
import { asidePersons } from "./candidates-standing.ts";
import type { ReportCell, ReportDocument, ReportMatter, ReportRow, ReportSection } from "./document.ts";
import { countWords } from "./figures.ts";
import type { Report, ReportQuestion } from "./report.ts";
import { closedAt } from "./windows.ts";
import { alertsInsight, alertsTitle } from "./words-alerts.ts";

/** For whoever watches something: what was found since the window began, and nothing on a day on which nothing was. */
export const alertsReport: Report = {
  name: "alerts",
  title: "Alerts",
  about:
    "Tells whoever watches spaces, people or sources what was newly found of them, each with its test; nothing while nothing is new.",
  matter: "spaces",
  of: "expertise",
  cadences: ["day"],
  usualCron: "0 7 * * *",
  needsRun: true,
  windowAt: (instant) => {
    const to = closedAt(instant, "day");
    return { from: new Date(to.getTime() - dayMs), to };
  },
  build,
};

type Named = {
  expertise: string;
  spaces: ReadonlyMap<string, string>;
  persons: ReadonlyMap<number, PersonRow>;
  places: ReadonlyMap<number, PersonPlace>;
};

export const parts: readonly { key: string; title: string; what: string; matter: ReportMatter; kinds: AlertKind[] }[] =
  [
    {
      ...{ key: "spaces", title: "Spaces", what: "Space", matter: "spaces" },
      kinds: ["answerer-lost", "questions-pile-up", "concentration-moved"],
    },
    { key: "people", title: "People", what: "Person", matter: "people", kinds: ["riser"] },
    { key: "sources", title: "Sources", what: "Source", matter: "operation", kinds: ["source-silent"] },
  ];

export const titles: Record<AlertKind, string> = {
  "answerer-lost": "lost its answerer",
  "questions-pile-up": "questions pile up",
  riser: "rises",
  "source-silent": "fell silent",
  "concentration-moved": "concentration moved",
};

export const todos: Record<AlertKind, string> = {
  "answerer-lost": "Ask whether somebody can take over: look at its open threads first, the oldest ones wait longest.",
  "questions-pile-up": "Look at its open threads, and at whether something was released that people ask about.",
  riser: "Look at what they do: nobody is a candidate for rising alone.",
  "source-silent": "Open the place in a browser: it may have moved, closed, or changed its shape.",
  "concentration-moved": "Compare the spaces of both windows: one may have grown, moved or been renamed.",
};

async function build(store: Store, { expertise, window }: ReportQuestion): Promise<ReportDocument | null> {
  if (expertise === null) throw new ConfigError(`"Alerts" is a report of one expertise: name it.`);
  const open = await listAlerts(store, {
    ...{ expertises: [expertise], state: "open", after: window.from, upTo: window.to },
  });
  if (open.length === 0) return null;
  const run = await requireRun(store, expertise, window.to);
  const told = await withoutAside(store, run, expertise, open);
  if (told.length === 0) return null;
  const read = await readCoverage(store, expertise, window, window.to);
  const named = await namesOf(store, expertise, told);
  const evaluation = await latestEvaluation(store, expertise, window.to);
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  return {
    report: "alerts",
    title: alertsTitle(name),
    expertise,
    matter: "spaces",
    window: printWindow(window),
    asOf: window.to.toISOString(),
    insight: alertsInsight(
      told.map(({ kind }) => kind),
      name,
      window.to.toISOString().slice(0, 10),
    ),
    figures: [],
    changes: [],
    sections: parts.flatMap((part) => sectionOf(part, told, named)),
    basis: basisOf([head(expertise, run, window.to, window, read)], {
      warnings: warningsOf(evaluation?.tests ?? null),
    }),
  };
}

/** Without people whom a gate moves aside by now: who opted out since it was found is not told of. */
export async function withoutAside(
  store: Store,
  run: RunRow,
  expertise: string,
  open: readonly Alert[],
): Promise<Alert[]> {
  const persons = open.flatMap(({ person }) => person ?? []);
  const window = { from: run.windowFrom, to: run.windowTo };
  const aside = await asidePersons(store, await requirePolicy(store, run), { expertise, window, persons });
  return open.filter(({ person }) => person === null || !aside.has(person));
}

export async function namesOf(store: Store, expertise: string, told: readonly Alert[]): Promise<Named> {
  const people = told.flatMap(({ person }) => person ?? []).sort((a, b) => a - b);
  return {
    expertise,
    spaces: new Map((await expertiseSpaces(store, expertise)).map(({ key, name }) => [key, name])),
    persons: await findPersons(store, people),
    places: await placesOf(store, people),
  };
}

function warningsOf(tests: number | null): string[] {
  const many = tests === null ? "" : `, among ${countWords(tests, "test")}`;
  return [
    `Of the alerts of a day at most ${percent(alertDiscoveryRate)} are expected to be chance${many}. An alert says that something changed, and not why.`,
  ];
}

function sectionOf(
  { key, title, what, matter, kinds }: (typeof parts)[number],
  told: readonly Alert[],
  named: Named,
): ReportSection[] {
  const own = told.filter(({ kind }) => kinds.some((one) => one === kind));
  // In the order of their kinds, so that the spaces without an answerer come first; within one, the surest first.
  const rows = own
    .sort(
      (a, b) =>
        alertKinds.indexOf(a.kind as AlertKind) - alertKinds.indexOf(b.kind as AlertKind) ||
        a.found.test.p - b.found.test.p ||
        (a.subject < b.subject ? -1 : 1),
    )
    .flatMap((alert) => rowOf(alert, named) ?? []);
  if (rows.length === 0) return [];
  return [
    {
      ...{ key, title, matter, note: null, chart: null, rows, empty: "Nothing new." },
      columns: [
        { key: "subject", title: what, kind: "text" },
        { key: "alert", title: "Alert", kind: "text" },
        { key: "since", title: "Since", kind: "date" },
        { key: "test", title: "Test", kind: "text" },
        { key: "statistic", title: "Statistic", kind: "score" },
        { key: "chance", title: "By chance", kind: "text" },
      ],
    },
  ];
}

function rowOf({ expertise, kind, subject, person, found, since }: Alert, named: Named): ReportRow | null {
  // Somebody who is no more known must not be told of.
  if (person !== null && !named.persons.has(person)) return null;
  const { name: test, statistic, p } = found.test;
  const region = person === null ? null : (named.places.get(person)?.region ?? null);
  const mute = new URLSearchParams({ expertise, kind, subject });
  return {
    about: { expertise, person, region, alert: { kind, subject } },
    cells: [
      subjectCell(kind as AlertKind, subject, person, named),
      titles[kind as AlertKind],
      since.toISOString().slice(0, 10),
      `${test} (${statistic.name})`,
      Number(statistic.value.toPrecision(4)),
      chanceWords(p),
    ],
    notes: [
      { text: found.sentence, url: null },
      { text: todos[kind as AlertKind], url: null },
      { text: "Tell me no more of this.", url: `/alerts/mute?${mute}` },
    ],
  };
}

export function subjectCell(kind: AlertKind, subject: string, person: number | null, named: Named): ReportCell {
  const { expertise, spaces } = named;
  const home = `/expertises/${encodeURIComponent(expertise)}`;
  if (person !== null) return { text: nameOf(person, named), url: personPath(expertise, person) };
  if (kind === "source-silent") return { text: subject, url: `/sources/${encodeURIComponent(subject)}` };
  if (kind === "concentration-moved") return { text: "All spaces together", url: `${home}/spaces` };
  return { text: spaces.get(subject) ?? subject, url: `${home}/space?space=${encodeURIComponent(subject)}` };
}

/** "p = 0.0004", and below a hundred-thousandth only that it is: more digits no test can bear. */
function chanceWords(p: number): string {
  return p < 1e-5 ? "p < 0.00001" : `p = ${Number(p.toPrecision(1))}`;
}
