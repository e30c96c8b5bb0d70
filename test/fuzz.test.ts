import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import type { Fuzzed } from "./fuzz-child.ts";
import { mutate, recipes } from "./fuzz-mutate.ts";
import { root } from "./project-files.ts";

const inputs = 500;
// Of one input; many times the second that it may take of the processor, for other tests take it too.
const silenceMs = 30_000;
const mostMegabytes = 256;

type Line = Fuzzed | { at: string; recipe: unknown };

/** Fuzzes every parser in a process of its own, whose memory is bounded and which is stopped where an input never ends. */
async function fuzzAll(): Promise<{ found: Fuzzed[]; stopped: string | null }> {
  const bounded = [`--max-old-space-size=${mostMegabytes}`, "--conditions=source", "--import", "tsx"];
  const child = spawn(process.execPath, [...bounded, "test/fuzz-child.ts", String(inputs), "7"], { cwd: root });
  const found: Fuzzed[] = [];
  let last = "before the first input";
  let said = "";
  let watchdog = setTimeout(() => child.kill("SIGKILL"), 4 * silenceMs);
  child.stderr.on("data", (piece) => {
    said = `${said}${piece}`.slice(-2_000);
  });
  const ended = new Promise<number | null>((exit) => child.once("close", exit));
  for await (const text of createInterface({ input: child.stdout })) {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => child.kill("SIGKILL"), silenceMs);
    const line = JSON.parse(text) as Line;
    if ("parser" in line) found.push(line);
    else last = text;
  }
  const code = await ended;
  clearTimeout(watchdog);
  return { found, stopped: code === 0 ? null : `ended with ${code} at ${last}: ${said}` };
}

test("every parser reads or refuses 500 spoilt inputs: nothing else is thrown, none takes a second or 256 MB", async () => {
  const { found, stopped } = await fuzzAll();
  expect(stopped).toBeNull();
  expect(found.length).toBeGreaterThan(30);
  expect(found.flatMap(({ parser, failures }) => failures.map((failure) => ({ parser, ...failure })))).toEqual([]);
  for (const { parser, inputs: tried, read } of found) {
    expect([parser, tried]).toEqual([parser, inputs]);
    // Where nothing is read, only the reader of the format was tried.
    expect([parser, read > 0]).toEqual([parser, true]);
  }
}, 900_000);

test("spoiling is seeded, bounded, and does spoil", () => {
  const good = Buffer.from('{"name":"Ada","tags":["a","b"]}');
  const spoil = (seed: number) =>
    recipes(200, seed).map((recipe) => Buffer.from(mutate(good, recipe)).toString("latin1"));
  expect(spoil(3)).toEqual(spoil(3));
  expect(spoil(3)).not.toEqual(spoil(4));
  const spoilt = spoil(3);
  expect(new Set(spoilt).size).toBeGreaterThan(100);
  expect(Math.max(...spoilt.map((one) => one.length))).toBeGreaterThan(90_000);
  expect(Math.max(...spoilt.map((one) => one.length))).toBeLessThanOrEqual(200_000);

  expect(spoilt.filter(canParse).length).toBeGreaterThan(50);
});

function canParse(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
