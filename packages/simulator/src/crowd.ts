import { grouped } from "./grouped.ts";
import { type Random, random, weighted } from "./random.ts";
import type { Instant, WorldAccount, WorldPerson, WorldSpace } from "./world.ts";

/** How much a person of a role asks and helps, before their own activity. */
const habits: Record<WorldPerson["role"], { ask: number; help: number }> = {
  expert: { ask: 0.15, help: 9 },
  leader: { ask: 0.2, help: 2.5 },
  regular: { ask: 1, help: 1.1 },
  newcomer: { ask: 1.2, help: 0.06 },
  staff: { ask: 0.1, help: 2.5 },
  bot: { ask: 0, help: 0 },
  ring: { ask: 0, help: 0 },
  spammer: { ask: 0, help: 0 },
};

type Habit = "ask" | "help";
type Pool = { accounts: number[]; ask: (random: Random) => number; help: (random: Random) => number };

/** Who turns up where. */
export type Crowd = {
  /** An account that was there by then, or null where nobody else is; `except` are those who cannot. */
  draw(habit: Habit, space: number, at: Instant, random: Random, except?: readonly number[]): number | null;
  person(account: number): WorldPerson;
  /** The account of a person on a platform. */
  accountOf(person: number, platform: string): number | null;
};

/** Chooses each person's few home spaces: the larger a space, the more people call it home. */
export function chooseFocus(seed: number, people: WorldPerson[], accounts: WorldAccount[], spaces: WorldSpace[]): void {
  const chance = random(seed, "focus");
  const open = spaces.map((space, i) => ({ space, i })).filter(({ space }) => !(space.kind === "tag" && space.orphan));
  const byPlatform = grouped(open, ({ space }) => space.platform);
  const pools = new Map(
    [...byPlatform].map(([platform, list]) => [platform, { list, draw: weighted(list.map((l) => l.space.perYear)) }]),
  );
  for (const person of people) {
    const focus = new Set<number>();
    for (const index of person.accounts) {
      const pool = pools.get((accounts[index] as WorldAccount).platform);
      if (!pool) continue;
      const draws = person.role === "expert" ? 3 : chance.int(1, 2);
      for (let i = 0; i < draws; i++) focus.add((pool.list[pool.draw(chance)] as { i: number }).i);
    }
    // Every expert is seen in the main tag, so that they can be compared with one another.
    if (person.role === "expert") focus.add(0);
    person.focus = [...focus];
  }
  for (const [i, space] of spaces.entries())
    if (space.kind === "repository") for (const p of space.maintainers) people[p]?.focus.push(i);
}

/** The crowd of a world: mostly the people at home in a space, sometimes a passer-by from the same platform. */
export function gather(people: WorldPerson[], accounts: WorldAccount[], spaces: WorldSpace[]): Crowd {
  const person = (account: number) => people[(accounts[account] as WorldAccount).person] as WorldPerson;
  const pool = (list: number[]): Pool => {
    const weights = (habit: Habit) => list.map((a) => habits[person(a).role][habit] * person(a).activity);
    return { accounts: list, ask: weighted(weights("ask")), help: weighted(weights("help")) };
  };
  const onPlatform = grouped(accounts.keys(), (i) => (accounts[i] as WorldAccount).platform);
  const everyone = new Map([...onPlatform].map(([platform, list]) => [platform, pool(list)]));
  const home: number[][] = spaces.map(() => []);
  for (const [p, one] of people.entries())
    for (const space of new Set(one.focus)) {
      const account = accountOf(p, (spaces[space] as WorldSpace).platform);
      if (account !== null) home[space]?.push(account);
    }
  const atHome = home.map((list) => (list.length >= 5 ? pool(list) : null));
  function accountOf(p: number, platform: string): number | null {
    return people[p]?.accounts.find((i) => accounts[i]?.platform === platform) ?? null;
  }
  return {
    person,
    accountOf,
    draw(habit, index, at, random, except = []) {
      const space = spaces[index] as WorldSpace;
      for (let tries = 0; tries < 30; tries++) {
        const crowd = (random.chance(0.8) ? atHome[index] : null) ?? (everyone.get(space.platform) as Pool);
        const account = crowd.accounts[crowd[habit](random)] as number;
        if (person(account).joinedAt <= at && !except.includes(account)) return account;
      }
      return null;
    },
  };
}
