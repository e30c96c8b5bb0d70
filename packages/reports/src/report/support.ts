import { ConfigError, dayMs, printWindow, type Window } from "@groundswell/model";
import { listExpertises, type Store, threadHeads } from "@groundswell/store";
import { keptSpaces } from "../kept-spaces.ts";
import { type JudgedSpace, judgeSpacesAlone } from "../space-health.ts";
import { answerAndJudgeSpaces, type SpaceAnswer, type SpacesAnswer } from "../spaces.ts";
import type { ComparedWindow } from "../spaces-window.ts";
import { basisOf } from "./basis.ts";
import type { ReportDocument, ReportFigure } from "./document.ts";
import { figure } from "./figures.ts";
import { readWindowHelp, type WindowHelp, windowHelp } from "./figures-help.ts";
import { excludesZero, intervalOf, mostTested, rateChange, zTested } from "./figures-rates.ts";
import { movedShares } from "./figures-shares.ts";
import type { Report, ReportQuestion } from "./report.ts";
import {
  activitySection,
  mostNeedy,
  needySection,
  type SupportRead,
  unwatchedSection,
  type WaitingSince,
} from "./support-sections.ts";
import { closedAt, weeksTo } from "./windows.ts";
import { firstsWords, movedWords, supportInsight } from "./words-support.ts";

const weeks = 12;
const firstNeedy = 5;
const mostWaiting = 2;

/** Where to deploy support. */
export const supportReport: Report = {
  name: "support",
  title: "Where to deploy support",
  about: "Tells product teams which few spaces need somebody most, with the reasons and the threads that wait.",
  matter: "spaces",
  of: "expertise",
  cadences: ["week"],
  usualCron: "0 7 * * 1",
  needsRun: true,
  windowAt: (instant, cadence) => weeksTo(closedAt(instant, cadence), weeks),
  build: buildSupport,
};

async function buildSupport(store: Store, { expertise, window }: ReportQuestion): Promise<ReportDocument> {
  if (expertise === null) throw new ConfigError(`"Where to deploy support" is a report of one expertise: name it.`);
  const { answer, ...help } = await readNow(store, expertise, window);
  const { compared, lastYear } = answer.concentration;
  const read: SupportRead = {
    ...{ answer, window, ...help },
    spaces: new Map(answer.spaces.map((space) => [space.key, space])),
    before: await readCompared(store, expertise, compared),
    lastYear: await readCompared(store, expertise, lastYear),
  };
  const name = (await listExpertises(store)).find(({ slug }) => slug === expertise)?.name ?? expertise;
  return {
    report: "support",
    title: `${supportReport.title}: ${name}`,
    expertise,
    matter: "spaces",
    window: printWindow(window),
    asOf: window.to.toISOString(),
    insight: insightOf(read),
    figures: figuresOf(read),
    changes: changesOf(read),
    sections: [needySection(read), activitySection(read), unwatchedSection(read)],
    basis: basisOf([answer], { warnings: warningsOf(answer) }),
  };
}

/** The window itself; what was judged of its spaces is let go before the next window is read. */
async function readNow(store: Store, expertise: string, window: Window) {
  const { answer, judged } = await answerNow(store, expertise, window);
  const now = windowHelp(judged);
  const shown = new Set(now.needy.slice(0, mostNeedy));
  const needy = judged.filter(({ key }) => shown.has(key));
  return { answer, now, waiting: await readWaiting(store, needy) };
}

async function answerNow(store: Store, expertise: string, window: Window) {
  const answer = await keptSpaces(store, expertise, window);
  if (answer !== null) return { answer, judged: await judgeSpacesAlone(store, { expertise, window }) };
  return answerAndJudgeSpaces(store, { expertise, weighting: "events", asOf: window.to, ...window });
}

/** The help of an earlier window; null where there is none to compare with, or what was read differs. */
async function readCompared(store: Store, expertise: string, compared: ComparedWindow | null) {
  if (compared?.change == null) return null;
  const { from, to } = compared.window;
  return readWindowHelp(store, expertise, { from: new Date(from), to: new Date(to) });
}

async function readWaiting(
  store: Store,
  spaces: readonly Pick<JudgedSpace, "key" | "waiting">[],
): Promise<Map<string, WaitingSince[]>> {
  const oldest = new Map(spaces.map((space) => [space.key, space.waiting.slice(0, mostWaiting)]));
  const ids = [...oldest.values()].flat().map(({ thread }) => thread.id);
  const heads = await threadHeads(store, ids);
  return new Map(
    [...oldest].map(([key, threads]) => [
      key,
      threads.map(({ thread, ageMs }) => ({
        url: heads.get(thread.id)?.url ?? null,
        askedAt: new Date(thread.askedAt).toISOString().slice(0, 10),
        days: Math.floor(ageMs / dayMs),
      })),
    ]),
  );
}

function insightOf({ answer, window, now, spaces }: SupportRead): string {
  const isUntold = ({ health, support }: SpaceAnswer) =>
    health !== null && health.threads > 0 && (support === null || support.need === null);
  return supportInsight({
    window,
    coverage: answer.coverage.rate,
    needy: now.needy.map((key) => ({
      name: spaces.get(key)?.name ?? key,
      threads: now.helped.get(key) ?? { count: 0, n: 0 },
    })),
    help: now.counts,
    insufficient: answer.spaces.filter(isUntold).length,
  });
}

function figuresOf({ answer, now, before, lastYear }: SupportRead): ReportFigure[] {
  const { concentration } = answer;
  const earlier = (compared: ComparedWindow | null) => (compared?.change ? compared : null);
  const [then, yearAgo] = [earlier(concentration.compared), earlier(concentration.lastYear)];
  const compare = (of: (help: WindowHelp) => number | null) => ({
    ...{ now: of(now), before: before && of(before), lastYear: lastYear && of(lastYear) },
  });
  return [
    figure({
      ...{ key: "active-spaces", label: "Active spaces", unit: "count", now: concentration.active },
      ...{ before: then?.active ?? null, lastYear: yearAgo?.active ?? null },
    }),
    figure({
      ...{ key: "half-spaces", label: "Spaces that hold half of the activity", unit: "count" },
      ...{ now: concentration.k50, before: then?.k50 ?? null, lastYear: yearAgo?.k50 ?? null },
      interval: concentration.interval?.k50 ?? null,
    }),
    figure({
      ...{ key: "top-five-share", label: "Share of the first five spaces", unit: "share" },
      ...{ now: concentration.topShare["5"], before: then?.topShare["5"] ?? null },
      ...{ lastYear: yearAgo?.topShare["5"] ?? null, interval: concentration.interval?.top5 ?? null },
    }),
    figure({
      ...{ key: "helped-72h", label: "Helped within 72 h, of all threads", unit: "share", better: "more" },
      ...compare(({ counts }) => counts?.helped.value ?? null),
      interval: now.counts && intervalOf(now.counts.helped),
    }),
    figure({
      ...{ key: "open-threads", label: "Open threads without a response", unit: "count", better: "less" },
      ...compare(({ counts }) => counts?.open ?? null),
    }),
    figure({
      ...{ key: "first-response", label: "Median hours to the first response", unit: "hours", better: "less" },
      ...compare(({ medianHours }) => medianHours),
      interval: now.medianInterval,
    }),
  ];
}

function changesOf({ answer, now, before, spaces }: SupportRead): string[] {
  const { compared } = answer.concentration;
  if (compared === null) return ["In the window before nothing was recorded: there is nothing to compare with."];
  if (before === null) return ["Not compared with the window before: see the warnings."];
  const nameOf = (key: string) => spaces.get(key)?.name ?? key;
  const first = ({ needy }: WindowHelp) => needy.slice(0, firstNeedy).map(nameOf);
  const moves = [
    ...helpMoves("Helped within 72 h, all spaces together", now.counts?.helped, before.counts?.helped),
    // One look is spent on all spaces together.
    ...now.needy
      .slice(0, mostTested - 1)
      .flatMap((key) => helpMoves(`Helped within 72 h in ${nameOf(key)}`, now.helped.get(key), before.helped.get(key))),
    ...movedShares(answer.spaces, compared.change?.left ?? []).map((moved) =>
      movedWords(`Share of activity of ${moved.name}`, moved.now, moved.before),
    ),
  ];
  return [
    ...(moves.length === 0 ? ["Nothing changed by more than chance against the window before."] : moves),
    ...firstsWords(first(now), first(before), `the first ${firstNeedy} in need of support`),
  ];
}

type Cases = { count: number; n: number };

function helpMoves(what: string, now: Cases | undefined, before: Cases | undefined): string[] {
  const change = now && before ? rateChange(now, before, zTested) : null;
  if (!now || !before || change === null || !excludesZero(change.interval)) return [];
  return [movedWords(what, now.count / now.n, before.count / before.n)];
}

function warningsOf({ warnings, concentration: { lastYear } }: SpacesAnswer): string[] {
  return lastYear?.why ? [...warnings, `A year earlier: ${lastYear.why}`] : warnings;
}
