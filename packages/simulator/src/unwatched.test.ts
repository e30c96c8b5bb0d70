import { type Account, accountKey, dayMs } from "@groundswell/model";
import { beforeAll, expect, test } from "vitest";
import { archiveLines } from "./archive.ts";
import { createWorld } from "./create-world.ts";
import { dumpLines } from "./dump.ts";
import { issueItem } from "./github-items.ts";
import { grouped } from "./grouped.ts";
import { worldSignals } from "./signals.ts";
import { startSimulator } from "./simulator.ts";
import { linksOf } from "./text.ts";
import { type Truth, truth } from "./truth.ts";
import { linkingPeople } from "./unwatched.ts";
import { accountAt, type BlogSpace, iso, type LinkSpam, spaceOf, type World } from "./world.ts";

const asOf = new Date("2026-11-15T00:00:00Z");
const options = { seed: 7, asOf };
let world: World;
let bare: World;
let known: Truth;
beforeAll(() => {
  world = createWorld(options);
  bare = createWorld({ ...options, unwatched: 0 });
  known = truth(world);
});

const hostOf = (address: string) => new URL(address).host;
const spamHosts = (how: LinkSpam["how"]) => world.linkSpam.filter((one) => one.how === how).map(({ host }) => host);

/** Who links to what, as the signals of a world show it. */
function linkedBy(of: World) {
  const personOf = new Map(of.accounts.map((one) => [accountKey(one), of.people[one.person]?.id as string]));
  const people = new Map<string, Set<string>>();
  for (const { account, links } of worldSignals(of))
    for (const address of account ? links : []) {
      const person = personOf.get(accountKey(account as Account)) as string;
      people.set(address, (people.get(address) ?? new Set()).add(person));
    }
  return people;
}

test("the same options give a deeply equal world, and another seed other spaces", () => {
  expect(createWorld(options)).toEqual(world);
  const other = createWorld({ ...options, seed: 8 });
  expect(other.unwatched.map(({ key }) => key)).not.toEqual(world.unwatched.map(({ key }) => key));
});

test("there are twenty spaces that no source reads, of seven kinds, each at an address of its own", () => {
  const kinds = grouped(world.unwatched, ({ kind }) => kind);
  expect(world.unwatched).toHaveLength(20);
  expect(Object.fromEntries([...kinds].map(([kind, list]) => [kind, list.length]))).toEqual({
    ...{ discourse: 4, tag: 3, repository: 3, blog: 5, group: 2, discord: 2, slack: 1 },
  });
  expect(new Set(world.unwatched.map(({ key }) => key)).size).toBe(20);
  for (const { url } of world.unwatched)
    for (const watched of world.spaces) {
      expect(url.startsWith(watched.url)).toBe(false);
      expect(watched.url.startsWith(url)).toBe(false);
    }
  expect(createWorld({ ...options, unwatched: 5 }).unwatched).toHaveLength(5);
});

test("from 4 to 60 people link to each, a few spaces having most of them and no kind being the liked one", () => {
  const counts = known.unwatched.map(({ people }) => people);
  expect(counts[0]).toBe(60);
  expect(counts.at(-1)).toBe(4);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts.slice(0, 5).reduce((a, b) => a + b)).toBeGreaterThan(0.45 * counts.reduce((a, b) => a + b));
  const liked = [1, 2, 3].map((seed) => {
    const { unwatched } = createWorld({ ...options, seed, people: 60, months: 3 });
    return unwatched.reduce((most, one) => (one.people.length > most.people.length ? one : most)).kind;
  });
  expect(new Set(liked).size).toBeGreaterThan(1);
  expect(linkingPeople(0, 20, 30)).toBe(12);
});

test("who the truth says links to a space is who the signals show linking to it, in the last year too", () => {
  const since = iso(asOf.getTime() - 365 * dayMs);
  const recent = new Map<string, Set<string>>();
  const all = linkedBy(world);
  for (const signal of worldSignals(world))
    if (signal.occurredAt >= since)
      for (const address of signal.links) recent.set(address, all.get(address) as Set<string>);
  for (const { url, host, kind, persons } of known.unwatched) {
    const inside = (address: string) => (kind === "tag" ? hostOf(address) === host : address.startsWith(url));
    for (const links of [all, recent]) {
      const found = new Set([...links].flatMap(([address, people]) => (inside(address) ? [...people] : [])));
      expect([...found].sort()).toEqual([...persons].sort());
    }
  }
});

test("staff, bots, the ring of four and deleted people link to no such space", () => {
  const roles = new Set(world.unwatched.flatMap(({ people }) => people.map((person) => world.people[person]?.role)));
  expect([...roles].sort()).toEqual(["expert", "leader", "newcomer", "regular"]);
  for (const { people } of world.unwatched)
    for (const person of people) expect(world.people[person]?.traps).not.toContain("deleted-accounts");
});

test("some profiles name the blog that their owner writes, and named nothing before", () => {
  const owned = world.unwatched.filter(({ owner }) => owner !== null);
  expect(owned.length).toBeGreaterThan(0);
  for (const { url, owner } of owned) {
    const naming = world.accounts.flatMap((account, i) => (account.links.includes(url) ? [i] : []));
    expect(naming.map((i) => world.accounts[i]?.person)).toEqual([owner]);
    expect(naming.flatMap((i) => bare.accounts[i]?.links)).toEqual([]);
  }
});

test("without unwatched spaces the world is the same but for links, fresh accounts and what these answered", () => {
  expect([bare.unwatched, bare.linkSpam, bare.links]).toEqual([[], [], new Map()]);
  const fresh = new Set(world.accounts.flatMap((_, i) => (i < bare.accounts.length ? [] : [i])));
  const owned = new Set(world.unwatched.flatMap(({ url, owner }) => (owner === null ? [] : [url])));
  expect(fresh.size).toBe(12);
  expect(world.people.slice(0, bare.people.length)).toEqual(bare.people);
  const { unwatched: _u, linkSpam: _s, links: _l, people: _p, ...rest } = world;
  expect({
    ...rest,
    accounts: rest.accounts
      .slice(0, bare.accounts.length)
      .map((account) => ({ ...account, links: account.links.filter((link) => !owned.has(link)) })),
    questions: rest.questions.map((question, i) => ({
      ...question,
      answers: question.answers.filter(({ author }) => !fresh.has(author)),
      activeAt: bare.questions[i]?.activeAt,
    })),
  }).toEqual({ ...bare, unwatched: undefined, linkSpam: undefined, links: undefined, people: undefined });
});

test("no text has more than fifty addresses, none twice, each as a browser writes it", () => {
  for (const links of world.links.values()) {
    expect(links.length).toBeLessThanOrEqual(50);
    expect(new Set(links).size).toBe(links.length);
    for (const address of links) expect(new URL(address).href).toBe(address);
  }
});

test("every planted address is in a signal: nothing hangs on a text that is not there", () => {
  const planted = [...world.links.values()].reduce((sum, links) => sum + links.length, 0);
  let shown = 0;
  for (const { links, account } of worldSignals(world)) {
    shown += links.length;
    if (links.length > 0) expect(account).not.toBeNull();
  }
  expect(shown).toBe(planted);
});

test("the burst sells one host in 80 answers, and nobody else links to it", () => {
  const [host = ""] = spamHosts("burst");
  const posts = [...worldSignals(world)].filter(({ links }) => links.some((address) => hostOf(address) === host));
  const [spammer] = known.traps["volume-burst"];
  expect(posts).toHaveLength(80);
  expect(new Set(posts.map(({ kind }) => kind))).toEqual(new Set(["answer"]));
  const people = [...linkedBy(world)].filter(([address]) => hostOf(address) === host).flatMap(([, who]) => [...who]);
  expect(new Set(people)).toEqual(new Set([spammer]));
});

test("twelve fresh accounts link one host in one space within a week, in answers that nobody votes for", () => {
  const [host = ""] = spamHosts("ring");
  const [ring] = world.linkSpam.filter(({ how }) => how === "ring");
  const posts = world.questions.flatMap((question) => {
    const { platform } = spaceOf(world, question);
    return question.answers
      .filter(({ id }) => linksOf(world, platform, id).some((address) => hostOf(address) === host))
      .map((answer) => ({ ...answer, question }));
  });
  expect(new Set(posts.map(({ author }) => accountAt(world, author).person))).toEqual(new Set(ring?.people));
  expect(ring?.people).toHaveLength(12);
  expect(posts).toHaveLength(72);
  expect(new Set(posts.map(({ question }) => question.space)).size).toBe(1);
  const at = posts.map((post) => post.at);
  expect(Math.max(...at) - Math.min(...at)).toBeLessThan(7 * dayMs);
  for (const { up, down, author, question, id, at } of posts) {
    expect([up, down, question.accepted?.answerId === id]).toEqual([0, 0, false]);
    expect(at - accountAt(world, author).createdAt).toBeLessThan(10 * dayMs);
    // Nobody was waiting: what they answered had its answer, so how fast people are helped stays as it was.
    expect(question.answers.some((other) => other.at < at && other.id < 90_000_000)).toBe(true);
  }
});

test("one person ends every text with the same five hosts", () => {
  const hosts = spamHosts("signature");
  const signing = world.linkSpam.filter(({ how }) => how === "signature").map(({ people }) => people);
  expect(hosts).toHaveLength(5);
  expect(new Set(signing.flat()).size).toBe(1);
  const own = new Set(world.people[signing[0]?.[0] ?? -1]?.accounts.map((i) => accountAt(world, i).id));
  const posts = [...worldSignals(world)].filter(
    ({ account, kind }) => own.has(account?.id ?? "") && !["commit", "release", "event"].includes(kind),
  );
  expect(posts.length).toBeGreaterThan(20);
  for (const { links } of posts) expect(links.slice(-5).map(hostOf)).toEqual(hosts);
});

test("everybody links to an image host, a shortener, a paste bin and the vendor's docs, more than to any space", () => {
  const hosts = spamHosts("everybody");
  expect(hosts).toEqual(["i.imgur.com", "bit.ly", "pastebin.com", "docs.northbeam.example"]);
  for (const { how, people } of world.linkSpam) if (how === "everybody") expect(people.length).toBeGreaterThan(60);
});

test("each place serves its links: in the HTML of the Q&A sites and blogs, and in the Markdown of GitHub", async () => {
  const small = createWorld({ ...options, people: 120, months: 6 });
  const simulator = await startSimulator({ world: small });
  try {
    const site = "askbench.stackexchange.com";
    const asked = small.questions.filter(({ answers }) =>
      answers.some(({ id }) => linksOf(small, site, id).length > 0),
    );
    expect(asked.length).toBeGreaterThan(10);
    for (const { id } of asked.slice(0, 20))
      for (const list of [`questions/${id}`, `questions/${id}/answers`]) {
        const page = await fetch(`${simulator.url}/stackexchange/2.3/${list}?site=askbench&filter=withbody`);
        const { items } = (await page.json()) as { items: { question_id: number; answer_id?: number; body: string }[] };
        for (const { question_id, answer_id, body } of items) {
          const shown = [...body.matchAll(/<a href="([^"]+)"/g)].map(([, address]) => address);
          expect(shown).toEqual(linksOf(small, site, answer_id ?? question_id));
        }
      }
    const thread = small.threads.find(({ id }) => linksOf(small, "github", id).length > 0);
    const repository = thread && spaceOf(small, thread).id;
    for (const list of ["issues?state=all", "issues/comments?"]) {
      const page = await fetch(`${simulator.url}/github/repos/${repository}/${list}&per_page=100`);
      const items = (await page.json()) as { id: number; body: string }[];
      const linked = items.filter(({ id }) => linksOf(small, "github", id).length > 0);
      expect(linked.length).toBeGreaterThan(0);
      for (const { id, body } of linked) for (const link of linksOf(small, "github", id)) expect(body).toContain(link);
    }
    const post = small.posts.find((one) => linksOf(small, spaceOf(small, one).id, one.number).length > 0);
    const blog = post && (spaceOf(small, post) as BlogSpace);
    const feed = `/feeds/${blog?.slug}.${blog?.format === "json" ? "json" : "xml"}`;
    const document = await (await fetch(`${simulator.url}${feed}`)).text();
    for (const address of linksOf(small, blog?.id ?? "", post?.number ?? 0)) expect(document).toContain(address);
  } finally {
    await simulator.close();
  }
});

test("the dump and the archive say what the API says", () => {
  const [ring] = spamHosts("ring");
  const dump = [...dumpLines(world, "askbench", "Posts")].filter((line) => line.includes(`https://${ring}/lesson/`));
  expect(dump).toHaveLength(72);
  const thread = world.threads.find(({ kind, id }) => kind === "issue" && linksOf(world, "github", id).length > 0);
  if (!thread) throw new Error("No issue of this world links anywhere.");
  const opened = (archiveLines(world, thread.at) ?? []).flatMap((line) => {
    const { payload } = line.endsWith("}\n") ? JSON.parse(line) : { payload: {} };
    return payload.action === "opened" && payload.issue?.id === thread.id ? [payload.issue.body] : [];
  });
  expect(opened[0]).toBe(issueItem(world, thread).body);
  expect(opened[0]).toContain(linksOf(world, "github", thread.id)[0]);
});
