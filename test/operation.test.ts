import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { measureStanding, openMetrics } from "@groundswell/cli";
import { jobNames } from "@groundswell/queue";
import { expect, onTestFinished, test } from "vitest";
import { readProject } from "./project-files.ts";
import { Desk } from "./run-command.ts";

type Panel = { title: string; targets: { expr: string }[] };

/** The names and labels of all metrics, as a process that has nothing to tell yet declares them. */
async function declared(): Promise<Map<string, string[]>> {
  const metrics = openMetrics();
  const quiet = async () => Object.fromEntries(jobNames.map((name) => [name, {}]));
  const store = { pool: { query: async () => ({ rows: [] }) } };
  measureStanding(metrics.registry, { store, queue: { counts: quiet, ages: quiet }, now: () => new Date(0) } as never);
  const told = await metrics.registry.getMetricsAsJSON();
  return new Map(
    told.flatMap((metric) => {
      const labels: string[] = (metrics.registry.getSingleMetric(metric.name) as never as { labelNames: string[] })
        .labelNames;
      const histogram = ["_bucket", "_sum", "_count"].map((end): [string, string[]] => [
        metric.name + end,
        [...labels, "le"],
      ]);
      return [[metric.name, labels] as [string, string[]], ...(String(metric.type) === "histogram" ? histogram : [])];
    }),
  );
}

test("every query of the Grafana dashboard asks for metrics and labels that there are, and every metric of ours is shown", async () => {
  const known = await declared();
  const { panels } = JSON.parse(readProject("deploy/grafana/groundswell.json")) as { panels: Panel[] };
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const asked = queries.flatMap((query) => query.match(/\b(groundswell|nodejs|process)_[a-z\d_]+/g) ?? []);
  expect(queries.length).toBeGreaterThan(15);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
  for (const query of queries) {
    const names = query.match(/\b(groundswell|nodejs|process)_[a-z\d_]+/g) ?? [];
    expect(names, query).toHaveLength(1);
    const labels = [
      ...[...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(",").map((one) => one.trim())),
      ...[...query.matchAll(/([a-z]+)=~?"/g)].map(([, label]) => label),
    ];
    // Prometheus itself says which process it asked.
    const there = [...(known.get(names[0] ?? "") ?? []), "instance"];
    expect(
      labels.filter((label) => !there.includes(label ?? "")),
      query,
    ).toEqual([]);
  }
  const ours = [...known.keys()].filter(
    (name) => name.startsWith("groundswell_") && !/_(bucket|sum|count)$/.test(name),
  );
  expect(ours.filter((name) => !queries.some((query) => query.includes(name)))).toEqual([]);
});

const secrets = {
  GROUNDSWELL_SECRET: "sessions-are-signed-with-this-one!",
  GROUNDSWELL_ERASURE_KEY: "the-erased-are-known-again-by-this",
  BLOG_API_TOKEN: "token-of-the-blog-0815",
};

/** A blog whose every address breaks in a way that repeats what it was asked with. */
async function brokenBlog(): Promise<string> {
  const server = createServer((request, response) => {
    response.statusCode = request.url?.includes("feed") ? 500 : 404;
    response.end(`cannot serve ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a process that fails to start ends, though it has told already where its health is", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const taken = new URL(await brokenBlog()).port;
  const env = { GROUNDSWELL_PORT: taken, GROUNDSWELL_METRICS_PORT: "0" };
  const { code, stderr } = await desk.run(["serve"], { env });
  expect(stderr).toContain("health and metrics: http://");
  expect(stderr).toContain(`Port ${taken} on 127.0.0.1 is in use`);
  expect(code).toBe(1);
}, 120_000);

test("a process that is asked to stop while it opens its store ends by itself", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const up = desk.start(["up"], { env: { GROUNDSWELL_PORT: "0" } });
  // Asked a second time, it ends at once.
  onTestFinished(() => void up.stop());
  while (!existsSync(join(desk.folder, ".groundswell"))) await sleep(5);
  const { code, stderr } = await up.stop();
  expect({ code, stderr: stderr.includes("working:") }).toEqual({ code: 0, stderr: false });
}, 120_000);

test("a full run says everything in lines of JSON, one at a job's end, without a secret, and answers health and metrics", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const blog = await brokenBlog();
  const source = {
    ...{ id: "team-blog", connector: "feed", expertises: ["blogs"], every: "1 hour" },
    options: { url: `${blog}/feed.xml?key=${secrets.BLOG_API_TOKEN}` },
  };
  desk.file(
    "c.yaml",
    JSON.stringify({ version: 1, expertises: [{ slug: "blogs", name: "Blogs" }], sources: [source] }),
  );
  expect((await desk.run(["catalogue", "apply", "c.yaml"], { env: secrets })).code).toBe(0);
  const env = { ...secrets, GROUNDSWELL_PORT: "0", GROUNDSWELL_METRICS_PORT: "0", GROUNDSWELL_LOG: "debug" };
  const up = desk.start(["up"], { env });
  await up.said('"job":"collect"');
  await up.said("pages and API");
  await up.said('"job":"analyse"');
  await up.said("health and metrics");
  const urlOf = (text: string, what: string) => new RegExp(`${what}: (http://[\\d.:]+)`).exec(text)?.[1] ?? "";
  const asked = await up.heard(async (stderr) => {
    const health = urlOf(stderr, "health and metrics");
    const pages = urlOf(stderr, "pages and API");
    const status = async (url: string) => (await fetch(url)).status;
    return {
      health: [await status(`${health}/healthz`), await status(`${health}/readyz`), await status(`${pages}/readyz`)],
      refused: await status(`${pages}/metrics`),
      metrics: await (await fetch(`${health}/metrics`)).text(),
    };
  });
  const { code, stdout, stderr } = await up.stop();
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(asked).toMatchObject({ health: [200, 200, 200], refused: 401 });
  expect(asked.metrics).toMatch(/groundswell_jobs_ended_total\{job="collect",outcome="retried"\} 1/);
  expect(asked.metrics).toMatch(/groundswell_outbound_requests_total\{host="private",outcome="unavailable"\} 1/);
  const lines = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ job }) => job === "collect")).toEqual([
    expect.objectContaining({
      ...{ subject: "team-blog", outcome: "retried", level: "warn" },
      ...{ milliseconds: expect.any(Number), error: expect.stringContaining("500") },
    }),
  ]);
  expect(lines.filter(({ job }) => job === "analyse")).toEqual([
    expect.objectContaining({
      subject: "blogs",
      outcome: "done",
      counts: expect.objectContaining({ run: 1, pulls: 0 }),
    }),
  ]);
  for (const secret of Object.values(secrets)) {
    expect(stderr).not.toContain(secret);
    expect(asked.metrics).not.toContain(secret);
  }
}, 120_000);
