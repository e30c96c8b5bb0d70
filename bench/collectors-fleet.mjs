// Collector processes as an operator starts them, and what the machine does meanwhile.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));

/** What the collectors of the bench are told beside where store and queue are: the limits per host are those that they come with. */
const settings = { GROUNDSWELL_ALLOW_HOSTS: "127.0.0.1", GROUNDSWELL_LOG: "info", GROUNDSWELL_HOME: "/nonexistent" };

/**
 * Starts `groundswell worker collect` so many times and waits until all take jobs.
 * @returns what they and the machine have used since, and what ends them
 */
export async function startFleet(collectors, { databaseUrl, redisUrl }) {
  const env = { PATH: process.env.PATH, ...settings, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl };
  const children = Array.from({ length: collectors }, () =>
    spawn(process.execPath, [command, "worker", "collect"], { env, stdio: ["ignore", "pipe", "pipe"] }),
  );
  try {
    await Promise.all(children.map(working));
  } catch (error) {
    for (const child of children) child.kill("SIGKILL");
    throw error;
  }
  return {
    /** Begins to measure; what it gives ends that. */
    measure() {
      const before = { machine: machineTimes(), collectors: processSeconds(children) };
      return () => {
        const machine = machineTimes();
        const used = processSeconds(children);
        return {
          busyCores: (cpus().length * (machine.busy - before.machine.busy)) / (machine.all - before.machine.all),
          collectorSeconds: used === null || before.collectors === null ? null : used - before.collectors,
        };
      };
    },
    async stop() {
      const ended = children.map((child) => once(child, "exit"));
      for (const child of children) child.kill("SIGTERM");
      await Promise.all(ended);
    },
  };
}

/** Resolves when a collector says that it works; what it says afterwards is read and let go, as a log that is shipped. */
function working(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (text) => {
      if (said === null) return;
      said += text;
      if (!said.includes("working: collect")) return;
      said = null;
      resolve(null);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", hear);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`A collector ended before it worked: ${said}`)));
  });
}

/** Milliseconds of all cores since the machine started. */
function machineTimes() {
  const times = cpus().map(({ times }) => times);
  const all = times.reduce((sum, one) => sum + one.user + one.nice + one.sys + one.irq + one.idle, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}

/** What processes have computed so far, as Linux counts it in hundredths of a second; null on other systems. */
function processSeconds(children) {
  if (process.platform !== "linux") return null;
  const each = children.map(({ pid }) => {
    // After the name, which may hold anything: state is the third field, user and system time the 14th and 15th.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  });
  return each.reduce((sum, seconds) => sum + seconds, 0);
}
