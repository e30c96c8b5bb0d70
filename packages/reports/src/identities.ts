import { ConfigError, standingDecisions, wordsOnPairs } from "@groundswell/model";
import {
  accountNames,
  type Decision,
  findPersons,
  joinedPersons,
  linksAbout,
  listRegistries,
  membersOf,
  type PersonRow,
  readDecisions,
  type Store,
} from "@groundswell/store";
import { type SeenRegions, seenPersons } from "./candidate-page.ts";

/** A link as it stands: evidence, or what somebody decided of the pair. `a` and `b` are `platform:id`. */
export type LinkAnswer = {
  a: string;
  b: string;
  /** How it was found; `accept`, `reject` or `split` where a person said it. */
  method: string;
  tier: string | null;
  confidence: number;
  reasons: string[];
  against: string[];
  status: string;
  source: string;
  by: string;
  at: string;
};

export type PersonAnswer = {
  person: number;
  name: string | null;
  /** Who locked the person, and when; null where nobody did. */
  locked: { by: string; at: string } | null;
  accounts: PersonRow["accounts"];
  links: LinkAnswer[];
};

export type PersonsAnswer = { persons: PersonAnswer[] };

/**
 * The persons that hold several accounts, or one person, or some, with every link that stands about their accounts; a link that leads
 * to somebody outside the regions that a reader may see is left out.
 * @throws ConfigError where there is no such person
 */
export async function answerPersons(
  store: Store,
  person: number | readonly number[] | null,
  regions: SeenRegions = "all",
): Promise<PersonsAnswer> {
  const ids = person === null ? await joinedPersons(store) : typeof person === "number" ? [person] : [...person];
  const persons = await findPersons(store, ids);
  if (typeof person === "number" && persons.size === 0)
    throw new ConfigError(`There is no person ${person}: "groundswell identities list" shows who there is.`);
  const members = await membersOf(store.pool, ids);
  const personOf = new Map(members.map(({ id, person }) => [id, person]));
  const standing = standingDecisions(await readDecisions(store.pool));
  const links = new Map<number, LinkAnswer[]>();
  const found = await linksOf(store, [...personOf.keys()], standing);
  const seen = await seenPersons(store, [...new Set(found.flatMap(({ a, b }) => [a.person, b.person]))], regions);
  for (const { a, b, ...link } of found) {
    if (!seen.has(a.person) || !seen.has(b.person)) continue;
    for (const one of new Set([personOf.get(a.id), personOf.get(b.id)]))
      if (one !== undefined) links.set(one, [...(links.get(one) ?? []), { ...link, a: a.key, b: b.key }]);
  }
  return {
    persons: [...persons.values()]
      .sort((x, y) => x.person - y.person)
      .map(({ person: id, name, accounts }) => ({
        person: id,
        name,
        locked: lockOf(id, standing),
        accounts,
        links: links.get(id) ?? [],
      })),
  };
}

export type DecisionAnswer = {
  id: number;
  kind: Decision["kind"];
  accounts: string[];
  person: number | null;
  by: string;
  reason: string | null;
  at: string;
  until: string | null;
  undoes: number | null;
  /** Whether it holds: nobody has undone it. */
  stands: boolean;
  moved: { account: string; from: number; to: number }[];
};

export type HistoryAnswer = { decisions: DecisionAnswer[] };

export type RegistryAnswer = {
  name: string;
  /** `members` or `awardees`. */
  kind: string;
  entries: number;
  readAt: string;
  /** How many links that it shows are accepted and how many wait for a decision. */
  links: { accepted: number; proposed: number };
};

export type RegistriesAnswer = { registries: RegistryAnswer[] };

/** The registries that are kept, and what each has linked. */
export async function answerRegistries(store: Store): Promise<RegistriesAnswer> {
  const registries = await listRegistries(store.pool);
  return {
    registries: registries.map(({ name, kind, entries, readAt, accepted, proposed }) => ({
      ...{ name, kind, entries, readAt: readAt.toISOString(), links: { accepted, proposed } },
    })),
  };
}

/** What was decided of persons, the newest first; a `limit` of 0 gives all. */
export async function answerHistory(store: Store, limit: number): Promise<HistoryAnswer> {
  const decisions = await readDecisions(store.pool);
  const standing = new Set(standingDecisions(decisions));
  const shown = [...decisions].reverse().slice(0, limit > 0 ? limit : decisions.length);
  const ids = shown.flatMap(({ accounts, moved }) => [...accounts, ...moved.map(({ account }) => account)]);
  const names = await accountNames(store.pool, ids);
  const key = (id: number) => names.get(id)?.key ?? `account ${id}`;
  return {
    decisions: shown.map((decision) => ({
      id: decision.id,
      kind: decision.kind,
      accounts: decision.accounts.map(key),
      person: decision.person,
      by: decision.actor,
      reason: decision.reason,
      at: decision.at.toISOString(),
      until: decision.until?.toISOString() ?? null,
      undoes: decision.undoes,
      stands: standing.has(decision),
      moved: decision.moved.map((move) => ({ ...move, account: key(move.account) })),
    })),
  };
}

function lockOf(person: number, standing: Decision[]): PersonAnswer["locked"] {
  const lock = standing.find((decision) => decision.kind === "lock" && decision.person === person);
  return lock ? { by: lock.actor, at: lock.at.toISOString() } : null;
}

/** An account by its name, and whose it is; one that is gone is nobody's and stands for itself. */
type Named = { id: number; key: string; person: number };

/** Evidence and decisions about some accounts, in the order of the pairs. */
export async function linksOf(store: Store, accounts: number[], standing: Decision[]) {
  const here = new Set(accounts);
  const said = wordsOnPairs(standing)
    .filter(({ a, b, decision }) => decision.kind !== "lock" && (here.has(a) || here.has(b)))
    .map(({ a, b, together, decision: { kind, actor, reason, at } }) => ({
      ...{
        a,
        b,
        method: kind as string,
        tier: null,
        confidence: 1,
        reasons: reason === null ? [] : [reason],
        against: [],
      },
      ...{ status: together ? "accepted" : "rejected", source: "decision", by: actor, at: at.toISOString() },
    }));
  const found = (await linksAbout(store.pool, accounts)).map(({ decidedBy, at, ...link }) => {
    return { ...link, reasons: [...link.reasons], against: [...link.against], by: decidedBy, at: at.toISOString() };
  });
  const all = [...found, ...said].sort((x, y) => x.a - y.a || x.b - y.b);
  const names = await accountNames(
    store.pool,
    all.flatMap(({ a, b }) => [a, b]),
  );
  const named = (id: number): Named => ({ ...(names.get(id) ?? { key: `account ${id}`, person: id }), id });
  return all.map(({ a, b, ...link }) => ({ ...link, a: named(a), b: named(b) }));
}
