import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Batch, ConfigError, type Json } from "@groundswell/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stackExchangeDump } from "./stackexchange-dump.ts";

const fixture = new URL("../fixtures/stackexchange-dump/espresso-stackexchange", import.meta.url).pathname;
const realData = new URL("../../../../shared/data", import.meta.url).pathname;
const host = "espresso.stackexchange.com";
const hasRealData = existsSync(realData);
if (!hasRealData) console.log("One test is skipped: there is no ../shared/data beside the project.");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dump-"));
});
afterEach(() => rm(folder, { recursive: true }));

type Asked = { cursor?: Json; since?: Date; site?: string; tags?: string[] };

async function pull(paths: string[], { cursor, since, ...options }: Asked = {}): Promise<Batch[]> {
  const batches: Batch[] = [];
  const pulled = stackExchangeDump.pull({
    source: "test",
    options: { paths, ...options },
    cursor: cursor ?? null,
    since: since ?? null,
    credentials: {},
    now: () => new Date("2026-11-01T00:00:00Z"),
    http: {
      get: () => Promise.reject(new Error("no network")),
      connect: () => Promise.reject(new Error("no network")),
      pause: () => {},
      fetch,
    },
    signal: new AbortController().signal,
  });
  for await (const batch of pulled) batches.push(batch);
  return batches;
}

function together(batches: Batch[]) {
  return {
    signals: batches.flatMap((batch) => batch.signals),
    accounts: batches.flatMap((batch) => batch.accounts),
    endorsements: batches.flatMap((batch) => batch.endorsements),
    skipped: batches.flatMap((batch) => batch.skipped),
  };
}

const posts = join(fixture, "Posts.xml");
const votes = join(fixture, "Votes.xml");

test("a dump's ids and platform are those of the API, so that both speak of the same signals", async () => {
  const { signals } = together(await pull([fixture]));
  expect(signals.map(({ kind, id, space }) => `${space.platform} ${kind} ${id}`)).toEqual(
    ["question 1", "answer 2", "answer 3", "question 4", "answer 5", "answer 8", "question 9"].map(
      (id) => `${host} ${id}`,
    ),
  );
  expect(signals[0]).toEqual({
    connector: "stackexchange-dump",
    id: "1",
    kind: "question",
    occurredAt: "2026-03-01T10:00:00.000Z",
    editedAt: "2026-03-02T08:00:00.000Z",
    deletedAt: null,
    space: { platform: host, id: host, kind: "site", name: host, url: `https://${host}` },
    account: expect.objectContaining({ platform: host, id: "4", name: null, url: null, links: [] }),
    threadId: "1",
    parentId: null,
    title: 'How should I store "whole" beans?',
    excerpt: "How & where do I keep whole beans?",
    url: `https://${host}/questions/1`,
    language: null,
    tags: ["storage", "whole-bean"],
    links: [],
    metrics: { score: 20, views: 130, replies: 2 },
  });
});

test("an answer carries its question's tags and title, and whether it is accepted; before its question it cannot know", async () => {
  const { signals } = together(await pull([fixture]));
  const answer = (id: string) => signals.find((signal) => signal.kind === "answer" && signal.id === id);
  expect(answer("3")).toMatchObject({ tags: ["storage", "whole-bean"], threadId: "1", metrics: { accepted: true } });
  expect(answer("3")?.title).toBe('How should I store "whole" beans?');
  expect(answer("2")?.metrics).toEqual({ score: -2, accepted: false });
  expect(answer("8")).toMatchObject({ threadId: "9", title: null, tags: [], metrics: { score: 1 } });
  expect(answer("8")?.metrics).not.toHaveProperty("accepted");
});

test("tags are read in both encodings that dumps have used, with attributes in any order", async () => {
  const { signals } = together(await pull([fixture]));
  expect(signals.find((signal) => signal.id === "4")).toMatchObject({
    kind: "question",
    tags: ["crema", "espresso"],
    metrics: { score: 3, closedAt: "2026-03-09T10:00:00.000Z" },
  });
});

test("a post of a deleted user, or one that belongs to the community, is nobody's own", async () => {
  const { signals } = together(await pull([fixture]));
  expect(signals.find((signal) => signal.id === "2")?.account).toBeNull();
  expect(signals.find((signal) => signal.id === "5")).toMatchObject({
    account: null,
    metrics: { communityOwned: true },
  });
});

test("users bring their name, page and network account; the site's own user is a bot", async () => {
  const { accounts, skipped } = together(await pull([join(fixture, "Users.xml")]));
  expect(accounts).toHaveLength(3);
  expect(accounts[0]).toMatchObject({ id: "-1", bot: true, links: [] });
  expect(accounts[1]).toMatchObject({
    platform: host,
    id: "4",
    name: "Ilse & Søren 👋",
    url: `https://${host}/users/4`,
    links: ["https://stackexchange.com/users/910001", "https://ilse.example/?a=1&b=2"],
    location: "Zürich, Switzerland",
    gravatarHash: "5309ed9da01da06b07c24a89a60814d9",
  });
  expect(accounts[2]).toMatchObject({ id: "8", links: ["https://stackexchange.com/users/910002"], location: null });
  // As dumps gave it until 2013.
  expect(accounts[2]?.gravatarHash).toBe("0123456789abcdef0123456789abcdef");
  expect(skipped).toEqual([
    {
      of: "accounts",
      reason: "user without an id",
      position: "Users.xml row 4",
      item: expect.stringContaining("nobody"),
    },
  ]);
});

test("votes endorse with the day they were cast, an acceptance by who asked; the rest is counted by reason", async () => {
  const { endorsements, skipped } = together(await pull([fixture]));
  expect(
    endorsements.map(({ signal, kind, id, at, accountId }) => [
      signal.kind,
      signal.id,
      kind,
      id,
      at?.slice(0, 10),
      accountId,
    ]),
  ).toEqual([
    ["question", "1", "up", "1", "2026-03-01", null],
    ["answer", "2", "down", "2", "2026-03-01", null],
    ["answer", "3", "accept", "accept", "2026-03-02", "4"],
    ["question", "1", "bookmark", "4", "2026-03-02", "8"],
    ["question", "4", "bounty", "5", "2026-03-05", "4"],
    ["answer", "5", "bounty", "6", "2026-03-06", null],
  ]);
  const aboutVotes = skipped.filter((skip) => skip.position?.startsWith("Votes.xml"));
  expect(aboutVotes.map(({ reason, position, item }) => [position, reason, item === null])).toEqual([
    ["Votes.xml row Id 7", "vote type 6 is no endorsement", true],
    ["Votes.xml row Id 8", "vote on a post that is no signal", true],
    ["Votes.xml row Id 9", "vote on a post that is no signal", true],
    ["Votes.xml row Id 10", "vote without an id, post, type or valid date", false],
  ]);
});

test("without votes an acceptance is known but undated, on whichever side of its question the answer stands", async () => {
  const { endorsements } = together(await pull([posts]));
  expect(endorsements.map(({ signal, id, at, accountId }) => [signal.id, id, at, accountId])).toEqual([
    ["3", "accept", null, "4"],
    ["8", "accept", null, "8"],
  ]);
});

test("a tag wiki is no signal by rule, and a post of no day at all is kept for reading", async () => {
  const { skipped } = together(await pull([posts]));
  expect(skipped).toEqual([
    { reason: "post type 4 is no question or answer", position: "Posts.xml row Id 6", item: null },
    {
      reason: "post without a valid date",
      position: "Posts.xml row Id 7",
      item: expect.stringContaining("no day at all"),
    },
  ]);
});

test("with tags only their questions count, with answers and votes, and the space is the tag", async () => {
  const { signals, endorsements } = together(await pull([fixture], { tags: ["espresso", "whole-bean"] }));
  expect(signals.map(({ id, space }) => `${id} in ${space.kind} ${space.id}`)).toEqual([
    "1 in tag whole-bean",
    "2 in tag whole-bean",
    "3 in tag whole-bean",
    "4 in tag espresso",
    "5 in tag espresso",
  ]);
  const crema = together(await pull([fixture], { tags: ["crema"] }));
  expect(crema.signals.map((signal) => signal.id)).toEqual(["4", "5"]);
  expect(crema.endorsements).toHaveLength(2);
  expect(endorsements).toHaveLength(6);
});

test("with tags only the users who wrote there are kept", async () => {
  const { accounts, skipped } = together(await pull([fixture], { tags: ["crema"] }));
  expect(accounts.map((account) => account.id)).toEqual(["8"]);
  const others = skipped.filter((skip) => skip.reason === "user without a post under the wanted tags");
  expect(others.map((skip) => skip.position)).toEqual(["Users.xml row Id -1", "Users.xml row Id 4"]);
});

test("a post older than the history wanted is no signal, and its votes find none; its answers still have its tags", async () => {
  const { signals, endorsements } = together(await pull([fixture], { since: new Date("2026-03-01T11:30:00Z") }));
  expect(signals[0]).toMatchObject({ id: "3", tags: ["storage", "whole-bean"] });
  expect(endorsements.filter((endorsement) => endorsement.signal.id === "1")).toEqual([]);
});

test("tables are read users, posts, votes, however they are given", async () => {
  const given = together(await pull([votes, posts]));
  expect(given.endorsements).toHaveLength(6);
});

test("rows are the same from a packed file with a prefix in another case", async () => {
  await writeFile(join(folder, "espresso-POSTS.xml.gz"), gzipSync(await readFile(posts)));
  expect(together(await pull([folder])).signals).toEqual(together(await pull([posts])).signals);
});

test("two sites in one folder are two platforms", async () => {
  await cp(posts, join(folder, "espresso-Posts.xml"));
  await cp(posts, join(folder, "es.stackoverflow.com-Posts.xml"));
  const platforms = new Set(together(await pull([folder])).signals.map((signal) => signal.space.platform));
  expect(platforms).toEqual(new Set([host, "es.stackoverflow.com"]));
});

test("the site comes from the folder, and where nothing names it, from whoever imports", async () => {
  await cp(posts, join(folder, "Posts.xml"));
  await expect(pull([folder])).rejects.toThrow(/cannot be told: add --set site=/);
  for (const [site, expected] of [
    ["travel", "travel.stackexchange.com"],
    ["stackoverflow.com", "stackoverflow.com"],
  ] as const)
    expect(together(await pull([folder], { site })).signals[0]?.space.platform).toBe(expected);
  await mkdir(join(folder, "stackoverflow.com"));
  await cp(posts, join(folder, "stackoverflow.com", "Posts.xml"));
  expect(together(await pull([join(folder, "stackoverflow.com")])).signals[0]?.space.platform).toBe(
    "stackoverflow.com",
  );
});

test("votes without posts, a table given twice and a file that is no table are refused", async () => {
  await expect(pull([votes])).rejects.toThrow(/Votes of .* name their posts by number only: give Posts.xml/);
  await expect(pull([fixture, posts])).rejects.toThrow(/are the same table of espresso.stackexchange.com/);
  await writeFile(join(folder, "Badges.xml"), "<badges/>");
  await expect(pull([join(folder, "Badges.xml")])).rejects.toThrow(/Badges.xml is no table of a dump that is read/);
  await expect(pull([folder])).rejects.toThrow(/holds no Posts.xml, Users.xml, Comments.xml or Votes.xml/);
});

const comments = `<?xml version="1.0"?>
<comments>
  <row Id="70" PostId="1" Score="4" Text="Which &lt;tin&gt;?" CreationDate="2026-03-01T10:30:00.000" UserId="15" />
  <row Id="2" PostId="5" Score="0" Text="Seconded" CreationDate="2026-03-03T12:00:00.000" UserDisplayName="user15" />
  <row Id="72" PostId="6" Score="0" Text="On a tag wiki" CreationDate="2026-03-04T12:00:00.000" UserId="4" />
  <row Id="73" PostId="1" Score="0" Text="When?" CreationDate="some day" UserId="4" />
</comments>`;

async function commentedSite(): Promise<string> {
  const site = join(folder, "espresso-stackexchange");
  await cp(fixture, site, { recursive: true });
  await writeFile(join(site, "Comments.xml"), comments);
  return site;
}

test("comments stand in the thread of the post they are on, with the ids of the API", async () => {
  const { signals, skipped } = together(await pull([await commentedSite()]));
  const found = signals.filter((signal) => signal.kind === "comment");
  expect(found[0]).toMatchObject({
    ...{ id: "70", threadId: "1", parentId: "1", occurredAt: "2026-03-01T10:30:00.000Z" },
    ...{ title: 'How should I store "whole" beans?', excerpt: "Which <tin>?", metrics: { score: 4 } },
    ...{ account: expect.objectContaining({ id: "15" }), url: `https://${host}/posts/comments/70` },
  });
  expect(found[1]).toMatchObject({ id: "2", threadId: "4", parentId: "5", account: null, tags: ["crema", "espresso"] });
  expect(found).toHaveLength(2);
  const aside = skipped.filter((skip) => skip.position?.startsWith("Comments.xml"));
  expect(aside.map(({ reason, item }) => [reason, item === null])).toEqual([
    ["comment on a post that is no signal", true],
    ["comment without an id, post or valid date", false],
  ]);
});

test("comments without posts are refused", async () => {
  const path = join(await commentedSite(), "Comments.xml");
  await expect(pull([path])).rejects.toThrow(/Comments of .* name their posts by number only: give Posts.xml/);
});

test("a comment's number is none of a post's: votes still find the post", async () => {
  const { endorsements } = together(await pull([await commentedSite()]));
  expect(endorsements.find(({ signal }) => signal.id === "2")?.signal.kind).toBe("answer");
});

test("with tags, who only commented there is kept too, also after an interruption", async () => {
  const site = await commentedSite();
  const rows = '<users><row Id="15" DisplayName="Fjo" /><row Id="4" DisplayName="Ilse" /></users>';
  await writeFile(join(site, "Users.xml"), rows);
  const whole = await pull([site], { tags: ["storage"] });
  expect(
    together(whole)
      .signals.filter((signal) => signal.kind === "comment")
      .map(({ id }) => id),
  ).toEqual(["70"]);
  expect(together(whole).accounts.map(({ id }) => id)).toContain("15");
  const users = whole.find((batch) => batch.accounts.length > 0)?.cursor;
  const rest = await pull([site], { tags: ["storage"], cursor: { ...(users as object), position: 0 } as Json });
  expect(together(rest).accounts.map(({ id }) => id)).toContain("15");
});

test("comments older than the history wanted are no signals", async () => {
  const { signals } = together(await pull([await commentedSite()], { since: new Date("2026-03-02T00:00:00Z") }));
  expect(signals.filter((signal) => signal.kind === "comment").map(({ id }) => id)).toEqual(["2"]);
});

test("an archive as it is downloaded is to be unpacked first", async () => {
  const archive = join(folder, "espresso.stackexchange.com.7z");
  await writeFile(archive, "7z\xbc\xaf");
  await expect(pull([archive])).rejects.toThrow(/is packed as .7z: unpack it first and give what was inside/);
  await expect(pull([folder])).rejects.toThrow(/unpack espresso.stackexchange.com.7z first/);
  const parts = join(folder, "stackoverflow.com-Posts.7z");
  await writeFile(parts, "7z\xbc\xaf");
  await expect(pull([fixture, parts])).rejects.toThrow(/stackoverflow.com-Posts.7z is packed as .7z/);
});

test.each([
  ["an outer DTD", '<!DOCTYPE posts SYSTEM "posts.dtd">'],
  ["an inner DTD", "<!DOCTYPE posts [<!ELEMENT posts (row*)><!ATTLIST row Id CDATA #REQUIRED>]>"],
])("%s changes nothing, and nothing is fetched for it", async (_what, doctype) => {
  const text = await readFile(posts, "utf8");
  const path = join(folder, "espresso-Posts.xml");
  await writeFile(path, text.replace(/<!DOCTYPE[^\]]*\]>/, doctype));
  expect(await readFile(path, "utf8")).toContain(doctype);
  expect(together(await pull([path])).signals).toEqual(together(await pull([posts])).signals);
});

test("a control character that somebody typed spoils no file", async () => {
  const path = join(folder, "espresso-Posts.xml");
  await writeFile(path, (await readFile(posts, "utf8")).replace("In the fridge.", "In the &#x1F; fridge."));
  const { signals } = together(await pull([path]));
  expect(signals).toHaveLength(7);
  expect(signals[1]?.excerpt).toContain("fridge.");
});

test("rows without the attributes that publishers leave out are still posts", async () => {
  const path = join(folder, "espresso-Posts.xml");
  const row = '<row Id="1" PostTypeId="1" CreationDate="2026-03-01T10:00:00.000" Tags="" OwnerUserId="-1" />';
  await writeFile(path, `\uFEFF<posts>${row}</posts>`);
  const { signals } = together(await pull([path]));
  expect(signals).toMatchObject([{ id: "1", account: null, title: null, excerpt: null, tags: [], metrics: {} }]);
});

test("XML that breaks off or is malformed is refused with the last whole row", async () => {
  const path = join(folder, "espresso-Posts.xml");
  const text = await readFile(posts, "utf8");
  const refusal = async (content: string) => {
    await writeFile(path, content);
    const error: unknown = await pull([path]).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  };
  expect(await refusal(text.slice(0, text.indexOf('<row Id="5"')))).toBe(
    "espresso-Posts.xml: the XML is not well-formed after row 4 (Id 4): fetch or unpack it again.",
  );
  expect(await refusal(text.replace('Score="11"', "Score=11"))).toMatch(/after row 2 \(Id 2\)/);
  expect(await refusal("not XML at all")).toMatch(/before its first row/);
  expect(await refusal(text.replace("In the fridge.", "In &site;"))).toMatch(/after row 1/);
});

test("an interrupted import goes on among the votes, and still knows the posts before them", async () => {
  const site = join(folder, "espresso-stackexchange");
  await cp(fixture, site, { recursive: true });
  const row = (id: number) =>
    `<row Id="${id}" PostId="${1 + (id % 3)}" VoteTypeId="2" CreationDate="2026-03-05T00:00:00.000" />\n`;
  const rows = Array.from({ length: 5_000 }, (_, index) => row(index + 1)).join("");
  await writeFile(join(site, "Votes.xml"), `<votes>\n${rows}</votes>`);
  const whole = await pull([site]);
  const stopped = whole.findIndex((batch) => batch.endorsements.length > 0);
  const rest = await pull([site], { cursor: whole[stopped]?.cursor ?? null });
  expect(rest).toEqual(whole.slice(stopped + 1).map((batch) => ({ ...batch, progress: expect.anything() })));
  expect(rest.at(-1)?.cursor).toEqual({ done: true });
});

test.skipIf(!hasRealData)("a complete real site is accounted for to the last vote", async () => {
  const { signals, accounts, endorsements, skipped } = together(await pull([join(realData, "travel-stackexchange")]));
  const count = (kind: string) => signals.filter((signal) => signal.kind === kind).length;
  expect([count("question"), count("answer"), accounts.length]).toEqual([25_346, 42_847, 44_203]);
  const accepts = endorsements.filter((endorsement) => endorsement.kind === "accept");
  expect(accepts.filter((accept) => accept.at !== null)).toHaveLength(11_488);
  expect(signals.filter((signal) => signal.metrics.accepted === true)).toHaveLength(11_488);
  const ofVotes = skipped.filter((skip) => skip.position?.startsWith("Votes"));
  expect(endorsements.length + ofVotes.length).toBe(566_062);
  expect(skipped.every((skip) => skip.item === null)).toBe(true);
});
