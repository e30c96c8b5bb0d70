import { setTimeout } from "node:timers/promises";
import autocannon from "autocannon";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * Asks all routes in turn, so many requests a second, for so long: as many clients as requests a second, each of which asks once a second at a
 * moment of its own. autocannon keeps a rate by letting every connection ask for a second's share at once and then pause, so that a few
 * connections at a high rate would be a queue and a silence, and not a rate.
 * @param routes names, each with its paths: each turn takes the next of them
 * @returns per route its requests, p50, p95, p99 and most in milliseconds and the bytes of an answer as sent; the statuses that were no 200
 */
export async function askMixed(url, routes, { headers, perSecond, seconds }) {
  const turns = turnsOf(routes);
  const times = new Map(Object.keys(routes).map((name) => [name, []]));
  const bytes = new Map();
  const refused = {};
  const random = xoroshiro128plus(perSecond);
  // Each begins elsewhere, so that every second has its share of all routes, and at no fixed distance from another: else the same routes
  // would always meet the same neighbours.
  const clients = Array.from({ length: perSecond }, () => ({
    moment: uniformFloat64(random),
    begin: Math.floor(turns.length * uniformFloat64(random)),
  }));
  const ask = async ({ moment, begin }) => {
    await setTimeout(moment * 1000);
    await autocannon({
      ...{ url, connections: 1, overallRate: 1, duration: seconds, timeout: 60 },
      setupClient: (client) => {
        const own = [...turns.slice(begin), ...turns.slice(0, begin)];
        let answered = 0;
        client.setRequests(own.map(({ path }) => ({ method: "GET", path, headers })));
        client.on("response", (status, size, milliseconds) => {
          const { name, path } = own[answered++ % own.length];
          if (status === 200) times.get(name).push(milliseconds);
          else refused[`${status} ${path}`] = (refused[`${status} ${path}`] ?? 0) + 1;
          bytes.set(name, Math.max(size, bytes.get(name) ?? 0));
        });
      },
    });
  };
  await Promise.all(clients.map(ask));
  const found = Object.fromEntries(
    [...times].map(([name, taken]) => [name, { ...percentiles(taken), bytes: bytes.get(name) ?? null }]),
  );
  return { routes: found, refused };
}

/** As many rounds of all routes as it takes until every path has had its turn. */
function turnsOf(routes) {
  const rounds = Math.max(...Object.values(routes).map((paths) => paths.length));
  return Array.from({ length: rounds }, (_, round) =>
    Object.entries(routes).map(([name, paths]) => ({ name, path: paths[round % paths.length] })),
  ).flat();
}

function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => Number((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN).toFixed(1));
  return { requests: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}
