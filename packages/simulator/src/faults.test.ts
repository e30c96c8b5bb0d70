import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createWorld } from "./create-world.ts";
import { type FaultKind, faultKinds } from "./faults.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

const world = createWorld({ seed: 5, asOf: new Date("2026-11-15T00:00:00Z"), people: 60, months: 3 });
const now = new Date("2026-11-15T08:00:00.500Z");
const path = "/stackexchange/2.3/questions?site=askbench";
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ world, now: () => now });
});
afterEach(() => simulator.setFault("/stackexchange", null));
afterAll(() => simulator.close());

const ask = () => fetch(`${simulator.url}${path}`);

/** What each fault looks like to whoever asks. */
const looks: Record<FaultKind, (answer: Promise<Response>) => Promise<unknown>> = {
  "429-seconds": async (answer) => expect((await answer).headers.get("retry-after")).toBe("1"),
  "429-date": async (answer) => {
    const date = (await answer).headers.get("retry-after") ?? "";
    expect(date).toBe("Sun, 15 Nov 2026 08:00:02 GMT");
  },
  "500": async (answer) => expect((await answer).status).toBe(500),
  "502": async (answer) => expect((await answer).status).toBe(502),
  reset: async (answer) => expect(answer).rejects.toThrow(/fetch failed/),
  truncated: async (answer) => expect((await answer).text()).rejects.toThrow(/terminated/),
  "429-skewed": async (answer) => {
    const { headers } = await answer;
    expect(headers.get("date")).toBe("Sat, 14 Nov 2026 08:00:01 GMT");
    expect(headers.get("retry-after")).toBe("Sat, 14 Nov 2026 08:00:02 GMT");
  },
  "wrong-length": async (answer) => expect((await answer).json()).rejects.toThrow(),
  "wrong-charset": async (answer) => expect((await answer).headers.get("content-type")).toMatch(/iso-8859-1/),
  drip: async (answer) => {
    const reader = (await answer).body?.getReader();
    expect(String((await reader?.read())?.value)).toBe("32");
    await reader?.cancel();
  },
  repeated: async (answer) => {
    const first = await (await answer).text();
    expect(await (await fetch(`${simulator.url}${path}&page=2`)).text()).toBe(first);
  },
  "redirect-loop": async (answer) => expect(answer).rejects.toThrow(/fetch failed/),
  moved: async (answer) => {
    expect((await answer).url).toContain("/moved/stackexchange");
    expect(await (await answer).json()).toHaveProperty("items");
  },
  "401": async (answer) => expect((await answer).status).toBe(401),
  "expired-token": async (answer) => expect(await (await answer).text()).toMatch(/invalid_token/),
  "404": async (answer) => expect((await answer).status).toBe(404),
  "410": async (answer) => expect((await answer).status).toBe(410),
  slow: async (answer) => expect((await answer).status).toBe(200),
  html: async (answer) => expect((await answer).headers.get("content-type")).toMatch(/html/),
  "invalid-json": async (answer) => expect((await answer).json()).rejects.toThrow(SyntaxError),
  empty: async (answer) => expect(await (await answer).text()).toBe(""),
  "github-primary": async (answer) => expect((await answer).headers.get("x-ratelimit-remaining")).toBe("0"),
  "github-secondary": async (answer) => expect(await (await answer).text()).toMatch(/secondary rate limit/),
  "stackexchange-throttle": async (answer) => expect(await (await answer).text()).toMatch(/available in 1 seconds/),
};

test.each(faultKinds)("the fault %s shows under its prefix, and goes when it is cleared", async (kind) => {
  simulator.setFault("/stackexchange", kind, { delayMs: 20 });
  await looks[kind](ask());
  expect((await fetch(`${simulator.url}/signals.ndjson.gz`, { method: "HEAD" })).status).toBe(200);
  simulator.setFault("/stackexchange", null);
  const mended = await ask();
  expect(mended.status).toBe(200);
  expect(await mended.json()).toHaveProperty("items");
});

test("a fault can be over after some answers, and the longest prefix counts", async () => {
  simulator.setFault("/stackexchange", "500");
  simulator.setFault("/stackexchange/2.3/questions", "502", { times: 1 });
  expect([(await ask()).status, (await ask()).status]).toEqual([502, 500]);
});

test("a fault can strike in the middle", async () => {
  simulator.setFault("/stackexchange", "500", { after: 1, times: 1 });
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 500, 200]);
});

test("requests are kept with their query and status", async () => {
  simulator.setFault("/stackexchange", "500", { times: 1 });
  await ask();
  expect(simulator.requests.at(-1)).toEqual({ method: "GET", path, status: 500 });
});

test("closing ends a slow answer at once", async () => {
  const own = await startSimulator({ world });
  own.setFault("/", "slow", { delayMs: 600_000 });
  const broken = expect(fetch(`${own.url}/signals.ndjson.gz`)).rejects.toThrow();
  while (own.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await own.close();
  await broken;
});
