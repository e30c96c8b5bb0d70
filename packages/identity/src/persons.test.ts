import fc from "fast-check";
import { expect, test } from "vitest";
import { heldId } from "./account.ts";
import { type AcceptedLink, type CannotLink, type PersonAccount, reach, resolve } from "./persons.ts";

const accounts = (...platforms: string[]): PersonAccount[] =>
  platforms.map((platform, index) => ({ id: index + 1, platform }));
const link = (a: number, b: number, confidence = 0.95): AcceptedLink => ({ a, b, confidence });
const decided = (a: number, b: number): AcceptedLink => ({ a, b, confidence: 1, byPerson: true });
const persons = (...args: Parameters<typeof resolve>) => Object.fromEntries(resolve(...args).persons);

test("a person is named by the smallest of its accounts", () => {
  const some = accounts("a", "b", "c", "d");
  expect(persons(some, [link(4, 2), link(3, 4)], [])).toEqual({ 1: 1, 2: 2, 3: 2, 4: 2 });
});

test("an account without links is a person", () => {
  expect(persons(accounts("a", "a"), [], [])).toEqual({ 1: 1, 2: 2 });
});

test("names chained from both sides end as one person: none is lost on the way", () => {
  expect(persons(accounts("a", "b", "c"), [link(1, 2), link(3, 2)], [])).toEqual({ 1: 1, 2: 1, 3: 1 });
});

test("a chain that would bring two ids of one platform together is cut at its weakest link, and reported", () => {
  const some = accounts("github", "blog", "forum", "github");
  const { persons: found, leftOut } = resolve(some, [link(1, 2), link(2, 3, 0.9), link(3, 4)], []);
  expect([...found.values()]).toEqual([1, 1, 3, 3]);
  expect(leftOut).toEqual([{ a: 2, b: 3, why: "it would join account 1 and account 4, both of github" }]);
  const named = some.map((one) => ({ ...one, platformId: `p${one.id}` }));
  expect(resolve(named, [link(1, 2), link(2, 3, 0.9), link(3, 4)], []).leftOut).toEqual([
    { a: 2, b: 3, why: "it would join github:p1 and github:p4, both of github" },
  ]);
});

test("a person's decision joins ids of one platform and goes before automatic links", () => {
  const some = accounts("github", "github", "github");
  const { persons: found, leftOut } = resolve(some, [link(2, 3, 0.99), decided(1, 2)], []);
  expect([...found.values()]).toEqual([1, 1, 3]);
  expect(leftOut).toHaveLength(1);
});

test("whoever a person gave two ids of one platform keeps what belongs to either of them", () => {
  const some = ["1", "2", "3"].map((platformId, index) => ({ id: index + 1, platform: "github", platformId }));
  const commits = ["1", "2", "3"].map((number, index) => {
    return { id: index + 4, platform: "git", platformId: `github.com+${number}` };
  });
  const links = [link(1, 4, 0.99), link(2, 5, 0.99), link(3, 6, 0.99)];
  const one = { 1: 1, 2: 1, 3: 3, 4: 1, 5: 1, 6: 3 };
  const accepted = resolve([...some, ...commits], [...links, decided(1, 2)], []);
  expect([Object.fromEntries(accepted.persons), accepted.leftOut]).toEqual([one, []]);
  const linked = resolve([...some, ...commits], [...links, decided(1, 2), link(4, 5), link(5, 6)], []);
  expect(Object.fromEntries(linked.persons)).toEqual(one);
  expect(linked.leftOut).toEqual([{ a: 5, b: 6, why: "it would join github:1 and github:3, both of github" }]);
});

test("what a person keeps apart no chain of links brings together", () => {
  const some = accounts("a", "b", "c", "d");
  const { persons: found, leftOut } = resolve(some, [link(1, 2), link(2, 3), link(3, 4, 0.9)], [{ a: 4, b: 1 }]);
  expect([...found.values()]).toEqual([1, 1, 1, 4]);
  expect(leftOut).toEqual([{ a: 3, b: 4, why: "a person said that accounts of the two are not one person" }]);
});

test("taking a link back restores the persons from before it", () => {
  const some = accounts("a", "b", "c");
  const before = resolve(some, [link(1, 2)], []);
  resolve(some, [link(1, 2), link(2, 3)], []);
  expect(resolve(some, [link(1, 2)], [])).toEqual(before);
});

test("a link to an account that is gone is left out and says so", () => {
  expect(resolve(accounts("a"), [link(1, 9)], [{ a: 1, b: 8 }]).leftOut).toEqual([
    { a: 1, b: 9, why: "an account that it is about is gone" },
  ]);
});

test("a hundred thousand accounts in one chain are resolved", { timeout: 30_000 }, () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ id: index, platform: `platform-${index}` }));
  const chain = many.slice(1).map(({ id }) => link(id, id - 1));
  expect(new Set(resolve(many, chain, [], { mostAccounts: 100_000 }).persons.values()).size).toBe(1);
});

test("addresses are no ids: commits under two of them may be one person's, under two numbers of a forge never", () => {
  const some = ["aa", "bb", "github.com+1", "github.com+2"].map((platformId, index) => {
    return { id: index + 1, platform: "git", platformId, emailHash: null };
  });
  expect(persons(some, [link(1, 2), link(2, 3), link(2, 4, 0.9)], [])).toEqual({ 1: 1, 2: 1, 3: 1, 4: 4 });
  const github = [
    ...some,
    { id: 5, platform: "github", platformId: "1" },
    { id: 6, platform: "github", platformId: "2" },
  ];
  expect(persons(github, [link(3, 5, 0.99), link(4, 5, 0.95)], [])).toMatchObject({ 3: 3, 5: 3, 4: 4 });
  const lists = ["aa", "bb"].map((hash, index) => {
    return { id: index + 1, platform: "list", platformId: hash, emailHash: hash };
  });
  expect(persons(lists, [link(1, 2)], [])).toEqual({ 1: 1, 2: 1 });
});

test("a link that would make a person of more than eight accounts is left for review, unless a platform or a person says so", () => {
  const some = accounts(..."abcdefghij");
  const star = (confidence: number) => some.slice(1).map(({ id }) => link(1, id, confidence));
  const { persons: found, leftOut } = resolve(some, star(0.95), []);
  expect(new Set(found.values()).size).toBe(3);
  expect(leftOut).toEqual([
    { a: 1, b: 9, why: "it would make a person of 9 accounts, more than 8", review: true },
    { a: 1, b: 10, why: "it would make a person of 9 accounts, more than 8", review: true },
  ]);
  expect(new Set(resolve(some, star(0.99), []).persons.values()).size).toBe(1);
  expect(
    new Set(
      resolve(
        some,
        some.slice(1).map(({ id }) => decided(1, id)),
        [],
      ).persons.values(),
    ).size,
  ).toBe(1);
});

test("a medium link that alone holds two and two accounts together is left for review", () => {
  const some = accounts("a", "b", "c", "d");
  const pairs = [link(1, 2), link(3, 4)];
  const { persons: found, leftOut } = resolve(some, [...pairs, link(2, 3, 0.85)], []);
  expect([...found.values()]).toEqual([1, 1, 3, 3]);
  expect(leftOut).toMatchObject([{ a: 2, b: 3, review: true }]);
  for (const enough of [
    [link(2, 3, 0.95)],
    [{ ...decided(2, 3), confidence: 0.8 }],
    [link(2, 3, 0.85), link(1, 4, 0.85)],
  ])
    expect(new Set(resolve(some, [...pairs, ...enough], []).persons.values()).size).toBe(1);
  // Two and one is a person with one more account, not two persons.
  expect(resolve(accounts("a", "b", "c"), [link(1, 2), link(2, 3, 0.85)], []).leftOut).toEqual([]);
});

test("where a bridge is held back, what stood behind it is joined after all", () => {
  const some = accounts("a", "b", "c", "d", "a");
  const links = [link(1, 2), link(3, 4), link(2, 3, 0.85), link(4, 5, 0.8)];
  expect(persons(some, links, [])).toEqual({ 1: 1, 2: 1, 3: 3, 4: 3, 5: 3 });
});

test("a locked person takes and loses no account by itself, and a person may still change it", () => {
  const some = accounts("a", "b", "c", "d");
  const locks = [[1, 2]];
  expect(resolve(some, [link(2, 3), link(3, 4)], [], { locks })).toEqual({
    persons: new Map([
      [1, 1],
      [2, 1],
      [3, 3],
      [4, 3],
    ]),
    leftOut: [{ a: 2, b: 3, why: "a person locked the accounts of one of the two" }],
  });
  expect(resolve(some, [decided(2, 3)], [], { locks }).persons.get(3)).toBe(1);
  expect(resolve(some, [], [{ a: 1, b: 2 }], { locks }).persons.get(2)).toBe(2);
});

test("a person keeps its id by the most accounts, through a merge and after it", () => {
  const some = accounts("a", "b", "c", "d", "e");
  const before = resolve(some, [link(3, 4), link(4, 5)], []).persons;
  expect([...before.values()]).toEqual([1, 2, 3, 3, 3]);
  const merged = resolve(some, [link(3, 4), link(4, 5), link(1, 3)], [], { previous: before }).persons;
  expect([...merged.values()]).toEqual([3, 2, 3, 3, 3]);
  expect(resolve(some, [link(3, 4), link(4, 5)], [], { previous: merged }).persons).toEqual(before);
  const split = resolve(some, [link(4, 5)], [], { previous: before }).persons;
  expect([...split.values()]).toEqual([1, 2, 4, 3, 3]);
});

const size = 9;
const pair = fc.tuple(fc.integer({ min: 1, max: size }), fc.integer({ min: 1, max: size })).filter(([a, b]) => a !== b);
/** An account of the world: of github alone there are several with one id, by its number in the address of commits. */
const place = fc.constantFrom("github 1", "github 2", "git github.com+1", "git github.com+2", "blog", "forum", "list");
const world = fc.record({
  accounts: fc.array(place, { minLength: size, maxLength: size }).map((places) =>
    places.map((name, index): PersonAccount => {
      const [platform = name, platformId = `${index + 1}`] = name.split(" ");
      return { id: index + 1, platform, platformId };
    }),
  ),
  links: fc.array(
    fc.tuple(pair, fc.constantFrom(0.9, 0.95, 0.99), fc.boolean()).map(
      ([[a, b], confidence, byPerson]): AcceptedLink => ({
        a,
        b,
        confidence,
        byPerson: byPerson && confidence === 0.99,
      }),
    ),
    { maxLength: 14 },
  ),
  cannot: fc.array(
    pair.map(([a, b]): CannotLink => ({ a, b })),
    { maxLength: 3 },
  ),
});
const shuffle = <Item>(list: Item[]) => fc.shuffledSubarray(list, { minLength: list.length });

test("accounts, links and decisions in any order give the same persons", () => {
  const shuffled = world.chain((one) =>
    fc.tuple(
      fc.constant(one),
      shuffle(one.accounts),
      shuffle(one.links.map(({ a, b, ...rest }) => ({ ...rest, a: b, b: a }))),
      shuffle(one.cannot),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([one, some, links, cannot]) => {
      const expected = resolve(one.accounts, one.links, one.cannot);
      const got = resolve(some, links, cannot);
      expect(Object.fromEntries(got.persons)).toEqual(Object.fromEntries(expected.persons));
      expect(got.leftOut).toEqual(expected.leftOut);
    }),
  );
});

test("nobody holds two ids of a platform without a person's word, and nobody holds what is kept apart", () => {
  fc.assert(
    fc.property(world, ({ accounts: some, links, cannot }) => {
      const automatic = links.filter(({ byPerson }) => !byPerson);
      const { persons: found } = resolve(some, automatic, cannot);
      const ids = new Map<string, Set<string>>();
      for (const account of some) {
        const held = heldId(account);
        const key = `${found.get(account.id)} ${held?.platform}`;
        ids.set(key, (ids.get(key) ?? new Set()).add(`${held?.id}`));
      }
      for (const several of ids.values()) expect(several.size).toBe(1);
      const all = resolve(some, links, cannot).persons;
      for (const { a, b } of cannot) expect(all.get(a)).not.toBe(all.get(b));
      for (const [id, person] of all) expect([all.get(person), person <= id]).toEqual([person, true]);
    }),
  );
});

test("after each link made or taken back, resolving what it reaches equals rebuilding everything", () => {
  const steps = fc.tuple(world, fc.array(fc.nat(13), { maxLength: 20 }));
  fc.assert(
    fc.property(steps, ([{ accounts: some, links, cannot }, toggles]) => {
      let active: AcceptedLink[] = [];
      let current = resolve(some, active, cannot).persons;
      for (const toggle of toggles) {
        const changed = links[toggle];
        if (!changed) continue;
        const before = active;
        active = before.includes(changed) ? before.filter((one) => one !== changed) : [...before, changed];
        const touched = reach([changed.a, changed.b], [...before, ...active]);
        const part = resolve(
          some.filter(({ id }) => touched.has(id)),
          active.filter(({ a }) => touched.has(a)),
          cannot,
        );
        current = new Map([...current, ...part.persons]);
        expect(Object.fromEntries(current)).toEqual(Object.fromEntries(resolve(some, active, cannot).persons));
      }
    }),
  );
});
