import { expect, test } from "vitest";
import { type LinkingSignals, pointLinks, shareUnwatched } from "./point-links.ts";
import { type Linker, rankFound } from "./rank-found.ts";
import { watchedPlaces } from "./watched-places.ts";

const dayMs = 86_400_000;
const start = Date.UTC(2025, 0, 10);
let signal = 0;

/** A link that somebody made on a day, in a space. */
function link(
  person: number,
  address: string | string[],
  day: number,
  more: Partial<LinkingSignals> = {},
): LinkingSignals {
  const first = new Date(start + day * dayMs);
  const id = ++signal;
  return {
    ...{
      person,
      space: person % 3,
      spaceUrl: "https://qa.example/questions/tagged/lumen",
      month: first.toISOString().slice(0, 7),
    },
    ...{
      text: `words ${id}`,
      links: [address].flat(),
      count: 1,
      first,
      last: first,
      signal: id,
      url: `https://qa.example/a/${id}`,
    },
    ...more,
  };
}
const known = (persons: number[], more: Partial<Linker> = {}): Linker[] =>
  persons.map((person) => ({ person, firstSeen: new Date(start - 400 * dayMs), endorsed: 3, endorsable: 9, ...more }));
const fresh = { firstSeen: new Date(start), endorsed: 0 };
const nobody = watchedPlaces([], []);
const rank = (rows: LinkingSignals[], linkers: Linker[], watched = nobody) =>
  rankFound(pointLinks(rows), linkers, [], watched);
const people = (n: number, from = 1) => Array.from({ length: n }, (_, i) => from + i);

test("a space is proposed by distinct people: many links of one are one vote", () => {
  const honest = people(4).map((p) => link(p, "https://talk.example/t/a/1", p * 20));
  const loud = Array.from({ length: 80 }, (_, day) => link(9, "https://shop.example/offer/x", day, { space: day }));
  const found = rank([...honest, ...loud], known(people(9)));
  expect(found.map(({ place, people }) => [place.key, people])).toEqual([["talk.example", 4]]);
});

test("parts add up to the score", () => {
  const rows = people(6).map((p) =>
    link(p, ["https://talk.example/t/a/1", ...people(5).map((n) => `https://h${n}.com/x/y`)], p * 3),
  );
  for (const { score, parts } of rank(rows, known(people(6), { endorsed: 0 })))
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 12);
});

test("a ring of fresh accounts without votes stays below four people whom others know, also over the end of a month and in two spaces", () => {
  const ring = people(12, 100).map((p) => link(p, "https://courses.example/lesson/1", 18 + (p % 7)));
  const honest = people(4).map((p) => link(p, "https://talk.example/t/a/1", p * 20, { space: 1 }));
  const found = rank([...ring, ...honest], [...known(people(4)), ...known(people(12, 100), fresh)]);
  expect(found.map(({ place }) => place.key)).toEqual(["talk.example", "courses.example"]);
  expect(found[1]?.score).toBeLessThan(1);
});

test("the same words of many people are one voice", () => {
  const pasted = people(8).map((p) => link(p, "https://shop.example/x/y", p * 20, { text: "same" }));
  const own = people(3).map((p) => link(p, "https://talk.example/t/a/1", p * 20));
  expect(rank([...pasted, ...own], known(people(8))).map(({ place }) => place.key)).toEqual([
    "talk.example",
    "shop.example",
  ]);
});

test("who writes words of their own beside those that all paste has said it themselves", () => {
  const pasted = people(3).map((p) => link(p, "https://shop.example/x/y", p * 20, { text: "same" }));
  const own = link(1, "https://shop.example/x/y", 90);
  expect(rank(pasted, known(people(3)))[0]?.score).toBeCloseTo(1, 12);
  expect(rank([...pasted, own], known(people(3)))[0]?.score).toBeCloseTo(1 + 2 / 3, 12);
});

test("links that are all in one space say less, and in one month besides say nothing", () => {
  const rows = (days: number, space: (p: number) => number) =>
    people(3).map((p) => link(p, "https://talk.example/t/a/1", p * days, { space: space(p) }));
  const score = (...given: Parameters<typeof rows>) => rank(rows(...given), known(people(3)))[0]?.score;
  expect(score(20, (p) => p)).toBe(3);
  expect(score(20, () => 1)).toBeCloseTo(1.8, 12);
  expect(score(1, (p) => p)).toBe(3);
  expect(score(1, () => 1)).toBeUndefined();
});

test("who links everywhere says less with each link, and subdomains of one owner are one", () => {
  const rows = people(3).flatMap((p) => [
    link(p, "https://talk.example/t/a/1", p * 20),
    ...people(20).map((n) => link(p, `https://farm${n}.spread.com/x/y`, p * 20)),
  ]);
  const others = people(20).map((n) => link(1, `https://one${n}.com/x/y`, 30));
  const alone = rank(rows, known(people(3)))[0];
  const spread = rank([...rows, ...others], known(people(3))).find(({ place }) => place.key === "talk.example");
  expect(alone?.score).toBe(3);
  expect(spread?.score).toBeLessThan(3);
});

test("where nobody can endorse, time tells", () => {
  const rows = people(3).map((p) => link(p, "https://talk.example/t/a/1", p * 20));
  expect(rank(rows, known(people(3), { endorsed: 0, endorsable: 0 }))[0]?.score).toBe(3);
  expect(rank(rows, known(people(3), { endorsed: 0 }))[0]?.score).toBe(1.5);
});

test("profiles add to links and make no space alone", () => {
  const rows = [link(1, "https://ana.example/a/b", 1), link(2, "https://ana.example/a/b", 40)];
  const profile = (person: number) => ({
    person,
    place: pointLinks([link(1, "https://ana.example/a/b", 1)])[0]?.places[0],
  });
  const profiles = [profile(3)] as Parameters<typeof rankFound>[2];
  expect(rankFound(pointLinks(rows), known([1, 2, 3]), profiles, nobody)[0]).toMatchObject({
    people: 3,
    profiles: 1,
    score: 2.5,
  });
  expect(rankFound(pointLinks(rows), known([1, 2, 3]), [], nobody)).toEqual([]);
  // However many name it, they add no more than what the links are worth.
  const many = people(9, 3).map(profile) as typeof profiles;
  expect(rankFound(pointLinks(rows), known([1, 2], fresh), many, nobody)[0]?.score).toBeCloseTo(2 * (0.2 + 0.5), 12);
});

test("what is watched is not proposed: spaces by address, sources by options, parts of a watched site, topics of a forum that is read", () => {
  const watched = watchedPlaces(
    [
      { platform: "github", url: "https://github.com/lamp/wick" },
      { platform: "qa.example", url: null },
    ],
    [
      { connector: "stackexchange", options: { site: "stackoverflow", tagged: ["lumen"] } },
      { connector: "discourse", options: { url: "https://talk.example", category: "a/1" } },
      { connector: "meetup", options: { urlname: "lamps" } },
      { connector: "stackexchange", options: { site: "travel.stackexchange.com" } },
      { connector: "nntp", options: { host: "news.lamp.example", groups: ["comp.lamps"] } },
    ],
  );
  const of = (address: string) =>
    rank(
      people(3).map((p) => link(p, address, p * 20)),
      known(people(3)),
      watched,
    ).length;
  for (const address of [
    ...[
      "https://github.com/lamp/wick/issues/1",
      "https://qa.example/other/page",
      "https://stackoverflow.com/questions/tagged/lumen",
    ],
    ...["https://stackoverflow.com/q/1", "https://talk.example/t/x/9", "https://www.meetup.com/lamps/events/1"],
    ...["https://travel.stackexchange.com/questions/tagged/trains", "news://news.lamp.example/comp.lamps"],
  ])
    expect([address, of(address)]).toEqual([address, 0]);
  for (const address of [
    ...[
      "https://github.com/lamp/other",
      "https://stackoverflow.com/questions/tagged/other",
      "https://blog.talk.example/x/y",
    ],
    ...["https://www.meetup.com/others/", "news://news.lamp.example/comp.others"],
  ])
    expect([address, of(address)]).toEqual([address, 1]);
});

test("links inside one's own space count as no link, and the share counts signals and people", () => {
  const watched = watchedPlaces([{ platform: "talk.example", url: "https://talk.example/" }], []);
  const rows = pointLinks([
    link(1, "https://qa.example/questions/9/x", 1, { spaceUrl: "https://qa.example/" }),
    link(1, "https://talk.example/t/a/1", 2, { count: 3 }),
    link(2, ["https://talk.example/t/a/1", "https://blog.example/a/b"], 3),
    link(3, "https://bit.ly/abc1", 3),
  ]);
  expect(shareUnwatched(rows, watched)).toEqual({
    ...{ linking: 4, unwatched: 1, rate: 0.25 },
    people: { linking: 2, unwatched: 1, rate: 0.5 },
  });
  expect(shareUnwatched([], watched)).toMatchObject({ linking: 0, rate: null });
});

test("who names a tag means it, and their questions there are not counted for the site as well", () => {
  const rows = people(3).flatMap((p) => [
    link(p, "https://lamps.stackexchange.com/questions/tagged/wick", p * 20),
    link(p, "https://lamps.stackexchange.com/questions/5/x", p * 20 + 1),
  ]);
  expect(rank(rows, known(people(3))).map(({ place }) => place.kind)).toEqual(["tag"]);
});

test("the order of signals changes nothing, and ties are broken by key", () => {
  const rows = people(3).flatMap((p) =>
    ["https://b.example/t/a/1", "https://a.example/feed", "https://a.example/x/y"].map((a) => link(p, a, p * 20)),
  );
  const found = rank(rows, known(people(3)));
  expect(found.map(({ place }) => [place.key, place.identified])).toEqual([
    ["a.example", "feed"],
    ["b.example", "discourse"],
  ]);
  expect(rank([...rows].reverse(), known(people(3)))).toEqual(found);
});
