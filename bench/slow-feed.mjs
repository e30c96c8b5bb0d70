// A host on loopback that answers like one across an ocean: a feed under every path, unchanged where the asker has it.
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { createWorld, startSimulator } from "@groundswell/simulator";

/** What the host takes before it answers anything. */
export const latencyMs = 100;

/** Serves one simulated feed under every path that ends in `.xml`. */
export async function serveFeed() {
  const body = await simulatedFeed();
  let requests = 0;
  const server = createServer(async ({ url, headers }, response) => {
    requests++;
    await setTimeout(latencyMs);
    const etag = `"${body.length}"`;
    if (!url?.endsWith(".xml")) response.writeHead(404).end();
    else if (headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, "content-type": "application/rss+xml" }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function simulatedFeed() {
  const asOf = new Date("2026-01-01T00:00:00Z");
  const world = createWorld({ seed: 1, asOf, people: 400, months: 24 });
  const simulator = await startSimulator({ world, now: () => asOf, feedItems: 20 });
  try {
    const blog = world.spaces
      .filter((space) => space.kind === "blog")
      .find(({ format, charset }) => format !== "json" && charset === "utf-8");
    const response = await fetch(`${simulator.url}/feeds/${blog.slug}.xml`);
    return Buffer.from(await response.arrayBuffer());
  } finally {
    await simulator.close();
  }
}
