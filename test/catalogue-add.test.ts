import { readFileSync } from "node:fs";
import { connectors } from "@groundswell/connectors";
import { readCatalogue } from "@groundswell/model";
import { createWorld, type Simulator, startSimulator } from "@groundswell/simulator";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { Desk } from "./run-command.ts";

const world = createWorld({ seed: 2, asOf: new Date("2026-02-01T00:00:00Z"), people: 60, months: 3 });
const blog = world.spaces.flatMap((space) => (space.kind === "blog" ? [space.slug] : []))[0];
let simulator: Simulator;
let desk: Desk;

beforeAll(async () => {
  simulator = await startSimulator({ world });
});
afterAll(() => simulator.close());
beforeEach(() => {
  desk = new Desk();
  onTestFinished(() => desk.clear());
});

const add = (...args: string[]) => desk.run(["catalogue", "add", ...args]);

test("a page that announces a feed is proposed as a source, which can be tried as it is printed", async () => {
  const { code, stdout, stderr } = await add(`${simulator.url}/blogs/${blog}/`);
  expect(code, stderr).toBe(0);
  const { sources } = readCatalogue(`version: 1\n${stdout}`, "printed", connectors);
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({ connector: "feed", options: { url: `${simulator.url}/feeds/${blog}.xml` } });
  const tried = await desk.run(["try", "feed", "--set", `url=${sources[0]?.options.url}`, "--limit", "1"]);
  expect(JSON.parse(tried.stdout)).toMatchObject({ connector: "feed", kind: "post" });
});

test("it is added to a catalogue once, and the catalogue can be applied", async () => {
  const file = desk.file("places.yaml", "# Ours.\nversion: 1\nexpertises:\n  - { slug: lumen, name: Lumen }\n");
  const first = await add(`${simulator.url}/blogs/${blog}/`, "--expertise", "lumen", "--to", file);
  expect(first.stdout, first.stderr).toMatch(/added \(feed: /);
  const again = await add(`${simulator.url}/blogs/${blog}/`, "--expertise", "lumen", "--to", file);
  expect(again.stdout).toMatch(/is there already, as /);
  expect(readFileSync(file, "utf8").startsWith("# Ours.\n")).toBe(true);
  expect((await desk.run(["catalogue", "apply", file])).stdout).toMatch(/1 expertise and 1 source applied/);
});

test("a list of subscriptions gives a source for each feed", async () => {
  const feeds = ["a", "b"].map((name) => `<outline type="rss" xmlUrl="https://${name}.example/feed"/>`);
  const list = desk.file("subscriptions.opml", `<opml version="2.0"><body>${feeds.join("")}</body></opml>`);
  const { stdout } = await add(list, "--json");
  expect(JSON.parse(stdout).proposals.map(({ options }: { options: { url: string } }) => options.url)).toEqual([
    "https://a.example/feed",
    "https://b.example/feed",
  ]);
  const { sources } = readCatalogue(`version: 1\n${(await add(list)).stdout}`, "printed", connectors);
  expect(sources.map(({ connector }) => connector)).toEqual(["feed", "feed"]);
});

test("what is wrong is said in one sentence, and no file is touched", async () => {
  const broken = desk.file("broken.yaml", "version: 1\nsources: [\n");
  for (const [args, sentence] of [
    [["nonsense"], /^"nonsense" is no address of a place: give one that begins with https:\/\/\.\n$/],
    [[`${simulator.url}/signals.ndjson.gz`], /^Nothing is known to read .*: give the address of its feed, forum/],
    [[`${simulator.url}/blogs/nobody/`], /^There is nothing at .* \(404\): check the names and addresses/],
    [[`${simulator.url}/blogs/${blog}/`, "--to", broken], /^.*broken\.yaml:\d+: /],
    [
      [`${simulator.url}/blogs/${blog}/`, "--expertise", "nonesuch", "--to", desk.file("new.yaml")],
      /no expertise "nonesuch"/,
    ],
  ] as const) {
    const { code, stdout, stderr } = await add(...args);
    expect([code, stdout], stderr).toEqual([1, ""]);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  }
  expect(readFileSync(broken, "utf8")).toBe("version: 1\nsources: [\n");
  expect(() => readFileSync(desk.file("new.yaml"))).toThrow(/ENOENT/);
});
