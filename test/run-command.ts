import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../packages/cli/bin/groundswell.js", import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };
export type Running = {
  said: (text: string) => Promise<void>;
  /** Does something with what it has said on stderr so far. */
  heard: <T>(use: (stderr: string) => Promise<T>) => Promise<T>;
  stop: () => Promise<Ended>;
  ended: Promise<Ended>;
};
type Options = { env?: Record<string, string>; shell?: string };

/** A folder in which commands run as a user runs them: their store is `.groundswell` in it. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "groundswell-desk-"));

  /** The path of a file in the folder, written when its content is given. */
  file(name: string, content?: string | Uint8Array): string {
    const path = join(this.folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  }

  /** Another desk with everything that lies on this one. */
  copy(): Desk {
    const other = new Desk();
    cpSync(this.folder, other.folder, { recursive: true });
    return other;
  }

  /** Runs the real command and waits for its end. */
  run(args: string[], options: Options = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /**
   * Starts the real command.
   * @param options.shell a line of bash that runs it as `"$@"`: for pipes, redirections and limits
   */
  start(args: string[], { env = {}, shell }: Options = {}): Running {
    const command = [process.execPath, bin, ...args];
    const [program = "", ...rest] = shell ? ["bash", "-c", shell, "bash", ...command] : command;
    // Only what is named here: the settings of whoever runs the tests must not reach the command. What it reads is served
    // on loopback.
    const clean = {
      PATH: process.env.PATH,
      HOME: this.folder,
      TZ: "UTC",
      GROUNDSWELL_HOME: ".groundswell",
      GROUNDSWELL_ALLOW_HOSTS: "127.0.0.1",
    };
    const child = spawn(program, rest, {
      cwd: this.folder,
      env: { ...clean, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, stdout, stderr }));
    });
    const said = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => stderr.includes(text) && resolve();
        child.stderr.on("data", look);
        child.once("close", () => reject(new Error(`It ended before it said "${text}": ${stderr}`)));
        look();
      });
    const stop = () => {
      child.kill("SIGTERM");
      return ended;
    };
    const heard = <T>(use: (stderr: string) => Promise<T>) => use(stderr);
    return { said, heard, stop, ended };
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Lines of the interchange format: five people over 60 days in three spaces of a forum. */
export function signalLines(count = 120): string[] {
  const kinds = ["question", "answer", "post", "talk"];
  return Array.from({ length: count }, (_, index) => {
    const person = index % 5;
    const space = { platform: "forum.example", id: `room-${index % 3}`, kind: "category", name: `Room ${index % 3}` };
    return JSON.stringify({
      id: String(index + 1),
      kind: kinds[index % kinds.length],
      occurredAt: new Date(Date.UTC(2024, 0, 1) + (index % 120) * 12 * 3_600_000).toISOString(),
      space,
      account: { platform: "forum.example", id: `p${person}`, name: `Person ${person}` },
      title: `Entry ${index + 1}`,
      url: `https://forum.example/${index + 1}`,
      metrics: { score: (index * 7) % 11 },
    });
  });
}
