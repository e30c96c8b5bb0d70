import { type Awardee, type AwardGiven, addressKeys, nameKey } from "./awardee.ts";

type Line = Awardee & { line: number };
type Group = { line: Line; keys: string[] }[];

/**
 * Puts the lines about one person together: those of one id, and those of one name that share an address. A later line about the same
 * award stands for the earlier one.
 * @returns the awardees in the order of their first lines, and the lines that contradict one another
 */
export function mergeAwardees(lines: readonly Line[]): {
  awardees: Awardee[];
  problems: { line: number; what: string }[];
} {
  const places = new Map<string, Group>();
  const groups = new Set<Group>();
  for (const line of lines) {
    const name = nameKey(line.name);
    const keys = addressKeys(line).map((address) => `address ${name} ${address}`);
    if (line.id !== null) keys.push(`id ${line.id}`);
    const [into = [], ...others] = new Set(keys.map((key) => places.get(key)).filter((group) => group !== undefined));
    for (const other of others) {
      groups.delete(other);
      for (const member of other) put(into, member, places);
    }
    groups.add(into);
    put(into, { line, keys }, places);
  }
  const sorted = [...groups]
    .map((group) => group.map(({ line }) => line).sort((x, y) => x.line - y.line))
    .sort((x, y) => (x[0]?.line ?? 0) - (y[0]?.line ?? 0));
  return { awardees: sorted.flatMap(asOne), problems: sorted.flatMap(contradictions) };
}

function put(into: Group, member: Group[number], places: Map<string, Group>): void {
  into.push(member);
  for (const key of member.keys) places.set(key, into);
}

function contradictions(group: readonly Line[]): { line: number; what: string }[] {
  const [first] = group;
  if (!first) return [];
  const renamed = group
    .filter(({ name }) => nameKey(name) !== nameKey(first.name))
    .map(({ line, id }) => ({ line, what: `gives the id ${id} to another name than line ${first.line}` }));
  const ids = new Set(group.flatMap(({ id }) => id ?? []));
  const last = group.at(-1);
  if (ids.size < 2 || !last) return renamed;
  return [...renamed, { line: last.line, what: `is about one person who has the ids ${[...ids].join(" and ")}` }];
}

function asOne(group: readonly Line[]): Awardee[] {
  const [first] = group;
  if (!first) return [];
  const awards = new Map<string, AwardGiven>();
  for (const award of group.flatMap((line) => line.awards)) awards.set(`${award.awardedOn} ${award.expertise}`, award);
  const entries = group.map(({ entry }) => entry);
  return [
    {
      id: group.find(({ id }) => id !== null)?.id ?? null,
      name: first.name,
      entry: {
        ...Object.assign({}, ...entries),
        links: [...new Set(entries.flatMap(({ links }) => links))],
        handles: Object.assign({}, ...entries.map(({ handles }) => handles)),
      },
      links: [...new Set(group.flatMap(({ links }) => links))],
      awards: [...awards.values()],
    },
  ];
}
