import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openStore } from "@groundswell/store";
import { expect, type TestContext, test } from "vitest";
import { Desk, type Ended, signalLines } from "./run-command.ts";

const lines = `${signalLines().join("\n")}\n`;

/** A desk for one test; one whose test has failed is left for reading. */
function desk({ onTestFinished }: TestContext): Desk {
  const mine = new Desk();
  onTestFinished(({ task }) => {
    if (task.result?.state === "fail") console.info(`the desk is kept in ${mine.folder}`);
    else mine.clear();
  });
  return mine;
}

/** The one line a failed command said, once it is sure that it said no more and left nothing behind. */
function refusal(at: Desk, { code, stdout, stderr }: Ended, exitCode: 1 | 2 = 1): string {
  expect(stderr).toMatch(/^.+[.]\n$/);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
  expect(existsSync(join(at.folder, ".groundswell/lock"))).toBe(false);
  return stderr.trimEnd();
}

function answer({ code, stdout, stderr }: Ended) {
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

async function listening(server: Server, { onTestFinished }: TestContext): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const load = (...paths: string[]) => ["import", "signals", ...paths, "--expertise", "powershell", "--json"];
const whole = { fetched: 120, saved: 120, seen: 0, skipped: 0 };

test.concurrent("what is typed wrongly is said in one line, with exit code 2, before any store is made", async (context) => {
  const at = desk(context);
  const [option, required, date] = await Promise.all([
    at.run(["status", "--jsn"]),
    at.run(["import", "signals", "a.ndjson", "--json"]),
    at.run(["analyse", "--as-of", "2026-02-30", "--json"]),
  ]);
  expect(refusal(at, option, 2)).toBe(
    `Unknown option '--jsn' (did you mean --json?): "groundswell status --help" shows the options and an example.`,
  );
  expect(refusal(at, required, 2)).toBe(
    `Required option '--expertise <slug>' not specified: "groundswell import --help" shows the options and an example.`,
  );
  expect(refusal(at, date, 2)).toBe(
    '--as-of "2026-02-30" is not a date: write it as 2026-01-31 or 2026-01-31T12:00:00Z.',
  );
  expect(existsSync(join(at.folder, ".groundswell"))).toBe(false);
}, 120_000);

test.concurrent("a file that is absent, no gzip, cut short or malformed leaves no trace, and loads once it is mended", async (context) => {
  const at = desk(context);
  const packed = gzipSync(lines);
  at.file("fake.ndjson.gz", lines);
  at.file("cut.ndjson.gz", packed.subarray(0, packed.length / 2));
  const row = '<row Id="1" PostTypeId="1" CreationDate="2026-01-01T00:00:00" Score="1" Title="One" OwnerUserId="1"/>';
  at.file("Posts.xml", `<posts>${row}<row Id="2" </posts>`);
  const dump = ["import", "stackexchange-dump", "Posts.xml", "--set", "site=coffee", "--expertise", "coffee", "--json"];
  const [absent, fake, cut, xml] = await Promise.all([
    at.run(load("absent.ndjson")),
    at.run(load("fake.ndjson.gz")),
    at.run(load("cut.ndjson.gz")),
    at.run(dump),
  ]);
  expect(refusal(at, absent)).toBe("absent.ndjson is not there: check the path.");
  expect(refusal(at, fake)).toBe(
    "fake.ndjson.gz is named .gz but is not gzip: fetch it again, or drop .gz from its name.",
  );
  expect(refusal(at, cut)).toMatch(/^cut.ndjson.gz breaks off .* after line \d+: fetch it again and repeat.$/);
  expect(refusal(at, xml)).toBe("Posts.xml: the XML is not well-formed after row 1 (Id 1): fetch or unpack it again.");
  expect(existsSync(join(at.folder, ".groundswell"))).toBe(false);

  at.file("cut.ndjson.gz", packed);
  at.file("Posts.xml", `<posts>${row}</posts>`);
  expect(answer(await at.run(load("cut.ndjson.gz"))).counts.signals).toEqual(whole);
  expect(answer(await at.run(dump)).counts.signals).toMatchObject({ fetched: 1, saved: 1 });
}, 120_000);

test.concurrent("a file of which nothing is understood is refused and leaves no trace, and standard input fails", async (context) => {
  const [at, other] = [desk(context), desk(context)];
  for (const one of [at, other]) one.file("other.ndjson", 'nonsense\n{"a": 1}\n');
  const [file, piped] = await Promise.all([
    at.run(load("other.ndjson")),
    other.run(["import", "signals", "-", "--expertise", "powershell"], { shell: '"$@" < other.ndjson' }),
  ]);
  const advice = 'check that it is what "signals" reads, as docs/signals.md shows it.';
  expect(refusal(at, file)).toBe(`Nothing could be understood (line 1, the first of it: line is not JSON): ${advice}`);
  expect(existsSync(join(at.folder, ".groundswell"))).toBe(false);
  expect(piped).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("2 read = 0 saved + 0 seen before + 2 set aside"),
    stderr: `Nothing could be understood (all of it was set aside): ${advice}\n`,
  });
}, 120_000);

test.concurrent("a file that breaks off late keeps its whole batches, and repeating it loads the rest but a malformed line", async (context) => {
  const at = desk(context);
  const packed = gzipSync([...signalLines(5_000), '{"id": "5001", '].join("\n"), { level: 0 });
  at.file("late.ndjson.gz", packed.subarray(0, packed.length * 0.7));
  expect(refusal(at, await at.run(load("late.ndjson.gz")))).toMatch(/^late.ndjson.gz breaks off .* after line \d{4}: /);
  at.file("late.ndjson.gz", packed);
  const { state, counts } = answer(await at.run(load("late.ndjson.gz")));
  expect(state).toBe("ok");
  expect(counts.signals).toEqual({ fetched: 5_001, saved: 3_000, seen: 2_000, skipped: 1 });
  expect(counts.reasons).toEqual({ "line is not JSON": 1 });
}, 120_000);

test.concurrent("a typo in a catalogue is named with its file and line, and no file beside it is applied", async (context) => {
  const at = desk(context);
  const good = "version: 1\nexpertises:\n  - slug: powershell\n    name: PowerShell\n";
  const source = `sources:\n  - id: team-blog\n    connector: feeds\n    options: { url: "https://blog.example/feed" }\n`;
  at.file("good.yaml", good);
  at.file("typo.yaml", `version: 1\n${source}`);
  at.file("field.yaml", good.replace("name:", "nmae: x\n    name:"));
  const [check, apply, field, absent] = await Promise.all([
    at.run(["catalogue", "check", "typo.yaml", "--json"]),
    at.run(["catalogue", "apply", "good.yaml", "typo.yaml"]),
    at.run(["catalogue", "check", "field.yaml", "--json"]),
    at.run(["catalogue", "check", "no.yaml", "--json"]),
  ]);
  const sentence = /^typo.yaml:4: no connector "feeds"; use one of: stackexchange, .*\bfeed, .*\bsignals\.$/;
  expect(refusal(at, check)).toMatch(sentence);
  expect(refusal(at, apply)).toMatch(sentence);
  expect(refusal(at, field)).toBe('field.yaml:3: expertises.0 has no field "nmae": remove or rename it.');
  expect(refusal(at, absent)).toMatch(/^no.yaml cannot be read \(ENOENT.*\): check its name.$/);
  expect(existsSync(join(at.folder, ".groundswell"))).toBe(false);

  at.file("typo.yaml", `version: 1\n${source.replace("feeds", "feed")}`);
  const mended = await at.run(["catalogue", "apply", "good.yaml", "typo.yaml"]);
  expect(mended).toMatchObject({ code: 0, stderr: "" });
}, 120_000);

test.concurrent("a missing token is named by its variable, and the pull is repeated once it is set", async (context) => {
  const at = desk(context);
  const api = createServer((request, response) => {
    const isKnown = request.headers.authorization !== undefined;
    const body = request.url?.includes("/issues")
      ? []
      : { full_name: "contoso/tools", html_url: "https://github.com/contoso/tools" };
    response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(isKnown ? body : { message: "Requires authentication" }));
  });
  const baseUrl = `http://127.0.0.1:${await listening(api, context)}`;
  const options = { repository: "contoso/tools", include: ["issues"], baseUrl };
  const source = { id: "tools", connector: "github", options, credentials: { token: "CONTOSO_TOKEN" } };
  at.file("tools.yaml", JSON.stringify({ version: 1, sources: [source] }));
  await at.run(["catalogue", "apply", "tools.yaml"]);

  const refused = await at.run(["pull", "--json"]);
  const document = JSON.parse(refused.stdout);
  expect(document.sources).toMatchObject([{ source: "tools", state: "failed", saved: 0 }]);
  const sentence = refusal(at, { ...refused, stdout: "" });
  expect(sentence).toMatch(/^tools: GitHub answered 401 .* The environment variable CONTOSO_TOKEN is not set.$/);
  expect(sentence).toBe(`tools: ${document.sources[0].error}`);
  expect(answer(await at.run(["pull", "--json"], { env: { CONTOSO_TOKEN: "secret" } })).sources).toMatchObject([
    { source: "tools", state: "ok", error: null },
  ]);
}, 120_000);

test.concurrent("a disk that fills up is said, what was saved before is kept, and repeating loads the rest", async (context) => {
  const at = desk(context);
  at.file("lines.ndjson", lines);
  // No file may grow beyond the limit, which is what a full disk is to the one who writes.
  const small = refusal(at, await at.run(load("lines.ndjson"), { shell: 'ulimit -f 100; exec "$@"' }));
  expect(small).toMatch(/^The embedded store in .* cannot be made \(EFBIG.*\): free disk space or choose another/);
  expect(answer(await at.run(load("lines.ndjson"))).counts.signals).toEqual(whole);

  at.file("many.ndjson", signalLines(3_000).join("\n"));
  const full = refusal(at, await at.run(load("many.ndjson"), { shell: 'ulimit -f 1000; exec "$@"' }));
  expect(full).toMatch(/^There is no room left to write \(.*File too large\): free disk space and repeat, /);
  const { signals } = answer(await at.run(load("many.ndjson"))).counts;
  expect(signals).toEqual({ fetched: 3_000, saved: 2_880, seen: 120, skipped: 0 });
}, 120_000);

test.concurrent("a folder that cannot be written is named with the setting that names another", async (context) => {
  const at = desk(context);
  at.file("report.txt", "a file, not a folder");
  const env = { GROUNDSWELL_HOME: "report.txt/store" };
  expect(refusal(at, await at.run(["status", "--json"], { env }))).toBe(
    `The folder ${join(at.folder, "report.txt/store")} cannot be written (ENOTDIR): free space or give another one in GROUNDSWELL_HOME.`,
  );
  expect(answer(await at.run(["status", "--json"], { env: { GROUNDSWELL_HOME: "store" } })).store.signals).toBe(0);
}, 120_000);

test.skipIf(!existsSync("/dev/full"))(
  "an answer that finds no room where it is written to is a failure",
  { concurrent: true, timeout: 120_000 },
  async (context) => {
    const at = desk(context);
    at.file("lines.ndjson", lines);
    const signals = ["try", "signals", "--set", 'paths=["lines.ndjson"]'];
    const [check, tried] = await Promise.all([
      at.run(["catalogue", "check", at.file("good.yaml", "version: 1\n"), "--json"], { shell: '"$@" >/dev/full' }),
      at.run([...signals, "--limit", "0"], { shell: '"$@" >/dev/full' }),
    ]);
    const sentence =
      "The answer could not be written to standard output (ENOSPC): free disk space or write it elsewhere, and repeat.";
    expect(refusal(at, check)).toBe(sentence);
    expect(tried.code).toBe(1);
    expect(tried.stderr.trimEnd().split("\n").at(-1)).toBe(sentence);
  },
);

test.concurrent("a port in use is named, and serving begins once it is free", async (context) => {
  const at = desk(context);
  const other = createServer();
  const port = String(await listening(other, context));
  const env = { GROUNDSWELL_PORT: port };
  expect(refusal(at, await at.run(["serve"], { env }))).toBe(
    `Port ${port} on 127.0.0.1 is in use: stop what listens there, or set GROUNDSWELL_PORT to a free port.`,
  );
  await new Promise((resolve) => other.close(resolve));
  const serving = at.start(["serve"], { env });
  await serving.said(`pages and API: http://127.0.0.1:${port}`);
  expect((await serving.stop()).code).toBe(0);
}, 120_000);

test.concurrent("a database of a newer release is left as it is", async (context) => {
  const at = desk(context);
  const home = join(at.folder, ".groundswell");
  const change = async (sql: string) => {
    const store = await openStore({ databaseUrl: null, home }).catch(() => null);
    await store?.pool.query(sql);
    await store?.close();
  };
  await change("insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later release', 9e12)");
  expect(refusal(at, await at.run(["status", "--json"]))).toMatch(
    /^The database is at version \d+, newer than this release's \d+: run the newer release of Groundswell.$/,
  );
}, 120_000);

test.concurrent("a server that is not reached is named without its password", async (context) => {
  const at = desk(context);
  const [postgres, redis] = await Promise.all([
    at.run(["status", "--json"], { env: { DATABASE_URL: "postgresql://lead:hunter2@127.0.0.1:1/groundswell" } }),
    at.run(["status", "--json"], { env: { REDIS_URL: "redis://lead:hunter2@127.0.0.1:1" } }),
  ]);
  expect(refusal(at, postgres)).toMatch(
    /^The PostgreSQL at 127.0.0.1:1\/groundswell cannot be used: .* Check DATABASE_URL.$/,
  );
  // What the store knows is told all the same.
  expect(JSON.parse(redis.stdout)).toMatchObject({ store: { kind: "embedded" } });
  expect(refusal(at, { ...redis, stdout: "" })).toMatch(
    /^The Redis at 127.0.0.1:1 cannot be used: .* Check REDIS_URL.$/,
  );
  expect(postgres.stderr + redis.stderr).not.toContain("hunter2");
}, 120_000);

test.concurrent("an expertise, source, analysis or day that is not there is named with what to do first", async (context) => {
  const at = desk(context);
  at.file("lines.ndjson", lines);
  expect(refusal(at, await at.run(["spaces", "--expertise", "powershell", "--json"]))).toMatch(
    /^There is no expertise "powershell" yet: load a catalogue .* or import a file.$/,
  );
  await at.run(load("lines.ndjson"));
  expect(refusal(at, await at.run(["candidates", "--expertise", "powershell", "--json"]))).toBe(
    'Nothing has been analysed for "powershell": run "groundswell analyse --expertise powershell".',
  );
  expect(refusal(at, await at.run(["analyse", "--as-of", "2962-02-01", "--json"]), 2)).toBe(
    "--as-of is to come: an analysis is as of an instant that has passed.",
  );
  expect(refusal(at, await at.run(["pull", "--source", "blog", "--json"]))).toBe(
    'There is no source "blog": "groundswell status" lists them.',
  );
}, 120_000);
