import { standingDecisions, wordsOnPairs } from "@groundswell/model";
import {
  accountNames,
  findPersons,
  type Member,
  membersOf,
  type OpenLink,
  openLinks,
  type PersonRow,
  readDecisions,
  type Store,
} from "@groundswell/store";
import type { LinkAnswer } from "./identities.ts";
import { type RankEffect, rankEffects } from "./rank-effects.ts";

export type ProposalsQuestion = {
  /** Ranked by what they would change in this expertise; null for all. */
  expertise: string | null;
  /** How many; 0 for all. */
  limit: number;
  /** Proposals that are put off until after this are left out. */
  now: Date;
  /** Tells, of everybody who is proposed to be anybody, which pairs of persons a reader may see; left out, all. The limit is of those. */
  seenBy?: (persons: readonly number[]) => Promise<(one: number, other: number) => boolean>;
  /** One proposal alone, by its id. */
  only?: string;
  /** False leaves out what joining would do to ranks: that takes a tenth of a second a pair. */
  effects?: boolean;
};

/** Persons that may be one: `confidence` is that of the most certain evidence, and the reasons are those of all of it. */
export type ProposalAnswer = Pick<LinkAnswer, "a" | "b" | "method" | "tier" | "confidence" | "reasons" | "against"> & {
  /** Names the pair in `accept`, `reject` and `snooze`, for ever. */
  id: string;
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
  const { expertise, now, effects: isEffectWanted = true } = question;
  const groups = await groupsWanted(store, question, await settledPairs(store, now));
  const open = groups.flat();
  const names = await accountNames(
    store.pool,
    open.flatMap(({ a, b }) => [a, b]),
  );
  const shown = open.flatMap(({ personA, personB }) => [personA, personB]);
  const persons = await findPersons(store, shown);
  const members = await membersOf(store.pool, shown);
  const pairs = groups.flatMap((group) => (group[0] ? [{ a: group[0].personA, b: group[0].personB }] : []));
  const { effects, moving } = isEffectWanted
    ? await rankEffects(store, expertise, pairs)
    : { effects: [], moving: [] as string[][] };
  const membersIn = (id: number) => members.filter(({ person }) => person === id);
  const key = (id: number) => names.get(id)?.key ?? `account ${id}`;
  return {
    proposals: groups.flatMap((group, index) => {
      const [first] = group;
      if (!first) return [];
      const two = [first.personA, first.personB].flatMap((id) => persons.get(id) ?? []);
      return {
        id: idOf(first),
        a: key(first.a),
        b: key(first.b),
        method: first.method,
        tier: first.tier,
        confidence: first.confidence,
        reasons: unique(group.flatMap(({ reasons }) => reasons)),
        against: unique([
          ...group.flatMap(({ against }) => against),
          ...objections(group, membersIn(first.personA), membersIn(first.personB)),
          ...(moving[index] ?? []),
        ]),
        persons: two,
        change: first.change,
        effect: effects[index] ?? [],
      };
    }),
  };
}

/** The pairs of persons to show, each with its rows. Most readers may see the first that come: more are read only where they may not. */
async function groupsWanted(
  store: Store,
  { expertise, limit, only, seenBy }: ProposalsQuestion,
  except: readonly { a: number; b: number }[],
): Promise<OpenLink[][]> {
  for (let most = only === undefined ? limit : 0; ; most *= 4) {
    const read = byPersons(await openLinks(store, { expertise, limit: most, except }));
    const meant = read.filter(([first]) => first !== undefined && (only === undefined || only === idOf(first)));
    const isSeen = await seenBy?.([
      ...new Set(meant.flatMap(([first]) => (first ? [first.personA, first.personB] : []))),
    ]);
    const wanted = meant.filter(([first]) => !isSeen || (first !== undefined && isSeen(first.personA, first.personB)));
    if (most === 0 || read.length < most || wanted.length >= limit) return limit > 0 ? wanted.slice(0, limit) : wanted;
  }
}

function idOf({ a, b }: OpenLink): string {
  return `${a}-${b}`;
}

/** Pairs that nobody need be asked about: kept apart by somebody, or put off until later. */
async function settledPairs(store: Store, now: Date): Promise<{ a: number; b: number }[]> {
  const standing = standingDecisions(await readDecisions(store.pool));
  const apart = wordsOnPairs(standing).filter(({ together }) => !together);
  const putOff = standing
    .filter(({ kind, until }) => kind === "snooze" && until !== null && until > now)
    .map(({ accounts: [a = 0, b = 0] }) => ({ a, b }));
  return [...apart, ...putOff];
}

/** With how many others each person is proposed to be one. */
export async function countProposals(store: Store, now: Date): Promise<Map<number, number>> {
  const open = await openLinks(store, { expertise: null, limit: 0, except: await settledPairs(store, now) });
  const counts = new Map<number, number>();
  for (const [first] of byPersons(open))
    for (const id of first ? [first.personA, first.personB] : []) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
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
function objections(group: readonly OpenLink[], one: readonly Member[], other: readonly Member[]): string[] {
  const pair = group.flatMap(({ a, b }) => [a, b]);
  const twice = one.flatMap((mine) => {
    const place = placeOfIds(mine);
    return (
      other
        .filter((theirs) => place !== null && place === placeOfIds(theirs) && mine.platformId !== theirs.platformId)
        // What the pair itself is, its evidence says.
        .filter((theirs) => !(pair.includes(mine.id) && pair.includes(theirs.id)))
        .map((theirs) => `${mine.platform} has two accounts of them, ${mine.platformId} and ${theirs.platformId}`)
    );
  });
  return [...group.flatMap(({ leftOut }) => leftOut ?? []), ...twice];
}

/** Where an account's id is one of which a person has only one; null where it is an address, of which people have many. */
function placeOfIds({ platform, platformId, emailHash }: Member): string | null {
  if (platform === "git" || platformId.toLowerCase() === emailHash?.toLowerCase()) return null;
  // Each file of awardees has ids of its own, and a person may be in several.
  return platform === "awardees" ? `${platform}:${platformId.split("/", 1)[0]}` : platform;
}

const unique = (texts: readonly string[]) => [...new Set(texts)];
