import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { account, type Batch, ConfigError, type Json } from "@groundswell/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mapSignalLine, signals } from "./signals.ts";
import { isSkip } from "./skip.ts";

const mixed = new URL("../fixtures/signals/mixed.ndjson", import.meta.url).pathname;
const realData = new URL("../../../../shared/data/powershell", import.meta.url).pathname;
const hasRealData = existsSync(realData);
if (!hasRealData) console.log("One test is skipped: there is no ../shared/data beside the project.");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signals-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function* pull(paths: string[], { cursor = null, since = null, stop = new AbortController() } = {} as Asked) {
  yield* signals.pull({
    source: "test",
    options: { paths },
    cursor,
    since,
    credentials: {},
    now: () => new Date("2026-11-01T00:00:00Z"),
    http: {
      get: () => Promise.reject(new Error("no network")),
      connect: () => Promise.reject(new Error("no network")),
      pause: () => {},
      fetch,
    },
    signal: stop.signal,
  });
}
type Asked = { cursor?: Json; since?: Date | null; stop?: AbortController };

async function all(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  const found: Batch[] = [];
  for await (const batch of batches) found.push(batch);
  return found;
}

/** A file of `count` good lines, with ids from 1. */
async function written(count: number, name = "many.ndjson"): Promise<string> {
  const space = { platform: "forum.example", id: "general", kind: "category", name: "General" };
  const line = (id: number) =>
    JSON.stringify({ id: String(id), kind: "post", occurredAt: "2026-01-01T00:00:00Z", space });
  const text = Array.from({ length: count }, (_, index) => `${line(index + 1)}\n`).join("");
  const path = join(folder, name);
  await writeFile(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

const ids = (batches: Batch[]) => batches.flatMap((batch) => batch.signals.map((signal) => signal.id));

test("each good line is a signal, and each bad one is set aside with its number, text and reason", async () => {
  const [only, ...more] = await all(pull([mixed]));
  expect(more).toEqual([]);
  expect(only?.signals.map((signal) => `${signal.kind} ${signal.id}`)).toEqual([
    "question 7700001",
    "answer 7700002",
    "commit 7700006",
  ]);
  expect(only?.skipped.map(({ reason, position }) => `${position}: ${reason}`)).toEqual([
    "line 4: occurredAt is missing or invalid",
    "line 5: kind is missing or invalid",
    "line 6: line is not JSON",
  ]);
  expect(only?.skipped[1]?.item).toContain('"kind":"shout"');
  expect(only?.cursor).toEqual({ done: true });
});

test("what a line does not say is unknown, and its instants are brought to UTC", async () => {
  const [only] = await all(pull([mixed]));
  expect(only?.signals[1]).toEqual({
    connector: "signals",
    id: "7700002",
    kind: "answer",
    occurredAt: "2026-09-01T12:30:00.000Z",
    editedAt: null,
    deletedAt: null,
    space: { platform: "forum.example", id: "beginners", kind: "category", name: "Beginners", url: null },
    account: null,
    threadId: "7700001",
    parentId: "7700001",
    title: null,
    excerpt: null,
    url: null,
    language: null,
    tags: [],
    links: [],
    metrics: { accepted: true },
  });
  expect(only?.signals[2]?.account).toMatchObject({ platform: "github", id: "52001", handle: "rokafor", staff: true });
});

test("a line may say everything that is known of an account", () => {
  const space = { platform: "forum.example", id: "g", kind: "category", name: "G", url: null };
  const author = account("forum.example", "512", {
    ...{ handle: "mtan", name: "Mei Tan", url: "https://forum.example/u/mtan", bot: true, staff: true },
    ...{ links: ["https://mei.example/"], verifiedLinks: ["https://mei.example/"], emailHash: "a".repeat(64) },
    ...{ gravatarHash: "b".repeat(32), location: "Zürich", company: "Contoso", vendor: true, organisation: true },
    ...{ emailDomain: "contoso.example", memberOf: ["github:contoso"] },
  });
  const read = (who: object) => {
    const line = { id: "1", kind: "post", occurredAt: "2026-01-01T00:00:00Z", space, account: who };
    const mapped = mapSignalLine(JSON.stringify(line), "line 1");
    return isSkip(mapped) ? mapped : mapped.account;
  };
  expect(read(author)).toEqual(author);
  expect(read({ ...author, emailDomain: "Contoso.Example" })).toEqual(author);
  expect(read({ platform: "forum.example", id: "512" })).toEqual(account("forum.example", "512"));
  expect(read({ ...author, memberOf: "github:contoso" })).toMatchObject({
    reason: "account.memberOf is missing or invalid",
  });
});

test("an excerpt is cut to the length every signal keeps, and a long bad line to 2,000 characters", () => {
  const space = { platform: "blog", id: "a.example", kind: "blog", name: "A" };
  const line = { id: "1", kind: "post", occurredAt: "2026-01-01T00:00:00Z", space, excerpt: "word ".repeat(400) };
  const good = mapSignalLine(JSON.stringify(line), "line 1");
  expect(!isSkip(good) && good.excerpt?.length).toBe(500);
  const bad = mapSignalLine(JSON.stringify({ ...line, id: 7 }), "line 1");
  expect(isSkip(bad) && bad.item?.length).toBe(2_000);
});

test("a finished import starts over, so that it can say that nothing changed", async () => {
  const [first] = await all(pull([mixed]));
  const again = await all(pull([mixed], { cursor: first?.cursor ?? null }));
  expect(ids(again)).toEqual(ids([first as Batch]));
});

test("an interrupted import goes on behind the batch that was saved, packed or not", async () => {
  for (const name of ["many.ndjson", "many.ndjson.gz"]) {
    const path = await written(5_000, name);
    const whole = await all(pull([path]));
    expect(whole.map((batch) => batch.signals.length)).toEqual([2_000, 2_000, 1_000]);
    const rest = await all(pull([path], { cursor: whole[0]?.cursor ?? null }));
    expect(ids(rest)).toEqual(ids(whole.slice(1)));
  }
});

test("a file that was replaced since is read from its start", async () => {
  const path = await written(4_000);
  const [first] = await all(pull([path]));
  await written(4_500);
  expect(ids(await all(pull([path], { cursor: first?.cursor ?? null })))).toHaveLength(4_500);
});

test("files before the one a cursor names are not read again", async () => {
  const one = await written(10, "1.ndjson");
  const two = await written(3_000, "2.ndjson");
  const whole = await all(pull([one, two]));
  const rest = await all(pull([one, two], { cursor: whole[1]?.cursor ?? null }));
  expect(whole.map((batch) => batch.signals.length)).toEqual([10, 2_000, 1_000]);
  expect(rest.map((batch) => batch.signals.length)).toEqual([1_000]);
});

test("a shutdown ends the pull after the batch it is at", async () => {
  const path = await written(5_000);
  const stop = new AbortController();
  const got: Batch[] = [];
  for await (const batch of pull([path], { stop })) {
    got.push(batch);
    stop.abort();
  }
  expect(got).toHaveLength(1);
  expect(got[0]?.cursor).toMatchObject({ position: 2_000, done: false });
});

test("progress counts the bytes on disk and ends at their sum", async () => {
  const path = await written(5_000, "many.ndjson.gz");
  const progress = (await all(pull([path, mixed]))).map((batch) => batch.progress);
  const last = progress.at(-1);
  expect(last?.unit).toBe("bytes");
  expect(last?.done).toBe(last?.total);
  expect(progress.every((step) => (step?.done ?? 0) <= (last?.total ?? 0))).toBe(true);
});

test("lines older than the history wanted are counted, not kept", async () => {
  const [only] = await all(pull([mixed], { since: new Date("2026-09-02T00:00:00Z") }));
  expect(only?.signals.map((signal) => signal.id)).toEqual(["7700006"]);
  expect(only?.skipped.filter((skip) => skip.reason === "older than the history wanted")).toHaveLength(2);
});

test("a file that cannot be read is refused before any work, in a sentence that says what to do", async () => {
  const refusal = async (name: string, content?: string | Uint8Array) => {
    const path = join(folder, name);
    if (content !== undefined) await writeFile(path, content);
    const error: unknown = await all(pull([mixed, path])).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replace(`${folder}/`, "");
  };
  expect(await refusal("absent.ndjson")).toBe("absent.ndjson is not there: check the path.");
  expect(await refusal("empty.ndjson", "")).toBe("empty.ndjson is empty: fetch or write it again.");
  expect(await refusal("empty.ndjson.gz", gzipSync(""))).toBe("empty.ndjson.gz is empty: fetch or write it again.");
  expect(await refusal("plain.ndjson.gz", "{}\n")).toMatch(/is named .gz but is not gzip/);
  expect(await refusal("site.7z", "7z")).toBe("site.7z is packed as .7z: unpack it first and give what was inside.");
});

test("a folder gives its files, and one without any says what it should hold", async () => {
  await expect(all(pull([folder]))).rejects.toThrow(/holds no file named .ndjson or .jsonl/);
  await writeFile(join(folder, "dump.7z"), "7z");
  await expect(all(pull([folder]))).rejects.toThrow(/unpack dump.7z first/);
  await written(3, "b.jsonl");
  await written(2, "a.ndjson.gz");
  expect(ids(await all(pull([folder])))).toEqual(["1", "2", "1", "2", "3"]);
});

test("a gzip file that breaks off keeps what was read and says how far it came", async () => {
  const path = await written(60_000, "cut.ndjson.gz");
  const whole = await all(pull([path]));
  const packed = gzipSync(whole.flatMap((batch) => batch.signals.map((signal) => JSON.stringify(signal))).join("\n"));
  await writeFile(path, packed.subarray(0, Math.floor(packed.length / 2)));
  const got: Batch[] = [];
  const read = async () => {
    for await (const batch of pull([path])) got.push(batch);
  };
  await expect(read()).rejects.toThrow(
    /^cut.ndjson.gz breaks off in the middle of its gzip data after line \d+: fetch it again and repeat.$/,
  );
  expect(got.length).toBeGreaterThan(0);
});

test("a gzip file that is damaged says so", async () => {
  const path = await written(60_000, "bad.ndjson.gz");
  const bytes = gzipSync("x\n".repeat(100_000), { level: 0 });
  bytes.fill(0xff, 70_000, 70_100);
  await writeFile(path, bytes);
  await expect(all(pull([path]))).rejects.toThrow(/bad.ndjson.gz has damaged gzip data after line \d+/);
});

test.skipIf(!hasRealData)(
  "every line of a real expertise is a signal, 50 of them dated by their month only",
  async () => {
    const batches = await all(pull([realData]));
    expect(ids(batches)).toHaveLength(156_620);
    expect(batches.flatMap((batch) => batch.skipped)).toEqual([]);
    const february = batches.flatMap((batch) => batch.signals).filter((signal) => signal.id === "278dc0ed4205312d");
    expect(february.map((signal) => signal.occurredAt)).toEqual(["2021-02-01T00:00:00.000Z"]);
  },
);
