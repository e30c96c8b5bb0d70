// Reads mutated inputs in a process of its own, whose memory and time are bounded from outside. Prints a line of JSON for every parser
// that it begins and ends. Usage: fuzz-child.ts <inputs> <seed> [parser]
import { ConfigError, RateLimitedError, RefusedError, UnavailableError } from "@groundswell/model";
import { mutate, type Recipe, recipes } from "./fuzz-mutate.ts";
import { fileParsers, type Parser, pageParsers, textParsers } from "./fuzz-parsers.ts";
import { processorMs, slowness } from "./slowness.ts";

const declared = [ConfigError, RateLimitedError, RefusedError, UnavailableError];
const slowMs = 1_000;
const mostShown = 5;

/** What became of the inputs of one parser. Times are the processor's, which no other process lengthens. */
export type Fuzzed = {
  parser: string;
  inputs: number;
  read: number;
  refused: number;
  slowestMs: number;
  peakHeapMegabytes: number;
  failures: { what: string; seed: number; recipe: Recipe }[];
};

const [count = "500", seed = "1", only] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const parsers = [...textParsers(), ...fileParsers(), ...(await pageParsers())];
for (const parser of parsers) if (only === undefined || parser.name === only) say(await fuzz(parser));

async function fuzz({ name, seeds, longest, read }: Parser): Promise<Fuzzed> {
  if (seeds.length === 0) throw new Error(`There is nothing to begin with for ${name}.`);
  const found: Fuzzed = {
    parser: name,
    inputs: 0,
    read: 0,
    refused: 0,
    slowestMs: 0,
    peakHeapMegabytes: 0,
    failures: [],
  };
  // What compiling and the first collection cost is no input's.
  for (const [index, input] of seeds.entries()) await read(input, index);
  for (const [number, recipe] of recipes(Number(count), Number(seed)).entries()) {
    const index = number % seeds.length;
    const input = mutate(seeds[index] as Uint8Array, recipe).subarray(0, longest);
    const before = processorMs();
    let what: string | null = null;
    say({ at: name, seed: index, recipe });
    try {
      await read(input, index);
      found.read++;
    } catch (error) {
      found.refused++;
      if (!declared.some((kind) => error instanceof kind)) what = (error as Error).stack ?? String(error);
    }
    const ms = Math.round(processorMs() - before);
    if (what === null && ms > slowMs && ms > slowMs * slowness()) what = `took ${ms} ms`;
    found.inputs++;
    found.slowestMs = Math.max(found.slowestMs, ms);
    found.peakHeapMegabytes = Math.max(found.peakHeapMegabytes, Math.round(process.memoryUsage().heapUsed / 1048576));
    if (what !== null && found.failures.length < mostShown) found.failures.push({ what, seed: index, recipe });
  }
  return found;
}
