import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Desk } from "./run-command.ts";

const desk = new Desk();
afterAll(() => desk.clear());

/** The names of the libraries of which a command ran anything to say what it does. */
async function loaded(command: string): Promise<Set<string>> {
  const folder = desk.file(`loaded-${command}`);
  const { code, stderr } = await desk.run([command, "--help"], { env: { NODE_V8_COVERAGE: folder } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const file = readdirSync(folder)[0] ?? "";
  const { result } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { result: { url: string }[] };
  const names = result.map(({ url }) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

const ofServers = ["better-auth", "kysely", "@bull-board/hono"];
const ofReaders = ["cheerio", "@octokit/rest", "htmlparser2", "ical.js"];

// Each library that is read in vain is waited for by everybody who types the command, every time.
test.each([
  ["spaces", [...ofServers, ...ofReaders]],
  ["candidates", [...ofServers, ...ofReaders]],
  ["status", [...ofServers, ...ofReaders]],
  ["report", [...ofServers, ...ofReaders]],
  ["user", [...ofServers, ...ofReaders]],
  ["pull", ofServers],
])(
  "%s does not wait for libraries of others",
  async (command, others) => {
    const names = await loaded(command);
    expect(names).toContain("commander");
    expect(others.filter((name) => names.has(name))).toEqual([]);
  },
  60_000,
);

test("what serves the pages has all of them, so the names above are right", async () => {
  const names = await loaded("up");
  expect([...ofServers, ...ofReaders].filter((name) => !names.has(name))).toEqual([]);
}, 60_000);
