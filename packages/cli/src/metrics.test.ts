import type { Connector, Http } from "@groundswell/connectors";
import { batch, RateLimitedError, RefusedError } from "@groundswell/model";
import { noCounts } from "@groundswell/store";
import { expect, test } from "vitest";
import { openMetrics } from "./metrics.ts";
import { measureStanding } from "./metrics-standing.ts";

const now = new Date("2026-01-01T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

/** The values of one metric, as `labels value`. */
async function valuesOf(metrics: ReturnType<typeof openMetrics>, name: string): Promise<string[]> {
  const lines = (await metrics.text()).split("\n");
  return lines.filter((line) => new RegExp(`^${name}(\\{| )`).test(line)).map((line) => line.slice(name.length).trim());
}

const connectorOf = (pull: () => AsyncIterable<never>) => ({ name: "feed", pull }) as unknown as Connector;
const one = batch({ cursor: null }) as never;

test("a pull is counted once, by connector and by how it ended", async () => {
  const metrics = openMetrics();
  const run = async (pull: () => AsyncIterable<never>, most = 9) => {
    try {
      for await (const _ of metrics.connector(connectorOf(pull)).pull({} as never)) if (--most === 0) break;
    } catch {}
  };
  await run(async function* () {
    yield one;
  });
  await run(async function* () {
    yield one;
    yield one;
  }, 1);
  await run(async function* () {
    yield one;
    throw new RateLimitedError("Wait.", now);
  });
  // biome-ignore lint/correctness/useYield: it breaks before its first batch
  await run(async function* () {
    throw new RefusedError("No.");
  });
  expect(await valuesOf(metrics, "groundswell_pulls_total")).toEqual([
    '{connector="feed",outcome="ok"} 1',
    '{connector="feed",outcome="stopped"} 1',
    '{connector="feed",outcome="limited"} 1',
    '{connector="feed",outcome="refused"} 1',
  ]);
});

test("signals are counted once though a pull's counts grow from batch to batch", async () => {
  const metrics = openMetrics();
  const [first, second] = [noCounts(), noCounts()];
  for (const saved of [3, 3, 7]) {
    first.signals.saved = saved;
    metrics.saved(first);
  }
  second.signals.saved = 5;
  metrics.saved(second);
  expect(await valuesOf(metrics, "groundswell_signals_saved_total")).toEqual(["12"]);
});

test("what places are asked is counted by kind of host, and no address or person is a label", async () => {
  const metrics = openMetrics();
  const http = metrics.http({
    get: async (url: string) => {
      if (url.includes("limited")) throw new RateLimitedError("Wait.", now);
      return { status: 200 } as never;
    },
    fetch: async () => new Response("", { status: 503 }),
  } as unknown as Http);
  await http.get("https://ada.blog.example/secret-path");
  await http.get("https://api.github.com/users/ada/limited").catch(() => {});
  await http.fetch("https://api.github.com/graphql");
  expect(await valuesOf(metrics, "groundswell_outbound_requests_total")).toEqual([
    '{host="other",outcome="ok"} 1',
    '{host="github",outcome="limited"} 1',
    '{host="github",outcome="unavailable"} 1',
  ]);
  const limits = metrics.limits({ take: async () => () => {}, pause: async () => {} });
  await limits.take("ada.blog.example");
  await limits.pause("api.github.com", now);
  expect(await valuesOf(metrics, "groundswell_host_pauses_total")).toEqual(['{host="github"} 1']);
  expect(await valuesOf(metrics, "groundswell_host_wait_seconds_count")).toEqual(['{host="other"} 1']);
  expect(await metrics.text()).not.toMatch(/ada|secret-path/);
});

test("jobs and requests are counted and timed, the event loop is watched", async () => {
  const metrics = openMetrics();
  metrics.job({ name: "collect", subject: "ada-blog", outcome: "done", milliseconds: 1_500, counts: {}, error: null });
  metrics.request({ method: "GET", route: "/api/spaces/:expertise", status: 200, seconds: 0.01 });
  expect(await valuesOf(metrics, "groundswell_jobs_ended_total")).toEqual(['{job="collect",outcome="done"} 1']);
  expect(await valuesOf(metrics, "groundswell_job_duration_seconds_sum")).toEqual([
    '{job="collect",outcome="done"} 1.5',
  ]);
  expect(await valuesOf(metrics, "groundswell_http_requests_total")).toEqual([
    '{method="GET",route="/api/spaces/:expertise",status="200"} 1',
  ]);
  expect(await valuesOf(metrics, "nodejs_eventloop_lag_p99_seconds")).toHaveLength(1);
  expect(await metrics.text()).not.toContain("ada-blog");
});

const source = (state: string, lastSuccess: Date | null, every: string | null = "1 hour") => ({
  state,
  lastSuccess,
  every,
});
const storeOf = (rows: unknown[]) => ({
  pool: { query: async () => ({ rows }), totalCount: 4, idleCount: 3, waitingCount: 1 },
});

test("what stands in store and queues is read when it is asked for", async () => {
  const metrics = openMetrics();
  const rows = [source("ok", ago(10)), source("ok", ago(30)), source("ok", ago(9_000), null), source("new", null)];
  const queue = {
    counts: async () => ({ collect: { waiting: 7, active: 1, delayed: 2, failed: 3 } }),
    ages: async () => ({ collect: { waitingSince: ago(5), activeSince: null } }),
  };
  measureStanding(metrics.registry, { store: storeOf(rows), queue, now: () => now } as never);
  expect(await valuesOf(metrics, "groundswell_jobs")).toContain('{job="collect",state="waiting"} 7');
  expect(await valuesOf(metrics, "groundswell_oldest_job_age_seconds")).toEqual([
    '{job="collect",state="waiting"} 300',
    '{job="collect",state="active"} 0',
  ]);
  expect(await valuesOf(metrics, "groundswell_sources")).toEqual(['{state="ok"} 3', '{state="new"} 1']);
  expect(await valuesOf(metrics, "groundswell_source_last_success_age_seconds")).toEqual(['{state="ok"} 1800']);
  expect(await valuesOf(metrics, "groundswell_store_connections")).toContain('{state="waiting"} 1');
  rows.pop();
  expect(await valuesOf(metrics, "groundswell_sources")).toEqual(['{state="ok"} 3']);
});

test("a queue that does not answer leaves its metrics out, and the others there", async () => {
  const metrics = openMetrics();
  const gone = async () => Promise.reject(new Error("gone"));
  measureStanding(metrics.registry, {
    store: storeOf([]),
    queue: { counts: gone, ages: gone },
    now: () => now,
  } as never);
  const text = await metrics.text();
  expect(await valuesOf(metrics, "groundswell_jobs")).toEqual([]);
  expect(text).toContain("groundswell_store_connections{");
  expect(await valuesOf(metrics, "groundswell_metrics_failures_total")).toEqual([
    expect.stringMatching(/^\{of="queue"\} [1-9]/),
  ]);
});
