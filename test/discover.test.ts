import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptSpace, analyse, decideSpace, keepLook } from "@groundswell/analyse";
import { collect } from "@groundswell/collect";
import { connectors, discoverPlace, type Http } from "@groundswell/connectors";
import { ConfigError, readCatalogue, type Signal } from "@groundswell/model";
import { answerDiscover, type DiscoverAnswer, unwatchedShare } from "@groundswell/reports";
import { createWorld, truth, writeSignals } from "@groundswell/simulator";
import { auditLog, ensureExpertise, findSource, foundSpaceDeeds, importSource, type Store } from "@groundswell/store";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openTestStore, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { testHttp } from "./place-pull.ts";
import { Desk } from "./run-command.ts";
import { made, makeSource, save } from "./store-fixtures.ts";

const asOf = new Date("2026-02-01T00:00:00Z");
const now = () => asOf;
const named = (name: string) => ({ expertise: "lumen", asOf, name });
const discover = (store: Store, all = false, at = asOf) =>
  answerDiscover(store, { expertise: "lumen", asOf: at, limit: 0, all });
const keys = ({ proposals }: DiscoverAnswer) => proposals.map(({ key }) => key);

/** For addresses that say it all: whoever asks the network fails. */
const nobody = new Proxy({} as Http, {
  get: () => () => {
    throw new Error("The network was asked.");
  },
});

/** Every entry, pasted into a catalogue, as `catalogue check` reads it. */
function check({ proposals }: DiscoverAnswer): number {
  const entries = proposals.flatMap(({ catalogueEntry }) => catalogueEntry ?? []);
  const head = "version: 1\nexpertises:\n  - { slug: lumen, name: Lumen }\nsources:\n";
  return readCatalogue(head + entries.join("\n"), "proposed.yaml", connectors).sources.length;
}

test("at least 18 of 20 hidden spaces are among the first 30 proposals, and no planted spam above any of them", async () => {
  const world = createWorld({ seed: 11, asOf, people: 240, months: 12 });
  const { unwatched, linkSpam } = truth(world);
  expect([unwatched.length, linkSpam.length]).toEqual([20, 11]);
  const store = await openTestStore("embedded");
  const folder = mkdtempSync(join(tmpdir(), "groundswell-discover-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "world.ndjson");
  await writeSignals(world, file);
  await ensureExpertise(store, "lumen");
  const given = { id: "import-world", connector: "signals", expertises: ["lumen"] };
  const source = await importSource(store, { ...given, options: { paths: [file] } });
  const signal = new AbortController().signal;
  await collect({ store, connectors, http: testHttp(now), env: {}, now, rawDays: 0, signal }, source);
  await analyse({ store, now }, { expertise: "lumen", asOf });

  const answer = await discover(store);
  // A truth is found by its space's own address, a Slack join by the workspace that it leads to.
  const wanted = unwatched.map(({ url }) =>
    url.replace(/^https:\/\/join\.slack\.com\/t\/([^/]+)\/$/, "$1.slack.com").replace(/^https:\/\/(www\.)?|\/$/g, ""),
  );
  const places = wanted.map((key) => keys(answer).indexOf(key));
  expect(places.filter((at) => at >= 0 && at < 30).length).toBeGreaterThanOrEqual(18);
  const worst = Math.max(...places);
  const spam = answer.proposals.filter(({ key }) => linkSpam.some(({ host }) => key.split("/")[0]?.endsWith(host)));
  expect(spam.filter(({ rank }) => rank - 1 < worst)).toEqual([]);
  expect(answer.proposals.every(({ examples }) => examples.length > 0 && examples.length <= 5)).toBe(true);
  for (const { key, people } of answer.proposals) {
    const real = unwatched[wanted.indexOf(key)]?.people;
    // Accounts that nobody has linked count as persons of their own.
    if (real !== undefined) expect(Math.abs(people - real), key).toBeLessThanOrEqual(Math.max(2, real / 5));
  }
  expect(check(answer)).toBeGreaterThanOrEqual(10);
  expect(JSON.stringify(await discover(store))).toBe(JSON.stringify(answer));
}, 180_000);

const linked = (id: string, by: string, links: string[], more: Partial<Signal> = {}) =>
  made(id, { by, links, url: `https://qa.example/a/${id}`, ...more });
const forum = "https://talk.lamp.example/t/glow/12";
const blog = "https://wick.example/2025/03/glow/";

async function fill(store: Store): Promise<void> {
  const source = await makeSource(store);
  const signals = ["ada", "bo", "cy", "dee"].flatMap((by, n) => [
    linked(`f${n}`, by, [forum], { occurredAt: `2025-1${n % 3}-10T12:00:00.000Z`, metrics: { score: 2 } }),
    linked(`b${n}`, by, n < 3 ? [blog] : [], { occurredAt: `2025-0${n + 5}-10T12:00:00.000Z` }),
    linked(`d${n}`, by, [], {
      occurredAt: `2025-0${n + 5}-11T12:00:00.000Z`,
      excerpt: n < 3 ? "Come to #lamps on Libera.Chat" : null,
    }),
  ]);
  await save(store, source, { signals });
  await analyse({ store, now }, { expertise: "lumen", asOf });
}

describe.each(storeKinds)("on the %s store", (kind) => {
  let store: Store;
  useSuiteStore(kind, (opened) => {
    store = opened;
  });
  beforeEach(() => fill(store));
  const context = () => ({ store, now, actor: "lee" });

  test("links and mentions of several people are proposals, each with its evidence and, where it is known, its entry", async () => {
    const answer = await discover(store);
    expect(keys(answer)).toEqual(["talk.lamp.example", "irc.libera.chat/lamps", "wick.example"]);
    expect(answer.proposals.map(({ identified }) => identified)).toEqual(["discourse", "cannot be read", "unknown"]);
    expect(answer.proposals[0]).toMatchObject({ people: 4, shareOfPeople: 1, months: 3, examples: { length: 4 } });
    expect(answer.proposals.map(({ catalogueEntry }) => catalogueEntry !== null)).toEqual([true, false, false]);
    expect(check(answer)).toBe(1);
    expect((await answerDiscover(store, { expertise: "lumen", asOf, limit: 1, all: false })).proposals).toHaveLength(1);
  });

  test("nothing after the as-of instant shows, and the share that nobody watches counts signals and people", async () => {
    const june = new Date("2025-06-30T00:00:00Z");
    expect(keys(await discover(store, false, june))).toEqual([]);
    const from = new Date("2025-01-01T00:00:00Z");
    const share = (to: Date) => unwatchedShare(store, "lumen", { from, to });
    expect(await share(asOf)).toMatchObject({ linking: 10, unwatched: 10, rate: 1 });
    expect(await share(june)).toMatchObject({ linking: 4, people: { linking: 2 } });
  });

  test("what bots and staff link to is no vote", async () => {
    for (const [account, as] of [
      ["ada", "bot"],
      ["bo", "staff"],
    ])
      await store.pool.query(
        `insert into account_kinds (account_id, kind, why, source, confidence, at)
         select id, $2, 'told', 'mark', 1, now() from accounts where native_id = $1`,
        [account, as],
      );
    expect((await discover(store)).proposals).toEqual([]);
  });

  test("an ignored space stays away, one put off comes back on its day, and both show with all", async () => {
    await decideSpace(context(), named("https://wick.example/"), { deed: "ignore" }, "a shop");
    const until = new Date("2026-03-01T00:00:00Z");
    await decideSpace(context(), named("talk.lamp.example"), { deed: "snooze", until }, null);
    expect(keys(await discover(store))).toEqual(["irc.libera.chat/lamps"]);
    expect(await discover(store, true)).toMatchObject({ decided: 2, proposals: { length: 3 } });
    expect(keys(await discover(store, false, until))).toContain("talk.lamp.example");
    expect((await auditLog(store, 1))[0]).toMatchObject({ actor: "lee", action: "discover snooze" });
    await expect(decideSpace(context(), named("nonesuch.example"), { deed: "ignore" }, null)).rejects.toThrow(
      ConfigError,
    );
    await expect(
      decideSpace(context(), named("talk.lamp.example"), { deed: "snooze", until: asOf }, null),
    ).rejects.toThrow(/is past/);
  });

  test("an accepted space becomes a source of the expertise, is watched from then on, and is no proposal", async () => {
    const { source } = await acceptSpace(context(), named("talk.lamp.example"), connectors, null);
    expect(await findSource(store, source.id)).toMatchObject({
      ...{ connector: "discourse", expertises: ["lumen"], options: { url: "https://talk.lamp.example" } },
    });
    expect(keys(await discover(store, true))).not.toContain("talk.lamp.example");
    const window = { from: new Date("2025-01-01T00:00:00Z"), to: asOf };
    expect(await unwatchedShare(store, "lumen", window)).toMatchObject({ linking: 10, unwatched: 6 });
    expect((await foundSpaceDeeds(store)).map(({ deed, sourceId }) => [deed, sourceId])).toEqual([
      ["accept", source.id],
    ]);
  });

  test("a space must be looked at before it can be accepted, and is proposed by what the look found", async () => {
    await expect(acceptSpace(context(), named("wick.example"), connectors, null)).rejects.toThrow(/discover look wick/);
    await expect(acceptSpace(context(), named("irc.libera.chat/lamps"), connectors, null)).rejects.toThrow(
      /cannot be read/,
    );
    const reader = {
      connector: "feed",
      options: { url: "https://wick.example/feed" },
      why: "the page announces the feed",
    };
    await keepLook(context(), "wick.example", reader, null);
    const seen = (await discover(store)).proposals.find(({ key }) => key === "wick.example");
    expect(seen).toMatchObject({ identified: "feed", lookedAt: asOf.toISOString() });
    expect((await acceptSpace(context(), named("wick.example"), connectors, null)).source.options).toEqual(
      reader.options,
    );
    await keepLook(context(), "talk.lamp.example", null, "closed");
    expect((await discover(store)).proposals[0]).toMatchObject({ identified: "cannot be read", catalogueEntry: null });
  });

  test("what the shape of an address says is what a catalogue would be given for it", async () => {
    const source = await findSource(store, "test");
    const places = [
      ...[
        "https://stackoverflow.com/questions/tagged/lumen",
        "https://travel.stackexchange.com/",
        "https://github.com/lamp/wick",
      ],
      ...["https://www.meetup.com/lamps/", "https://www.reddit.com/r/lumen", "https://www.youtube.com/@lamps"],
      ...[
        "https://codeberg.org/lamp/wick",
        "https://lists.lamp.example/pipermail/users/",
        "https://www.nuget.org/packages/wick",
      ],
      ...["https://lists.lamp.example/archives/list/users@lamp.example/"],
    ];
    const signals = places.flatMap((url, n) =>
      ["ada", "bo", "cy"].map((by, m) =>
        linked(`p${n}-${m}`, by, [url], { occurredAt: `2025-0${m + 5}-10T12:00:00.000Z` }),
      ),
    );
    if (source) await save(store, source, { signals });
    await analyse({ store, now }, { expertise: "lumen", asOf });
    const { proposals } = await discover(store);
    for (const url of places) {
      const [guess] = await discoverPlace(url, nobody);
      const found = proposals.find((one) => one.url.replace(/\/$/, "") === url.replace(/\/$/, ""));
      expect([url, found?.source?.connector, found?.source?.options]).toEqual([url, guess?.connector, guess?.options]);
    }
  });
});

test("the command shows, decides and says in one sentence what is wrong", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const spaces = ["a", "b", "c"].map((id) => ({ platform: "qa.example", id, kind: "tag", name: id }));
  const lines = ["ada", "bo", "cy"].map((by, n) =>
    JSON.stringify({
      ...{ id: `${n}`, kind: "answer", occurredAt: `2025-0${n + 5}-10T12:00:00Z`, space: spaces[n] },
      ...{ account: { platform: "qa.example", id: by }, links: ["https://www.meetup.com/lamps/events/1/"] },
    }),
  );
  const file = desk.file("signals.ndjson", `${lines.join("\n")}\n`);
  await desk.run(["import", "signals", file, "--expertise", "lumen"]);
  await desk.run(["analyse", "--expertise", "lumen", "--as-of", "2026-02-01"]);
  const shown = await desk.run(["discover"]);
  expect(shown.stdout, shown.stderr).toMatch(
    /100\.0 % [\s\S]*lead to spaces that nobody watches[\s\S]*meetup\.com\/lamps +meetup +3/,
  );
  expect(JSON.parse((await desk.run(["discover", "--json"])).stdout).proposals).toHaveLength(1);
  for (const [args, sentence] of [
    [["discover", "ignore", "nonesuch"], /^No space "nonesuch" is proposed for lumen: /],
    [["discover", "--expertise", "other"], /no expertise "other"/],
    [["discover", "--limit", "many"], /no count/],
  ] as const) {
    const { code, stderr } = await desk.run([...args]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  }
  const accepted = await desk.run(["discover", "accept", "meetup.com/lamps", "--json"]);
  expect(JSON.parse(accepted.stdout).source).toMatchObject({ id: "meetup-com-lamps", options: { urlname: "lamps" } });
  expect((await desk.run(["discover"])).stdout).toMatch(/No space is proposed/);
}, 300_000);
