import type { Candidate, Track } from "@groundswell/analytics";
import type { CandidacyStage } from "@groundswell/model";
import {
  bestItems,
  type Evidence,
  findPersons,
  type Ineligible,
  ineligible,
  openMarks,
  type PersonPlace,
  type PersonRow,
  placesOf,
  runPopulation,
  runScores,
  type Store,
} from "@groundswell/store";
import { stagesOf } from "./candidacies.ts";
import { marksOnItem, marksOnPerson, type WrongDataMark } from "./data-reports.ts";
import { type Head, head, requireRun } from "./head.ts";

export type CandidatesQuestion = {
  expertise: string;
  track: Track;
  asOf: Date | null;
  /** How many; 0 for everybody. */
  limit: number;
};

export type CandidateAnswer = Candidate & {
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
  flags: [];
  gates: [];
  evidence: (Evidence & { wrongData: WrongDataMark[] })[];
  /** Open reports about the person, its accounts and links. */
  wrongData: WrongDataMark[];
};

export type CandidatesAnswer = Head & {
  track: Track;
  population: number;
  policyVersion: string;
  candidates: CandidateAnswer[];
  /** Active people who cannot be candidates, and why. */
  moved: (Ineligible & { name: string | null })[];
};

const evidenceEach = 10;

/** Who is helping in an expertise: the scores of the newest run, with the evidence behind each. */
export async function answerCandidates(store: Store, question: CandidatesQuestion): Promise<CandidatesAnswer> {
  const { expertise, track } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const window = { from: run.windowFrom, to: run.windowTo };
  const scored = (await runScores(store, run.id, track, question.limit)) as Candidate[];
  const aside = await ineligible(store, expertise, window);
  const ids = scored.map((candidate) => candidate.person);
  const persons = await findPersons(store, [...ids, ...aside.map((one) => one.person)]);
  const places = await placesOf(store, ids);
  const kinds = [...new Set(scored.flatMap((candidate) => candidate.terms.map((term) => term.kind)))];
  const evidence = await bestItems(store, expertise, window, kinds, ids, evidenceEach);
  const stages = await stagesOf(store, expertise, ids);
  const marks = await openMarks(store.pool, ids);
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    track,
    population: await runPopulation(store, run.id, track),
    policyVersion: run.policyVersion,
    candidates: scored.map((candidate) => ({
      ...candidate,
      name: persons.get(candidate.person)?.name ?? null,
      stage: stages.get(candidate.person) ?? null,
      accounts: persons.get(candidate.person)?.accounts ?? [],
      region: places.get(candidate.person)?.region ?? null,
      regionSource: places.get(candidate.person)?.regionSource ?? null,
      languages: places.get(candidate.person)?.languages ?? [],
      flags: [],
      gates: [],
      evidence: (evidence.get(candidate.person) ?? []).map((item) => ({
        ...item,
        wrongData: marksOnItem(marks, item),
      })),
      wrongData: marksOnPerson(marks, candidate.person),
    })),
    moved: aside.map((one) => ({ ...one, name: persons.get(one.person)?.name ?? null })),
  };
}
