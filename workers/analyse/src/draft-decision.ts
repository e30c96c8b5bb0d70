import { ConfigError, standingDecisions, wordsOnPairs } from "@groundswell/model";
import {
  type AccountName,
  accountNamed,
  accountNames,
  accountsWithHandle,
  type Decision,
  membersOf,
  type Transaction,
} from "@groundswell/store";

/** Two accounts, as `platform:id`, or the id of the proposal that is about them. */
export type PairName = { a: string; b: string } | { proposal: string };

/** What somebody says, in the names that people use. */
export type Verdict =
  | { kind: "accept" | "reject"; pair: PairName }
  | { kind: "snooze"; pair: PairName; until: Date }
  | { kind: "split"; account: string }
  | { kind: "lock" | "unlock"; person: number }
  | { kind: "undo"; decision: number };

/** A decision before anybody has made it: what it is about, and how people call that. */
export type Draft = Pick<Decision, "kind" | "accounts" | "person" | "until" | "undoes"> & { subject: string };

/**
 * Reads the names of a verdict and refuses what says nothing.
 * @throws ConfigError naming what is not there, or what says so already
 */
export async function draftDecision(
  client: Transaction,
  verdict: Verdict,
  decisions: readonly Decision[],
  now: Date,
): Promise<Draft> {
  const none = { person: null, until: null, undoes: null };
  switch (verdict.kind) {
    case "accept":
    case "reject": {
      const pair = await readPair(client, verdict.pair);
      refuseRepeated(pair, verdict.kind, decisions);
      return { ...none, kind: verdict.kind, ...pairOf(pair) };
    }
    case "snooze": {
      const [one, other] = await readPair(client, verdict.pair);
      if (one.person === other.person)
        throw new ConfigError(`${one.key} and ${other.key} are one person: there is no proposal to put off.`);
      if (verdict.until <= now)
        throw new ConfigError(`${verdict.until.toISOString()} is over: give a later date in --until.`);
      return { ...none, kind: "snooze", ...pairOf([one, other]), until: verdict.until };
    }
    case "split": {
      const account = await readAccount(client, verdict.account);
      const others = (await membersOf(client, [account.person])).filter(({ id }) => id !== account.id);
      if (others.length === 0)
        throw new ConfigError(`${account.key} is a person of its own: nothing can be split off.`);
      return { ...none, kind: "split", accounts: [account.id, ...others.map(({ id }) => id)], subject: account.key };
    }
    case "lock":
      return { ...none, kind: "lock", ...(await readUnlocked(client, verdict.person, decisions)) };
    case "unlock":
      return { ...none, kind: "unlock", ...ending(lockOf(verdict.person, decisions)) };
    case "undo":
      return { ...none, kind: "undo", ...ending(standing(verdict.decision, decisions)) };
  }
}

function pairOf([one, other]: [AccountName, AccountName]): Pick<Draft, "accounts" | "subject"> {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  return { accounts: [a.id, b.id], subject: `${a.key} and ${b.key}` };
}

function ending({ id, kind, accounts, person }: Decision): Omit<Draft, "kind" | "until"> {
  return { accounts, person, undoes: id, subject: person === null ? `decision ${id} (${kind})` : `person ${person}` };
}

async function readPair(client: Transaction, pair: PairName): Promise<[AccountName, AccountName]> {
  const [one, other] =
    "proposal" in pair
      ? await readProposal(client, pair.proposal)
      : [await readAccount(client, pair.a), await readAccount(client, pair.b)];
  if (one.id === other.id) throw new ConfigError(`${one.key} is one account: name two.`);
  return [one, other];
}

async function readProposal(client: Transaction, proposal: string): Promise<[AccountName, AccountName]> {
  const ids = /^(\d{1,15})-(\d{1,15})$/.exec(proposal)?.slice(1).map(Number) ?? [];
  const names = await accountNames(client, ids);
  const [one, other] = ids.map((id) => names.get(id));
  if (one && other) return [one, other];
  throw new ConfigError(
    `There is no proposal "${proposal}": "groundswell identities proposals" lists them, or name two accounts as platform:id.`,
  );
}

/** The account that is named `platform:id`. */
export async function readAccount(client: Transaction, key: string): Promise<AccountName> {
  const found = await accountNamed(client, key);
  if (found) return found;
  const similar = (await accountsWithHandle(client, key)).map((one) => one.key);
  throw new ConfigError(
    similar.length > 0
      ? `There is no account ${key}: its id is meant, not its handle, as in ${similar.join(" or ")}.`
      : `There is no account ${key}: name it as platform:id, as "groundswell identities list" does.`,
  );
}

function refuseRepeated(
  [one, other]: [AccountName, AccountName],
  kind: "accept" | "reject",
  decisions: readonly Decision[],
): void {
  const [a, b] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
  const word = wordsOnPairs(standingDecisions(decisions)).find((known) => known.a === a && known.b === b);
  if (word?.together === (kind === "accept"))
    throw new ConfigError(
      `Decision ${word.decision.id} of ${word.decision.actor} (${word.decision.kind}) says so of ${one.key} and ${other.key} already.`,
    );
}

async function readUnlocked(
  client: Transaction,
  person: number,
  decisions: readonly Decision[],
): Promise<Pick<Draft, "accounts" | "person" | "subject">> {
  const lock = standingDecisions(decisions).find((known) => known.kind === "lock" && known.person === person);
  if (lock) throw new ConfigError(`Person ${person} is locked already, by decision ${lock.id} of ${lock.actor}.`);
  const accounts = (await membersOf(client, [person])).map(({ id }) => id);
  if (accounts.length === 0)
    throw new ConfigError(`There is no person ${person}: "groundswell identities list" shows who there is.`);
  return { accounts, person, subject: `person ${person}` };
}

function lockOf(person: number, decisions: readonly Decision[]): Decision {
  const lock = standingDecisions(decisions).find((known) => known.kind === "lock" && known.person === person);
  if (lock) return lock;
  throw new ConfigError(`Person ${person} is not locked: there is nothing to unlock.`);
}

function standing(id: number, decisions: readonly Decision[]): Decision {
  const known = decisions.find((decision) => decision.id === id);
  if (!known) throw new ConfigError(`There is no decision ${id}: "groundswell identities history" lists them.`);
  const now = standingDecisions(decisions);
  if (now.includes(known)) return known;
  const by = now.find(({ undoes }) => undoes === id)?.id;
  throw new ConfigError(
    by === undefined
      ? `Decision ${id} does not hold any more: "groundswell identities history" shows why.`
      : `Decision ${id} is undone already: undo decision ${by} to bring it back.`,
  );
}
