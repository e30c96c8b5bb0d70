import type { ChannelTerm, Judged, Term, Track } from "@groundswell/analytics";
import type { CandidacyStage } from "@groundswell/model";
import {
  countsBetween,
  findPersons,
  type PersonRow,
  placesOf,
  runPopulation,
  type Store,
  scoresOfPersons,
} from "@groundswell/store";
import { stagesOf } from "./candidacies.ts";
import { type Head, head, requireRun } from "./head.ts";
import { monthBounds } from "./person-page-days.ts";

export type CompareQuestion = { expertise: string; track: Track; asOf: Date | null; persons: readonly number[] };

/** One of those who are compared. */
export type Compared = {
  person: number;
  name: string | null;
  accounts: PersonRow["accounts"];
  region: string | null;
  languages: string[];
  stage: CandidacyStage | null;
  /** Signals in each of the last twelve months. */
  months: number[];
  /** Moved to another list by a gate. */
  aside: boolean;
  /** Null where the person is not active on the track. */
  standing: Omit<Judged, "track" | "person"> | null;
};

/** What one kind or channel adds to the score of each, in their order; null where one did nothing of it. */
export type ComparedRow<Part> = { name: string; of: (Part | null)[] };

export type CompareAnswer = Head & {
  track: Track;
  population: number;
  persons: Compared[];
  /** The one that adds most to anybody first. */
  terms: ComparedRow<Term>[];
  channels: ComparedRow<ChannelTerm>[];
};

/**
 * A handful of people beside one another, term by term, in the order in which they are asked for.
 * @throws ConfigError where nothing has been analysed
 */
export async function answerCompare(store: Store, question: CompareQuestion): Promise<CompareAnswer> {
  const { expertise, track, persons } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const window = { from: run.windowFrom, to: run.windowTo };
  const known = await findPersons(store, [...persons]);
  const places = await placesOf(store, persons);
  const stages = await stagesOf(store, expertise, persons);
  const months = await countsBetween(store, { expertise, persons, days: monthBounds(run.asOf, 12) });
  const scored = await scoresOfPersons(store, run.id, persons, track);
  const standings = persons.map((person) => scored.find((one) => one.person === person));
  const judged = standings.map((one) => (one?.result as Judged | undefined) ?? null);
  return {
    ...head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]),
    track,
    population: await runPopulation(store, run.id, track),
    persons: persons.map((person, index) => ({
      person,
      name: known.get(person)?.name ?? null,
      accounts: known.get(person)?.accounts ?? [],
      region: places.get(person)?.region ?? null,
      languages: places.get(person)?.languages ?? [],
      stage: stages.get(person) ?? null,
      months: months.get(person) ?? [],
      aside: standings[index]?.aside ?? false,
      standing: withoutTrack(judged[index] ?? null),
    })),
    terms: sideBySide(
      judged.map((one) => one?.terms ?? []),
      // A kind can count in two channels: each is a row.
      ({ kind, channel }) => `${kind} in ${channel}`,
    ),
    channels: sideBySide(
      judged.map((one) => one?.channels ?? []),
      ({ channel }) => channel,
    ),
  };
}

/** The parts of several scores as rows with one place for each of them. */
export function sideBySide<Part extends { contribution: number }>(
  scores: readonly (readonly Part[])[],
  nameOf: (part: Part) => string,
): ComparedRow<Part>[] {
  const names = [...new Set(scores.flatMap((parts) => parts.map(nameOf)))];
  const rows = names.map((name) => ({
    name,
    of: scores.map((parts) => parts.find((part) => nameOf(part) === name) ?? null),
  }));
  const most = ({ of }: ComparedRow<Part>) => Math.max(...of.map((part) => part?.contribution ?? 0));
  return rows.sort((a, b) => most(b) - most(a) || (a.name < b.name ? -1 : 1));
}

function withoutTrack(judged: Judged | null): Compared["standing"] {
  if (judged === null) return null;
  const { track: _, person: __, ...rest } = judged;
  return rest;
}
