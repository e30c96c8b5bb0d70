import { dayMs } from "@groundswell/model";
import type { Crowd } from "./crowd.ts";
import { type DraftQuestion, draft, wholeSecond } from "./questions.ts";
import { random } from "./random.ts";
import type { Instant, TagSpace, WorldPerson, WorldSpace } from "./world.ts";

/** Four people who ask, answer, accept and vote for one another within minutes, in a small tag nobody watches. */
export function plantRing(
  seed: number,
  people: WorldPerson[],
  spaces: WorldSpace[],
  from: Instant,
  asOf: Instant,
): DraftQuestion[] {
  const chance = random(seed, "ring");
  const members = people.filter((p) => p.role === "ring").map((p) => p.accounts[0] as number);
  const tags = spaces
    .map((space, i) => ({ space, i }))
    .filter(({ space }) => space.kind === "tag" && !space.head && space.trend === "steady");
  const home = tags.find(({ space }) => space.platform === spaces[0]?.platform) as { space: TagSpace; i: number };
  const begin = Math.max(from, asOf - 300 * dayMs);
  return Array.from({ length: 36 }, (_, n) => {
    const at = wholeSecond(begin + chance.float() * (asOf - dayMs - begin));
    const asker = members[n % 4] as number;
    // Each helps each of the others in turn, so that no pair stands out but the four together do.
    const helper = members[((n % 4) + 1 + (Math.floor(n / 4) % 3)) % 4] as number;
    const question = draft(home.i, home.space, asker, at, chance);
    const answer = {
      ...{ id: 0, author: helper, at: wholeSecond(at + chance.int(4, 25) * 60_000), editedAt: null, up: 3, down: 0 },
    };
    question.up = 3;
    question.answers.push(answer);
    question.accepted = { answer, at: wholeSecond(answer.at + chance.int(2, 9) * 60_000) };
    return question;
  });
}

/** One person who answers everything for two weeks and is never voted for. */
export function plantBurst(
  seed: number,
  people: WorldPerson[],
  drafts: DraftQuestion[],
  crowd: Crowd,
  spaces: WorldSpace[],
  asOf: Instant,
): void {
  const chance = random(seed, "burst");
  const index = people.findIndex((p) => p.role === "spammer");
  const spammer = people[index]?.accounts[0];
  if (spammer === undefined) return;
  const platform = spaces[0]?.platform as string;
  const start = asOf - 60 * dayMs;
  const open = drafts.filter((question) => {
    const space = spaces[question.space] as TagSpace;
    const quiet = space.orphan || space.trend !== "steady" || crowd.person(question.author).role === "ring";
    return space.platform === platform && !quiet && question.at < start && question.at > start - 120 * dayMs;
  });
  const count = Math.min(open.length, Math.max(40, Math.round(people.length * 0.3)), 3000);
  for (const question of chance.shuffled(open).slice(0, count)) {
    const at = wholeSecond(start + chance.float() * 14 * dayMs);
    question.answers.push({ id: 0, author: spammer, at, editedAt: null, up: 0, down: chance.chance(0.15) ? 1 : 0 });
  }
}
