import { accountKey, dayMs, type SignalKind, spaceKey, twelveMonthsTo, type Window } from "@groundswell/model";
import { cancelledSignals, threadName, upcomingSignals, worldSignals } from "./signals.ts";
import { type TrueUnwatched, trueUnwatched } from "./unwatched.ts";
import {
  accountAt,
  iso,
  type LinkSpam,
  type RepositorySpace,
  type Role,
  spaceOf,
  type Trap,
  type World,
} from "./world.ts";

/** A signal that a store must hold once all sources have been read. */
export type TrueSignal = {
  platform: string;
  kind: SignalKind;
  id: string;
  space: string;
  /** Null where the author is deleted. */
  account: string | null;
  occurredAt: string;
};
export type TrueEndorsement = {
  signal: { platform: string; kind: SignalKind; id: string };
  kind: "accept" | "merge";
  /** Who endorsed; null where they are deleted. */
  account: string | null;
  at: string;
};
/** The spaces of a window, largest first; `share` is of the window's events. */
export type TrueWindow = {
  window: Window;
  total: number;
  spaces: { key: string; count: number; share: number }[];
  /** The share of as many of the largest spaces as there are head spaces. */
  headShare: number;
};
export type RankedPerson = { person: string; name: string; quality: number };

/** What is really so in a world: what an analysis of it should find. */
export type Truth = {
  personOf: Record<string, string>;
  roles: Record<string, Role>;
  traps: Record<Trap, string[]>;
  /** Best first; quality is skill times activity, the good answers one expects of them. */
  experts: RankedPerson[];
  /** Best first; quality is what they carry of groups, posts, reviews and releases. */
  leaders: RankedPerson[];
  /** Keys of the spaces planned to hold the majority. */
  headSpaces: string[];
  /** The large space where questions stay unanswered. */
  orphanSpace: string;
  risingSpace: string;
  fallingSpace: string;
  windows: { weeks12: TrueWindow; months12: TrueWindow };
  signals: TrueSignal[];
  endorsements: TrueEndorsement[];
  /** Meetings in the calendars that come after the world's end. */
  upcoming: TrueSignal[];
  /** Meetings that were called off: they are in no count, and a store holds them as deleted. */
  cancelled: TrueSignal[];
  /** The spaces that no source reads, most linked first. */
  unwatched: TrueUnwatched[];
  /** Hosts that many link to and that are no space. */
  linkSpam: Omit<LinkSpam, "people">[];
};

/** The truth of a world, to compare a store and its judgements with. */
export function truth(world: World): Truth {
  const asOf = new Date(world.asOf);
  const weeks12 = { from: new Date(world.asOf - 84 * dayMs), to: asOf };
  const heads = world.spaces.filter((space) => space.head);
  const trend = (name: string) => world.spaces.find((space) => space.trend === name)?.key ?? "";
  return {
    personOf: Object.fromEntries(
      world.accounts.map((account) => [accountKey(account), world.people[account.person]?.id as string]),
    ),
    roles: Object.fromEntries(world.people.map((person) => [person.id, person.role])),
    traps: trapsOf(world),
    experts: ranked(world, "expert", (person) => person.skill * person.activity),
    leaders: ranked(world, "leader", (person) => person.leadership),
    headSpaces: heads.map((space) => space.key),
    orphanSpace: world.spaces.find((space) => space.kind === "tag" && space.orphan)?.key ?? "",
    risingSpace: trend("rising"),
    fallingSpace: trend("falling"),
    windows: {
      weeks12: countWindow(world, weeks12, heads.length),
      months12: countWindow(world, twelveMonthsTo(asOf), heads.length),
    },
    signals: Array.from(worldSignals(world), asTrue),
    endorsements: endorsements(world),
    upcoming: upcomingSignals(world).map(asTrue),
    cancelled: cancelledSignals(world).map(asTrue),
    unwatched: trueUnwatched(world),
    linkSpam: world.linkSpam.map(({ host, how }) => ({ host, how })),
  };
}

function asTrue(signal: ReturnType<typeof upcomingSignals>[number]): TrueSignal {
  const { kind, id, occurredAt, space, account } = signal;
  return {
    platform: space.platform,
    kind,
    id,
    space: spaceKey(space),
    account: account && accountKey(account),
    occurredAt,
  };
}

function ranked(world: World, role: Role, quality: (person: World["people"][number]) => number): RankedPerson[] {
  return world.people
    .filter((person) => person.role === role)
    .map((person) => ({ person: person.id, name: person.name, quality: quality(person) }))
    .sort((a, b) => b.quality - a.quality);
}

function trapsOf(world: World): Truth["traps"] {
  const having = (trap: Trap) => world.people.filter((p) => p.traps.includes(trap)).map((p) => p.id);
  return {
    "same-name": having("same-name"),
    "renamed-handle": having("renamed-handle"),
    "deleted-accounts": having("deleted-accounts"),
    "vote-ring": having("vote-ring"),
    "volume-burst": having("volume-burst"),
    "vendor-staff": having("vendor-staff"),
    bot: having("bot"),
  };
}

/** The true counts of a window; `heads` is how many of the largest spaces `headShare` adds up. */
export function countWindow(world: World, window: Window, heads: number): TrueWindow {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const counts = world.spaces.map(() => 0);
  let total = 0;
  for (const [space, at] of instants(world)) {
    if (at < from || at >= to) continue;
    counts[space] = (counts[space] as number) + 1;
    total++;
  }
  const spaces = world.spaces
    .flatMap(({ key }, i) => (counts[i] ? [{ key, count: counts[i], share: counts[i] / total }] : []))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  return { window, total, spaces, headShare: spaces.slice(0, heads).reduce((sum, space) => sum + space.share, 0) };
}

/** The space and the instant of every signal, without the cost of its text. */
function* instants(world: World): Generator<[space: number, at: number]> {
  for (const { space, at, answers } of world.questions) {
    yield [space, at];
    for (const answer of answers) yield [space, answer.at];
  }
  for (const { space, at, comments, reviews } of world.threads) {
    yield [space, at];
    for (const comment of comments) yield [space, comment.at];
    for (const review of reviews) yield [space, review.at];
  }
  for (const list of [world.commits, world.releases, world.posts]) for (const { space, at } of list) yield [space, at];
  for (const { space, starts, cancelled } of world.events)
    if (!cancelled) for (const start of starts) if (start < world.asOf) yield [space, start];
}

function endorsements(world: World): TrueEndorsement[] {
  const by = (index: number) => {
    const account = accountAt(world, index);
    return account.deleted ? null : accountKey(account);
  };
  const accepts = world.questions.flatMap((question): TrueEndorsement[] => {
    if (!question.accepted) return [];
    const { platform } = spaceOf(world, question);
    const signal = { platform, kind: "answer" as const, id: String(question.accepted.answerId) };
    return [{ signal, kind: "accept", account: by(question.author), at: iso(question.accepted.at) }];
  });
  const merges = world.threads.flatMap((thread): TrueEndorsement[] => {
    if (!thread.merged) return [];
    const id = threadName(spaceOf(world, thread) as RepositorySpace, thread.number);
    const signal = { platform: "github", kind: "pull-request" as const, id };
    return [{ signal, kind: "merge", account: by(thread.merged.by), at: iso(thread.merged.at) }];
  });
  return [...accepts, ...merges];
}
