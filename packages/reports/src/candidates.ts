import {
  cycleAt,
  type Gate,
  type GateFound,
  gateAction,
  type Judged,
  type Policy,
  type Track,
} from "@groundswell/analytics";
import type { CandidacyStage } from "@groundswell/model";
import {
  asideScores,
  bestItems,
  type Evidence,
  findPersons,
  ineligible,
  openMarks,
  type PersonPlace,
  type PersonRow,
  placesOf,
  type RunRow,
  runPopulation,
  runScores,
  type Store,
} from "@groundswell/store";
import { stagesOf } from "./candidacies.ts";
import { type CandidateFilter, candidateFilter } from "./candidate-filter.ts";
import { marksOnItem, marksOnPerson, type WrongDataMark } from "./data-reports.ts";
import { leftOut } from "./gates.ts";
import { type Head, head, requireRun } from "./head.ts";
import { wellbeingNotes } from "./wellbeing.ts";
import { requirePolicy } from "./year-before.ts";

export type CandidatesQuestion = {
  expertise: string;
  track: Track;
  asOf: Date | null;
  /** How many; 0 for everybody. */
  limit: number;
  /** Whom to show; ranks stay what they are. */
  filter?: CandidateFilter;
};

export type CandidateAnswer = Judged & {
  name: string | null;
  /** Null where nobody has considered the person yet. */
  stage: CandidacyStage | null;
  accounts: PersonRow["accounts"];
  /** ISO 3166-1 alpha-2; null where no profile names a place in one country. */
  region: string | null;
  /** What says so, and when it was seen. */
  regionSource: PersonPlace["regionSource"];
  /** ISO 639-1, the one that most texts are in first; empty where none is known. */
  languages: string[];
  evidence: (Evidence & { wrongData: WrongDataMark[] })[];
  /** Open reports about the person, its accounts and links. */
  wrongData: WrongDataMark[];
  /** What a lead should know of how much they carry; never a merit. Null where it looks well. */
  wellbeing: string | null;
};

/** Somebody active whom a gate keeps off the list. */
export type MovedAnswer = {
  person: number;
  name: string | null;
  /** The first of the gates that do so. */
  gate: Gate;
  why: string;
  gates: GateFound[];
  /** Of a gate that is about an employer or an account: what says so (`platform`, `company`, `mark`…), how surely, and when that was last seen. */
  source: string | null;
  confidence: number | null;
  at: string | null;
  /** On this track; null where nothing of theirs was scored. */
  score: number | null;
};

export type CandidatesAnswer = Head & {
  track: Track;
  population: number;
  policyVersion: string;
  /** The award that this leads to, ISO dates; null where the program has none. */
  cycle: { award: string; closes: string; renewal: string | null } | null;
  candidates: CandidateAnswer[];
  /** Active people who cannot be candidates, and why. */
  moved: MovedAnswer[];
};

const evidenceEach = 10;

/** Who is helping in an expertise: what the newest run found about them, with the evidence behind each. */
export async function answerCandidates(store: Store, question: CandidatesQuestion): Promise<CandidatesAnswer> {
  const { expertise, track } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const policy = await requirePolicy(store, run);
  const window = { from: run.windowFrom, to: run.windowTo };
  const judged = await wanted(store, question, run, policy);
  const ids = judged.map(({ person }) => person);
  const persons = await findPersons(store, ids);
  const places = await placesOf(store, ids);
  const kinds = [...new Set(judged.flatMap(({ terms }) => terms.map(({ kind }) => kind)))];
  const evidence = await bestItems(store, expertise, window, kinds, ids, evidenceEach, leftOut(policy));
  const stages = await stagesOf(store, expertise, ids);
  const marks = await openMarks(store.pool, ids);
  const notes = await wellbeingNotes(store, { expertise, window, persons: ids });
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    track,
    population: await runPopulation(store, run.id, track),
    policyVersion: run.policyVersion,
    cycle: awardAhead(policy, run.asOf),
    candidates: judged.map((one) => ({
      ...one,
      name: persons.get(one.person)?.name ?? null,
      stage: stages.get(one.person) ?? null,
      accounts: persons.get(one.person)?.accounts ?? [],
      region: places.get(one.person)?.region ?? null,
      regionSource: places.get(one.person)?.regionSource ?? null,
      languages: places.get(one.person)?.languages ?? [],
      evidence: (evidence.get(one.person) ?? []).map((item) => ({ ...item, wrongData: marksOnItem(marks, item) })),
      wrongData: marksOnPerson(marks, one.person),
      wellbeing: notes.get(one.person) ?? null,
    })),
    moved: await movedOf(store, { expertise, track }, run, policy),
  };
}

/** The people to show, in the order of the list. */
async function wanted(
  store: Store,
  { expertise, track, limit, filter }: CandidatesQuestion,
  run: RunRow,
  policy: Policy,
): Promise<Judged[]> {
  if (filter === undefined) return (await runScores(store, run.id, track, limit)) as Judged[];
  const all = (await runScores(store, run.id, track, 0)) as Judged[];
  const ids = all.map(({ person }) => person);
  const places = await placesOf(store, ids);
  const stages = await stagesOf(store, expertise, ids);
  const isWanted = candidateFilter(filter, policy.regions);
  const found = all.filter(({ person, ...one }) =>
    isWanted({
      ...one,
      region: places.get(person)?.region ?? null,
      languages: places.get(person)?.languages ?? [],
      stage: stages.get(person) ?? null,
    }),
  );
  return limit > 0 ? found.slice(0, limit) : found;
}

/** Whom the policy's gates keep off the list: left out before scoring, or scored and moved. */
export async function movedOf(
  store: Store,
  { expertise, track }: Pick<CandidatesQuestion, "expertise" | "track">,
  run: RunRow,
  policy: Policy,
): Promise<MovedAnswer[]> {
  return namedOf(store, await unnamedMoved(store, { expertise, track }, run, policy));
}

/** The names of some of those who are kept off a list. */
export async function namedOf(store: Store, moved: readonly Omit<MovedAnswer, "name">[]): Promise<MovedAnswer[]> {
  const persons = await findPersons(
    store,
    moved.map(({ person }) => person),
  );
  return moved.map((one) => ({ ...one, name: persons.get(one.person)?.name ?? null }));
}

/** Whom the policy's gates keep off the list, by their numbers and without their names. */
export async function unnamedMoved(
  store: Store,
  { expertise, track }: Pick<CandidatesQuestion, "expertise" | "track">,
  run: RunRow,
  policy: Policy,
): Promise<Omit<MovedAnswer, "name">[]> {
  const gates = new Set<Gate>(leftOut(policy));
  const outside = (await ineligible(store, expertise, { from: run.windowFrom, to: run.windowTo }))
    .filter(({ gate }) => gates.has(gate))
    .map((one) => ({ ...one, gates: [], score: null }));
  const scored = ((await asideScores(store, run.id, track)) as Judged[]).flatMap(({ person, score, gates }) => {
    const first = gates.find(({ gate }) => gateAction(policy, gate) === "move");
    const unknown = { source: null, confidence: null, at: null };
    return first ? [{ person, gate: first.gate, why: first.why, gates, score, ...unknown }] : [];
  });
  const known = new Set(outside.map(({ person }) => person));
  return [...outside, ...scored.filter(({ person }) => !known.has(person))].sort((a, b) => a.person - b.person);
}

/** The award that an instant leads to. */
export function awardAhead(policy: Policy, asOf: Date): CandidatesAnswer["cycle"] {
  const cycle = cycleAt(policy, asOf);
  if (!cycle) return null;
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return { award: day(cycle.award), closes: day(cycle.closes), renewal: cycle.renewal && day(cycle.renewal) };
}
