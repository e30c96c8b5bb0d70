/**
 * Compares found clusters with the truth, item by item: pairwise and B-cubed (Bagga and Baldwin 1998) precision, recall and F.
 * The two disagree on purpose: pairs are dominated by large clusters, B-cubed flatters whoever joins nothing.
 * @param found the cluster of each item
 * @param truth the true cluster of each item
 */
export function compareClusters(found, truth) {
  const clusters = sizes(found);
  const people = sizes(truth);
  const cells = sizes(found.map((cluster, item) => JSON.stringify([cluster, truth[item]])));
  const shared = found.map((cluster, item) => cells.get(JSON.stringify([cluster, truth[item]])));
  const pairs = scores(sumPairs(cells), sumPairs(clusters), sumPairs(people));
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const precision = mean(found.map((cluster, item) => shared[item] / clusters.get(cluster)));
  const recall = mean(truth.map((person, item) => shared[item] / people.get(person)));
  const inside = new Map();
  for (const [item, cluster] of found.entries())
    inside.set(cluster, (inside.get(cluster) ?? new Set()).add(truth[item]));
  return {
    pairs,
    bCubed: { precision, recall, f: f(precision, recall) },
    mixedClusters: [...inside.values()].filter((persons) => persons.size > 1).length,
    largestCluster: Math.max(...clusters.values()),
  };
}

function sizes(labels) {
  const counts = new Map();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

const sumPairs = (counts) => [...counts.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
const f = (precision, recall) => (precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall));

function scores(right, claimed, real) {
  const precision = claimed === 0 ? 1 : right / claimed;
  const recall = real === 0 ? 1 : right / real;
  return { precision, recall, f: f(precision, recall), right, claimed, real };
}
