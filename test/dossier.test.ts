import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, createHttp } from "@groundswell/connectors";
import { account, type Signal } from "@groundswell/model";
import {
  answerCandidates,
  buildDossier,
  type Dossier,
  dossierHtml,
  dossierMarkdown,
  markdownText,
  onTrack,
  printDossier,
  requirePerson,
} from "@groundswell/reports";
import { createWorld, truth, writeSignals } from "@groundswell/simulator";
import { ensureExpertise, importSource, type Store } from "@groundswell/store";
import { load } from "cheerio";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openSuiteStore, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk, signalLines } from "./run-command.ts";
import { asOf, made, makeSource, save } from "./store-fixtures.ts";

const now = () => asOf;
const folder = mkdtempSync(join(tmpdir(), "groundswell-dossier-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function dossierOf(store: Store, expertise: string, name: string): Promise<Dossier> {
  return buildDossier(store, { expertise, person: await requirePerson(store, name), asOf: null });
}

const evil = "](javascript:alert(1)) | <img src=x onerror=alert(1)> `#1` @ada https://evil.example *bold*\u202Egnp";

describe.each(storeKinds)("a dossier, on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  const river = account("qa.example", "1", {
    name: "River <b>Vale</b>",
    handle: "river",
    url: "https://qa.example/u/1",
  });
  const by = (id: string, more: Partial<Omit<Signal, "account">> = {}): Signal => ({
    ...made(id, { occurredAt: `2025-${id.slice(-2)}-10T12:00:00.000Z`, url: `https://qa.example/${id}`, ...more }),
    account: river,
  });
  const raw = (fetchedAt: string, body = fetchedAt) => ({
    request: "https://qa.example/list",
    contentType: "text/plain",
    body: Buffer.from(body),
    fetchedAt,
  });

  beforeEach(async () => {
    const source = await makeSource(store);
    await save(
      store,
      source,
      {
        signals: [
          by("a-03", { metrics: { score: 3 }, title: evil }),
          by("a-04", { metrics: { score: 9, accepted: true }, title: "Best of all" }),
          by("a-05", { metrics: { score: 9 } }),
          by("p-06", { kind: "post", title: "On lamps", metrics: {} }),
          by("v-07", { kind: "video", title: "Lamps, filmed", metrics: { likes: 1, views: 1200 } }),
          by("q-08", { kind: "question", metrics: { score: 90, views: 5000 } }),
          { ...by("gone-09", { metrics: { score: 99 } }), deletedAt: "2025-10-01T00:00:00.000Z" },
          by("old-03", { occurredAt: "2024-05-01T00:00:00.000Z", metrics: { score: 99 } }),
        ],
        raw: raw("2026-01-20T08:00:00.000Z"),
      },
      { signals: [by("a-10", { metrics: { score: 1 }, url: "javascript:alert(1)" })] },
    );
    await analyse({ store, now }, { expertise: "lumen", asOf });
  });

  test("holds the best items first, with votes, acceptance and the day on which they were read", async () => {
    const { items } = await dossierOf(store, "lumen", "qa.example:1");
    expect(items.map(({ signal, votes, accepted }) => [signal, votes, accepted])).toEqual([
      ["qa.example:answer:a-04", 9, true],
      ["qa.example:answer:a-05", 9, false],
      ["qa.example:answer:a-03", 3, false],
      ["qa.example:answer:a-10", 1, false],
      ["qa.example:video:v-07", 1, false],
      ["qa.example:post:p-06", 0, false],
    ]);
    expect(items[0]).toMatchObject({ capturedAt: "2026-01-20T08:00:00.000Z", activity: "Forum participation" });
    expect(items.find(({ signal }) => signal.endsWith("a-10"))?.capturedAt).toBeNull();
  });

  test("puts the year into the activity types of the program's form, and no number into one that nobody counted", async () => {
    const { activities } = await dossierOf(store, "lumen", "qa.example:1");
    expect(activities.map(({ activity, quantity, reach, url }) => [activity, quantity, reach, url])).toEqual([
      ["Forum participation", 4, null, "https://qa.example/a-04"],
      ["Blog", 1, null, "https://qa.example/p-06"],
      ["Video", 1, 1200, "https://qa.example/v-07"],
    ]);
    expect(activities[0]).toMatchObject({
      title: "Forum participation: 4 answers",
      date: "2025-03-10",
      dateEnd: "2025-10-10",
    });
    expect(activities[0]?.description).toContain("4 answers: 22 votes, 1 accepted or merged, in 1 space.");
    for (const { title, description } of activities) {
      expect(title.length).toBeLessThanOrEqual(100);
      expect(description.length).toBeLessThanOrEqual(1000);
    }
  });

  test("says what the score is made of, what it was a year before, and how much was read", async () => {
    const dossier = await dossierOf(store, "lumen", "qa.example:1");
    const expert = dossier.tracks.expert;
    const sum = expert?.terms.reduce((total, { contribution }) => total + contribution, 0);
    expect(sum).toBeCloseTo(expert?.score ?? Number.NaN, 6);
    expect(expert).toMatchObject({ population: 1 });
    expect(dossier.yearBefore.tracks.expert).toMatchObject({ items: 1 });
    expect(dossier.yearBefore.window).toEqual({ from: "2024-02-01T00:00:00.000Z", to: "2025-02-01T00:00:00.000Z" });
    expect(dossier).toHaveProperty("coverage.rate");
    expect(dossier.run.policyVersion).toMatch(/^mvp/);
    expect(Object.keys(onTrack(dossier, "leader").tracks)).toEqual(["leader"]);
  });

  test("names what no source shows", async () => {
    const dossier = await dossierOf(store, "lumen", "qa.example:1");
    const named = dossier.cannotSee.map(({ what }) => what).join();
    for (const what of ["Mentoring", "Product feedback", "Private help", "Closed chats", "Attendance", "Page views"])
      for (const text of [named, dossierHtml(dossier), dossierMarkdown(dossier)]) expect(text).toContain(what);
  });

  test("the same inputs give the same bytes, and numbers that changed since count for a later run only", async () => {
    const person = await requirePerson(store, "qa.example:1");
    const build = () => buildDossier(store, { expertise: "lumen", person, asOf });
    const before = await build();
    expect(printDossier(await build())).toBe(printDossier(before));
    expect(dossierHtml(await build())).toBe(dossierHtml(before));
    // What is read the day after must not reach back.
    const source = { id: "test", expertises: ["lumen"] };
    await save(store, source as never, { signals: [by("a-05", { metrics: { score: 9 } })] });
    expect(printDossier(await build())).toBe(printDossier(before));
  });

  test("nothing that a source wrote becomes an element, a script or a link in HTML", async () => {
    const html = dossierHtml(await dossierOf(store, "lumen", "qa.example:1"));
    const $ = load(html);
    expect($("script, img, iframe, object, link, base, form")).toHaveLength(0);
    expect($("h1 b")).toHaveLength(0);
    expect($("h1").text()).toBe("River <b>Vale</b>");
    const hrefs = $("a")
      .toArray()
      .map((a) => $(a).attr("href") ?? "");
    expect(hrefs.length).toBeGreaterThan(5);
    expect(hrefs.filter((href) => !href.startsWith("https://qa.example/"))).toEqual([]);
    const attributes = $("*")
      .toArray()
      .flatMap((one) => Object.keys($(one).attr() ?? {}));
    expect(attributes.filter((name) => name.startsWith("on"))).toEqual([]);
    // Nothing is fetched: no address stands anywhere but in links.
    expect(html.replace(/<a [^>]*>[\s\S]*?<\/a>/g, "").match(/\bsrc=|url\(|@import/)).toBeNull();
    expect(html).toContain("default-src 'none'");
  });

  test("nothing that a source wrote becomes markup in Markdown", async () => {
    const text = dossierMarkdown(await dossierOf(store, "lumen", "qa.example:1"));
    expect(text).toContain("# River \\<b\\>Vale\\</b\\>");
    expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\]\(javascript|(?<![\\(<])https:\/\/evil|[^\\]`#1|@ada/);
    const table = text.split("\n").filter((line) => line.startsWith("| "));
    expect(table.length).toBeGreaterThan(3);
    for (const line of table) expect([3, 8, 10]).toContain(line.match(/(?<!\\)\|/g)?.length);
  });

  test.each([
    ["- a list", "\\- a list"],
    ["# heading", "\\# heading"],
    ["12. twelfth", "12\\. twelfth"],
    ["two\nlines", "two lines"],
    ["a | b", "a \\| b"],
    ["well-known: 3.5", "well-known: 3.5"],
  ])("%j is written as text", (given, written) => {
    expect(markdownText(given)).toBe(written);
  });
});

describe.each(storeKinds)("a dossier of the simulator's world, on the %s store", (kind) => {
  const world = createWorld({ seed: 11, asOf, people: 60, months: 15 });
  const really = truth(world);
  const expertise = world.expertise.slug;
  let store: Store;
  let person = 0;

  // biome-ignore lint/correctness/noEmptyPattern: vitest takes only a pattern here
  beforeAll(async ({}, suite) => {
    const opened = await openSuiteStore(kind);
    store = opened.store;
    await ensureExpertise(store, expertise);
    const file = join(folder, `${kind}.ndjson.gz`);
    await writeSignals(world, file);
    const options = { paths: [file] };
    const source = await importSource(store, { id: "import", connector: "signals", expertises: [expertise], options });
    const http = createHttp({ userAgent: "groundswell-test/0", now, allowHosts: ["127.0.0.1"] });
    const signal = new AbortController().signal;
    await collect({ store, connectors, http, env: {}, now, rawDays: 90, signal }, source);
    await analyse({ store, now }, { expertise, asOf });
    const { candidates } = await answerCandidates(store, { expertise, track: "expert", asOf: null, limit: 1 });
    person = candidates[0]?.person ?? 0;
    return () => opened.tidy(suite);
  });

  test("every item is a true signal of that very person, and the counts per activity are the truth's", async () => {
    const dossier = await dossierOf(store, expertise, String(person));
    const own = new Set(dossier.accounts.map(({ platform, id }) => `${platform}:${id}`));
    const truePerson = really.personOf[[...own][0] ?? ""];
    expect([...own].map((key) => really.personOf[key])).toEqual([...own].map(() => truePerson));
    const inWindow = really.signals.filter(
      ({ occurredAt, account: key }) =>
        occurredAt >= dossier.window.from && occurredAt < dossier.window.to && key !== null && own.has(key),
    );
    const known = new Map(inWindow.map((one) => [`${one.platform}:${one.kind}:${one.id}`, one]));
    expect(dossier.items).toHaveLength(10);
    for (const { signal, space, occurredAt } of dossier.items)
      expect({ space: space.key, occurredAt }).toEqual({
        space: known.get(signal)?.space,
        occurredAt: known.get(signal)?.occurredAt,
      });
    const values = dossier.items.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const posts = inWindow.filter((one) => one.kind === "post").length;
    expect(dossier.activities.find(({ activity }) => activity === "Blog")?.quantity ?? 0).toBe(posts);
    // What is counted is what is scored.
    const scored = (dossier.tracks.expert?.terms ?? []).filter(
      ({ kind: one }) => one === "answer" || one === "comment",
    );
    expect(dossier.activities.find(({ activity }) => activity === "Forum participation")?.quantity).toBe(
      scored.reduce((sum, { count }) => sum + count, 0),
    );
  });

  test("somebody with several accounts is shown with what joins them", async () => {
    const { links, accounts } = await dossierOf(store, expertise, String(person));
    expect(links.length).toBeGreaterThanOrEqual(accounts.length - 1);
    for (const { reasons, method } of links) expect([method, reasons.length > 0]).toEqual([method, true]);
  });
});

describe("the command", () => {
  const desk = new Desk();
  afterAll(() => desk.clear());
  const run = (...args: string[]) => desk.run(args, { env: { GROUNDSWELL_ACTOR: "lead" } });

  beforeAll(async () => {
    const file = desk.file("signals.ndjson", `${signalLines().join("\n")}\n`);
    await run("import", "signals", file, "--expertise", "lumen");
    await run("analyse", "--expertise", "lumen", "--as-of", "2024-03-01");
  });

  test("prints a dossier, freezes it with a decision, and prints the very same bytes after a new run", async () => {
    const markdown = await run("dossier", "forum.example:p1");
    expect(markdown.stdout).toMatch(/^# Person 1\n/);
    for (const stage of ["shortlisted", "in-review"])
      expect((await run("candidacy", "move", "forum.example:p1", stage, "--reason", "fits")).code).toBe(0);
    const now = await run("dossier", "forum.example:p1", "--json");
    const moved = await run("candidacy", "move", "forum.example:p1", "nominated", "--reason", "agreed");
    expect(moved.stdout).toMatch(/nominated[\s\S]*SHA-256 [0-9a-f]{64}/);
    await run("analyse", "--expertise", "lumen", "--as-of", "2024-04-01");
    const frozen = await run("dossier", "forum.example:p1", "--frozen", "--json");
    expect(frozen.stdout).toBe(now.stdout);
    expect((await run("dossier", "forum.example:p1", "--json")).stdout).not.toBe(now.stdout);
    const page = desk.file("dossier.html");
    const written = await run("dossier", "forum.example:p1", "--frozen", "--format", "html", "--to", page);
    expect([written.code, written.stdout]).toEqual([0, ""]);
    expect(readFileSync(page, "utf8")).toMatch(/^<!doctype html>[\s\S]*Person 1/);
    const list = await run("candidacy", "list", "--json");
    expect(JSON.parse(list.stdout).candidacies).toMatchObject([{ name: "Person 1", stage: "nominated" }]);
    expect((await run("candidacy", "show", "forum.example:p1")).stdout).toContain(
      "moved it from in review to nominated: agreed",
    );
  }, 120_000);

  test("says in one sentence what is wrong with what was typed", async () => {
    const skipped = await run("candidacy", "move", "forum.example:p2", "awarded", "--reason", "x");
    expect([skipped.code, skipped.stdout]).toEqual([1, ""]);
    expect(skipped.stderr).toMatch(/^A candidacy that is discovered cannot become awarded/);
    const voted = await run("candidacy", "vote", "forum.example:p2", "yes");
    expect([voted.code, voted.stderr]).toEqual([2, expect.stringContaining("--conflict")]);
    const both = await run("dossier", "forum.example:p2", "--frozen", "--as-of", "2024-03-01");
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("leave one out")]);
    const none = await run("renewals");
    expect([none.code, none.stdout]).toEqual([0, expect.stringContaining("Nobody is known to hold an award")]);
  }, 120_000);
});
