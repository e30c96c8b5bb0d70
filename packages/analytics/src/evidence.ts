import type { ActivityTable } from "./activity-table.ts";
import type { Measure } from "./policy.ts";

/** How broad a person's activity in some kinds is; `index` is the person's place in the table. */
export type Evidence = {
  index: number;
  activeMonths: number;
  spaces: number;
  /** 1 / Σ share² over spaces, by signals. */
  effectiveSpaces: number;
  platforms: number;
};

/** The evidence of everybody active in one of the kinds, in order of person. */
export function evidencePerPerson(table: ActivityTable, kinds: ReadonlySet<Measure>): Evidence[] {
  const platformOf = table.spaces.map((space) => space.slice(0, space.indexOf(":")));
  const wanted = table.kinds.map((kind) => kinds.has(kind));
  const found: Evidence[] = [];
  const months = new Set<number>();
  const bySpace = new Map<number, number>();
  for (let row = 0; row < table.length; row += 1) {
    if (wanted[table.kind[row] ?? 0]) {
      const space = table.space[row] ?? 0;
      const count = table.count[row] ?? 0;
      months.add(table.month[row] ?? 0);
      bySpace.set(space, (bySpace.get(space) ?? 0) + count);
    }
    if (table.person[row + 1] === table.person[row]) continue;
    if (bySpace.size > 0) {
      const platforms = new Set([...bySpace.keys()].map((space) => platformOf[space])).size;
      const index = table.person[row] ?? 0;
      const effectiveSpaces = effectiveNumber([...bySpace.values()]);
      found.push({
        index,
        activeMonths: months.size,
        spaces: bySpace.size,
        effectiveSpaces,
        platforms,
      });
    }
    months.clear();
    bySpace.clear();
  }
  return found;
}

// Counts are whole, so both sums are exact and no order of spaces can show.
function effectiveNumber(counts: number[]): number {
  let sum = 0;
  let squares = 0;
  for (const count of counts) {
    sum += count;
    squares += count * count;
  }
  return (sum * sum) / squares;
}
