import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./service-faults-worker.ts", import.meta.url));
const bin = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));

export type WorkerOptions = {
  databaseUrl: string;
  redisUrl: string;
  /** Requests to the simulator in a second, by all workers of one database together. */
  rate: number;
  /** Sooner than as it is shipped. */
  timing: Record<string, number>;
  schedulesEveryMs: number;
  /** How far its clock is ahead from its start on, in milliseconds. */
  aheadMs: number;
};

/** One job that ended, as the worker logs it. */
export type LoggedJob = { job: string; subject: string; outcome: string; error?: string };

/** A worker process that runs. */
export type Worker = {
  pid: number;
  isAlive(): boolean;
  said(): string;
  jobs(): LoggedJob[];
  /** What `/readyz` says, and how long it took to say it. */
  readiness(): Promise<{ status: number; text: string }>;
  setClock(aheadMs: number): void;
  signal(name: NodeJS.Signals): void;
  /** Kills it if it runs still. */
  end(): Promise<void>;
};

const shortTiming = {
  ...{ lockMs: 2_000, stalledCheckMs: 500, backoffMs: 300, graceMs: 2_000, abandonMs: 500, leastPatienceMs: 50 },
  attempts: 8,
};

const always = { PATH: process.env.PATH, HOME: "/nonexistent", TZ: "UTC", GROUNDSWELL_ALLOW_HOSTS: "127.0.0.1" };

/** Starts a worker that collects, of the built packages as commands are, and waits until it works. */
export async function startWorker(
  options: Partial<WorkerOptions> & Pick<WorkerOptions, "databaseUrl" | "redisUrl">,
): Promise<Worker> {
  const { databaseUrl, redisUrl, rate = 30, timing = {}, schedulesEveryMs = 500, aheadMs = 0 } = options;
  const argument = JSON.stringify({
    workers: ["collect"],
    timing: { ...shortTiming, ...timing },
    schedulesEveryMs,
    aheadMs,
  });
  const child = spawn(process.execPath, ["--import", "tsx", script, argument], {
    env: {
      ...{ ...always, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
      GROUNDSWELL_HOST_RATE: String(rate),
      GROUNDSWELL_HOST_REQUESTS: "4",
      GROUNDSWELL_METRICS_PORT: "0",
    },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => (said += text));
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const closed = once(child, "close");
  while (isAlive() && !said.includes("working:")) await sleep(20);
  if (!isAlive()) throw new Error(`The worker ended before it worked: ${said}`);
  const url = /health and metrics: (http:\/\/[\d.:]+)/.exec(said)?.[1] ?? "";
  return {
    ...{ pid: child.pid ?? 0, isAlive, said: () => said },
    jobs: () =>
      said
        .split("\n")
        .filter((line) => line.includes('"outcome"'))
        .map((line) => JSON.parse(line)),
    readiness: async () => {
      const response = await fetch(`${url}/readyz`);
      return { status: response.status, text: await response.text() };
    },
    setClock: (ms) => void child.send(ms),
    signal: (name) => void child.kill(name),
    end: async () => {
      if (isAlive()) child.kill("SIGKILL");
      await closed;
    },
  };
}

/** Runs `groundswell status` and gives all that it said. */
export function runStatus(databaseUrl: string, redisUrl: string): Promise<{ code: number | null; text: string }> {
  return runCommand(["status"], { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
}

/** Runs the command and gives all that it said; one that hangs is ended, and has no code. */
export async function runCommand(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { ...always, GROUNDSWELL_HOST_RATE: "1000", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  const [code] = await once(child, "close");
  return { code, text };
}
