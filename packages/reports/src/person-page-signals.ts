import { type PersonRow, type PersonSignal, type Store, signalsOfPerson } from "@groundswell/store";
import { type Head, head, requireRun } from "./head.ts";

export type PersonSignalsQuestion = {
  expertise: string;
  person: PersonRow;
  asOf: Date | null;
  kind: string | null;
  /** `platform:id` */
  space: string | null;
  /** Null is the run's own window. */
  from: Date | null;
  to: Date | null;
  after: { occurredAt: Date; id: number } | null;
  limit: number;
};

/** A signal as it stands behind a number. */
export type PersonSignalAnswer = Omit<PersonSignal, "id" | "occurredAt" | "space" | "spaceName"> & {
  occurredAt: string;
  space: { key: string; name: string };
};

export type PersonSignalsAnswer = Omit<Head, "coverage"> & {
  person: number;
  /** The newest first. */
  signals: PersonSignalAnswer[];
  /** What to give as `after` for the next page; null on the last. */
  next: string | null;
};

/** The rows behind a person's numbers: everything that counts as activity, also what no score counts, which says why. */
export async function answerPersonSignals(store: Store, question: PersonSignalsQuestion): Promise<PersonSignalsAnswer> {
  const { expertise, person, limit, kind, space, after } = question;
  const run = await requireRun(store, expertise, question.asOf);
  const window = { from: question.from ?? run.windowFrom, to: question.to ?? run.windowTo };
  const filter = { expertise, person: person.person, window, kind, space, after };
  const rows = await signalsOfPerson(store, filter, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const { coverage: _, ...said } = head(expertise, run, run.asOf, window, run.coverage as Head["coverage"]);
  return {
    ...said,
    person: person.person,
    signals: shown.map(({ id: __, occurredAt, space: key, spaceName, ...row }) => ({
      ...row,
      occurredAt: occurredAt.toISOString(),
      space: { key, name: spaceName },
    })),
    next: last ? `${last.occurredAt.getTime()}-${last.id}` : null,
  };
}
