import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { LinkAccount } from "./account.ts";
import { createIndex } from "./link-index.ts";
import { readRegistry } from "./read-registry.ts";
import { registryLinks } from "./registry.ts";

function account(id: number, platform: string, known: Partial<LinkAccount> = {}): LinkAccount {
  const nothing = { handle: null, name: null, url: null, links: [], emailHash: null };
  return { id, platform, platformId: `p${id}`, ...nothing, ...known };
}
const md5 = createHash("md5").update("quella@mail.example").digest("hex");
const accounts = [
  account(1, "github", { url: "https://github.com/quellabor" }),
  account(2, "blog", { url: "https://quella.example.org" }),
  account(3, "git", { gravatarHash: md5 }),
  account(4, "github", { url: "https://github.com/tremblune" }),
  account(5, "fediverse", { url: "https://social.example/@tremblune" }),
];
const brief = (text: string) =>
  registryLinks(createIndex(accounts), readRegistry(text, "authors"), "authors").map(({ a, b, status }) => [
    a,
    b,
    status,
  ]);

test("accounts under one entry of a registry are one person's", () => {
  const csv = `Name,Website,GitHub Handle,GravatarHash,Mastodon
"Borvinth, Quella",http://quella.example.org/,quellabor,${md5},
Oskar,,@tremblune,,tremblune@social.example`;
  const all = [
    [1, 2, "accepted"],
    [1, 3, "accepted"],
    [2, 3, "accepted"],
    [4, 5, "accepted"],
  ];
  expect(brief(csv)).toEqual(all);
  const json = [
    { site: "https://quella.example.org", github_handle: "quellabor", gravatarhash: md5 },
    { urls: ["https://github.com/tremblune", "https://social.example/@tremblune"] },
  ];
  expect(brief(JSON.stringify(json))).toEqual(all);
  expect(brief(JSON.stringify({ authors: json }))).toEqual(all);
});

test("the reason names the registry", () => {
  const entries = readRegistry('[{"a": "https://quella.example.org", "github": "quellabor"}]', "authors.json");
  expect(registryLinks(createIndex(accounts), entries, "authors.json")[0]).toMatchObject({
    ...{ method: "registry", tier: "assert", reasons: ["authors.json lists both under one entry"] },
  });
});

test("an address that two entries list joins nobody", () => {
  const site = "https://quella.example.org";
  expect(
    brief(
      JSON.stringify([
        { site, github: "quellabor" },
        { site, github: "tremblune" },
      ]),
    ),
  ).toEqual([]);
});

test("an entry that fits two accounts of one platform is for a person to decide", () => {
  const urls = ["https://github.com/quellabor", "https://github.com/tremblune", "https://quella.example.org"];
  expect(brief(JSON.stringify([{ urls }]))).toEqual([
    [1, 2, "proposed"],
    [1, 4, "proposed"],
    [2, 4, "proposed"],
  ]);
});

test("a file that is no registry is refused with what to change", () => {
  expect(() => readRegistry("[{]", "authors.json")).toThrow("authors.json is not JSON");
  expect(() => readRegistry('{"count": 3}', "authors.json")).toThrow("authors.json holds no list");
  expect(() => readRegistry('name\n"unclosed', "authors.csv")).toThrow("authors.csv is not CSV");
  expect(() => readRegistry("name\nQuella", "authors.csv")).toThrow("its first line must name at least two columns");
});
