import { fewestPersons } from "@groundswell/analytics";
import { printWindow, type Window } from "@groundswell/model";
import { latestRun, listExpertises, readCandidacies, type Store } from "@groundswell/store";
import { answerSpaces } from "../spaces.ts";
import type { ComparedWindow } from "../spaces-window.ts";
import { basisOf } from "./basis.ts";
import type { ReportDocument, ReportFigure } from "./document.ts";
import { figure } from "./figures.ts";
import { countCandidacies } from "./figures-candidacies.ts";
import { readWindowHelp } from "./figures-help.ts";
import { excludesZero, type HelpCounts, helpCounts, intervalOf, rateChange, zTested } from "./figures-rates.ts";
import { type Analysed, candidaciesSection, type Standing, sideBySide, unseenSection } from "./overview-sections.ts";
import type { Report, ReportQuestion } from "./report.ts";
import { closedAt, monthsTo } from "./windows.ts";
import { overviewInsight } from "./words-overview.ts";
import { movedWords } from "./words-support.ts";

const months = 3;

/** All expertises side by side, and what none of them can see. */
export const overviewReport: Report = {
  name: "overview",
  title: "Program overview",
  about:
    "Tells managers how the expertises stand side by side, how much of them was read, and what the data cannot see.",
  matter: "spaces",
  of: "all",
  cadences: ["quarter"],
  usualCron: "0 7 1 1,4,7,10 *",
  needsRun: true,
  windowAt: (instant) => monthsTo(closedAt(instant, "quarter"), months),
  build: buildOverview,
};

async function buildOverview(store: Store, { window }: ReportQuestion): Promise<ReportDocument> {
  const standings: Standing[] = [];
  // One after the other: two large expertises at once would need the memory of both.
  for (const { slug, name } of await listExpertises(store))
    standings.push(await readStanding(store, { slug, name }, window));
  const analysed = standings.filter((one): one is Analysed => one.answer !== null);
  return {
    report: "overview",
    title: overviewReport.title,
    expertise: null,
    matter: "spaces",
    window: printWindow(window),
    asOf: window.to.toISOString(),
    insight: overviewInsight({
      ...{ window, all: standings.length },
      expertises: analysed.flatMap(({ name, now }) => (now ? [{ name, helped: now.helped }] : [])),
    }),
    figures: figuresOf(analysed),
    changes: changesOf(analysed),
    sections: [sideBySide(standings, window), candidaciesSection(standings), unseenSection(analysed)],
    basis: basisOf(
      analysed.map(({ answer }) => answer),
      { warnings: warningsOf(standings, analysed, window) },
    ),
  };
}

async function readStanding(store: Store, known: { slug: string; name: string }, window: Window): Promise<Standing> {
  const { slug: expertise } = known;
  const rows = await readCandidacies(store.pool, { expertise, persons: null });
  const before = monthsTo(window.from, months);
  const counted = {
    candidacies: countCandidacies(rows, window),
    considered: countCandidacies(rows, before).considered,
  };
  if ((await latestRun(store, expertise, window.to)) === null) return { ...known, ...counted, answer: null };
  const answer = await answerSpaces(store, { expertise, weighting: "events", asOf: window.to, ...window });
  const { compared, lastYear } = answer.concentration;
  const [helpBefore, helpLastYear] = await Promise.all([
    readHelp(store, expertise, compared),
    readHelp(store, expertise, lastYear),
  ]);
  return {
    ...{ ...known, ...counted, answer },
    ...{ now: helpCounts(answer.spaces), before: helpBefore, lastYear: helpLastYear },
  };
}

/** How many were helped in an earlier window; null where there is none to compare with, or what was read differs. */
async function readHelp(store: Store, expertise: string, compared: ComparedWindow | null): Promise<HelpCounts | null> {
  if (compared?.change == null) return null;
  const window = { from: new Date(compared.window.from), to: new Date(compared.window.to) };
  return (await readWindowHelp(store, expertise, window)).counts;
}

/** All expertises together; a window that one of them cannot be compared with is unknown for all. */
function figuresOf(analysed: readonly Analysed[]): ReportFigure[] {
  const asked = analysed.filter(({ now }) => now !== null);
  const together = (of: "now" | "before" | "lastYear") =>
    asked.length === 0 || asked.some((one) => one[of] === null)
      ? null
      : helpCounts(asked.flatMap((one) => asHealth(one[of])));
  const [now, before, lastYear] = [together("now"), together("before"), together("lastYear")];
  return [
    figure({ key: "expertises", label: "Expertises analysed", unit: "count", now: analysed.length }),
    figure({
      ...{ key: "helped-72h", label: "Helped within 72 h, of all threads", unit: "share", better: "more" },
      ...{
        now: now?.helped.value ?? null,
        before: before?.helped.value ?? null,
        lastYear: lastYear?.helped.value ?? null,
      },
      interval: now && intervalOf(now.helped),
    }),
    figure({
      ...{ key: "open-threads", label: "Open threads without a response", unit: "count", better: "less" },
      ...{ now: now?.open ?? null, before: before?.open ?? null, lastYear: lastYear?.open ?? null },
    }),
  ];
}

function asHealth(
  counts: HelpCounts | null,
): Parameters<typeof helpCounts>[0] extends Iterable<infer One> ? One[] : never {
  if (counts === null) return [];
  return [
    {
      health: { threads: counts.threads, backlog: counts.open, intervals: { responseRate: { "72h": counts.helped } } },
    },
  ];
}

function changesOf(analysed: readonly Analysed[]): string[] {
  const moves = analysed.flatMap(({ name, now, before }) => {
    const change = now && before ? rateChange(now.helped, before.helped, zTested) : null;
    if (!now || !before || change === null || !excludesZero(change.interval)) return [];
    const [is, was] = [now.helped, before.helped].map(({ count, n }) => count / n) as [number, number];
    return [{ size: Math.abs(is - was), words: movedWords(`Helped within 72 h in ${name}`, is, was) }];
  });
  moves.sort((a, b) => b.size - a.size || (a.words < b.words ? -1 : 1));
  if (moves.length > 0) return moves.map(({ words }) => words);
  if (analysed.every(({ before }) => before === null)) return ["No expertise can be compared with the window before."];
  return ["In no expertise did the share of threads helped change by more than chance against the window before."];
}

function warningsOf(standings: readonly Standing[], analysed: readonly Analysed[], { to }: Window): string[] {
  const day = to.toISOString().slice(0, 10);
  const missing = standings
    .filter(({ answer }) => answer === null)
    .map(({ name }) => `${name} was not analysed as of ${day}.`);
  const unlike = analysed.flatMap(({ name, answer: { concentration } }) => {
    const { compared, lastYear, interval } = concentration;
    return [
      ...(compared?.why ? [`${name}, the window before: ${compared.why}`] : []),
      ...(lastYear?.why ? [`${name}, a year earlier: ${lastYear.why}`] : []),
      ...(interval === null
        ? [`${name}: fewer than ${fewestPersons} people were active, too few for an interval or a number.`]
        : []),
    ];
  });
  return [
    ...missing,
    ...unlike,
    "An expertise is compared with itself in time rather than with another: what is read of them, and how people ask there, differ.",
  ];
}
