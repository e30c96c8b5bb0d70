import autocannon from "autocannon";

const connections = 10;

/**
 * Asks all routes in turn, so many requests a second over ten connections, for so long.
 * @param routes names, each with its paths: each turn takes the next of them
 * @returns per route its requests, p50, p95, p99 and most in milliseconds and the bytes of an answer as sent; the statuses that were no 200
 */
export async function askMixed(url, routes, { headers, perSecond, seconds }) {
  const turns = turnsOf(routes);
  const roundLength = Object.keys(routes).length;
  const times = new Map(Object.keys(routes).map((name) => [name, []]));
  const bytes = new Map();
  const refused = {};
  let connection = 0;
  await autocannon({
    ...{ url, connections, overallRate: perSecond, duration: seconds, timeout: 60 },
    setupClient: (client) => {
      // Each begins elsewhere in a round of all routes, or all would ask for the same at once.
      const begin = Math.floor((turns.length + roundLength) * (connection++ / connections)) % turns.length;
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
