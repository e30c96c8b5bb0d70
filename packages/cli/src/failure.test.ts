import { ConfigError, RateLimitedError, UnavailableError } from "@groundswell/model";
import { expect, test } from "vitest";
import { explainFailure } from "./failure.ts";
import { program } from "./main.ts";

/** How the command ends on a line that cannot be right. */
async function typed(line: string) {
  const root = await program();
  for (const command of [root, ...root.commands]) command.configureOutput({ writeErr: () => {} });
  const args = line.split(" ");
  const error = await root.parseAsync(args, { from: "user" }).catch((thrown: unknown) => thrown);
  return explainFailure(error, root, args);
}

const helpOf = (command: string) => `"${command} --help" shows the options and an example.`;

test.each([
  ["nonsense", `Unknown command 'nonsense': ${helpOf("groundswell")}`],
  ["catalogue chek", `Unknown command 'chek' (did you mean check?): ${helpOf("groundswell catalogue")}`],
  ["status --jsn", `Unknown option '--jsn' (did you mean --json?): ${helpOf("groundswell status")}`],
  ["import signals a.ndjson", `Required option '--expertise <slug>' not specified: ${helpOf("groundswell import")}`],
  ["candidates --expertise", `Option '--expertise <slug>' argument missing: ${helpOf("groundswell candidates")}`],
  ["catalogue check", `Missing required argument 'file': ${helpOf("groundswell catalogue check")}`],
  ["status all", `Too many arguments for 'status'; expected 0 arguments but got 1: ${helpOf("groundswell status")}`],
  [
    "spaces --expertise x --weighting votes",
    `Option '--weighting <what>' argument 'votes' is invalid; allowed choices are events, people, shared: ${helpOf("groundswell spaces")}`,
  ],
  ["analyse --as-of 2026-02-30", '--as-of "2026-02-30" is not a date: write it as 2026-01-31 or 2026-01-31T12:00:00Z.'],
  [
    "spaces --expertise x --from 1/2/2026",
    '--from "1/2/2026" is not a date: write it as 2026-01-31 or 2026-01-31T12:00:00Z.',
  ],
  [
    "spaces --expertise x --from 2026-02-01 --to 2026-01-01",
    "The window from 2026-02-01T00:00:00.000Z to 2026-01-01T00:00:00.000Z is empty: give a --from before --to.",
  ],
  ["candidates --expertise x --limit many", '--limit "many" is no count: give a whole number from 0 up.'],
  [
    "identities undo 12-57",
    '<decision> "12-57" is no number of a decision: "groundswell identities history" shows them.',
  ],
  ["try feed --set url", '--set "url" has no key: write it as key=value, as in --set site=stackoverflow.'],
  [
    "try feed --set url=blog",
    "feed cannot be used like this, url: Invalid URL: give its options with --set key=value.",
  ],
  [
    "import signals x.ndjson --expertise Power",
    '"Power" is no slug: write the expertise in lower case with hyphens, as dynamics-crm.',
  ],
])("%s is wrong usage, said in one sentence", async (line, sentence) => {
  expect(await typed(line)).toEqual({ exitCode: 2, sentence });
});

test("a connector or worker that is not there is wrong usage, and the sentence names those that are", async () => {
  for (const line of ["try feeed", "import feeed x.xml --expertise x", "worker colect"]) {
    const { exitCode, sentence } = await typed(line);
    expect(exitCode).toBe(2);
    expect(sentence).toMatch(/"(feeed|colect)".*: use (one of )?\w.*\.$/);
  }
});

test("help and version are no failures, and a group of commands without one of them answers with its help", async () => {
  const quiet = (await program()).configureOutput({ writeOut: () => {} });
  for (const line of ["--help", "--version"]) {
    const error = await quiet.parseAsync([line], { from: "user" }).catch((thrown: unknown) => thrown);
    expect(explainFailure(error, quiet, [line])).toEqual({ exitCode: 0, sentence: null });
  }
  expect(await typed("catalogue")).toEqual({ exitCode: 2, sentence: null });
});

test("what a person can mend is said without a stack, however deep its cause is buried", async () => {
  const root = await program();
  const say = (error: unknown) => explainFailure(error, root, []);
  const buried = (code: string, message: string) =>
    new Error("Failed query", { cause: Object.assign(new Error(message), { code }) });
  expect(say(new ConfigError("Give a name.")).sentence).toBe("Give a name.");
  expect(say(new UnavailableError("It is down.", { cause: new Error("reset") })).sentence).toBe("It is down. (reset)");
  expect(say(new RateLimitedError("It asks to wait.", new Date(0))).exitCode).toBe(1);
  expect(say(buried("53100", "could not extend file: No space left on device")).sentence).toMatch(
    /^There is no room left to write \(could not extend file: No space left on device\): free disk space /,
  );
  expect(say(buried("XX000", "error: could not write: File too large")).sentence).toMatch(/\(could not write: File/);
  expect(say(buried("EROFS", "read-only file system")).sentence).toMatch(
    /^The store cannot be written .* GROUNDSWELL_HOME/,
  );
  expect(say(buried("57P01", "terminating connection")).sentence).toMatch(
    /stopped answering \(terminating connection\)/,
  );
});

test("a mistake of ours keeps its stack, for whoever reports it", async () => {
  const { exitCode, sentence } = explainFailure(new TypeError("x is undefined"), await program(), []);
  expect(exitCode).toBe(1);
  expect(sentence).toMatch(/^Something broke that should not have: TypeError: x is undefined\n +at /);
});
