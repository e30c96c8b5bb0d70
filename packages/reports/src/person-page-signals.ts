import type { Measure, Policy } from "@groundswell/analytics";
import type { Window } from "@groundswell/model";
import {
  keptPolicy,
  newcomerAnswers,
  type PersonRow,
  type PersonSignal,
  type RunRow,
  type Store,
  signalsOfPerson,
} from "@groundswell/store";
import { leftOut } from "./gates.ts";
import { type Head, head, requireRun } from "./head.ts";

export type PersonSignalsQuestion = {
  expertise: string;
  person: PersonRow;
  asOf: Date | null;
  /** What a score counts: for help for newcomers, the answers that are it. */
  kind: Measure | null;
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
  const isHelp = kind === "newcomer-help";
  const only = isHelp ? await helpOf(store, run, { expertise, person: person.person, window }) : null;
  const filter = { expertise, person: person.person, window, kind: isHelp ? null : kind, space, only, after };
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

/** The answers to newcomers, as the run's policy has them. */
async function helpOf(
  store: Store,
  run: RunRow,
  { expertise, person, window }: { expertise: string; person: number; window: Window },
) {
  const policy = (await keptPolicy(store, run.policyVersion)) as Policy | null;
  return policy === null ? [] : newcomerAnswers(store, expertise, window, leftOut(policy), person);
}
