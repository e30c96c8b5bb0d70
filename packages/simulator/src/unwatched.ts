import { dayMs } from "@groundswell/model";
import { addLinks, linkers, type Writing, writingsOf } from "./planted-links.ts";
import { type Random, random } from "./random.ts";
import { addressIn, inventUnwatched } from "./unwatched-spaces.ts";
import type { UnwatchedSpace, World } from "./world.ts";

const [fewest, mostPeople] = [4, 60];

/** How many people link to the space of that rank: from 60 down to 4 in even ratios; no more than two in five of those there are. */
export function linkingPeople(rank: number, spaces: number, there: number): number {
  const people = mostPeople * (fewest / mostPeople) ** (rank / Math.max(1, spaces - 1));
  return Math.min(Math.round(people), Math.max(fewest, Math.floor(there * 0.4)), there);
}

/**
 * Adds spaces that no source of the world's catalogue reads, and the links that people put to them into what they wrote. Nobody
 * writes a word more for it. The first link of each person lies in the last 365 days.
 */
export function plantUnwatched(world: World, count: number): void {
  const chance = random(world.seed, "unwatched");
  const written = writingsOf(world);
  const since = world.asOf - 365 * dayMs;
  const pool = linkers(world, written, since);
  const places = inventUnwatched(count, wordsOf(world), chance);
  // Drawn apart from the kinds, so that no kind is the liked one.
  const ranks = chance.shuffled(places.map((_, rank) => rank));
  for (const [i, place] of places.entries()) {
    const wanted = linkingPeople(ranks[i] as number, count, pool.length);
    const people = chance.shuffled(pool).slice(0, wanted);
    for (const person of people) {
      const focus = world.people[person]?.focus ?? [];
      for (const [n, one] of chosen(written.get(person) ?? [], focus, since, chance).entries()) {
        const tagged = n === 0 && place.kind === "tag";
        addLinks(world, one, [tagged ? place.url : addressIn(place, chance)]);
      }
    }
    const owner = place.kind === "blog" && chance.chance(0.6) ? nameBlog(world, place.url, people) : null;
    world.unwatched.push({ ...place, people: people.sort((a, b) => a - b), owner });
  }
}

/** The words in the addresses of the spaces that are read. */
function wordsOf({ spaces }: World): Set<string> {
  return new Set(spaces.flatMap(({ url }) => url.toLowerCase().split(/[^a-z0-9]+/)));
}

/** Where somebody puts their links: one in the last year, then a few at any time; in the spaces they come back to, where they wrote there. */
function chosen(own: Writing[], focus: number[], since: number, random: Random): Writing[] {
  const recent = own.filter(({ at }) => at >= since);
  const atHome = recent.filter(({ space }) => focus.includes(space));
  const first = random.pick(atHome.length > 0 ? atHome : recent);
  const later = random
    .shuffled(own)
    .filter((one) => one !== first && focus.includes(one.space))
    .slice(0, random.poisson(0.7));
  return [first, ...later];
}

/** One of those who link to a blog turns out to write it, and their profile says so: one that has named nothing so far. */
function nameBlog(world: World, url: string, people: number[]): number | null {
  for (const person of people)
    for (const index of world.people[person]?.accounts ?? []) {
      const account = world.accounts[index];
      if (!account || account.networkId === null || account.links.length > 0) continue;
      account.links.push(url);
      return person;
    }
  return null;
}

/** The unwatched spaces with their people by id. */
export type TrueUnwatched = Omit<UnwatchedSpace, "people" | "owner"> & {
  /** How many people link to it. */
  people: number;
  persons: string[];
  /** Whose profile names the blog as their own; null where nobody's does. */
  owner: string | null;
};

/** What an analysis should find of the spaces nobody watches, most linked first. */
export function trueUnwatched(world: World): TrueUnwatched[] {
  const id = (index: number) => world.people[index]?.id as string;
  return world.unwatched
    .map(({ people, owner, ...space }) => {
      return { ...space, people: people.length, persons: people.map(id), owner: owner === null ? null : id(owner) };
    })
    .sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
}
