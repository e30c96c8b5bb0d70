import { standingDecisions, wordsOnPairs } from "@groundswell/model";
import {
  acceptedLinks,
  type Decision,
  findPersons,
  linksAbout,
  type Member,
  membersNamed,
  movePersons,
  type PersonRow,
  reachedMembers,
  readDecisions,
  type Store,
  saveDecision,
  setLeftOut,
  type Transaction,
  whileLinking,
  writeAudit,
} from "@groundswell/store";
import { refuseContradiction } from "./contradictions.ts";
import { derivePersons } from "./derive-persons.ts";
import { draftDecision, type Verdict } from "./draft-decision.ts";

export type DecideContext = { store: Store; now: () => Date; actor: string };

/** A decision as it was kept, how people call what it is about, and the persons of its accounts since. */
export type Decided = { decision: Decision; subject: string; persons: PersonRow[] };

/**
 * Keeps a decision and derives anew the persons of the accounts that it reaches, with its entry in the audit log, all or nothing.
 * Signals stay with their accounts, so nothing else moves; scores follow with the next run.
 * @throws ConfigError where the verdict names nothing, repeats one, or contradicts one
 */
export async function decide(
  { store, now, actor }: DecideContext,
  verdict: Verdict,
  reason: string | null = null,
): Promise<Decided> {
  const kept = await whileLinking(store, async (client) => {
    const at = now();
    const decisions = await readDecisions(client);
    const { subject, ...draft } = await draftDecision(client, verdict, decisions, at);
    const id = (decisions.at(-1)?.id ?? 0) + 1;
    const decision: Decision = { ...draft, id, actor, reason, at, moved: [] };
    const known = await knownOf(client, decision);
    if (decision.kind !== "snooze") decision.moved = await deriveReached(client, decision, decisions);
    await saveDecision(client, decision);
    const { until, undoes, moved } = decision;
    await writeAudit(client, {
      at,
      actor,
      action: `identities ${decision.kind}`,
      subject,
      detail: { decision: id, reason, until, undoes, moved, known },
    });
    return { decision, subject, at: await personsOf(client, decision) };
  });
  const persons = await findPersons(store, kept.at);
  return { decision: kept.decision, subject: kept.subject, persons: [...persons.values()] };
}

async function deriveReached(client: Transaction, decision: Decision, decisions: Decision[]) {
  const before = standingDecisions(decisions);
  const after = standingDecisions([...decisions, decision]);
  const undone = decisions.find(({ id }) => id === decision.undoes);
  const members = giveBack(await reached(client, decision, undone, [...before, ...after]), undone);
  const ids = members.map(({ id }) => id);
  const { persons, leftOut } = derivePersons(members, await acceptedLinks(client, ids), after);
  refuseContradiction(members, persons, { before, after });
  await setLeftOut(client, ids, leftOut);
  return movePersons(client, persons);
}

function reached(client: Transaction, decision: Decision, undone: Decision | undefined, standing: Decision[]) {
  const from = [...decision.accounts, ...(undone?.moved ?? []).flatMap(({ account, from, to }) => [account, from, to])];
  return reachedMembers(
    client,
    from,
    wordsOnPairs(standing).filter(({ together }) => together),
  );
}

/** The persons to keep the ids of: where nothing has happened since, those from before the decision that is undone. */
function giveBack(members: Member[], undone: Decision | undefined): Member[] {
  const moves = new Map(undone?.moved.map((move) => [move.account, move]));
  return members.map((member) => {
    const move = moves.get(member.id);
    return move?.to === member.person ? { ...member, person: move.from } : member;
  });
}

/** The evidence about the accounts of a decision when it was made, so that it can be judged later by what was known. */
async function knownOf(client: Transaction, { accounts }: Decision) {
  const here = new Set(accounts);
  const links = (await linksAbout(client, accounts)).filter(({ a, b }) => here.has(a) && here.has(b));
  return links.map(({ a, b, method, tier, status, source }) => ({ a, b, method, tier, status, source }));
}

async function personsOf(client: Transaction, { accounts }: Decision): Promise<number[]> {
  return [...new Set((await membersNamed(client, accounts)).map(({ person }) => person))];
}
