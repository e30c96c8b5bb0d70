import { standingDecisions, wordsOnPairs } from "@groundswell/model";
import {
  accountNames,
  findPersons,
  type OpenLink,
  openLinks,
  type PersonRow,
  readDecisions,
  type Store,
} from "@groundswell/store";
import { type RankEffect, rankEffects } from "./rank-effects.ts";

export type ProposalsQuestion = {
  /** Ranked by what they would change in this expertise; null for all. */
  expertise: string | null;
  /** How many; 0 for all. */
  limit: number;
  /** Proposals that are put off until after this are left out. */
  now: Date;
};

export type ProposalAnswer = {
  /** Names the pair in `accept`, `reject` and `snooze`, for ever. */
  id: string;
  /** `platform:id`. */
  a: string;
  b: string;
  method: string;
  tier: string | null;
  /** 0..1, of the most certain evidence. */
  confidence: number;
  reasons: string[];
  against: string[];
  /** The two persons as they are now. */
  persons: PersonRow[];
  /** What the two score together in the newest runs, on the tracks on which both do: 0 changes no rank. */
  change: number;
  effect: RankEffect[];
};

export type ProposalsAnswer = { proposals: ProposalAnswer[] };

/**
 * Persons that may be one, for people to decide: first those whose joining would change most. Pairs that somebody keeps apart
 * never come back, whatever evidence is found later.
 */
export async function answerProposals(store: Store, question: ProposalsQuestion): Promise<ProposalsAnswer> {
  const { expertise, limit, now } = question;
  const standing = standingDecisions(await readDecisions(store.pool));
  const apart = wordsOnPairs(standing).filter(({ together }) => !together);
  const putOff = standing
    .filter(({ kind, until }) => kind === "snooze" && until !== null && until > now)
    .map(({ accounts: [a = 0, b = 0] }) => ({ a, b }));
  const open = await openLinks(store, { expertise, limit, except: [...apart, ...putOff] });
  const groups = byPersons(open);
  const names = await accountNames(
    store.pool,
    open.flatMap(({ a, b }) => [a, b]),
  );
  const persons = await findPersons(
    store,
    open.flatMap(({ personA, personB }) => [personA, personB]),
  );
  const pairs = groups.flatMap((group) => (group[0] ? [{ a: group[0].personA, b: group[0].personB }] : []));
  const { effects, moving } = await rankEffects(store, expertise, pairs);
  const key = (id: number) => names.get(id)?.key ?? `account ${id}`;
  return {
    proposals: groups.flatMap((group, index) => {
      const [first] = group;
      if (!first) return [];
      const two = [first.personA, first.personB].flatMap((id) => persons.get(id) ?? []);
      return {
        id: `${first.a}-${first.b}`,
        a: key(first.a),
        b: key(first.b),
        method: first.method,
        tier: first.tier,
        confidence: first.confidence,
        reasons: unique(group.flatMap(({ reasons }) => reasons)),
        against: unique([
          ...group.flatMap(({ against }) => against),
          ...objections(group, two, [key(first.a), key(first.b)]),
          ...(moving[index] ?? []),
        ]),
        persons: two,
        change: first.change,
        effect: effects[index] ?? [],
      };
    }),
  };
}

/** The rows of one pair of persons together, in the order in which they come. */
function byPersons(open: readonly OpenLink[]): OpenLink[][] {
  const groups = new Map<string, OpenLink[]>();
  for (const link of open) {
    const pair = [link.personA, link.personB].sort((x, y) => x - y).join(" ");
    const group = groups.get(pair);
    if (group) group.push(link);
    else groups.set(pair, [link]);
  }
  return [...groups.values()];
}

/** What the two persons themselves say against it, beside the evidence. */
function objections(group: OpenLink[], [one, other]: PersonRow[], pair: string[]): string[] {
  const held = group.flatMap(({ leftOut }) => leftOut ?? []);
  if (!one || !other) return held;
  const twice = one.accounts.flatMap(({ platform, id }) =>
    other.accounts
      // Commits name addresses, and people have many. What the pair itself is, its evidence says.
      .filter((account) => account.platform === platform && platform !== "git")
      .filter((account) => !(pair.includes(`${platform}:${id}`) && pair.includes(`${platform}:${account.id}`)))
      .map((account) => `${platform} has two accounts of them, ${id} and ${account.id}`),
  );
  return [...held, ...twice];
}

const unique = (texts: readonly string[]) => [...new Set(texts)];
