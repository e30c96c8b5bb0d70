import {
  type CandidacyDeed,
  type CandidacyStage,
  ConfigError,
  decidedStages,
  isUrl,
  type ManualEvidence,
  readDate,
  refusedMove,
  reviewing,
  stageName,
  stageOf,
  standingMoves,
  unsettled,
  type VoteValue,
} from "@groundswell/model";
import { buildDossier, leading, printDossier, requireExpertise } from "@groundswell/reports";
import {
  addCandidacyEvent,
  beginCandidacy,
  type CandidacyRow,
  freezeDossier,
  membersOf,
  type PersonRow,
  readCandidacies,
  type Store,
  type Transaction,
  whileLinking,
  writeAudit,
} from "@groundswell/store";

export type CandidacyContext = { store: Store; now: () => Date; actor: string };

/** What somebody does about a candidacy. */
export type CandidacyAct =
  /** `from` is the stage that whoever moves it has seen; left out, any. */
  | { kind: "move"; to: CandidacyStage; from?: CandidacyStage }
  | { kind: "assign"; to: string }
  | { kind: "note"; text: string }
  /** `conflict` is "none", or what the conflict of interest is. */
  | { kind: "vote"; vote: VoteValue; conflict: string }
  | ({ kind: "evidence" } & ManualEvidence)
  | { kind: "undo"; from?: CandidacyStage }
  /** `into` is the number of the candidacy that goes on. */
  | { kind: "settle"; into: number };

/** What was kept: the event, and the hash of the dossier that it froze. */
export type CandidacyDone = { event: number; deed: CandidacyDeed; stage: CandidacyStage; sha256: string | null };

const mostName = 100;
const mostText = 1000;

/**
 * Does something about the candidacy of a person in an expertise, and begins it where there is none: the event, its entry in the
 * audit log and, of a decision, the dossier as it is now are kept together or not at all.
 * @throws ConfigError where it is not allowed, saying what is
 */
export async function actOnCandidacy(
  { store, now, actor }: CandidacyContext,
  { expertise, person }: { expertise: string; person: PersonRow },
  act: CandidacyAct,
  reason: string | null = null,
): Promise<CandidacyDone> {
  await requireExpertise(store, expertise);
  // Built before the transaction, which on the embedded store has the only connection.
  const document = freezes(act) ? printDossier(await buildDossier(store, { expertise, person, asOf: null })) : null;
  return whileLinking(store, async (client) => {
    const at = now();
    const accounts = (await membersOf(client, [person.person])).map(({ id }) => id);
    const [account] = accounts;
    if (account === undefined)
      throw new ConfigError(
        `Person ${person.person} has been joined with another one meanwhile: look the number up again.`,
      );
    const candidacies = await readCandidacies(client, { expertise, persons: [person.person] });
    const lead = candidacies.length > 0 ? leading(candidacies) : null;
    if (act.kind === "settle") return settle(client, { candidacies, act, actor, at, reason, person });
    const deed = draft(act, { lead, candidacies, actor, person });
    const candidacy = lead?.id ?? (await beginCandidacy(client, { expertise, account, at }));
    const event = await addCandidacyEvent(client, candidacy, { actor, at, reason, deed });
    const sha256 = document === null ? null : await freezeDossier(client, { event, candidacy, at, document });
    await audit(client, { at, actor, person, expertise, reason, deed, event, candidacy, sha256 });
    const events = [...(lead?.events ?? []), { id: event, actor, at, reason, deed }];
    return { event, deed, stage: stageOf(events), sha256 };
  });
}

function freezes(act: CandidacyAct): boolean {
  return act.kind === "move" && decidedStages.includes(act.to);
}

type Before = { lead: CandidacyRow | null; candidacies: CandidacyRow[]; actor: string; person: PersonRow };

function draft(act: Exclude<CandidacyAct, { kind: "settle" }>, before: Before): CandidacyDeed {
  const events = before.lead?.events ?? [];
  const stage = stageOf(events);
  switch (act.kind) {
    case "move": {
      refuseUnsettled(before);
      refuseOvertaken(act.from, stage, events);
      const why = refusedMove(stage, act.to);
      if (why !== null) throw new ConfigError(why);
      return { kind: "stage", from: stage, to: act.to };
    }
    case "undo": {
      refuseUnsettled(before);
      refuseOvertaken(act.from, stage, events);
      const last = standingMoves(events).at(-1);
      if (!last) throw new ConfigError("Nothing has been moved, so nothing can be taken back.");
      return { kind: "undo", undoes: last.id };
    }
    case "assign":
      return { kind: "assign", to: checkText(act.to, "the person to assign it to", mostName) };
    case "note":
      return { kind: "note", text: checkText(act.text, "the note", mostText) };
    case "vote":
      refuseUnsettled(before);
      return vote(act, stage, before);
    case "evidence":
      return evidence(act);
  }
}

/** Two can decide at once, each on what stood before: the second is to see what the first has done. */
function refuseOvertaken(
  seen: CandidacyStage | undefined,
  stage: CandidacyStage,
  events: CandidacyRow["events"],
): void {
  if (seen === undefined || seen === stage) return;
  const last = events.findLast(({ deed }) => deed.kind === "stage" || deed.kind === "undo");
  const by = last ? ` ${last.actor} has moved it meanwhile.` : "";
  throw new OvertakenError(
    `The candidacy is ${stageName(stage)} and no longer ${stageName(seen)}.${by} Read what happened and decide again.`,
  );
}

function refuseUnsettled({ candidacies }: Before): void {
  const open = unsettled(candidacies);
  if (open.length < 2) return;
  const which = open.map(({ id, events }) => `${id} (${stageName(stageOf(events))})`).join(" and ");
  throw new ConfigError(
    `Two persons with candidacies of their own have become one: candidacies ${which}. Say which goes on: groundswell candidacy settle <person> --into ${open[0]?.id}.`,
  );
}

function vote(
  { vote: value, conflict }: Extract<CandidacyAct, { kind: "vote" }>,
  stage: CandidacyStage,
  { actor, person }: Before,
): CandidacyDeed {
  if (!reviewing(stage))
    throw new ConfigError(
      `Votes are cast while a candidacy is in review or its renewal is due; this one is ${stageName(stage)}.`,
    );
  const own = [person.name, ...person.accounts.map(({ handle }) => handle)].map((name) => name?.toLowerCase());
  if (own.includes(actor.toLowerCase()))
    throw new ConfigError(`${actor} is a name of this very person, and nobody votes on themselves.`);
  const said = checkText(conflict, "the declaration of a conflict of interest", mostText);
  return { kind: "vote", vote: value, conflict: said.toLowerCase() === "none" ? null : said };
}

function evidence({
  kind,
  activity,
  title,
  url,
  date,
  note,
  vouchedBy,
}: Extract<CandidacyAct, { kind: "evidence" }>): CandidacyDeed {
  if (url !== null && !(isUrl(url) && /^https?:$/.test(new URL(url).protocol)))
    throw new ConfigError(`"${url}" is no address of the web: give one that begins with https:// or leave it out.`);
  return {
    kind,
    activity: checkText(activity, "the activity", mostName),
    title: checkText(title, "the title", mostName),
    url,
    date: readDate(date, "The date of the evidence").toISOString().slice(0, 10),
    note: checkText(note, "the note", mostText),
    vouchedBy: checkText(vouchedBy, "who vouches", mostName),
  };
}

/** Text as it is kept: trimmed, not empty, and no longer than the program's form takes. */
function checkText(text: string, what: string, most: number): string {
  const kept = text.trim();
  if (kept === "") throw new ConfigError(`Nothing is written for ${what}: give some text.`);
  if (kept.length <= most) return kept;
  throw new ConfigError(`The text for ${what} has ${kept.length} characters: the most are ${most}.`);
}

type Settling = Pick<Before, "candidacies" | "actor" | "person"> & {
  act: Extract<CandidacyAct, { kind: "settle" }>;
  at: Date;
  reason: string | null;
};

/** Says of every candidacy of the person which one goes on; said again with another number, that one does. */
async function settle(
  client: Transaction,
  { candidacies, act, actor, at, reason, person }: Settling,
): Promise<CandidacyDone> {
  const into = candidacies.find(({ id }) => id === act.into);
  if (!into || candidacies.length < 2)
    throw new ConfigError(
      candidacies.length < 2
        ? "There are not two candidacies of this person in this expertise: nothing is to be settled."
        : `Candidacy ${act.into} is not this person's: there are ${candidacies.map(({ id }) => id).join(" and ")}.`,
    );
  const deed: CandidacyDeed = { kind: "settle", into: into.id };
  let event = 0;
  for (const { id, expertise } of candidacies) {
    event = await addCandidacyEvent(client, id, { actor, at, reason, deed });
    await audit(client, { at, actor, person, expertise, reason, deed, event, candidacy: id, sha256: null });
  }
  return { event, deed, stage: stageOf(into.events), sha256: null };
}

type Audited = {
  at: Date;
  actor: string;
  person: PersonRow;
  expertise: string;
  reason: string | null;
  deed: CandidacyDeed;
  event: number;
  candidacy: number;
  sha256: string | null;
};

async function audit(
  client: Transaction,
  { at, actor, person, expertise, reason, deed, event, candidacy, sha256 }: Audited,
): Promise<void> {
  // What a note, a vote or evidence says stands in the event, in one place.
  const moved = deed.kind === "stage" ? { from: deed.from, to: deed.to } : {};
  await writeAudit(client, {
    at,
    actor,
    action: `candidacy ${deed.kind}`,
    subject: `person ${person.person} in ${expertise}`,
    detail: { event, candidacy, reason, ...moved, ...(sha256 === null ? {} : { sha256 }) },
  });
}

/** Somebody else was quicker: what was decided on stands no more. */
export class OvertakenError extends ConfigError {}
