import { UndirectedGraph } from "graphology";
import * as louvainModule from "graphology-communities-louvain";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { endorsements } from "./endorsers.ts";
import { type Finding, type Help, percent } from "./flag.ts";

type Endorsed = UndirectedGraph<Record<string, never>, { weight: number }>;

// The package is CommonJS whose function is the whole module, and each way of resolving modules types that differently.
const louvain = louvainModule.default as unknown as (
  graph: Endorsed,
  options: { rng: () => number },
) => Record<string, number>;

/** A ring is small, and nearly all that its people get comes from inside. */
const mostPeople = 8;
const leastInside = 0.8;
/** Two friends who help each other twice are no ring. */
const leastEndorsements = 12;
const leastOfOne = 6;

/**
 * Small groups whose members are endorsed by hardly anybody outside: communities by Louvain's method among those who endorse each other
 * again and again.
 */
export function findIsolatedGroups(help: readonly Help[]): Finding[] {
  const received = endorsements(help);
  return communities(received).flatMap((members): Finding[] => {
    if (members.length < 3 || members.length > mostPeople) return [];
    const group = new Set(members);
    const counts = members.map((person) => {
      const by = [...(received.get(person) ?? [])];
      const inside = by.filter(([asker]) => group.has(asker)).reduce((sum, [, count]) => sum + count, 0);
      return { person, inside, total: by.reduce((sum, [, count]) => sum + count, 0) };
    });
    const inside = counts.reduce((sum, one) => sum + one.inside, 0);
    const total = counts.reduce((sum, one) => sum + one.total, 0);
    if (inside < leastEndorsements || inside / total <= leastInside) return [];
    return counts
      .filter((one) => one.inside >= leastOfOne)
      .map(
        (one): Finding => ({
          flag: "isolated-group",
          person: one.person,
          why: `${members.length} people give each other ${inside} of the ${total} endorsements that they get (${percent(inside / total)}); ${one.inside} of theirs.`,
          signalsOf: { kind: "answer", days: null, askers: members.filter((other) => other !== one.person) },
        }),
      );
  });
}

/** Edges are pairs with at least two endorsements: a ring endorses again and again, and the rest of a large graph would cost minutes. */
function communities(received: ReadonlyMap<number, ReadonlyMap<number, number>>): number[][] {
  const weights = new Map<string, { a: number; b: number; weight: number }>();
  for (const [helper, by] of received)
    for (const [asker, count] of by) {
      const [a, b] = helper < asker ? [helper, asker] : [asker, helper];
      const known = weights.get(`${a} ${b}`);
      if (known) known.weight += count;
      else weights.set(`${a} ${b}`, { a, b, weight: count });
    }
  const edges = [...weights.values()].filter(({ weight }) => weight >= 2).sort((x, y) => x.a - y.a || x.b - y.b);
  if (edges.length === 0) return [];
  const graph: Endorsed = new UndirectedGraph();
  for (const person of [...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b)) graph.addNode(person);
  for (const { a, b, weight } of edges) graph.addEdge(a, b, { weight });
  const chance = xoroshiro128plus(1);
  const found = new Map<number, number[]>();
  for (const [person, community] of Object.entries(louvain(graph, { rng: () => uniformFloat64(chance) }))) {
    const members = found.get(community) ?? [];
    members.push(Number(person));
    found.set(community, members);
  }
  return [...found.values()].map((members) => members.sort((a, b) => a - b));
}
