type Edge = { a: number; b: number };

/** One step of the walk: an account, the edge it was reached by, and how many of its edges were walked. */
type Step = { id: number; via: number; next: number };

/**
 * The edges without which a connected group falls into two parts of at least `leastPart` accounts each (Tarjan 1974).
 * @returns their indexes in `edges`
 */
export function bridgesOf(edges: readonly Edge[], leastPart: number): number[] {
  const around = new Map<number, number[]>();
  for (const [index, { a, b }] of edges.entries())
    for (const id of [a, b]) {
      const known = around.get(id);
      if (known) known.push(index);
      else around.set(id, [index]);
    }
  const bridges: number[] = [];
  const orders = new Map<number, number>();
  for (const root of around.keys()) if (!orders.has(root)) walk(root, edges, around, orders, leastPart, bridges);
  return bridges;
}

/** Walks one group in depth, without recursion: a chain may be as long as there are accounts. */
function walk(
  root: number,
  edges: readonly Edge[],
  around: Map<number, number[]>,
  orders: Map<number, number>,
  leastPart: number,
  bridges: number[],
): void {
  const lowest = new Map<number, number>();
  const sizes = new Map<number, number>();
  const candidates: { edge: number; size: number }[] = [];
  const enter = (id: number, via: number): Step => {
    orders.set(id, orders.size);
    lowest.set(id, orders.get(id) ?? 0);
    sizes.set(id, 1);
    return { id, via, next: 0 };
  };
  const path = [enter(root, -1)];
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const edge = around.get(step.id)?.[step.next++];
    if (edge === undefined) {
      path.pop();
      const above = path.at(-1);
      if (above === undefined) break;
      const [low, size] = [lowest.get(step.id) ?? 0, sizes.get(step.id) ?? 1];
      lowest.set(above.id, Math.min(lowest.get(above.id) ?? 0, low));
      sizes.set(above.id, (sizes.get(above.id) ?? 1) + size);
      if (low > (orders.get(above.id) ?? 0)) candidates.push({ edge: step.via, size });
    } else if (edge !== step.via) {
      const { a, b } = edges[edge] ?? { a: root, b: root };
      const other = a === step.id ? b : a;
      const order = orders.get(other);
      if (order === undefined) path.push(enter(other, edge));
      else lowest.set(step.id, Math.min(lowest.get(step.id) ?? 0, order));
    }
  }
  const total = sizes.get(root) ?? 1;
  for (const { edge, size } of candidates) if (size >= leastPart && total - size >= leastPart) bridges.push(edge);
}
