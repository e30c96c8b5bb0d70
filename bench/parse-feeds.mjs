// The same feeds through three readers: ours, rss-parser alone and feedsmith, pass by pass in turn; medians.
import { mapFeed } from "@groundswell/connectors";
import { createWorld, startSimulator } from "@groundswell/simulator";
import { parseFeed } from "feedsmith";
import Parser from "rss-parser";

const asOf = new Date("2026-01-01T00:00:00Z");
const world = createWorld({ seed: 1, asOf, people: 400, months: 24 });
const simulator = await startSimulator({ world, now: () => asOf });
const feeds = [];
for (const space of world.spaces.filter((space) => space.kind === "blog")) {
  const url = `${simulator.url}/feeds/${space.slug}.xml`;
  const response = await fetch(url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  const text = new TextDecoder(space.charset === "utf-8" ? "utf-8" : "windows-1252").decode(bytes);
  feeds.push({ url, bytes, headers, text });
}
await simulator.close();

const parser = new Parser();
const readers = {
  ours: async ({ bytes, headers, url }) => (await mapFeed(bytes, { headers, url })).signals.length,
  rssParser: async ({ text }) => (await parser.parseString(text)).items.length,
  feedsmith: async ({ text }) => {
    const feed = /** @type {any} */ (parseFeed(text).feed);
    return (feed.items ?? feed.entries ?? []).length;
  },
};
const taken = [];
for (const feed of feeds) if (await takenByAll(feed)) taken.push(feed);
const bytes = taken.reduce((sum, feed) => sum + feed.bytes.length, 0);
// Pass by pass in turn, so that a busy moment of the machine falls on all of them alike.
const passes = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
const warmUp = 20;
for (let pass = 0; pass < 120; pass++)
  for (const [name, read] of Object.entries(readers)) {
    const startedAt = performance.now();
    for (const feed of taken) await read(feed);
    if (pass >= warmUp) passes[name].push(performance.now() - startedAt);
  }
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rates = Object.fromEntries(
  Object.entries(passes).map(([name, milliseconds]) => [name, bytes / 1e6 / (median(milliseconds) / 1000)]),
);
console.log(JSON.stringify({ files: taken.length, kilobytes: Math.round(bytes / 1e3), ...rates }));

async function takenByAll(feed) {
  for (const read of Object.values(readers))
    try {
      if ((await read(feed)) === 0) return false;
    } catch {
      return false;
    }
  return true;
}
