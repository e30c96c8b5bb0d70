import type { Finding } from "./flag.ts";

/** A package of a person with its downloads in months, the last one at the end; null where a figure is unknown. */
export type PackageDownloads = {
  person: number;
  name: string;
  months: readonly number[];
  dependents: number | null;
  stars: number | null;
};

/** A month with ten times the usual downloads and at least so many of them is not growth by itself. */
const times = 10;
const leastDownloads = 10_000;
/** What so many downloads would leave behind if people had made them. */
const fewDependents = 2;
const fewStars = 10;

/** Downloads that jump while nobody comes to depend on the package or to mark it. */
export function findInflation(packages: readonly PackageDownloads[]): Finding[] {
  return packages.flatMap(({ person, name, months, dependents, stars }): Finding[] => {
    const last = months.at(-1) ?? 0;
    const before = [...months.slice(0, -1)].sort((a, b) => a - b);
    const usual = before[Math.floor(before.length / 2)];
    // Unknown is not none: without one of the two figures there is nothing to hold the jump against.
    if (usual === undefined || (dependents === null && stars === null)) return [];
    if (last < leastDownloads || last < times * Math.max(1, usual)) return [];
    if ((dependents ?? 0) >= fewDependents || (stars ?? 0) >= fewStars) return [];
    const told = [dependents === null ? "" : `${dependents} dependents`, stars === null ? "" : `${stars} stars`];
    return [
      {
        flag: "download-inflation",
        person,
        why: `${name} has ${last.toLocaleString("en-US")} downloads in its last month after ${usual.toLocaleString("en-US")} in a usual one, with ${told.filter(Boolean).join(" and ")}.`,
        signalsOf: { kind: "package", days: null, askers: null },
      },
    ];
  });
}
