import { createHash } from "node:crypto";
import type { LinkAccount } from "@groundswell/model";
import { expect, test } from "vitest";
import { proposeLinks } from "./links.ts";

const hash = (text: string, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");

function account(id: number, platform: string, known: Partial<LinkAccount> = {}): LinkAccount {
  const nothing = { handle: null, name: null, url: null, links: [], emailHash: null };
  return { id, platform, platformId: `p${id}`, ...nothing, ...known };
}
const commit = (id: number, known: Partial<LinkAccount> = {}) =>
  account(id, "git", { platformId: hash(`${id}`), emailHash: hash(`${id}`), ...known });
const link = (...accounts: LinkAccount[]) => proposeLinks(accounts).find(({ a, b }) => a === 1 && b === 2);

const name = "Quella Borvinth";
const github = { handle: "quellabor", url: "https://github.com/quellabor" };

test("a commit under the address GitHub made up belongs to the GitHub account of that number, whatever its name now", () => {
  const author = account(1, "git", { platformId: "github.com+41", links: ["https://github.com/earlier-name"] });
  expect(link(author, account(2, "github", { platformId: "41", ...github }))).toMatchObject({
    ...{ method: "forge-id", tier: "assert", status: "accepted" },
    reasons: ["both hold the number 41 of github"],
  });
  const other = account(2, "github", {
    platformId: "42",
    handle: "earlier-name",
    url: "https://github.com/earlier-name",
  });
  expect(link(author, other)).toMatchObject({ method: "forge-login", status: "proposed" });
});

test("an address made up for a login joins where the names agree, and is proposed where they do not", () => {
  const author = commit(1, { emailHash: null, handle: "quellabor", links: [github.url], name });
  expect(link(author, account(2, "github", { ...github, name }))).toMatchObject({
    ...{ method: "forge-login", tier: "medium", status: "accepted" },
  });
  expect(
    link(author, account(2, "github", { ...github, name: "Oskar Tremblune", handle: "x", url: github.url })),
  ).toMatchObject({
    ...{ status: "proposed", against: ["their names have no word in common"] },
  });
});

test("an avatar says whose e-mail address it was made of, in both kinds of hash", () => {
  const address = "quella@mail.example";
  const profile = (gravatarHash: string) => account(1, "forum", { gravatarHash });
  const author = commit(2, { emailHash: hash(address), gravatarHash: hash(address, "md5") });
  for (const algorithm of ["md5", "sha256"])
    expect(link(profile(hash(address, algorithm)), author)).toMatchObject({ method: "gravatar", status: "accepted" });
  for (const nobody of [hash("", "md5"), "0".repeat(32), hash("noreply@github.com", "md5")])
    expect(link(profile(nobody), account(2, "blog", { gravatarHash: nobody }))).toBeUndefined();
});

test("a link that the platform itself checked is believed without its counterpart", () => {
  const verifiedLinks = ["https://quella.example.org"];
  const fedi = account(1, "fediverse", { verifiedLinks });
  expect(link(fedi, account(2, "blog", { url: "https://quella.example.org" }))).toMatchObject({
    ...{ method: "verified-link", tier: "assert", status: "accepted" },
  });
  expect(
    link({ ...fedi, verifiedLinks: [], links: verifiedLinks }, account(2, "blog", { url: verifiedLinks[0] ?? "" })),
  ).toMatchObject({ method: "one-way-link", status: "proposed" });
});

test("a link that is not returned joins with a page that both name, or a rare name, or a rare handle that both have", () => {
  const page = "https://quella.example.org";
  const from = (known: Partial<LinkAccount>) =>
    account(1, "forum", { ...known, links: [github.url, ...(known.links ?? [])] });
  const to = account(2, "github", { ...github, name, links: [page] });
  expect(link(from({}), to)).toMatchObject({ method: "one-way-link", status: "proposed" });
  expect(link(from({ links: [page] }), to)).toMatchObject({
    method: "linked-site",
    tier: "strong",
    status: "accepted",
  });
  for (const known of [{ name }, { handle: "quellabor" }])
    expect(link(from(known), to)).toMatchObject({ method: "corroborated-link", tier: "medium", status: "accepted" });
  const common = { ...to, name: "John Smith", handle: "john" };
  expect(link(from({ name: "John Smith", handle: "john" }), common)).toMatchObject({ status: "proposed" });
});

test("the same rare name and handle join across platforms, and neither does alone", () => {
  const pair = (one: Partial<LinkAccount>, other = one) => link(account(1, "github", one), account(2, "forum", other));
  const handle = "quellabor-73";
  expect(pair({ name, handle })).toMatchObject({ method: "handle-and-name", tier: "medium", status: "accepted" });
  expect(pair({ name })).toMatchObject({ method: "same-name", tier: "weak", status: "proposed" });
  expect(pair({ handle })).toMatchObject({ method: "same-handle", tier: "weak", status: "proposed" });
  expect(pair({ name: "Maria Garcia", handle })).toMatchObject({ method: "same-handle", status: "proposed" });
});

test("a handle made of the name says nothing that the name does not", () => {
  for (const handle of ["quellaborvinth", "quella-borvinth", "qborvinth", "borvinthq"]) {
    const known = { name, handle };
    expect(link(account(1, "github", known), account(2, "forum", known))?.status, handle).toBe("proposed");
  }
});

test("names that are nearly the same join nobody and are not even proposed", () => {
  expect(link(account(1, "github", { name }), account(2, "forum", { name: "Quella Borvint" }))).toBeUndefined();
});

test("accents, capitals, brackets and the family name first do not make another name", () => {
  for (const spelt of ["quella  BORVINTH", "Quèlla Børvinth", "Borvinth, Quella", "Quella Borvinth (Northbeam)"])
    expect(link(account(1, "github", { name }), account(2, "forum", { name: spelt }))?.method, spelt).toBe("same-name");
});

test("in the history of one project an uncommon full name joins, in two projects it does not", () => {
  const pair = (one: Partial<LinkAccount>, other: Partial<LinkAccount>) => link(commit(1, one), commit(2, other));
  const here = { name, projects: ["lumen"] };
  expect(pair(here, here)).toMatchObject({ method: "project-name", tier: "medium", status: "accepted" });
  expect(pair(here, { name, projects: ["other"] })).toMatchObject({ method: "same-name", status: "proposed" });
  for (const common of ["John Smith", "Quella", "Q B"])
    expect(pair({ ...here, name: common }, { ...here, name: common })?.status ?? "proposed", common).toBe("proposed");
  expect(pair(here, { ...here, name: "Oskar", names: [name] })?.status).toBe("accepted");
  expect(link(account(1, "github", here), account(2, "forum", here))?.status).toBe("proposed");
});

test("in the history of one project a name that is somebody's login at the forge joins", () => {
  const login = { emailHash: null, handle: "quellabor", links: [github.url], projects: ["lumen"] };
  const named = commit(2, { name: "quellabor", projects: ["lumen"] });
  expect(link(commit(1, login), named)).toMatchObject({ method: "project-login", status: "accepted" });
  expect(link(commit(1, login), { ...named, projects: ["other"] })).toBeUndefined();
  expect(link(commit(1, { name: "quellabor", projects: ["lumen"] }), named)).toBeUndefined();
});

test("two people who read one mailbox stay two", () => {
  const emailHash = hash("both@mail.example");
  const other = account(2, "list", { emailHash, name: "Oskar Tremblune" });
  expect(link(account(1, "git", { emailHash, name }), other)).toMatchObject({
    ...{ status: "proposed", against: ["their names have no word in common"] },
  });
  expect(link(account(1, "git", { emailHash, name: "Oskar T." }), other)?.status).toBe("accepted");
});

test("an account that was seen under more than three names is a team's and is linked by nothing but a forge's number", () => {
  const emailHash = hash("team@mail.example");
  const names = ["Oskar Tremblune", "Ylva Storn", "Imre Vasq"];
  const list = account(2, "list", { emailHash, name });
  expect(link(account(1, "git", { emailHash, name, names: names.slice(0, 2) }), list)?.status).toBe("accepted");
  expect(link(account(1, "git", { emailHash, name, names }), list)).toBeUndefined();
  const numbered = account(1, "git", { platformId: "github.com+41", name, names });
  expect(link(numbered, account(2, "github", { platformId: "41" }))?.method).toBe("forge-id");
});

test("an address that many share adds no reason to what joins two of them", () => {
  const emailHash = hash("crowd@mail.example");
  const page = "https://quella.example.org";
  const crowd = Array.from({ length: 30 }, (_, at) => account(at + 3, `list-${at}`, { name, emailHash }));
  const one = account(1, "github", { ...github, name, emailHash, links: [page] });
  const two = account(2, "blog", { name, emailHash, url: page, links: [github.url] });
  expect(link(one, two, ...crowd)?.reasons).toHaveLength(1);
  expect(link(one, two)?.reasons).toHaveLength(3);
});

test("posts and machines are joined by no address", () => {
  const emailHash = hash("info@mail.example");
  for (const post of ["info", "Support Team", "webmaster", "deploy [bot]"]) {
    const found = link(account(1, "git", { emailHash, name: post }), account(2, "list", { emailHash, name: post }));
    expect(found?.status, post).toBe("proposed");
    expect(found?.against[0], post).toBe(`${post} is a post or a machine rather than a person`);
  }
});

test("a homonym on one of the two platforms speaks against everything that rests on the name", () => {
  const known = { name, handle: "quellabor-73" };
  const homonym = account(3, "forum", { name });
  expect(link(account(1, "github", known), account(2, "forum", known), homonym)).toMatchObject({
    ...{ status: "proposed", against: ["another account of the same platform fits as well"] },
  });
});

test("what a platform or both profiles state stands beside a rival that only shares an address, and the rival does not", () => {
  const emailHash = hash("quella@mail.example");
  const page = "https://quella.example.org";
  const sure = [
    account(1, "github", { ...github, emailHash, links: [page] }),
    account(2, "blog", { url: page, links: [github.url] }),
  ];
  const links = proposeLinks([...sure, account(3, "blog", { emailHash })]);
  expect(links.map(({ a, b, method, status }) => [a, b, method, status])).toEqual([
    [1, 2, "mutual-link", "accepted"],
    [1, 3, "same-email", "proposed"],
  ]);
});

test("two accounts of one platform that only share a name or a page are not even proposed", () => {
  const known = { name, handle: "quellabor-73", links: ["https://quella.example.org"] };
  expect(proposeLinks([account(1, "forum", known), account(2, "forum", known)])).toEqual([]);
});

test("two addresses speak against a link that rests on names", () => {
  const known = { name, handle: "quellabor-73" };
  const at = (id: number, platform: string) => account(id, platform, { ...known, emailHash: hash(platform) });
  expect(link(at(1, "list"), at(2, "forum"))).toMatchObject({ against: ["their e-mail addresses differ"] });
});

test("a handle that somebody gave up and another took leads to neither by itself", () => {
  const formerHandles = [{ handle: "quellabor", until: "2024-03-01T00:00:00.000Z" }];
  const site = account(1, "forum", { name, handle: "quellabor", links: [github.url] });
  const before = account(3, "github", { handle: "quella-now", url: "https://github.com/quella-now", formerHandles });
  const taker = account(2, "github", { ...github, name });
  expect(link(site, taker)?.status).toBe("accepted");
  const links = proposeLinks([site, taker, before]);
  expect(links.map(({ a, b, status }) => [a, b, status])).toEqual([
    [1, 2, "proposed"],
    [1, 3, "proposed"],
  ]);
  for (const { against } of links) expect(against.join()).toContain("until 2024-03-01");
});

test("a handle that two had one after the other joins neither to a third, nor do commits under it", () => {
  const formerHandles = [{ handle: "quellabor-73", until: "2024-03-01T00:00:00.000Z" }];
  const known = { name, handle: "quellabor-73" };
  const url = "https://github.com/quellabor-73";
  const before = account(4, "github", { handle: "quella-now", url: "https://github.com/quella-now", formerHandles });
  const held = link(
    account(1, "fediverse", known),
    account(2, "forum", known),
    before,
    account(5, "github", { ...known, url }),
  );
  expect(held).toMatchObject({ method: "handle-and-name", status: "proposed" });
  expect(held?.against.join()).toContain("another account had the handle quellabor-73 until 2024-03-01");
  const commits = [1, 2].map((id) => commit(id, { name, emailHash: null, links: [url] }));
  expect(link(...commits)).toMatchObject({ method: "forge-login", status: "accepted" });
  const taken = link(...commits, before, account(5, "github", { ...known, url }));
  expect(taken).toMatchObject({ method: "forge-login", status: "proposed" });
});

test("an address under an earlier handle that nobody took still leads to the account", () => {
  const formerHandles = [{ handle: "quellabor", until: "2024-03-01T00:00:00.000Z" }];
  const renamed = account(2, "github", { handle: "quella-now", url: "https://github.com/quella-now", formerHandles });
  expect(link(account(1, "forum", { links: [github.url] }), renamed)).toMatchObject({
    ...{ method: "one-way-link", status: "proposed" },
  });
});
