import { grouped } from "./grouped.ts";
import { accountAt, type Instant, type Role, spaceOf, type World } from "./world.ts";

/** Something that somebody wrote and that a link can stand in; `key` is its key in `World.links`. */
export type Writing = { key: string; person: number; space: number; at: Instant; kind: "answer" | "other" };

/** No text that is read or kept has more. */
const most = 50;
const linking: Role[] = ["expert", "leader", "regular", "newcomer"];

/** What each person wrote, in one order; what deleted accounts wrote is nobody's and is left out. */
export function writingsOf(world: World): Map<number, Writing[]> {
  const all = [...writings(world)].filter(({ author }) => !accountAt(world, author).deleted);
  return grouped(
    all.map(({ author, ...one }) => ({ ...one, person: accountAt(world, author).person })),
    ({ person }) => person,
  );
}

type Written = Omit<Writing, "person"> & { author: number };

function* writings(world: World): Generator<Written> {
  for (const question of world.questions) {
    const { space, author, at } = question;
    const { platform } = spaceOf(world, question);
    yield { key: `${platform}/${question.id}`, space, author, at, kind: "other" };
    for (const { id, author, at } of question.answers)
      yield { key: `${platform}/${id}`, space, author, at, kind: "answer" };
  }
  for (const { space, id, author, at, comments, reviews } of world.threads) {
    for (const one of [{ id, author, at }, ...comments, ...reviews])
      yield { key: `github/${one.id}`, space, author: one.author, at: one.at, kind: "other" };
  }
  for (const post of world.posts) {
    const { space, number, author, at } = post;
    yield { key: `${spaceOf(world, post).id}/${number}`, space, author, at, kind: "other" };
  }
}

/** Those who link to what they like: people without a part to play, who wrote something since `since`. */
export function linkers(world: World, written: Map<number, Writing[]>, since: Instant): number[] {
  return world.people.flatMap(({ role }, person) => {
    const wrote = written.get(person)?.some(({ at }) => at >= since);
    return wrote && linking.includes(role) ? [person] : [];
  });
}

/** Puts addresses at the end of a text, each once. */
export function addLinks(world: World, { key }: Writing, addresses: string[]): void {
  const links = [...new Set([...(world.links.get(key) ?? []), ...addresses])];
  world.links.set(key, links.slice(0, most));
}
