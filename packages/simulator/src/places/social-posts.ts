import { dayMs } from "@groundswell/model";
import { inventHandle, inventName, plain, untaken } from "../names.ts";
import { type Random, random } from "../random.ts";
import { prose } from "../text.ts";

/** Somebody who posts. `wish` says in which way they ask to be left out; null for most. */
export type Poster = { number: number; name: string; handle: string; bot: boolean; wish: number | null };

/** One post of a small social network. */
export type Post = {
  number: number;
  author: Poster;
  /** Milliseconds since 1970. */
  at: number;
  /** When it can be found: posts reach a list some time after they were written. */
  shownAt: number;
  editedAt: number | null;
  answers: Post | null;
  text: string;
  language: string;
  likes: number;
};

export type SocialOptions = {
  seed: number;
  stream: string;
  until: Date;
  posts: number;
  people: number;
  wishes: number;
};

const begin = Date.parse("2025-10-01T00:00:00Z");
const lateMs = 40 * 60_000;
/** One post is always written just before this noon and found just after it, behind another that was written later. */
const noon = Date.parse("2026-01-10T12:00:00Z");
const onItsWayAt = noon - 10 * 60_000;
const openings = [
  ["en", "Today I learned"],
  ["de", "Größere Lampen, kürzere Wege:"],
  ["ja", "今日のルーメン。"],
  ["en", "🎉 v2 is out —"],
] as const;

/**
 * The posts of a place, the oldest first: some written in the same millisecond, some found late, some edited, some that
 * answer an earlier one. People with a wish only open threads; the one after
 * them in the list is a bot.
 */
export function socialPosts({ seed, stream, until, posts, people, wishes }: SocialOptions): Post[] {
  const chance = random(seed, stream);
  const taken = new Set<string>();
  const crowd = Array.from({ length: people }, (_, number): Poster => {
    const name = inventName(chance);
    // Names of accounts are letters, digits and underscores; some have a letter of their own.
    const handle = untaken(plain(inventHandle(name, chance)).replaceAll("-", "_"), taken);
    return { number, name, handle, bot: number === wishes, wish: number < wishes ? number : null };
  });
  const instants = instantsOf(chance, posts, until.getTime());
  const written: Post[] = [];
  for (const [number, at] of instants.entries()) written.push(writePost(chance, crowd, written, number, at, stream));
  return written;
}

function writePost(chance: Random, crowd: Poster[], before: Post[], number: number, at: number, stream: string): Post {
  const [language, opening] = chance.pick(openings);
  const isOnItsWay = at === onItsWayAt;
  const author = isOnItsWay ? (crowd.at(-1) as Poster) : chance.pick(crowd);
  const isLate = chance.chance(0.15) && at !== noon - 5 * 60_000;
  return {
    number,
    author,
    at,
    shownAt: isOnItsWay ? noon + 15 * 60_000 : isLate ? at + chance.int(1, lateMs) : at,
    editedAt: chance.chance(0.1) ? at + chance.int(60_000, 3_600_000) : null,
    answers: author.wish === null && before.length > 0 && chance.chance(0.25) ? chance.pick(before.slice(-12)) : null,
    text: `${opening} ${prose(`${stream}/${number}`)} <3`,
    language,
    likes: chance.poisson(3),
  };
}

/** Instants of the whole span, in order; every eighth is the one before it again. */
function instantsOf(chance: Random, count: number, until: number): number[] {
  const drawn = Array.from({ length: count }, () => begin + Math.floor(chance.float() * (until - dayMs / 24 - begin)));
  drawn.splice(0, 2, onItsWayAt, noon - 5 * 60_000);
  drawn.sort((a, b) => a - b);
  return drawn.map((at, index) => (index % 8 === 7 ? (drawn[index - 1] as number) : at));
}
