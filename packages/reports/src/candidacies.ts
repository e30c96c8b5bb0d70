import {
  assignedTo,
  type CandidacyDeed,
  type CandidacyStage,
  ConfigError,
  type ManualEvidence,
  manualEvidence,
  type StandingVote,
  stageOf,
  standingMoves,
  standingVotes,
  tallyVotes,
  unsettled,
} from "@groundswell/model";
import {
  accountNamed,
  accountsWithHandle,
  type CandidacyRow,
  findPersons,
  type PersonRow,
  readCandidacies,
  type Store,
} from "@groundswell/store";
import { requireExpertise } from "./head.ts";

/** One thing that happened to a candidacy. */
export type CandidacyHistory = CandidacyDeed & {
  event: number;
  candidacy: number;
  by: string;
  at: string;
  reason: string | null;
  /** False of a move that was undone. */
  stands: boolean;
};

export type CandidacyAnswer = {
  expertise: string;
  person: number;
  name: string | null;
  accounts: PersonRow["accounts"];
  stage: CandidacyStage;
  /** Candidacies that came together when persons were merged, until somebody settles which one goes on; else empty. */
  unsettled: { candidacy: number; stage: CandidacyStage }[];
  assigned: string | null;
  votes: (Omit<StandingVote, "at"> & { at: string })[];
  tally: ReturnType<typeof tallyVotes>;
  evidence: (ManualEvidence & { by: string; at: string })[];
  /** The oldest first. */
  history: CandidacyHistory[];
};

export type CandidaciesAnswer = { candidacies: CandidacyAnswer[] };

/** Which candidacies to show; null shows all. */
export type CandidaciesQuestion = {
  expertise: string | null;
  stage: CandidacyStage | null;
  assigned: string | null;
};

/**
 * The person that somebody names by number or by an account, `platform:id`.
 * @throws ConfigError where there is none, saying how persons are named
 */
export async function requirePerson(store: Store, name: string): Promise<PersonRow> {
  const numbered = /^\d{1,15}$/.test(name) ? Number(name) : null;
  const person = numbered ?? (await accountNamed(store.pool, name))?.person ?? null;
  const found = person === null ? undefined : (await findPersons(store, [person])).get(person);
  if (found) return found;
  const similar = (await accountsWithHandle(store.pool, name)).map(({ key }) => key);
  throw new ConfigError(
    similar.length > 0
      ? `There is no account ${name}: its id is meant, not its handle, as in ${similar.join(" or ")}.`
      : `There is no person "${name}": give the number that "groundswell candidates --json" shows, or an account as platform:id.`,
  );
}

/** The candidacies that are shown as one: those of one person in one expertise. */
export function byPerson(rows: readonly CandidacyRow[]): CandidacyRow[][] {
  const groups = new Map<string, CandidacyRow[]>();
  for (const row of rows) {
    const key = `${row.expertise} ${row.person}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** The one that speaks for the candidacies of one person: the one that is not settled into another; of several the last moved. */
export function leading(candidacies: readonly CandidacyRow[]): CandidacyRow {
  const moved = (row: CandidacyRow) => standingMoves(row.events).at(-1)?.id ?? 0;
  const open = unsettled(candidacies);
  return [...(open.length > 0 ? open : candidacies)].sort((a, b) => moved(b) - moved(a))[0] as CandidacyRow;
}

/** The stage of each of some persons in an expertise; those whom nobody has considered are left out. */
export async function stagesOf(
  store: Store,
  expertise: string,
  persons: readonly number[],
): Promise<Map<number, CandidacyStage>> {
  const rows = await readCandidacies(store.pool, { expertise, persons });
  return new Map(byPerson(rows).map((group) => [leading(group).person, stageOf(leading(group).events)]));
}

/** The candidacies that are under way or decided, those that moved last first. */
export async function answerCandidacies(store: Store, question: CandidaciesQuestion): Promise<CandidaciesAnswer> {
  const { expertise, stage, assigned } = question;
  if (expertise !== null) await requireExpertise(store, expertise);
  const groups = byPerson(await readCandidacies(store.pool, { expertise, persons: null }));
  const persons = await findPersons(
    store,
    groups.map((group) => leading(group).person),
  );
  const last = ({ history }: CandidacyAnswer) => history.at(-1)?.event ?? 0;
  return {
    candidacies: groups
      .map((group) => candidacyAnswer(group, persons.get(leading(group).person)))
      .filter((one) => (stage === null || one.stage === stage) && (assigned === null || one.assigned === assigned))
      .sort((a, b) => last(b) - last(a)),
  };
}

/**
 * One person's candidacy in an expertise with all that happened; `discovered` with an empty history where nothing has.
 * @throws ConfigError where there is no such expertise
 */
export async function answerCandidacy(store: Store, expertise: string, person: PersonRow): Promise<CandidacyAnswer> {
  await requireExpertise(store, expertise);
  const rows = await readCandidacies(store.pool, { expertise, persons: [person.person] });
  if (rows.length > 0) return candidacyAnswer(rows, person);
  return {
    ...{ expertise, ...person, stage: "discovered", unsettled: [], assigned: null, votes: [] },
    ...{ tally: tallyVotes([]), evidence: [], history: [] },
  };
}

function candidacyAnswer(group: CandidacyRow[], known: PersonRow | undefined): CandidacyAnswer {
  const { expertise, person, events } = leading(group);
  const open = unsettled(group);
  const votes = standingVotes(events);
  return {
    expertise,
    person,
    name: known?.name ?? null,
    accounts: known?.accounts ?? [],
    stage: stageOf(events),
    unsettled: open.length > 1 ? open.map((one) => ({ candidacy: one.id, stage: stageOf(one.events) })) : [],
    assigned: assignedTo(events),
    votes: votes.map((vote) => ({ ...vote, at: vote.at.toISOString() })),
    tally: tallyVotes(votes),
    evidence: group.flatMap((one) => manualEvidence(one.events)).map((one) => ({ ...one, at: one.at.toISOString() })),
    history: group.flatMap(historyOf).sort((a, b) => a.event - b.event),
  };
}

function historyOf({ id: candidacy, events }: CandidacyRow): CandidacyHistory[] {
  const standing = new Set(standingMoves(events).map(({ id }) => id));
  return events.map(({ id, actor, at, reason, deed }) => ({
    event: id,
    candidacy,
    by: actor,
    at: at.toISOString(),
    reason,
    stands: deed.kind !== "stage" || standing.has(id),
    ...deed,
  }));
}
