import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Batch, Json } from "@groundswell/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ghArchive, mapArchiveEvent, readArchiveLine } from "./gharchive.ts";
import { isSkip } from "./skip.ts";

const before = new URL("../fixtures/gharchive/2024-09-01-7.json", import.meta.url).pathname;
const after = new URL("../fixtures/gharchive/2026-09-01-10.json", import.meta.url).pathname;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hours-"));
});
afterEach(() => rm(folder, { recursive: true }));

type Asked = { cursor?: Json; since?: Date; repositories?: string[] };

async function pull(paths: string[], { cursor, since, ...options }: Asked = {}) {
  const batches: Batch[] = [];
  const pulled = ghArchive.pull({
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
  return {
    batches,
    signals: batches.flatMap((batch) => batch.signals),
    endorsements: batches.flatMap((batch) => batch.endorsements),
    skipped: batches.flatMap((batch) => batch.skipped),
  };
}

test("events become signals under the ids that the GitHub connector gives to the same things", async () => {
  const { signals } = await pull([before], { repositories: ["contoso/psfoo"] });
  expect(signals.map(({ kind, id, threadId, account }) => [kind, id, threadId, account?.id ?? null])).toEqual([
    ["commit", "1".repeat(40), null, "52001"],
    ["commit", "2".repeat(40), null, null],
    ["commit", "3".repeat(40), null, null],
    ["issue", "contoso/psfoo#41", "contoso/psfoo#41", "52002"],
    ["comment", "3400011", "contoso/psfoo#41", "52001"],
    ["pull-request", "contoso/psfoo#42", "contoso/psfoo#42", "52001"],
    ["review", "7100", "contoso/psfoo#42", "52002"],
    ["comment", "r5500", "contoso/psfoo#42", null],
    ["pull-request", "contoso/psfoo#42", "contoso/psfoo#42", "52001"],
    ["release", "6600", null, "52001"],
  ]);
  expect(new Set(signals.map((signal) => signal.space.id))).toEqual(new Set(["Contoso/PSFoo"]));
});

test("a signal is dated by the thing itself, not by the event that tells of it later", async () => {
  const { signals } = await pull([before]);
  const merged = signals.filter((signal) => signal.kind === "pull-request").at(-1);
  expect(merged).toMatchObject({
    occurredAt: "2024-09-01T07:30:00.000Z",
    metrics: { merged: true, mergedAt: "2024-09-01T07:50:00.000Z" },
  });
});

test("a merge endorses its pull request, by who merged it", async () => {
  const { endorsements } = await pull([before]);
  expect(endorsements).toEqual([
    {
      signal: { platform: "github", kind: "pull-request", id: "contoso/psfoo#42" },
      kind: "merge",
      id: "merge",
      at: "2024-09-01T07:50:00.000Z",
      accountId: "52002",
    },
  ]);
});

test("who pushes is the author of a commit only where the address proves it", async () => {
  const { signals } = await pull([before]);
  const [own, ilses, bots] = signals.filter((signal) => signal.kind === "commit");
  expect(own?.account).toMatchObject({ platform: "github", id: "52001", handle: "rokafor" });
  expect([ilses?.account, bots?.account]).toEqual([null, null]);
  // Trailers hold addresses, which are never kept.
  expect(own?.excerpt).toBe("Read nested groups One call a group.");
  expect(own).toMatchObject({ title: "Read nested groups", url: `https://github.com/Contoso/PSFoo/commit/${own?.id}` });
});

test("payloads trimmed since October 2025 give what they still say", async () => {
  const { signals, endorsements, skipped } = await pull([after]);
  expect(signals.map(({ kind, id, account, title }) => [kind, id, account?.handle, title])).toEqual([
    ["pull-request", "contoso/psfoo#43", "rokafor", null],
    ["review", "7101", "checker[bot]", null],
  ]);
  expect(signals[0]?.url).toBe("https://github.com/Contoso/PSFoo/pull/43");
  expect(signals[1]).toMatchObject({ account: { bot: true }, metrics: { state: "changes_requested" } });
  expect(endorsements).toMatchObject([{ kind: "merge", at: "2026-09-01T10:20:00.000Z", accountId: "52002" }]);
  expect(skipped.map(({ reason, item }) => [reason, item === null])).toEqual([
    ["PushEvent trimmed of its commits", true],
    ["PullRequestEvent closed, trimmed of its author and outcome", true],
    ["IssueCommentEvent without what it needs", false],
  ]);
});

test("what is no signal is counted by reason, and a malformed last line is kept for reading", async () => {
  const { skipped } = await pull([before], { repositories: ["contoso/*"] });
  expect(skipped.map(({ position, reason }) => `${position?.split(" ").at(-1)}: ${reason}`)).toEqual([
    "1: commit that was pushed before",
    "3: IssuesEvent of another kind than opened",
    "10: WatchEvent is no signal",
    "11: event repeated in its file",
    "12: event of another repository",
    "13: event in the schema used before 2015",
    "14: line is not JSON",
  ]);
  expect(skipped.at(-1)).toMatchObject({
    position: "2024-09-01-7.json line 14",
    item: expect.stringContaining("roka"),
  });
});

test("an event type named like a property of every object is no signal", () => {
  const event = readArchiveLine(
    JSON.stringify({
      id: "1",
      type: "constructor",
      actor: { id: 1, login: "a" },
      repo: { name: "a/b" },
      payload: {},
      created_at: "2026-01-01T00:00:00Z",
    }),
    "line 1",
  );
  if (isSkip(event)) throw new Error(event.reason);
  expect(mapArchiveEvent(event, "line 1").skipped[0]?.reason).toBe("constructor is no signal");
});

test("repositories are wanted by name or by owner, in any case", async () => {
  const names = async (repositories: string[]) => [
    ...new Set((await pull([before], { repositories })).signals.map((signal) => signal.space.id)),
  ];
  expect(await names(["CONTOSO/psfoo"])).toEqual(["Contoso/PSFoo"]);
  expect(await names(["fabrikam/*"])).toEqual(["fabrikam/other"]);
  expect(await names(["fabrikam/another"])).toEqual([]);
  expect(await names(["contoso/*", "fabrikam/other"])).toEqual(["Contoso/PSFoo", "fabrikam/other"]);
  expect(ghArchive.options.safeParse({ paths: ["x"], repositories: ["contoso"] }).success).toBe(false);
});

test("hours are read in the order of time and the missing ones are named", async () => {
  for (const hour of ["2026-09-01-10", "2026-09-01-9", "2026-08-31-23", "2026-09-01-0"])
    await writeFile(join(folder, `${hour}.json.gz`), gzipSync(await readFile(after)));
  await writeFile(join(folder, "notes.json"), "{}");
  const { batches, skipped } = await pull([folder]);
  const files = batches.slice(0, -1).map((batch) => (batch.cursor as { file: string }).file.split("/").at(-1));
  expect(files).toEqual(["2026-08-31-23.json.gz", "2026-09-01-0.json.gz", "2026-09-01-9.json.gz"]);
  const missing = skipped.filter((skip) => skip.reason === "hour missing from the archive given");
  expect(missing.map((skip) => skip.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((hour) => `2026-09-01-${hour}`));
});

test("an interrupted import goes on at its file and still knows the events before it", async () => {
  const path = join(folder, "2026-09-01-10.json");
  const line = (await readFile(after, "utf8")).split("\n")[1] as string;
  const events = Array.from({ length: 2_500 }, (_, index) => line.replace('"id":"', `"id":"${index}`));
  await writeFile(path, [...events, events[0]].join("\n"));
  const whole = await pull([path]);
  const rest = await pull([path], { cursor: whole.batches[0]?.cursor ?? null });
  expect(rest.signals).toHaveLength(500);
  expect(rest.skipped.map((skip) => skip.reason)).toEqual(["event repeated in its file"]);
});

test("a folder without hours says what it should hold, and history before the one wanted is counted", async () => {
  await expect(pull([folder])).rejects.toThrow(/holds no hour named like 2026-09-01-7.json.gz/);
  await cp(before, join(folder, "2024-09-01-7.json"));
  const { signals, skipped } = await pull([folder], { since: new Date("2024-09-01T07:45:00Z") });
  expect(signals.map((signal) => signal.kind)).toEqual(["release"]);
  expect(skipped.filter((skip) => skip.reason === "older than the history wanted")).toHaveLength(10);
});
