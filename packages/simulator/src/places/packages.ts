import { hourMs, type SignalKind } from "@groundswell/model";
import { inventHandle, inventName, inventWord } from "../names.ts";
import { hash, type Random, random } from "../random.ts";
import { prose } from "../text.ts";
import type { TrueSignal } from "../truth.ts";

/** A version of a package; an unlisted one is shown with a date of 1900, or not at all. */
export type PlannedVersion = { version: string; at: number; isUnlisted: boolean; downloads: number };

/** A package of a registry. A deleted one has never been there. */
export type PlannedPackage = {
  id: string;
  owners: string[];
  authors: string;
  description: string;
  tags: string[];
  versions: PlannedVersion[];
  isDeleted: boolean;
};

const begin = Date.parse("2025-10-01T09:30:00Z");

/**
 * Packages in several hands: one with two owners, one with none, one that is large, one that is unlisted as a whole, one
 * that lies outside the tag, versions with a suffix, with build metadata, with letters of both cases, and ties in dates.
 */
export function planPackages(seed: number, stream: string, until: number, large: number): PlannedPackage[] {
  const draw = random(seed, stream);
  const people = Array.from({ length: 5 }, () => inventHandle(inventName(draw), draw));
  const [first = "", second = ""] = people;
  const owners = [
    [first],
    [first, second.toUpperCase()],
    [],
    ...people.slice(2).map((one) => [one]),
    [second],
    [first],
    [second],
  ];
  return owners.map((own, n) => {
    const word = inventWord(draw);
    const id = `${n % 2 ? "Lumen." : ""}${word[0]?.toUpperCase()}${word.slice(1)}`;
    const versions = n === 3 ? steadyVersions(draw, large, until) : irregularVersions(draw, n, until);
    return {
      id,
      owners: own,
      authors: `${inventName(draw)} and others`,
      description: `${prose(id)} Für Dochte & <Flammen> — n° ${n}.`,
      tags: n === 7 ? ["wick"] : n === 6 ? ["Lumen", "wick"] : ["lumen", word],
      versions: n === 5 ? versions.map((one) => ({ ...one, isUnlisted: true })) : versions,
      isDeleted: false,
    };
  });
}

function irregularVersions(draw: Random, n: number, until: number): PlannedVersion[] {
  const versions: PlannedVersion[] = [];
  let at = begin + draw.int(0, 40 * 24) * hourMs;
  for (let minor = 0; at < until; minor++) {
    const suffix = minor % 5 === 1 ? "-Beta2" : minor % 5 === 3 ? "+build.7" : "";
    versions.push({
      version: `1.${minor}.0${suffix}`,
      at,
      isUnlisted: minor === 2 && n % 3 === 0,
      downloads: draw.int(0, 90_000),
    });
    // The branch before gets a repair, in the same minute now and then.
    if (minor % 4 === 2)
      versions.push({ version: `1.${minor - 1}.9`, at: n % 2 ? at : at + hourMs, isUnlisted: false, downloads: 12 });
    at += draw.int(24, 24 * 24) * hourMs;
  }
  return versions;
}

function steadyVersions(draw: Random, count: number, until: number): PlannedVersion[] {
  const step = (until - begin) / count;
  return Array.from({ length: count }, (_, n) => ({
    version: `2.${Math.floor(n / 10)}.${n % 10}`,
    at: Math.floor((begin + n * step) / 1000) * 1000,
    isUnlisted: false,
    downloads: draw.int(0, 900),
  }));
}

/** The versions of a package that have come out, listed or not, in the order that they did. */
export function versionsBy({ versions, isDeleted }: PlannedPackage, at: number): PlannedVersion[] {
  return isDeleted ? [] : versions.filter((one) => one.at <= at).sort((a, b) => a.at - b.at);
}

/** The packages with a listed version, in an order that changes from day to day as popularity does. */
export function listedPackages(packages: PlannedPackage[], at: number): PlannedPackage[] {
  const day = Math.floor(at / (24 * hourMs));
  return packages
    .filter((one) => versionsBy(one, at).some(({ isUnlisted }) => !isUnlisted))
    .sort((a, b) => hash(`${a.id} ${day}`) - hash(`${b.id} ${day}`));
}

/** Takes a package away whole, and then the newest versions of others. */
export function removePackages(packages: PlannedPackage[], count: number, at: number): void {
  const small = packages.filter((one) => versionsBy(one, at).filter(({ isUnlisted }) => !isUnlisted).length > 1);
  const candidates = small.filter(({ versions }) => versions.length < 60);
  for (const [n, one] of candidates.slice(0, count).entries()) {
    const newest = versionsBy(one, at).findLast(({ isUnlisted }) => !isUnlisted);
    if (n === 0) one.isDeleted = true;
    else if (newest) newest.isUnlisted = true;
  }
}

/** What a store must hold of packages: each package for each owner, and each listed version. */
export function packageSignals(
  packages: PlannedPackage[],
  platform: string,
  spaceOf: (one: PlannedPackage) => string | null,
  at: number,
): TrueSignal[] {
  return packages.flatMap((one) => {
    const space = spaceOf(one);
    const listed = versionsBy(one, at).filter(({ isUnlisted }) => !isUnlisted);
    const [first] = listed;
    if (space === null || !first) return [];
    const id = one.id.toLowerCase();
    const owners = one.owners.map((owner) => owner.toLowerCase()).sort();
    const signal = (kind: SignalKind, key: string, account: string | undefined, when: number): TrueSignal => ({
      platform,
      kind,
      id: key,
      space: `${platform}:${space}`,
      account: account === undefined ? null : `${platform}:${account}`,
      occurredAt: new Date(when).toISOString(),
    });
    return [
      signal("package", id, owners[0], first.at),
      ...owners.slice(1).map((owner) => signal("package", `${id}+${owner}`, owner, first.at)),
      ...listed.map(({ version, at: when }) =>
        signal(
          "release",
          `${id}/${version.toLowerCase().split("+")[0]}`,
          owners.length === 1 ? owners[0] : undefined,
          when,
        ),
      ),
    ];
  });
}

/** The space of what is read by tag, by an owner and by name, as the source below asks for it; the first that fits. */
export function packageSpace(named: string, owner: string, tag: string): (one: PlannedPackage) => string | null {
  const carries = (values: string[], value: string) => values.some((one) => one.toLowerCase() === value.toLowerCase());
  return ({ id, owners, tags }) => {
    if (carries(owners, owner)) return `owner/${owner.toLowerCase()}`;
    if (carries(tags, tag)) return `tag/${tag}`;
    return id === named ? `package/${id.toLowerCase()}` : null;
  };
}
