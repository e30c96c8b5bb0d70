import { random } from "./random.ts";
import { rhythm } from "./rhythm.ts";
import type { BlogSpace, Instant, WorldAccount, WorldPerson, WorldPost } from "./world.ts";

/** The posts of one blog, numbered from 1 in the order they were written. */
export function writePosts(
  seed: number,
  index: number,
  space: BlogSpace,
  people: WorldPerson[],
  accounts: WorldAccount[],
  from: Instant,
  asOf: Instant,
): WorldPost[] {
  const chance = random(seed, `posts/${space.key}`);
  const rate = rhythm(from, asOf, space.trend);
  const authors = space.authors.map((p) => {
    const person = people[p] as WorldPerson;
    // The vendor's authors share one blog, so the account is the one that this blog's feed names.
    const account = person.accounts.find((a) => belongs(accounts[a] as WorldAccount, space)) as number;
    return { account, utcOffsetHours: person.utcOffsetHours };
  });
  const count = Math.max(4, Math.round(rate.totalFor(space.perYear)));
  const drafts = Array.from({ length: count }, () => {
    const author = chance.pick(authors);
    return { space: index, number: 0, author: author.account, at: rate.draw(chance, author.utcOffsetHours) };
  });
  drafts.sort((a, b) => a.at - b.at);
  for (const [i, post] of drafts.entries()) post.number = i + 1;
  return drafts;
}

function belongs(account: WorldAccount, blog: BlogSpace): boolean {
  return account.platform === "blog" && account.url === blog.url;
}
