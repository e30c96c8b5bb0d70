import { chmodSync, readFileSync, statSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { erasureKey } from "./erase-community.ts";
import { Desk, signalLines } from "./run-command.ts";

test("the command says what would go, asks for --yes, erases, and gives a person what is held", async () => {
  const desk = new Desk();
  onTestFinished(() => desk.clear());
  const env = { GROUNDSWELL_ERASURE_KEY: erasureKey, GROUNDSWELL_ACTOR: "lead" };
  const run = (...args: string[]) => desk.run(args, { env });
  const file = desk.file("forum.jsonl", signalLines().join("\n"));
  expect((await run("import", "signals", file, "--expertise", "lumen")).code).toBe(0);

  const keyless = await desk.run(["erase", "forum.example:p1"]);
  expect(keyless).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^Erasing needs GROUNDSWELL_ERASURE_KEY: .*\n$/),
  });
  const nobody = await run("erase", "forum.example:p9");
  expect(nobody).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is no account forum.example:p9: give .*\n$/),
  });

  // A file that everybody may read is there already.
  chmodSync(desk.file("p1.json", "old"), 0o644);
  const exported = await run("person", "export", "forum.example:p1", "--to", desk.file("p1.json"));
  expect(exported.code, exported.stderr).toBe(0);
  expect(JSON.parse(readFileSync(desk.file("p1.json"), "utf8")).signals).toHaveLength(24);
  expect(statSync(desk.file("p1.json")).mode & 0o077).toBe(0);

  const asked = await run("erase", "forum.example:p1");
  expect(asked.stdout).toMatch(/^Person \d+, forum.example:p1: this would be erased.\n {2}24 signals stay as nobody's/);
  expect(asked.stderr).toMatch(/repeat with --yes/);
  expect(asked.stdout).toMatch(/\n {2}\w+: \d+ rows? go(es)?\n/);
  const erased = await run("erase", "forum.example:p1", "--yes", "--json");
  expect(JSON.parse(erased.stdout)).toMatchObject({
    dryRun: false,
    accounts: ["forum.example:p1"],
    signals: { unnamed: 24 },
  });
  expect((await run("person", "export", "forum.example:p1")).stderr).toMatch(/^There is no account forum.example:p1/);

  const refused = await desk.run(["import", "signals", file, "--expertise", "lumen"]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/People have been erased from this store/) });
  const again = await run("import", "signals", file, "--expertise", "lumen", "--json");
  expect(JSON.parse(again.stdout).counts.signals).toMatchObject({ fetched: 120, saved: 0, seen: 120 });
}, 120_000);
