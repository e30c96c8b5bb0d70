import { createHash } from "node:crypto";
import { ConfigError, type Json, type Skip, type Space } from "@groundswell/model";
import { z } from "zod";
import { byRule } from "./skip.ts";

/** What a source selects of a registry: each is a space of its own. */
export type Selection = { by: "owner" | "tag" | "search" | "package"; value: string; space: Space };

/** What every registry of packages can be asked for. */
export type Selecting = { owners: string[]; tags: string[]; search: string[]; packages: string[] };

/** A package that a list names, and a mark of what the list says of it: with another mark, something has changed. */
export type Listed = { id: string; mark: string };

const savedCursor = z.object({
  /** When each package was read, in days since 1970, and its mark then; by space and package. */
  read: z.record(z.string(), z.object({ mark: z.string(), day: z.number() })),
});

/** Which packages have been read. */
export type ReadPackages = z.output<typeof savedCursor>;

/** What a pull's cursor says; one of another kind says nothing. */
export function readPackages(cursor: Json): ReadPackages {
  return savedCursor.safeParse(cursor).data ?? { read: {} };
}

/**
 * The selections of a source and their spaces.
 * @throws ConfigError where there are none
 */
export function selections(registry: string, { owners, tags, search, packages }: Selecting): Selection[] {
  const of = (by: Selection["by"], values: string[]) =>
    [...new Map(values.map((value) => [value.toLowerCase(), value.trim()])).values()].map((value) => ({
      by,
      value,
      space: selectionSpace(registry, by, value),
    }));
  const all = [...of("owner", owners), ...of("tag", tags), ...of("search", search), ...of("package", packages)];
  if (all.length > 0) return all;
  throw new ConfigError("This source selects nothing: give it owners, tags, search or packages.");
}

function selectionSpace(registry: string, by: Selection["by"], value: string): Space {
  const kind = by === "tag" ? "tag" : "registry";
  return { platform: registry, id: `${by}/${value.toLowerCase()}`, kind, name: value, url: null };
}

/**
 * The packages to read now: new ones, changed ones, and those last read `refreshDays` ago or longer; downloads grow,
 * and versions are taken away, without a mark of it.
 */
export function duePackages<Item extends Listed>(
  listed: Item[],
  { space }: Pick<Selection, "space">,
  { read }: ReadPackages,
  now: Date,
  refreshDays: number,
): Item[] {
  return listed.filter(({ id, mark }) => {
    const last = read[packageKey(space, id)];
    return last?.mark !== mark || daysOf(now) - last.day >= refreshDays;
  });
}

/** The cursor once a package has been read. */
export function afterReading({ read }: ReadPackages, space: Space, { id, mark }: Listed, now: Date): ReadPackages {
  return { read: { ...read, [packageKey(space, id)]: { mark, day: daysOf(now) } } };
}

/** The cursor once a selection has been read whole: what it does not list any more is forgotten. */
export function afterSelection({ read }: ReadPackages, space: Space, listed: Listed[]): ReadPackages {
  const here = new Set(listed.map(({ id }) => packageKey(space, id)));
  const own = `${space.id} `;
  return { read: Object.fromEntries(Object.entries(read).filter(([key]) => !key.startsWith(own) || here.has(key))) };
}

/** What is said of a package that was asked for by its id and is not there, or not listed: a wrong id would be silent. */
export function notListed({ by, value }: Selection, listed: Listed[]): Skip[] {
  return by === "package" && listed.length === 0 ? [byRule("package that the registry does not list", value)] : [];
}

/** A short mark of anything. */
export function markOf(value: Json): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}

function packageKey({ id }: Space, packageId: string): string {
  return `${id} ${packageId.toLowerCase()}`;
}

function daysOf(now: Date): number {
  return Math.floor(now.getTime() / 86_400_000);
}
