import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noQuality, readPolicy, scoreTrack } from "@groundswell/analytics";
import { account, batch, dayMs, readCatalogue, signal, twelveMonthsTo } from "@groundswell/model";
import { answerCandidates, answerSpaces, readCoverage } from "@groundswell/reports";
import {
  applyCatalogue,
  contributions,
  finishPull,
  importSource,
  keepPolicy,
  noCounts,
  openStore,
  rollUp,
  type Store,
  saveBatch,
  saveRun,
  startPull,
} from "@groundswell/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "./create-server.ts";
import { openToAll } from "./open-to-all.ts";
import type { Problem } from "./problem.ts";

const asOf = new Date("2026-01-01T00:00:00Z");
const policyFile = new URL("../../../policies/mvp.yaml", import.meta.url);
const policy = readPolicy(readFileSync(policyFile, "utf8"), "mvp.yaml");
const webFolder = mkdtempSync(join(tmpdir(), "groundswell-pages-"));
const errors: string[] = [];
let store: Store;
let app: ReturnType<typeof createServer>;

beforeAll(async () => {
  mkdirSync(join(webFolder, "dist/assets"), { recursive: true });
  writeFileSync(join(webFolder, "dist/index.html"), "<!doctype html><title>Groundswell</title>");
  writeFileSync(join(webFolder, "dist/assets/index-a1b2c3.js"), "export {};");
  writeFileSync(join(webFolder, "secret.txt"), "nobody's business");
  store = await openStore({ databaseUrl: null, home: join(webFolder, "store") });
  await seed(store);
  app = createServer({
    store,
    now: () => asOf,
    access: openToAll(),
    queueView: async () => ({
      kind: "postgres",
      counts: { collect: { waiting: 1, active: 0, delayed: 2, failed: 3 } },
      schedules: [
        { name: "collect", key: "forum", every: "6 hours", next: "2026-01-01T06:00:00.000Z", registered: true },
      ],
      deadLetters: [{ queue: "collect", message: "The forum is gone.", count: 3, at: "2025-12-31T00:00:00.000Z" }],
    }),
    webFolder: join(webFolder, "dist"),
    onError: (message) => errors.push(message),
  });
});

afterAll(async () => {
  await store.close();
  rmSync(webFolder, { recursive: true, force: true });
});

/** Two spaces, three people: one answers much, one speaks, one is staff; a second expertise has nothing. */
async function seed(store: Store): Promise<void> {
  const catalogue = `
version: 1
expertises:
  - slug: lumen
    name: Lumen
    rules: { spaces: ["forum:*", "stage:*"] }
    spaces: [{ platform: forum, id: silent, kind: category, name: Silent }]
  - slug: quiet
    name: Quiet
    rules: {}
`;
  await applyCatalogue(store, readCatalogue(catalogue, "catalogue.yaml", {}));
  const source = await importSource(store, { id: "forum", connector: "signals", expertises: ["lumen"], options: {} });
  const pullId = await startPull(store, source.id, asOf);
  const forum = {
    platform: "forum",
    id: "help",
    kind: "category",
    name: "Help",
    url: "https://forum.example/help",
  } as const;
  const stage = { platform: "stage", id: "days", kind: "conference", name: "Lumen Days", url: null } as const;
  const helper = account("forum", "1", { name: "Helper", url: "https://forum.example/u/1" });
  const speaker = account("stage", "2", { name: "Speaker" });
  const employee = account("forum", "3", { name: "Employee", staff: true });
  const at = (day: number) => new Date(asOf.getTime() - day * dayMs).toISOString();
  const answers = Array.from({ length: 20 }, (_, index) =>
    signal({
      connector: "signals",
      id: String(index),
      kind: "answer",
      occurredAt: at(5 + index * 7),
      space: forum,
      account: helper,
      title: `How to dim ${index}`,
      url: `https://forum.example/a/${index}`,
      metrics: { score: index },
    }),
  );
  const talk = signal({
    connector: "signals",
    id: "t",
    kind: "talk",
    occurredAt: at(30),
    space: stage,
    account: speaker,
  });
  const official = signal({
    connector: "signals",
    id: "o",
    kind: "answer",
    occurredAt: at(8),
    space: forum,
    account: employee,
  });
  const signals = [...answers, talk, official];
  await saveBatch(store, { source, pullId, batch: batch({ signals, cursor: null }), now: asOf });
  await finishPull(store, {
    pullId,
    sourceId: source.id,
    state: "ok",
    sourceState: "ok",
    counts: noCounts(),
    covers: { from: new Date("2025-01-01T00:00:00Z"), to: asOf },
    error: null,
    retryAt: null,
    movedTo: null,
    now: asOf,
  });
  // What an analysis derives of the badge that the platform gives.
  await store.pool.query(
    `insert into account_kinds (account_id, kind, why, source, confidence, at)
     select id, 'staff', 'is marked as staff by its source', 'platform', 0.95, observed_at from accounts where staff`,
  );
  await rollUp(store);
  const window = twelveMonthsTo(asOf);
  const rows = await contributions(store, "lumen", window);
  await keepPolicy(store, policy, asOf);
  const nothingFound = {
    quality: noQuality,
    flags: [],
    gates: [],
    locale: { region: null, language: null },
    hiddenGem: null,
  };
  await saveRun(store, {
    expertise: "lumen",
    asOf,
    window,
    policyVersion: policy.version,
    inputWatermark: 0,
    coverage: await readCoverage(store, "lumen", window, asOf),
    now: asOf,
    scores: (["expert", "leader"] as const).map((track) => ({
      track,
      results: scoreTrack(rows, { policy, track, asOf }).candidates.map((result) => ({
        person: result.person,
        aside: false,
        result: { ...result, ...nothingFound },
      })),
    })),
  });
}

async function problem(path: string): Promise<Problem> {
  const response = await app.request(path);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = (await response.json()) as Problem;
  expect(body).toMatchObject({ type: "about:blank", status: response.status, instance: path.split("?")[0] });
  return body;
}

async function json(path: string): Promise<unknown> {
  const response = await app.request(path);
  expect(response.status).toBe(200);
  return response.json();
}

test("every expertise is listed with the instant its newest run stands at", async () => {
  expect(await json("/api/expertises")).toEqual({
    expertises: [
      { slug: "lumen", name: "Lumen", asOf: "2026-01-01T00:00:00.000Z" },
      { slug: "quiet", name: "Quiet", asOf: null },
    ],
  });
});

test("the spaces are the very answer that the command prints", async () => {
  const question = { expertise: "lumen", weighting: "people", asOf: null, from: null, to: null } as const;
  const answer = await answerSpaces(store, question);
  expect(answer.spaces.map((space) => space.name)).toEqual(["Help", "Lumen Days", "Silent"]);
  expect(await json("/api/expertises/lumen/spaces?weighting=people")).toEqual(JSON.parse(JSON.stringify(answer)));
});

test("a window can be chosen, and no chosen end lies behind the run", async () => {
  const path = "/api/expertises/lumen/spaces?from=2025-12-01&to=2027-01-01";
  expect(await json(path)).toMatchObject({
    window: { from: "2025-12-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" },
    spaces: [{ name: "Help", count: 5 }, { count: 1 }, { count: 0 }],
  });
});

test("the candidates and those moved aside are whom the command prints, with the same judgements", async () => {
  const question = { expertise: "lumen", track: "leader", asOf: null, limit: 50 } as const;
  const { candidates, moved, ...said } = JSON.parse(JSON.stringify(await answerCandidates(store, question)));
  expect(moved).toMatchObject([{ name: "Employee", gate: "employee_of_vendor" }]);
  // The best items and the note on load are on each one's own page.
  const [{ evidence: _, wellbeing: __, ...speaker }] = candidates;
  const months = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  const page = { ...said, candidates: [{ ...speaker, months }], next: null };
  expect(await json("/api/expertises/lumen/candidates?track=leader")).toEqual(page);
  expect((await json("/api/expertises/lumen/moved?track=leader")) as object).toMatchObject({ moved });
});

test("the terms of a candidate add up to the score that the API gives", async () => {
  const { candidates } = (await json("/api/expertises/lumen/candidates?limit=1")) as Awaited<
    ReturnType<typeof answerCandidates>
  >;
  const sum = candidates[0]?.terms.reduce((total, term) => total + term.contribution, 0);
  expect(candidates[0]?.name).toBe("Helper");
  expect(sum).toBeCloseTo(candidates[0]?.score ?? Number.NaN, 9);
});

test("the status shows each source and what the queue says of itself", async () => {
  expect(await json("/api/status")).toMatchObject({
    queue: { kind: "postgres" },
    sources: [{ id: "forum", state: "ok", nextRun: "2026-01-01T06:00:00.000Z" }],
    jobs: { collect: { failed: 3 } },
  });
});

test("an expertise that is not there is not found, and those that are there are named", async () => {
  expect((await problem("/api/expertises/lumne/spaces")).detail).toMatch(
    /no expertise "lumne"; there is: lumen, quiet/,
  );
  expect((await problem("/api/expertises/lumne/candidates")).status).toBe(404);
});

test("what has not been analysed is not found, and the sentence says how to analyse it", async () => {
  expect(await problem("/api/expertises/quiet/spaces")).toMatchObject({
    status: 404,
    detail: expect.stringContaining("groundswell analyse --expertise quiet"),
  });
});

test.each([
  ["/api/expertises/lumen/spaces?weighting=votes", '"weighting" must be one of events, people, shared.'],
  ["/api/expertises/lumen/spaces?from=2026-02-30", 'from "2026-02-30" is not a date'],
  ["/api/expertises/lumen/spaces?from=0000-01-01", "before 1970"],
  ["/api/expertises/lumen/spaces?from=2025-02-01&to=2025-01-01", 'give a "from" before its "to"'],
  ["/api/expertises/lumen/spaces?from=2031-01-01", 'give a "from" before 2026-01-01'],
  ["/api/expertises/lumen/spaces?form=2025-01-01", 'no parameter "form"'],
  ["/api/expertises/lumen/candidates?track=boss", '"track" must be one of expert, leader.'],
  ["/api/expertises/lumen/candidates?limit=-1", '"limit": write a whole number from 1 to 200'],
  ["/api/expertises/lumen/candidates?limit=", '"limit": write a whole number from 1 to 200'],
  ["/api/status?sources=all", 'no parameter "sources"'],
])("%s is refused in a sentence that says what to mend", async (path, detail) => {
  expect(await problem(path)).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
});

test("a failure inside tells the log everything and the asker nothing", async () => {
  const broken = createServer({
    store,
    now: () => asOf,
    access: openToAll(),
    queueView: async () => {
      throw new Error("connect ECONNREFUSED redis://:hunter2@10.0.0.7");
    },
    webFolder: join(webFolder, "dist"),
    onError: (message) => errors.push(message),
  });
  const response = await broken.request("/api/status");
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/hunter2|ECONNREFUSED|at /);
  expect(errors.at(-1)).toMatch(/GET \/api\/status: .*ECONNREFUSED/);
});

test("an address under /api that is no route is a problem and never the page", async () => {
  expect((await problem("/api/candidates")).status).toBe(404);
});

test("the health check answers while the store does", async () => {
  expect(await json("/healthz")).toEqual({ state: "ok", at: "2026-01-01T00:00:00.000Z" });
});

test("hashed assets are kept for a year, the page is asked for every time and unchanged answers are not sent again", async () => {
  const asset = await app.request("/assets/index-a1b2c3.js");
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(asset.headers.get("content-type")).toMatch(/javascript/);
  const page = await app.request("/");
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const etag = page.headers.get("etag") ?? "";
  expect((await app.request("/", { headers: { "if-none-match": etag } })).status).toBe(304);
  const answer = await app.request("/api/expertises");
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
});

test("any address of the page gives the page, but a file that is not there is not found", async () => {
  expect(await (await app.request("/spaces/lumen?window=12-months")).text()).toContain("<title>Groundswell");
  expect((await app.request("/assets/index-gone.js")).status).toBe(404);
});

test.each([
  "/../secret.txt",
  "/assets/../../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/..%5c..%5csecret.txt",
])("%s leads nowhere outside the folder of the pages", async (path) => {
  const response = await app.request(`http://localhost${path}`);
  expect(await response.text()).not.toContain("nobody's business");
});

test("before the pages are built the server says so", async () => {
  const bare = createServer({
    store,
    now: () => asOf,
    access: openToAll(),
    queueView: async () => null,
    webFolder: join(webFolder, "absent"),
  });
  const response = await bare.request("/");
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("pnpm build");
});

test.each(["/", "/api/expertises", "/api/nothing", "/assets/index-a1b2c3.js"])(
  "%s comes with a policy that runs no inline script and no frame",
  async (path) => {
    const { headers } = await app.request(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  },
);
