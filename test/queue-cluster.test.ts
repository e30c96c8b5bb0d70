import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openQueue } from "@groundswell/queue";
import { describe, expect, onTestFinished, test } from "vitest";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

describe.skipIf(!hasRedis)("the queues in a Redis Cluster", () => {
  test("keep all that one step touches in one slot: jobs are added, done and scheduled", async () => {
    const queue = await openQueue({ redisUrl: await startNode(), onError: () => {} });
    onTestFinished(() => queue.close({ graceMs: 1_000 }));
    const done: string[] = [];
    await queue.work("collect", async ({ source }) => {
      done.push(source);
    });
    await queue.add("collect", { source: "first" });
    await queue.add("collect", { source: "second" }, { slot: new Date(0) });
    await queue.schedule("collect", "hourly", { source: "hourly" }, { every: "1h" });
    await queue.drained("collect");
    expect(done.sort()).toEqual(["first", "hourly", "second"]);
  });
});

/** A node that holds every slot of a cluster by itself: it refuses what touches two of them as a large one does. */
async function startNode(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "groundswell-cluster-"));
  const port = await freePort();
  const options = { port, bind: "127.0.0.1", "cluster-enabled": "yes", save: "", dir: folder };
  const server = spawn(
    "redis-server",
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: "ignore" },
  );
  onTestFinished(async () => {
    const ended = once(server, "exit");
    server.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  await until(async () => (await ask(port, "PING")).startsWith("+PONG"));
  await ask(port, "CLUSTER ADDSLOTSRANGE 0 16383");
  await until(async () => (await ask(port, "CLUSTER INFO")).includes("cluster_state:ok"));
  return `redis://127.0.0.1:${port}`;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

/** Only packages/queue may import a client, and these are few commands. */
async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  try {
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, "data");
    return String(answer);
  } catch {
    return "";
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
