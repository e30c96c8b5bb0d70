import { createHash } from "node:crypto";
import type { LinkAccount } from "@groundswell/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addAccounts, allIds, createIndex } from "./link-index.ts";
import { addAndLink, linksOf } from "./links.ts";
import { countFrequencies } from "./rarity.ts";

const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const urls = [
  "https://github.com/quellabor",
  "https://a.example.org",
  "https://b.example.org/u/1",
  "https://c.example.org",
];
const known = fc.record({
  platform: fc.constantFrom("github", "git", "forum", "travel.stackexchange.com"),
  name: fc.constantFrom("Quella Borvinth", "Oskar Tremblune", "Ylva", null),
  handle: fc.constantFrom("quellabor-77", "tremblune", null),
  url: fc.option(fc.constantFrom(...urls), { nil: null }),
  links: fc.array(fc.constantFrom(...urls, "https://stackexchange.com/users/34"), { maxLength: 3 }),
  emailHash: fc.constantFrom(null, sha("x"), sha("y")),
  projects: fc.constantFrom([], ["left"], ["left", "right"]),
  formerHandles: fc.constantFrom([], [{ handle: "tremblune", until: "2024-03-01T00:00:00.000Z" }]),
});
const crowd = fc
  .array(known, { maxLength: 12 })
  .map((list) => list.map((one, index): LinkAccount => ({ ...one, id: index + 1, platformId: `p${index + 1}` })));

test("accounts added one batch after another have the links they would have had all at once", () => {
  fc.assert(
    fc.property(crowd, fc.nat(12), fc.nat(12), (accounts, first, second) => {
      const frequencies = countFrequencies(accounts);
      const all = createIndex(accounts, frequencies);
      const index = createIndex(accounts.slice(0, first), frequencies);
      let links = linksOf(index, allIds(index));
      for (const batch of [accounts.slice(first, first + second), accounts.slice(first + second)]) {
        const added = addAndLink(index, batch);
        links = [...links.filter(({ a, b }) => !added.touched.has(a) && !added.touched.has(b)), ...added.links];
      }
      links.sort((x, y) => x.a - y.a || x.b - y.b);
      expect(links).toEqual(linksOf(all, allIds(all)));
    }),
    { numRuns: 300 },
  );
});

test("an account that changed takes the place of what it was", () => {
  fc.assert(
    fc.property(crowd, crowd, (accounts, changes) => {
      const frequencies = countFrequencies([]);
      const index = createIndex(accounts, frequencies);
      let links = linksOf(index, allIds(index));
      const { touched, links: made } = addAndLink(index, changes);
      links = [...links.filter(({ a, b }) => !touched.has(a) && !touched.has(b)), ...made];
      const now = new Map([...accounts, ...changes].map((account) => [account.id, account]));
      const fresh = createIndex([...now.values()], frequencies);
      expect(links.sort((x, y) => x.a - y.a || x.b - y.b)).toEqual(linksOf(fresh, allIds(fresh)));
    }),
    { numRuns: 300 },
  );
});

test("adding an account touches those it shares a key with and nobody else", () => {
  const account = (id: number, emailHash: string): LinkAccount => ({
    ...{ id, platform: `platform-${id}`, platformId: `${id}`, handle: null, name: "Ylva", url: null, links: [] },
    emailHash,
  });
  const index = createIndex([account(1, sha("x")), account(2, sha("y"))]);
  expect([...addAccounts(index, [account(3, sha("x"))])].sort()).toEqual([1, 3]);
});

test("a newcomer that fits as well as an account that was there speaks against the link of that one", () => {
  const account = (id: number, platform: string, known: Partial<LinkAccount>): LinkAccount => ({
    ...{ id, platform, platformId: `${id}`, handle: null, name: null, url: null, links: [], emailHash: null },
    ...known,
  });
  const known = { name: "Quella Borvinth", handle: "quellabor-77" };
  const url = "https://github.com/quellabor-77";
  const index = createIndex(
    [account(1, "github", { ...known, url }), account(2, "forum", known)],
    countFrequencies([]),
  );
  expect(linksOf(index, [1])).toMatchObject([{ a: 1, b: 2, status: "accepted" }]);
  const { links } = addAndLink(index, [account(3, "forum", { links: [url] })]);
  expect(links).toMatchObject([
    { a: 1, b: 2, status: "proposed" },
    { a: 1, b: 3, status: "proposed" },
  ]);
});

test("asking for an account that is not there says what to do", () => {
  expect(() => linksOf(createIndex([]), [7])).toThrow(
    "There is no account 7 in the index: add it before asking for its links.",
  );
});
