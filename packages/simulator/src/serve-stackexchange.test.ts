import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld } from "./create-world.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { siteHost, type TagSpace, type World } from "./world.ts";

let world: World;
let simulator: Simulator;

beforeAll(async () => {
  world = createWorld({ seed: 3, asOf: new Date("2026-11-15T00:00:00Z") });
  simulator = await startSimulator({ world });
});
afterAll(() => simulator.close());

test("known questions can be asked for by their ids, and those that are not there are left out", async () => {
  const here = world.questions.filter((q) => (world.spaces[q.space] as TagSpace).platform === siteHost("askbench"));
  const ids = here.slice(0, 3).map(({ id }) => id);
  const address = `${simulator.url}/stackexchange/2.3/questions/${[...ids, 1].join(";")}?site=askbench&filter=withbody`;
  const body = (await (await fetch(address)).json()) as { items: { question_id: number }[]; has_more: boolean };
  expect(body.items.map(({ question_id }) => question_id).sort()).toEqual([...ids].sort());
  expect(body.has_more).toBe(false);
});
