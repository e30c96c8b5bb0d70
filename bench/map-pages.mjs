// How many signals each connector's mapper makes in a second on one core: the pages of its simulated place are fetched
// first, then mapped again and again.
import { connectors, createHttp } from "@groundswell/connectors";
import { places, startSimulator } from "@groundswell/simulator";

const until = new Date("2026-02-01T00:00:00Z");
const now = () => until;
const found = [];
for (const [name, open] of Object.entries(places)) {
  const connector = connectors[name];
  if (!connector?.map) continue;
  const place = open({ seed: 1, until, now });
  const simulator = await startSimulator({ places: [place], now });
  try {
    const source = place.source(simulator.url);
    const options = connector.options.parse(source.options);
    const pages = await fetchPages(connector, options, source.credentials);
    found.push({ connector: name, ...(await mapForASecond(connector, options, pages)) });
  } finally {
    await simulator.close();
  }
}
console.log(JSON.stringify(found));

async function fetchPages(connector, options, credentials) {
  const http = createHttp({ userAgent: "groundswell-bench/0 (+https://example.org)", now, allowHosts: ["127.0.0.1"] });
  const pages = [];
  const signal = new AbortController().signal;
  for await (const { raw } of connector.pull({
    source: "bench",
    options,
    cursor: null,
    credentials,
    since: null,
    now,
    http,
    signal,
  }))
    if (raw !== null) pages.push(raw);
  return pages;
}

async function mapForASecond(connector, options, pages) {
  const once = async () => {
    let signals = 0;
    for (const page of pages) signals += (await connector.map(page, options)).signals.length;
    return signals;
  };
  // The first times are spent on compiling.
  const signals = await once();
  for (const end = performance.now() + 200; performance.now() < end; ) await once();
  let mapped = 0;
  const startedAt = performance.now();
  while (performance.now() - startedAt < 1_000) mapped += await once();
  return { pages: pages.length, signals, signalsPerSecond: mapped / ((performance.now() - startedAt) / 1000) };
}
