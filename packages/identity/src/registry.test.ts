import { createHash } from "node:crypto";
import type { LinkAccount } from "@groundswell/model";
import { expect, test } from "vitest";
import { conflict, heldId } from "./account.ts";
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

test("an account that stands for an entry is joined to those at its addresses, and one that is gone to nobody", () => {
  const awardee = account(9, "awardees", { platformId: "lumen/17", name: "Quella Borvinth" });
  const index = createIndex([...accounts, awardee]);
  const entry = { links: ["https://quella.example.org"] };
  const of = (own: number | null) => registryLinks(index, [{ ...entry, account: own }], "lumen");
  expect(of(9)).toMatchObject([{ a: 2, b: 9, method: "registry", status: "accepted" }]);
  expect([of(77), of(null)]).toEqual([[], []]);
});

test("each file of awardees has its own ids: two of one file are two people, and a person may be in two files", () => {
  const held = (platformId: string) => heldId({ id: 1, platform: "awardees", platformId });
  expect(conflict(held("lumen/17"), held("lumen/18"))).toBe(true);
  expect(conflict(held("lumen/17"), held("prism/18"))).toBe(false);
});

test("a file that is no registry is refused with the line and what to change", () => {
  const says = (text: string, file = "authors.json") => expect(() => readRegistry(text, file));
  says("[{]").toThrow("authors.json is not JSON: look at line 1.");
  says('[\n{"a": "b"},\n]').toThrow("look at line 3.");
  says('[\n{"a": "b"}\n\n{"a": "c"}\n]').toThrow("look at line 4.");
  says('[\n{"a": "b"}\n').toThrow("look at line 3.");
  says('[\n{"a": tru},\n{}]').toThrow("look at line 2.");
  says('{"count": 3}').toThrow("authors.json holds no list");
  says('[{"a": "b"}, 7]').toThrow("entry 2 of its list is not an object");
  says('[{"name": "Quella"}]').toThrow("none of its 1 entries has an address");
  says('name\n"unclosed', "authors.csv").toThrow("authors.csv is not CSV: line 2");
  says("name\nQuella", "authors.csv").toThrow("its first line must name at least two columns");
  says("name,github\n", "authors.csv").toThrow("A registry of nobody is written as [].");
  says("name,github\nQuella,quellabor\n\nYlva\n", "authors.csv").toThrow("line 4 has 1 value for 2 columns");
});

test("an empty list is a registry of nobody", () => {
  expect(readRegistry(" []\n", "authors.json")).toEqual([]);
});
