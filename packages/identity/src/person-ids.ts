/**
 * Names groups of accounts: each keeps the id of the earlier person with which it shares most accounts. Of equal claims the smaller
 * id goes first, to the group with the smaller account. A group left without takes the smallest of its own accounts that
 * is nobody's id, or where others hold them all, the smallest free account.
 * @param groups the accounts of each group
 * @param previous the person that each account had; an account that is missing had none
 * @returns the person of every account
 */
export function keepPersonIds(
  groups: readonly (readonly number[])[],
  previous: ReadonlyMap<number, number> = new Map(),
): Map<number, number> {
  const sorted = groups.map((group) => [...group].sort((x, y) => x - y)).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
  const claims = sorted.flatMap((group, at) =>
    [...shares(group, previous)].map(([person, size]) => ({ at, person, size, least: group[0] ?? 0 })),
  );
  claims.sort((x, y) => y.size - x.size || x.person - y.person || x.least - y.least);
  const named = new Map<number, number>();
  const taken = new Set<number>();
  const give = (at: number, person: number) => {
    if (named.has(at) || taken.has(person)) return;
    named.set(at, person);
    taken.add(person);
  };
  for (const { at, person } of claims) give(at, person);
  for (const [at, group] of sorted.entries()) for (const id of group) give(at, id);
  const persons = new Map<number, number>();
  const free =
    named.size === sorted.length
      ? []
      : sorted
          .flat()
          .filter((id) => !taken.has(id))
          .sort((x, y) => y - x);
  for (const [at, group] of sorted.entries()) {
    const person = named.get(at) ?? free.pop() ?? group[0] ?? 0;
    for (const id of group) persons.set(id, person);
  }
  return persons;
}

function shares(group: readonly number[], previous: ReadonlyMap<number, number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of group) {
    const person = previous.get(id);
    if (person !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1);
  }
  return counts;
}
