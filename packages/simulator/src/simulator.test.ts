import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveLines, archiveName } from "./archive.ts";
import { catalogue } from "./catalogue.ts";
import { createWorld } from "./create-world.ts";
import { worldSignals } from "./signals.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { type Truth, truth } from "./truth.ts";
import { accountAt, type BlogSpace, iso, siteHost, spaceOf } from "./world.ts";

const world = createWorld({ seed: 11, asOf: new Date("2026-11-15T00:00:00Z"), people: 120, months: 14 });
let known: Truth;
let simulator: Simulator;

beforeAll(async () => {
  known = truth(world);
  simulator = await startSimulator({ world });
});
afterAll(() => simulator.close());

// biome-ignore lint/suspicious/noExplicitAny: the pages are read as any client would, without a schema.
type Loose = any;
const get = async (path: string, headers: Record<string, string> = {}) => fetch(`${simulator.url}${path}`, { headers });
const ids = (kinds: string[], platform: string) =>
  known.signals
    .filter((signal) => signal.platform === platform && kinds.includes(signal.kind))
    .map((signal) => `${signal.kind} ${signal.id} ${signal.occurredAt}`)
    .sort();

async function everyPage(path: string): Promise<Loose[]> {
  const rows: Loose[] = [];
  for (let page = 1; ; page++) {
    const body: Loose = await (await get(`/stackexchange/2.3${path}&page=${page}`)).json();
    rows.push(...body.items);
    if (!body.has_more) return rows;
  }
}

async function everyLink(path: string): Promise<Loose[]> {
  const rows: Loose[] = [];
  for (let url: string | undefined = `${simulator.url}/github${path}`; url; ) {
    const response: Response = await fetch(url);
    rows.push(...((await response.json()) as Loose[]));
    url = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return rows;
}

const instant = (unixSeconds: number) => iso(unixSeconds * 1000);

test("a Q&A site paged through by its tags gives exactly its questions and answers", async () => {
  const found: string[] = [];
  for (const space of world.spaces) {
    if (space.kind !== "tag" || space.site !== "askbench") continue;
    const query = `site=askbench&tagged=${space.tag}&sort=activity&order=asc&pagesize=100&filter=withanswers`;
    for (const question of await everyPage(`/questions?${query}`)) {
      found.push(`question ${question.question_id} ${instant(question.creation_date)}`);
      for (const answer of question.answers ?? [])
        found.push(`answer ${answer.answer_id} ${instant(answer.creation_date)}`);
    }
  }
  expect(found.sort()).toEqual(ids(["question", "answer"], siteHost("askbench")));
});

test("the built-in filters leave answers out, and the answers of known questions can be asked for", async () => {
  const path = `/stackexchange/2.3/questions?site=opscorner&pagesize=100`;
  const plain: Loose = await (await get(path)).json();
  const withBody: Loose = await (await get(`${path}&filter=withbody`)).json();
  expect(plain.items[0]).not.toHaveProperty("body");
  expect(withBody.items[0]).toHaveProperty("body");
  const question = withBody.items.find((item: Loose) => item.answer_count > 0);
  expect(question).not.toHaveProperty("answers");
  const answers = await everyPage(`/questions/${question.question_id}/answers?site=opscorner`);
  expect(answers).toHaveLength(question.answer_count);
});

test("a page holds to sort, order, bounds and dates", async () => {
  const all = await everyPage("/questions?site=askbench&tagged=lumen&sort=activity&order=asc&pagesize=100");
  const activity = all.map((item) => item.last_activity_date);
  expect(activity).toEqual([...activity].sort((a, b) => a - b));
  const middle = activity[activity.length >> 1];
  const later = await everyPage(`/questions?site=askbench&tagged=lumen&sort=activity&min=${middle}&pagesize=100`);
  expect(later).toHaveLength(activity.filter((at) => at >= middle).length);
  expect(later[0].last_activity_date).toBe(activity.at(-1));
  const created = await everyPage(`/questions?site=askbench&tagged=lumen&todate=${middle}&pagesize=100`);
  expect(created).toHaveLength(all.filter((item) => item.creation_date <= middle).length);
});

test("the wrapper counts down the quota, is always gzipped, and refuses pages of over 100", async () => {
  const first = await get("/stackexchange/2.3/questions?site=askbench");
  const second = await get("/stackexchange/2.3/questions?site=askbench");
  expect(first.headers.get("content-encoding")).toBe("gzip");
  const [a, b] = [(await first.json()) as Loose, (await second.json()) as Loose];
  expect(a.quota_max).toBe(10_000);
  expect(b.quota_remaining).toBe(a.quota_remaining - 1);
  const refused = await get("/stackexchange/2.3/questions?site=askbench&pagesize=101");
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({ error_id: 400, error_name: "bad_parameter", error_message: "pagesize" });
});

test("names and titles are HTML-encoded, and a deleted owner has no ids", async () => {
  const all = await everyPage("/questions?site=askbench&pagesize=100&filter=withanswers");
  expect(all.some((item) => /&(amp|lt|quot);/.test(item.title))).toBe(true);
  expect(all.every((item) => !/[<>"]/.test(item.title))).toBe(true);
  const owners = all.flatMap((item) => [item.owner, ...(item.answers ?? []).map((answer: Loose) => answer.owner)]);
  const gone = owners.filter((owner) => owner.user_type === "does_not_exist");
  expect(gone.length).toBeGreaterThan(0);
  for (const owner of gone) expect(owner).not.toHaveProperty("user_id");
});

test("users are told with the site they name, deleted ones are not told", async () => {
  const accounts = world.accounts.filter((account) => account.platform === siteHost("askbench"));
  const linked = accounts.find((account) => account.links.length > 0 && !account.deleted);
  const deleted = accounts.find((account) => account.deleted);
  const body: Loose = await (await get(`/stackexchange/2.3/users/${linked?.id};${deleted?.id}?site=askbench`)).json();
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({ user_id: Number(linked?.id), website_url: linked?.links[0] });
});

test("with backoff on, whoever does not wait is throttled", async () => {
  const strict = await startSimulator({ world, faults: { backoff: true } });
  let throttled: Loose = null;
  for (let i = 0; i < 60 && throttled === null; i++) {
    const response = await fetch(`${strict.url}/stackexchange/2.3/questions?site=askbench&pagesize=1`);
    const body: Loose = await response.json();
    if (body.error_name === "throttle_violation") throttled = body;
  }
  await strict.close();
  expect(throttled.error_message).toMatch(/more requests available in [12] seconds/);
});

test("the repositories paged through by Link give exactly their issues, comments, reviews, releases and commits", async () => {
  const found: string[] = [];
  const add = (kind: string, id: unknown, at: string) => found.push(`${kind} ${id} ${new Date(at).toISOString()}`);
  for (const space of world.spaces) {
    if (space.kind !== "repository") continue;
    const path = `/repos/${space.id}`;
    for (const issue of await everyLink(`${path}/issues?state=all&per_page=100&sort=updated&direction=asc`)) {
      add(issue.pull_request ? "pull-request" : "issue", `${space.id.toLowerCase()}#${issue.number}`, issue.created_at);
      if (!issue.pull_request) continue;
      for (const review of await everyLink(`${path}/pulls/${issue.number}/reviews`))
        add("review", review.id, review.submitted_at);
    }
    for (const list of ["issues/comments", "pulls/comments"])
      for (const comment of await everyLink(`${path}/${list}?per_page=100`))
        add("comment", `${list === "pulls/comments" ? "r" : ""}${comment.id}`, comment.created_at);
    for (const release of await everyLink(`${path}/releases`)) add("release", release.id, release.published_at);
    for (const commit of await everyLink(`${path}/commits?per_page=100`))
      add("commit", commit.sha, commit.commit.author.date);
  }
  const kinds = ["issue", "pull-request", "comment", "review", "release", "commit"];
  expect(found.sort()).toEqual(ids(kinds, "github"));
});

const repository = world.spaces.find((space) => space.kind === "repository" && space.head)?.id ?? "";

test("an unchanged page of GitHub is 304 and costs nothing", async () => {
  const path = `/github/repos/${repository}/issues?state=all`;
  const first = await get(path);
  const etag = first.headers.get("etag") ?? "";
  await first.text();
  const second = await get(path, { "if-none-match": etag });
  expect(second.status).toBe(304);
  expect(second.headers.get("x-ratelimit-remaining")).toBe(first.headers.get("x-ratelimit-remaining"));
  const third = await get(path);
  await third.text();
  expect(Number(third.headers.get("x-ratelimit-remaining"))).toBe(
    Number(first.headers.get("x-ratelimit-remaining")) - 1,
  );
});

test("since compares the update, and open issues are the usual list", async () => {
  const all = await everyLink(`/repos/${repository}/issues?state=all&per_page=100`);
  const middle = all.map((issue) => issue.updated_at).sort()[all.length >> 1];
  const later = await everyLink(`/repos/${repository}/issues?state=all&per_page=100&since=${middle}`);
  expect(later).toHaveLength(all.filter((issue) => issue.updated_at >= middle).length);
  const open = await everyLink(`/repos/${repository}/issues?per_page=100`);
  expect(open).toHaveLength(all.filter((issue) => issue.state === "open").length);
});

test("a spent hour is refused with the headers that say until when", async () => {
  const now = new Date("2026-11-15T10:00:00Z");
  const poor = await startSimulator({ world, faults: { githubRequestsPerHour: 2 }, now: () => now });
  const ask = () => fetch(`${poor.url}/github/repos/${repository}/releases`);
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const refused = await ask();
  await poor.close();
  expect(refused.status).toBe(403);
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(Number(refused.headers.get("x-ratelimit-reset")) * 1000).toBe(now.getTime() + 3_600_000);
});

test("a user is found by id through a rename, by login only under today's", async () => {
  const renamed = world.accounts.find((account) => account.formerHandle && account.platform === "github");
  const byId: Loose = await (await get(`/github/user/${renamed?.id}`)).json();
  expect(byId).toMatchObject({ login: renamed?.handle, id: Number(renamed?.id), type: "User" });
  expect((await get(`/github/users/${renamed?.handle}`)).status).toBe(200);
  expect((await get(`/github/users/${renamed?.formerHandle?.handle}`)).status).toBe(404);
});

test("GitHub's deleted authors are null and its bots say so", async () => {
  const spaces = world.spaces.filter((space) => space.kind === "repository");
  const lists = await Promise.all(spaces.map((space) => everyLink(`/repos/${space.id}/issues?state=all&per_page=100`)));
  const authors = lists.flat().map((issue) => issue.user);
  const deleted = world.threads.filter((thread) => accountAt(world, thread.author).deleted);
  expect(authors.filter((author) => author === null)).toHaveLength(deleted.length);
  expect(authors.some((author) => author?.type === "Bot" && author.login.endsWith("[bot]"))).toBe(true);
});

const blogs = world.spaces.filter((space): space is BlogSpace => space.kind === "blog");

test("feeds come in four formats, hold every post, and answer 304 to either validator", async () => {
  const marks = { rss: "<rss version", atom: "<feed xmlns", rdf: "<rdf:RDF", json: '"version"' };
  for (const blog of blogs) {
    const posts = world.posts.filter((post) => spaceOf(world, post) === blog).length;
    const path = `/feeds/${blog.slug}.${blog.format === "json" ? "json" : "xml"}`;
    const response = await get(path);
    const text = new TextDecoder(blog.charset).decode(await response.arrayBuffer());
    expect(text).toContain(marks[blog.format]);
    expect(text.match(/<item\b|<entry>|"date_published"/g)).toHaveLength(posts);
    for (const header of ["etag", "last-modified"]) {
      const validator = header === "etag" ? "if-none-match" : "if-modified-since";
      expect((await get(path, { [validator]: response.headers.get(header) ?? "" })).status).toBe(304);
    }
  }
  expect(new Set(blogs.map((blog) => blog.format)).size).toBe(4);
});

test("one feed is written in windows-1252, and is only read right as such", async () => {
  const blog = blogs.find((one) => one.charset === "windows-1252");
  const bytes = await (await get(`/feeds/${blog?.slug}.xml`)).arrayBuffer();
  expect(new TextDecoder("windows-1252").decode(bytes)).toMatch(/encoding="windows-1252".*(é|ù|—)/s);
  expect(new TextDecoder().decode(bytes)).toContain("\ufffd");
});

test("a feed can hold the last posts only", async () => {
  const short = await startSimulator({ world, feedItems: 3 });
  const text = await (await fetch(`${short.url}/feeds/${blogs[1]?.slug}.xml`)).text();
  await short.close();
  expect(text.match(/<entry>/g)).toHaveLength(3);
});

test("a blog's home page announces its feeds and the profiles it is linked with", async () => {
  const linked = world.accounts.find((account) => account.platform === "blog" && account.links.length > 0);
  const text = await (await get(`/blogs/${new URL(linked?.url ?? "").host.replace(".example", "")}/`)).text();
  expect(text).toMatch(/rel="alternate" type="application\/[a-z]+\+xml"/);
  expect(text).toContain(`<link rel="me" href="${linked?.links[0]}">`);
});

test("an hour of the archive is served under its name, and an hour that nobody saw is missing", async () => {
  const hour = world.asOf - 90 * 3_600_000;
  const response = await get(`/gharchive/${archiveName(hour)}`);
  expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(archiveLines(world, hour)?.join(""));
  expect((await get("/gharchive/2019-01-01-7.json.gz")).status).toBe(404);
  expect((await get("/gharchive/2026-11-01-07.json.gz")).status).toBe(404);
});

test("the dump has the API's posts, and dated votes that add up to their scores", async () => {
  const read = async (file: string) => (await get(`/dump/askbench/${file}.xml`)).text();
  const posts = [...(await read("Posts")).matchAll(/<row Id="(\d+)" PostTypeId="(\d)".* Score="(-?\d+)"/g)];
  expect(posts.map(([, id, type]) => `${type === "1" ? "question" : "answer"} ${id}`).sort()).toEqual(
    ids(["question", "answer"], siteHost("askbench")).map((id) => id.slice(0, -25)),
  );
  const scores = new Map(posts.map(([, id, , score]) => [id, Number(score)]));
  const weights: Record<string, number> = { 1: 0, 2: 1, 3: -1 };
  const votes = (await read("Votes")).matchAll(
    /PostId="(\d+)" VoteTypeId="(\d)" CreationDate="\d{4}-\d\d-\d\dT00:00:00.000"/g,
  );
  for (const [, post, type] of votes) scores.set(post, (scores.get(post) ?? 0) - (weights[type ?? ""] ?? 0));
  expect([...scores.values()].every((left) => left === 0)).toBe(true);
  expect(await read("Users")).toMatch(/<row Id="\d+" .*AccountId="\d+"/);
});

test("the interchange file holds every signal", async () => {
  const bytes = await (await get("/signals.ndjson.gz")).arrayBuffer();
  const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
  const found = lines
    .map((line) => JSON.parse(line))
    .map((signal) => `${signal.space.platform} ${signal.kind} ${signal.id}`);
  expect(found.sort()).toEqual([...worldSignals(world)].map((s) => `${s.space.platform} ${s.kind} ${s.id}`).sort());
});

test("the catalogue has a source of its own for each of the 50 spaces, at addresses that answer", async () => {
  const { expertises, sources } = catalogue(world, simulator.url);
  expect(expertises.map((e) => e.slug)).toEqual(["lumen"]);
  expect(new Set(sources.map((source) => source.id)).size).toBe(50);
  for (const { id, options } of sources) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    if (typeof options.url === "string") expect((await fetch(options.url)).status).toBe(200);
  }
});
