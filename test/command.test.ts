import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { program } from "@groundswell/cli";
import type { StatusAnswer } from "@groundswell/reports";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { commandsOf } from "../scripts/docs.ts";
import { readProject } from "./project-files.ts";
import { Desk, type Ended, signalLines } from "./run-command.ts";

const head =
  "expertise asOf window.from window.to run.id run.policyVersion run.computedAt run.inputWatermark " +
  "coverage.expected coverage.read coverage.rate coverage.missing[].source coverage.missing[].from " +
  "coverage.missing[].to coverage.missing[].why";

/** Every field that the commands promise to print, by path; `[]` stands for each element of a list. */
const shapes = {
  signal:
    "connector id kind occurredAt editedAt deletedAt space.key space.platform space.id space.kind space.name space.url " +
    "account.platform account.id account.handle account.name account.url account.bot account.staff account.links " +
    "account.emailHash threadId parentId title excerpt url language tags metrics",
  spaces:
    `${head} weighting concentration.configured concentration.active concentration.total concentration.k50 ` +
    "concentration.k80 concentration.topShare.1 concentration.topShare.3 concentration.topShare.5 " +
    "concentration.topShare.10 concentration.gini concentration.hhi concentration.hill.0 concentration.hill.1 " +
    "concentration.hill.2 concentration.interval.level concentration.interval.resamples concentration.interval.by " +
    "concentration.interval.top5 concentration.interval.k50 concentration.topSetAgrees concentration.previous.k50 " +
    "concentration.previous.topShare concentration.previous.turnover insight spaces[].key spaces[].name spaces[].kind " +
    "spaces[].url spaces[].rank spaces[].count spaces[].people spaces[].share spaces[].cumulativeShare " +
    "spaces[].shareChange spaces[].tier spaces[].health.threads spaces[].health.responseRate.24h " +
    "spaces[].health.responseRate.72h spaces[].health.responseRate.7d spaces[].health.ttfrHours.median " +
    "spaces[].health.ttfrHours.p90 spaces[].health.ttfrHours.answeredOnlyMedian spaces[].health.acceptedRate " +
    "spaces[].health.backlog spaces[].health.orphanRate spaces[].health.expertPresence spaces[].health.staffShare " +
    "spaces[].health.absenceFactor spaces[].health.insufficient spaces[].support.rank spaces[].support.reasons",
  candidates:
    `${head} track population policyVersion candidates[].rank candidates[].rankInterval candidates[].person ` +
    "candidates[].name candidates[].score candidates[].percentile candidates[].track.expert candidates[].track.leader " +
    "candidates[].stage candidates[].accounts[].platform candidates[].accounts[].id candidates[].accounts[].handle " +
    "candidates[].accounts[].url candidates[].region candidates[].languages candidates[].terms[].kind " +
    "candidates[].terms[].count candidates[].terms[].value candidates[].terms[].percentile candidates[].terms[].weight " +
    "candidates[].terms[].contribution candidates[].quality.winRate candidates[].quality.acceptRate " +
    "candidates[].quality.acceptLowerBound candidates[].quality.endorsers candidates[].breadth.spaces " +
    "candidates[].breadth.effectiveSpaces candidates[].breadth.sources candidates[].activeMonths " +
    "candidates[].flags[].flag candidates[].flags[].why candidates[].flags[].evidence candidates[].gates[].gate " +
    "candidates[].gates[].why candidates[].gates[].confirmBy candidates[].evidence[].url candidates[].evidence[].title " +
    "candidates[].evidence[].kind candidates[].evidence[].space candidates[].evidence[].occurredAt " +
    "candidates[].evidence[].value",
  status:
    "store queue sources[].id sources[].connector sources[].state sources[].lastSuccess sources[].lastError " +
    "sources[].nextRun sources[].watermark sources[].quota sources[].signals jobs.collect.waiting jobs.collect.active " +
    "jobs.collect.delayed jobs.collect.failed jobs.analyse.waiting schedules[].name schedules[].every schedules[].next " +
    "schedules[].registered",
};

/** The promised fields that a document lacks, each cut after the first name that is not there; null is an answer. */
function lacks(document: unknown, shape: keyof typeof shapes): string[] {
  const missing = shapes[shape].split(" ").flatMap((path) => {
    const steps = path.replaceAll("[]", ".[]").split(".");
    const length = reach(document, steps);
    return length === steps.length
      ? []
      : [
          steps
            .slice(0, length + 1)
            .join(".")
            .replaceAll(".[]", "[]"),
        ];
  });
  return [...new Set(missing)];
}

/** How many steps into a value lead somewhere; all of them where a null or an empty list ends the way. */
function reach(value: unknown, steps: string[]): number {
  const [step, ...rest] = steps;
  if (step === undefined || value === null) return steps.length;
  if (step === "[]") {
    if (!Array.isArray(value)) return 0;
    return Math.min(steps.length, ...value.map((element) => 1 + reach(element, rest)));
  }
  if (typeof value !== "object" || !Object.hasOwn(value, step)) return 0;
  return 1 + reach((value as Record<string, unknown>)[step], rest);
}

function document({ code, stdout, stderr }: Ended) {
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

let stocked: Desk;
let imported: Ended;
let analysed: Ended;

beforeAll(async () => {
  stocked = new Desk();
  stocked.file("forum.ndjson", signalLines().join("\n"));
  imported = await stocked.run(["import", "signals", "forum.ndjson", "--expertise", "powershell", "--json"]);
  analysed = await stocked.run(["analyse", "--as-of", "2024-03-03", "--json"]);
}, 120_000);
afterAll(() => stocked.clear());

/** A desk with a store that holds one analysed expertise, for one test alone: the folder serves one process at a time. */
function stockedDesk({ onTestFinished }: TestContext): Desk {
  const mine = stocked.copy();
  onTestFinished(() => mine.clear());
  return mine;
}

async function serveFeed({ onTestFinished }: TestContext): Promise<string> {
  const item = (n: number) =>
    `<item><guid>https://blog.example/${n}</guid><title>Entry ${n}</title><link>https://blog.example/${n}</link>` +
    `<pubDate>Mon, 0${n} Jan 2024 12:00:00 GMT</pubDate></item>`;
  const feed = `<rss version="2.0"><channel><title>Team</title>${item(1)}${item(2)}</channel></rss>`;
  const server = createServer((_, response) => response.setHeader("content-type", "application/rss+xml").end(feed));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`;
}

test.each(commandsOf(await program()))(
  "$name --help shows an example that begins with the command",
  ({ name, command }) => {
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    const example = help.split("\nExample:\n")[1] ?? "";
    expect(example).toMatch(new RegExp(`(^|\\s)${name}\\b`));
  },
);

test("import and analyse answer with one document each", () => {
  expect(document(imported)).toMatchObject({
    state: "ok",
    counts: { signals: { fetched: 120, saved: 120, seen: 0, skipped: 0 }, accounts: { fetched: 5, saved: 5 } },
    rowsPerSecond: expect.any(Number),
  });
  expect(document(analysed)).toMatchObject({
    runs: [{ expertise: "powershell", asOf: "2024-03-03T00:00:00.000Z", people: { expert: 5, leader: 5 } }],
  });
});

test.concurrent("spaces answers with every field that it promises", async (context) => {
  const at = stockedDesk(context);
  // The only expertise there is need not be named.
  const answer = document(await at.run(["spaces", "--json"]));
  expect(lacks(answer, "spaces")).toEqual([]);
  expect(answer.concentration).toMatchObject({ configured: 3, active: 3, total: 120 });
  expect(answer.spaces).toHaveLength(3);
  expect(answer.insight).toMatch(/^In the 12 weeks to 2024-03-0[23], /);
}, 120_000);

test.concurrent("candidates answers with every field that it promises, and terms that add up to the score", async (context) => {
  const at = stockedDesk(context);
  const typed = ["candidates", "--expertise", "powershell", "--limit", "0", "--json"];
  const answer = document(await at.run(typed));
  expect(lacks(answer, "candidates")).toEqual([]);
  expect(answer.population).toBe(5);
  expect(answer.candidates).toHaveLength(5);
  for (const { score, terms, evidence } of answer.candidates) {
    const sum = terms.reduce((total: number, term: { contribution: number }) => total + term.contribution, 0);
    expect(sum).toBeCloseTo(score, 12);
    expect(evidence.length).toBeGreaterThan(0);
  }
}, 120_000);

test.concurrent("pull, status, doctor and catalogue check answer with one document each", async (context) => {
  const at = stockedDesk(context);
  const source = {
    id: "team-blog",
    connector: "feed",
    expertises: ["blogs"],
    options: { url: await serveFeed(context) },
  };
  at.file(
    "blogs.yaml",
    JSON.stringify({ version: 1, expertises: [{ slug: "blogs", name: "Blogs" }], sources: [source] }),
  );
  const check = at.run(["catalogue", "check", "blogs.yaml", "--json"]);
  const applied = await at.run(["catalogue", "apply", "blogs.yaml"]);
  expect(applied).toEqual({ code: 0, stdout: "blogs.yaml: 1 expertise and 1 source applied\n", stderr: "" });
  expect(document(await check)).toEqual([{ file: "blogs.yaml", expertises: 1, sources: 1 }]);

  expect(document(await at.run(["pull", "--json"]))).toEqual({
    sources: [{ source: "team-blog", state: "ok", saved: 2, seen: 0, skipped: 0, error: null }],
  });
  const status = document(await at.run(["status", "--json"]));
  expect(lacks(status, "status")).toEqual([]);
  expect(status.store).toMatchObject({ kind: "embedded", signals: 122 });
  expect(status.sources.map((one: { id: string; signals: number }) => [one.id, one.signals])).toEqual([
    [expect.stringMatching(/^import-signals-forum-ndjson/), 120],
    ["team-blog", 2],
  ]);
  const { findings } = document(await at.run(["doctor", "--json"]));
  expect(findings.map((one: { level: string; subject: string }) => [one.level, one.subject])).toEqual([
    ["ok", "node"],
    ["ok", "store"],
    ["ok", "queue"],
    ["warning", "worker"],
    ["warning", "expertise blogs"],
  ]);
}, 120_000);

test.concurrent("catalogue check counts what a file holds, in a sentence", async (context) => {
  const at = stockedDesk(context);
  at.file("powershell.yaml", readProject("catalogue/powershell.yaml"));
  const { stdout } = await at.run(["catalogue", "check", "powershell.yaml"]);
  expect(stdout).toMatch(/^powershell\.yaml: 1 expertise, \d+ sources and 1 organisation, nothing wrong\n$/);
});

test.concurrent("doctor answers with its document even where something needs attention, and fails", async (context) => {
  const at = new Desk();
  context.onTestFinished(() => at.clear());
  const { code, stdout, stderr } = await at.run(["doctor", "--json"], {
    env: { GROUNDSWELL_PORT: "web", GROUNDSWELL_PROT: "80" },
  });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "1 thing needs attention.\n" });
  expect(JSON.parse(stdout).findings).toMatchObject([
    { level: "ok", subject: "node" },
    { level: "warning", subject: "GROUNDSWELL_PROT" },
    { level: "error", subject: "settings", message: expect.stringContaining('GROUNDSWELL_PORT is "web"') },
  ]);
}, 120_000);

test.concurrent("try prints a signal a line with every field, and its summary beside them", async (context) => {
  const at = stockedDesk(context);
  const typed = ["try", "signals", "--set", 'paths=["forum.ndjson"]', "--limit", "2"];
  const { code, stdout, stderr } = await at.run(typed);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "signals: 2 signals\n" });
  const signals = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(signals.map((signal) => [signal.id, signal.space.key])).toEqual([
    ["1", "forum.example:room-0"],
    ["2", "forum.example:room-1"],
  ]);
  for (const signal of signals) expect(lacks(signal, "signal")).toEqual([]);
}, 120_000);

test.concurrent("a source off the open internet is refused until its host is allowed by name", async (context) => {
  const at = stockedDesk(context);
  const typed = ["try", "feed", "--set", `url=${await serveFeed(context)}?token=hunter2`];
  const { code, stdout, stderr } = await at.run(typed, { env: { GROUNDSWELL_ALLOW_HOSTS: "" } });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(
    /is at a loopback address, .* name 127\.0\.0\.1 in GROUNDSWELL_ALLOW_HOSTS if it is yours\.\n$/,
  );
  expect(stderr).not.toContain("hunter2");
  expect((await at.run(typed)).stderr).toBe("feed: 2 signals\n");
}, 120_000);

test.concurrent("a reader that has seen enough ends the command without a failure", async (context) => {
  const at = stockedDesk(context);
  at.file("many.ndjson", signalLines(5_000).join("\n"));
  const typed = ["try", "signals", "--set", 'paths=["many.ndjson"]', "--limit", "0"];
  const ended = await at.run(typed, { shell: 'set -o pipefail; "$@" | head -n 1' });
  expect(ended.code).toBe(0);
  expect(JSON.parse(ended.stdout).id).toBe("1");
  expect(ended.stderr).not.toMatch(/EPIPE|broke/);
}, 120_000);

test.concurrent("a second process on the embedded folder is told who holds it, and works once that has ended", async (context) => {
  const at = stockedDesk(context);
  const up = at.start(["up"], { env: { GROUNDSWELL_PORT: "0" } });
  await up.said("pages and API: http://127.0.0.1:");
  const second = await at.run(["status", "--json"]);
  expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 1, stdout: "" });
  expect(second.stderr).toMatch(/^The embedded store is held by "up" \(process \d+ on .*\): stop it first, .*\.\n$/);
  expect((await up.stop()).code).toBe(0);
  const status = document(await at.run(["status", "--json"]));
  expect(lacks(status, "status")).toEqual([]);
  const schedules = status.schedules.map((one: StatusAnswer["schedules"][number]) => ({ ...one, next: null }));
  expect(schedules).toHaveLength(4);
  expect(schedules).toEqual(
    expect.arrayContaining([
      { name: "analyse powershell", every: "1 hour", next: null, registered: true },
      { name: "deliver all", every: "1 minute", next: null, registered: true },
      { name: "report all", every: "1 hour", next: null, registered: true },
      { name: "send all", every: "1 minute", next: null, registered: true },
    ]),
  );
}, 120_000);
