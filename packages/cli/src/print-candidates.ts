import { describeWindow } from "@groundswell/analytics";
import { stageName } from "@groundswell/model";
import { type CandidateAnswer, type CandidatesAnswer, englishName, type MovedAnswer } from "@groundswell/reports";
import colors from "picocolors";
import { number, print, printable } from "./output.ts";
import { wrap } from "./wrap.ts";

/** What a candidate's marks mean; those that are shown are explained below the list. */
const legend = {
  flag: "! look twice; no flag lowers a score",
  gate: "? to be confirmed before a decision; no gate lowers a score",
  gem: "gem: better help than the place in the list shows",
  load: "rest: it may be too much for one person; never a merit",
  data: "wrong data: reported and not resolved yet",
} as const;
type Mark = { text: string; of: keyof typeof legend };

/** The people in their order with what their scores are made of, how sure that is, what to look at twice, and who is on another list. */
export function printCandidates(answer: CandidatesAnswer, { isFiltered = false } = {}): void {
  const { track, window, population, candidates, moved } = answer;
  const who = track === "expert" ? "Experts" : "Community leaders";
  const when = describeWindow({ from: new Date(window.from), to: new Date(window.to) });
  print(
    wrap(
      `${who} in ${when}, of ${number(population)} active people${isFiltered ? ", those that were asked for" : ""}:`,
    ),
  );
  if (candidates.length === 0) print(isFiltered ? "Nobody on the list is like that." : "Nobody was active.");
  const ranked = candidates.filter(({ rank }) => rank !== null);
  for (const one of ranked) printCandidate(one, rankOf(one, ranked));
  const unranked = candidates.filter(({ rank }) => rank === null);
  if (unranked.length > 0) {
    print();
    print(wrap('Insufficient evidence, so no rank (below the floor that "groundswell policy show" names):'));
    for (const one of unranked) printCandidate(one, "–");
  }
  printLegend(candidates);
  printMoved(moved);
}

/** `=3 (1–7)`: the rank, whether others who are shown share it, and the ranks that chance alone could give. */
function rankOf({ rank, rankInterval }: CandidateAnswer, shown: readonly CandidateAnswer[]): string {
  const isShared = shown.filter((other) => other.rank === rank).length > 1;
  const range = rankInterval === null ? "" : ` (${rankInterval.map(number).join("–")})`;
  return `${isShared ? "=" : ""}${number(rank ?? 0)}${range}`;
}

function printCandidate(one: CandidateAnswer, rank: string): void {
  const marks = marksOf(one).map(({ text }) => text);
  print();
  const head = wrap(
    `${rank} · ${one.score.toFixed(1)} · ${one.name ?? "no name"}, person ${one.person}${marks.length > 0 ? ` [${marks.join(", ")}]` : ""}`,
    { indent: 4 },
  );
  print(colors.bold(head));
  for (const line of [termsOf(one), qualityOf(one), localeOf(one), stabilityOf(one), one.hiddenGem?.why, one.wellbeing])
    if (line) print(wrap(line, { first: 4, indent: 6 }));
  const best = one.evidence[0];
  const address = best?.url ?? best?.title ?? null;
  if (address !== null) print(wrap(`best: ${address}`, { first: 4, indent: 6 }));
}

function marksOf({
  flags,
  gates,
  hiddenGem,
  wellbeing,
  wrongData,
  stage,
}: CandidateAnswer): (Mark | { text: string; of: null })[] {
  return [
    ...(stage === null ? [] : [{ text: stageName(stage), of: null }]),
    ...[...new Set(flags.map(({ flag }) => flag))].map((flag): Mark => ({ text: `!${spaced(flag)}`, of: "flag" })),
    ...gates.map(({ gate }): Mark => ({ text: `?${spaced(gate)}`, of: "gate" })),
    ...(hiddenGem ? [{ text: "gem", of: "gem" } as const] : []),
    ...(wellbeing === null ? [] : [{ text: "rest", of: "load" } as const]),
    ...(wrongData.length === 0 ? [] : [{ text: "wrong data", of: "data" } as const]),
  ];
}

function termsOf({ terms, activeMonths }: CandidateAnswer): string {
  const parts = terms.map(
    ({ kind, contribution, count }) => `${spaced(kind)} ${contribution.toFixed(1)} (${number(count)})`,
  );
  return `${parts.join(", ")}; ${number(activeMonths)} ${activeMonths === 1 ? "month" : "months"}`;
}

function qualityOf({ quality: { winRate, acceptRate, endorsers, helped } }: CandidateAnswer): string | null {
  const known = [
    ...(winRate === null ? [] : [`wins ${percent(winRate)}`]),
    ...(acceptRate === null ? [] : [`accepted ${percent(acceptRate)}`]),
    ...(endorsers === null ? [] : [`endorsed as if by ${number(Math.round(endorsers))}`]),
    ...(helped === 0 ? [] : [`helped ${number(helped)}`]),
  ];
  return known.length === 0 ? null : known.join(", ");
}

function localeOf({ locale: { region, language }, region: country, languages }: CandidateAnswer): string | null {
  const place = (rank: number, of: number, few: boolean) => `${number(rank)} of ${number(of)}${few ? " (few)" : ""}`;
  const inRegion = region
    ? `${place(region.rank, region.of, region.few)} in ${/^[A-Z]{2}$/.test(region.name) ? englishName("region", region.name) : region.name}`
    : country && englishName("region", country);
  const first = languages[0];
  const inLanguage = language
    ? `${place(language.rank, language.of, language.few)} writing ${englishName("language", language.name)}`
    : first && `writes ${englishName("language", first)}`;
  return [inRegion, inLanguage].filter(Boolean).join(", ") || null;
}

/** Of whoever is active in one channel only, the terms say as much. */
function stabilityOf({ stability }: CandidateAnswer): string | null {
  if (stability.length < 2) return null;
  return `rank ${stability.map(({ without, rank }) => `without ${without} ${rank === null ? "none" : number(rank)}`).join(", ")}`;
}

function printLegend(candidates: readonly CandidateAnswer[]): void {
  if (candidates.length === 0) return;
  const shown = new Set(candidates.flatMap(marksOf).map(({ of }) => of));
  const marks = Object.entries(legend).filter(([of]) => shown.has(of as Mark["of"]));
  print();
  for (const text of [
    "rank (those that chance alone could give, four times in five) · score · name; = shared with others who are shown",
    "kind points (signals); wins: of others' answers beside theirs, those with fewer votes; the fewer are known, the nearer rates are to everybody's",
    ...marks.map(([, text]) => text),
    "--json says all of it, with why and the evidence",
  ])
    print(colors.dim(wrap(text, { indent: 2 })));
}

const movedEach = 5;

/** The list beside: by gate, the first of each with the reason, the others counted. */
function printMoved(moved: readonly MovedAnswer[]): void {
  if (moved.length === 0) return;
  print();
  print(wrap(`On another list, and none the lower for it: ${number(moved.length)} active.`));
  for (const gate of new Set(moved.map((one) => one.gate))) {
    const own = moved.filter((one) => one.gate === gate);
    print(`  ${spaced(gate)}: ${number(own.length)}`);
    for (const { name, person, why } of own.slice(0, movedEach))
      print(wrap(`${name ?? "no name"}, person ${person}: ${why}`, { first: 4, indent: 6 }));
    if (own.length > movedEach) print(`    and ${number(own.length - movedEach)} more: --json names them`);
  }
}

function spaced(name: string): string {
  return printable(name.replaceAll(/[-_]/g, " "));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
