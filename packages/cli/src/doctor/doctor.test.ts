import { readSettings } from "@groundswell/model";
import { jobNames } from "@groundswell/queue";
import type { DatabaseFacts, SourceRow } from "@groundswell/store";
import { expect, test } from "vitest";
import { examineAccess, examineAnalysis } from "./analysis.ts";
import { examineNames, examineSettings } from "./configuration.ts";
import type { Finding } from "./finding.ts";
import { examineDisk, examineHome, examineNode } from "./machine.ts";
import { examineQueues, type QueueFacts } from "./queues.ts";
import { examineDatabase, examineRedis } from "./servers.ts";
import { examineSources, type SourceFacts } from "./sources.ts";

const now = new Date("2026-03-01T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const days = (count: number) => ago(count * 1_440);
const mega = 1024 * 1024;

const disk = { freeBytes: 50_000 * mega, totalBytes: 100_000 * mega, kind: 0xef53 };
const database: DatabaseFacts = {
  ...{ version: 150_004, encoding: "UTF8", foldsLetters: true, now, sessions: 10, maxSessions: 100 },
};
const redis = { maxmemoryPolicy: "noeviction", persists: true, now, usedBytes: 1, maxBytes: null };
const noAges = Object.fromEntries(jobNames.map((name) => [name, { waitingSince: null, activeSince: null }]));
const schedule = { name: "deliver", key: "all", every: "1 minute", next: ago(0).toISOString(), registered: true };
const queue = (view: Partial<QueueFacts["view"]> = {}, more: Partial<QueueFacts> = {}): QueueFacts => ({
  view: { kind: "embedded", counts: {}, schedules: [schedule], deadLetters: [], ...view },
  ages: noAges as QueueFacts["ages"],
  sources: [],
  now,
  ...more,
});
const source = (more: Partial<SourceRow> = {}): SourceRow => ({
  ...{ id: "blog", connector: "feed", expertises: ["lumen"], options: { url: "https://blog.example/feed" } },
  ...{ credentials: {}, every: "1 hour", since: null, state: "ok", cursor: null, lastSuccess: ago(30) },
  ...{ lastError: null, retryAt: null, movedTo: null },
  ...more,
});
const known = { slug: "lumen", sources: 1, read: true, lastRun: ago(60) };
const sources = (one: SourceRow, more: Partial<SourceFacts> = {}): SourceFacts => ({
  ...{ sources: [one], facts: { expertises: [known], running: [] }, env: {}, allowHosts: [], now },
  ...more,
});
const access = { tombstones: 0, endedTokens: [], endedLinks: [] };
const oidc = {
  GROUNDSWELL_OIDC_ISSUER: "https://login.example",
  GROUNDSWELL_OIDC_CLIENT_ID: "groundswell",
  GROUNDSWELL_OIDC_CLIENT_SECRET: "hunter2",
};

test("nothing is found where nothing is wrong", () => {
  expect([
    ...[examineNode("20.19.0"), examineNode("22.0.0")].filter(({ level }) => level !== "ok"),
    ...examineDisk(disk),
    ...examineNames({ GROUNDSWELL_PORT: "1", PATH: "/" }),
    ...examineSettings(readSettings({})),
    ...examineSettings(readSettings({ ...oidc, GROUNDSWELL_URL: "https://groundswell.example" })),
    ...examineDatabase(database, now),
    ...examineRedis(redis, now),
    ...examineQueues(queue()),
    ...examineSources(sources(source())),
    ...examineAnalysis({ expertises: [known] }, now),
    ...examineAccess(access, { erasureKey: null }),
  ]).toEqual([]);
});

const mistakes: [mistake: string, found: Finding[], subject: string, says: RegExp][] = [
  ["an old Node", [examineNode("20.18.3")], "node", /install 20\.19/],
  ["a misspelt setting", examineNames({ GROUNDSWELL_PROT: "1" }), "GROUNDSWELL_PROT", /there is .*GROUNDSWELL_PORT/],
  ["a disk that is full", examineDisk({ ...disk, freeBytes: 100 * mega }), "disk", /100 MB are free.*free space/],
  ["a disk nearly full", examineDisk({ ...disk, freeBytes: 1_500 * mega }), "disk", /1,500 MB/],
  ["a home on a share", examineDisk({ ...disk, kind: 0xff534d42 | 0 }), "GROUNDSWELL_HOME", /network share/],
  ["a home that is no folder", examineHome("/dev/null/groundswell"), "GROUNDSWELL_HOME", /cannot be written/],
  ["a home without a name", examineHome(""), "GROUNDSWELL_HOME", /name a folder/],
  ["single sign-on without an address", examineSettings(readSettings(oidc)), "GROUNDSWELL_URL", /https:/],
  [
    "pages without TLS",
    examineSettings(readSettings({ GROUNDSWELL_URL: "http://pages.example" })),
    "GROUNDSWELL_URL",
    /put TLS/,
  ],
  [
    "every address, and no name",
    examineSettings(readSettings({ GROUNDSWELL_HOST: "0.0.0.0" })),
    "GROUNDSWELL_URL",
    /set it/,
  ],
  [
    "raw pages gone at once",
    examineSettings(readSettings({ GROUNDSWELL_RAW_DAYS: "0" })),
    "GROUNDSWELL_RAW_DAYS",
    /replay/,
  ],
  [
    "raw pages for ever",
    examineSettings(readSettings({ GROUNDSWELL_RAW_DAYS: "36500" })),
    "GROUNDSWELL_RAW_DAYS",
    /months/,
  ],
  [
    "a policy that is not there",
    examineSettings(readSettings({ GROUNDSWELL_POLICY: "/gone.yaml" })),
    "GROUNDSWELL_POLICY",
    /gone/,
  ],
  [
    "a database of bytes",
    examineDatabase({ ...database, encoding: "SQL_ASCII" }, now),
    "database",
    /SQL_ASCII.*create database/,
  ],
  [
    "a database in the locale C",
    examineDatabase({ ...database, foldsLetters: false }, now),
    "database",
    /lower case.*locale/,
  ],
  [
    "a database with no session left",
    examineDatabase({ ...database, sessions: 95 }, now),
    "database",
    /max_connections/,
  ],
  [
    "a database whose clock is off",
    examineDatabase({ ...database, now: ago(2) }, now),
    "clock",
    /database is 120 seconds behind.*NTP/,
  ],
  [
    "a Redis that evicts",
    examineRedis({ ...redis, maxmemoryPolicy: "allkeys-lru" }, now),
    "redis",
    /allkeys-lru.*noeviction/,
  ],
  ["a Redis that forgets", examineRedis({ ...redis, persists: false }, now), "redis", /appendonly/],
  ["a Redis that is full", examineRedis({ ...redis, usedBytes: 95, maxBytes: 100 }, now), "redis", /maxmemory/],
  ["a Redis whose clock is off", examineRedis({ ...redis, now: ago(-1) }, now), "clock", /Redis is 60 seconds ahead/],
  [
    "a schedule that is lost",
    examineQueues(queue({ schedules: [{ ...schedule, registered: false }] })),
    "schedule deliver all",
    /restart the workers/,
  ],
  [
    "workers that are gone",
    examineQueues(queue({ schedules: [{ ...schedule, next: ago(40).toISOString() }] })),
    "worker",
    /40 minutes ago.*groundswell up/,
  ],
  [
    "workers that never were",
    examineQueues(queue({ schedules: [] }, { sources: [source()] })),
    "worker",
    /groundswell up/,
  ],
  [
    "a job that is stuck",
    examineQueues(queue({}, { ages: { ...noAges, collect: { waitingSince: null, activeSince: ago(600) } } as never })),
    "queue collect",
    /10 hours.*restart/,
  ],
  [
    "dead letters",
    examineQueues(queue({ deadLetters: [{ queue: "collect", message: "The key is wrong.", count: 3, at: "" }] })),
    "queue collect",
    /3 jobs have failed for good: The key is wrong\..*retry/,
  ],
  [
    "a connector that is not there",
    examineSources(sources(source({ connector: "gopher" }))),
    "source blog",
    /"gopher"/,
  ],
  [
    "a source that is refused",
    examineSources(sources(source({ state: "refused", lastError: "Set a key." }))),
    "source blog",
    /refused: Set a key\. It is not asked again by itself.*pull --source blog/,
  ],
  [
    "a source that fails",
    examineSources(sources(source({ state: "failing", lastError: "It is down." }))),
    "source blog",
    /failing: It is down/,
  ],
  [
    "a source that is silent",
    examineSources(sources(source({ lastSuccess: days(9) }))),
    "source blog",
    /9 days ago.*workers/,
  ],
  [
    "a source that has moved",
    examineSources(sources(source({ movedTo: "https://new.example/feed" }))),
    "source blog",
    /new\.example/,
  ],
  [
    "a credential that is not set",
    examineSources(sources(source({ connector: "stackexchange", options: {}, credentials: { key: "SE_KEY" } }))),
    "source blog",
    /SE_KEY is not set/,
  ],
  [
    "a credential that must be there",
    examineSources(sources(source({ connector: "youtube", options: {}, credentials: { key: "YT_KEY" } }))),
    "source blog",
    /cannot be read without its key: set the variable YT_KEY/,
  ],
  [
    "a host that is not allowed",
    examineSources(sources(source({ options: { url: "http://10.0.0.7:8080/feed" } }))),
    "source blog",
    /10\.0\.0\.7:8080.*GROUNDSWELL_ALLOW_HOSTS/,
  ],
  ["a source for nothing", examineSources(sources(source({ expertises: [] }))), "source blog", /no expertise/],
  [
    "a source for what is not there",
    examineSources(sources(source({ expertises: ["lumin"] }))),
    "source blog",
    /"lumin", which is no expertise/,
  ],
  [
    "a pull that never ended",
    examineSources(
      sources(source(), { facts: { expertises: [known], running: [{ source: "blog", startedAt: days(3) }] } }),
    ),
    "source blog",
    /3 days.*Start the workers/,
  ],
  [
    "an expertise without sources",
    examineAnalysis({ expertises: [{ ...known, sources: 0 }] }, now),
    "expertise lumen",
    /no source/,
  ],
  [
    "an expertise never analysed",
    examineAnalysis({ expertises: [{ ...known, lastRun: null }] }, now),
    "expertise lumen",
    /groundswell analyse/,
  ],
  [
    "an expertise analysed long ago",
    examineAnalysis({ expertises: [{ ...known, lastRun: days(4) }] }, now),
    "expertise lumen",
    /4 days ago/,
  ],
  [
    "an erasure key that is lost",
    examineAccess({ ...access, tombstones: 5 }, { erasureKey: null }),
    "GROUNDSWELL_ERASURE_KEY",
    /nothing can be saved/,
  ],
  [
    "a token that has ended",
    examineAccess(
      { ...access, endedTokens: [{ name: "nightly", email: "ada@x.example", expiresAt: days(1) }] },
      { erasureKey: null },
    ),
    "token nightly",
    /2026-02-28.*token create/,
  ],
  [
    "a link that has ended",
    examineAccess(
      { ...access, endedLinks: [{ purpose: "first-admin", email: null, expiresAt: days(1) }] },
      { erasureKey: null },
    ),
    "first admin",
    /groundswell up/,
  ],
];

test.each(mistakes)("%s is found, alone, with what to do about it", (_, found, subject, says) => {
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ subject, level: expect.stringMatching(/warning|error/) });
  expect(found[0]?.message).toMatch(says);
});

test("a host that was allowed by name is no mistake, nor is a token that works", () => {
  const closed = source({ options: { url: "http://10.0.0.7:8080/feed" } });
  expect(examineSources(sources(closed, { allowHosts: ["10.0.0.7:8080"] }))).toEqual([]);
  expect(examineAccess({ ...access, tombstones: 5 }, { erasureKey: "k".repeat(32) })).toEqual([]);
});
