import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readProject, root } from "./project-files.ts";

const load = (file: string) => import(join(root, "bench", file));

test("the summary of the benches is what their figures say, every bench in it", async () => {
  const { summarise } = await load("summary.mjs");
  const names = readdirSync(join(root, "bench"))
    .filter((file) => file.endsWith(".bench.mjs"))
    .map((file) => file.slice(0, -".bench.mjs".length))
    .filter((name) => existsSync(join(root, "bench", `${name}.json`)))
    .sort();
  expect(names).toContain("queue");
  const measured = [];
  for (const name of names) {
    const bench = await load(`${name}.bench.mjs`);
    const document = JSON.parse(readProject(`bench/${name}.json`));
    measured.push({ name, title: bench.title, document, headlines: bench.headlines?.(document) ?? [] });
  }
  const summary = JSON.parse(readProject("bench/summary.json"));
  expect(summary, "write it again with npm run bench -- --render").toEqual(summarise(measured));
});

test("a headline is met by its figure or by its ratio to the yardstick, whichever its aim is of", async () => {
  const { headline } = await load("headline.mjs");
  const given = { what: "work", figure: 6, unit: "s", yardstickName: "a scan", yardstick: 2 };
  expect(headline({ ...given, aim: { of: "ratio", most: 3 } })).toMatchObject({ ratio: 3, met: true });
  expect(headline({ ...given, aim: { of: "ratio", most: 2.9 } })).toMatchObject({ met: false });
  expect(headline({ ...given, aim: { of: "figure", most: 5 } })).toMatchObject({ aim: "at most 5 s", met: false });
  expect(headline({ ...given, aim: { of: "figure", least: 6 } })).toMatchObject({ aim: "at least 6 s", met: true });
  expect(headline({ what: "work", figure: 6, unit: "s" })).toMatchObject({ yardstick: null, ratio: null, met: null });
});

test("a bench that somebody timed tells how long it takes next time, with more repetitions longer", async () => {
  const { expectedMinutes } = await load("summary.mjs");
  const timed = { tookSeconds: 120, repetitions: 1 };
  expect(expectedMinutes([timed, {}], 3)).toEqual({ minutes: 6, unknown: 1 });
  expect(expectedMinutes([{}], 3)).toBeNull();
});
