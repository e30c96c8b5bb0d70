import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { Desk } from "./run-command.ts";

const item =
  "<item><guid>e1</guid><title>Entry</title><link>https://blog.example/1</link><pubDate>Mon, 01 Jan 2024 12:00:00 GMT</pubDate></item>";
const feed = `<rss version="2.0"><channel><title>Blog</title>${item}</channel></rss>`;

/** A feed that answers nobody until it is let go, and from then on everybody. */
async function serveHeldFeed() {
  const waiting: ServerResponse[] = [];
  let isHeld = true;
  const answer = (response: ServerResponse) => response.setHeader("content-type", "application/rss+xml").end(feed);
  const server = createServer((_, response) => void (isHeld ? waiting.push(response) : answer(response)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isAsked: once(server, "request"),
    letGo: () => {
      isHeld = false;
      for (const response of waiting) answer(response);
    },
  };
}

test("a pull that is asked to stop accounts for every source, and does not end as one that is whole", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const { url, isAsked, letGo } = await serveHeldFeed();
  const ids = [1, 2, 3, 4, 5, 6].map((n) => `blog-${n}`);
  const sources = ids.map((id) => ({ id, connector: "feed", options: { url: `${url}/${id}.xml` } }));
  desk.file("blogs.yaml", JSON.stringify({ version: 1, sources }));
  expect((await desk.run(["catalogue", "apply", "blogs.yaml"])).code).toBe(0);

  const pulling = desk.start(["pull", "--json"]);
  await isAsked;
  const ended = pulling.stop();
  // The request is under way: the signal is there long before its answer.
  await sleep(1_000);
  letGo();
  const { code, stdout, stderr } = await ended;
  expect([code, stderr]).toEqual([
    1,
    "Asked to stop before the end: repeat the same command, it goes on where it was.\n",
  ]);
  const outcomes = (JSON.parse(stdout) as { sources: { source: string; state: string }[] }).sources;
  expect(outcomes.map(({ source }) => source)).toEqual(ids);
  expect(outcomes.map(({ state }) => state).sort()).toEqual([
    ...Array<string>(2).fill("not begun"),
    ...Array<string>(4).fill("partial"),
  ]);

  const whole = await desk.run(["pull", "--json"]);
  expect(whole.code, whole.stderr).toBe(0);
  expect(JSON.parse(whole.stdout).sources.map(({ state }: { state: string }) => state)).toEqual(ids.map(() => "ok"));
}, 120_000);
