import type { PoolClient } from "pg";
import { addressOf, fold } from "./erase-phrases.ts";
import type { Finder } from "./erase-sweep.ts";
import type { Traces } from "./erase-traces.ts";

const gone = Symbol("nothing is left of it");

/**
 * Takes the person's places out of what sources read. One that reads nothing else goes, with all it remembers.
 * @returns the ids of the sources that went
 */
export async function eraseSources(client: PoolClient, traces: Traces, finder: Finder): Promise<string[]> {
  const places = new Set(traces.spaces.flatMap(({ key, platformId }) => [fold(key), fold(platformId)]));
  const names = (text: string) => places.has(fold(text)) || finder.names(text);
  const { rows } = await client.query("select id, options, cursor from sources order by id");
  const removed: string[] = [];
  for (const { id, options, cursor } of rows) {
    const left = without(options, names);
    if (left === gone || finder.names(id)) removed.push(id);
    else if (left !== options)
      await client.query("update sources set options = $2, cursor = null where id = $1", [id, JSON.stringify(left)]);
    // A cursor with a part taken out is none: the source begins again, and finds what is here already.
    else if (cursor !== null && finder.names(JSON.stringify(cursor)))
      await client.query("update sources set cursor = null where id = $1", [id]);
  }
  for (const table of ["raw_pages", "set_aside", "known_threads", "pulls"])
    await client.query(`delete from ${table} where source_id = any ($1)`, [removed]);
  await client.query("delete from sources where id = any ($1)", [removed]);
  return removed;
}

/** Options without what names the person: lists lose the entry; an option that only names the person takes the source with it. */
function without(value: unknown, names: (text: string) => boolean): unknown {
  if (typeof value === "string") return names(value) ? gone : value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const kept = value.map((item) => without(item, names)).filter((item) => item !== gone);
    if (kept.length === value.length && kept.every((item, index) => item === value[index])) return value;
    return kept.length === 0 ? gone : kept;
  }
  const before = Object.entries(value);
  const after = before.map(([key, one]): [string, unknown] => [key, without(one, names)]);
  if (after.some(([, one]) => one === gone)) return gone;
  return after.every(([, one], index) => one === before[index]?.[1]) ? value : Object.fromEntries(after);
}

type Entry = { links?: string[]; handles?: Record<string, string>; emailHash?: string; gravatarHash?: string };
type Row = { registry: string; position: number; entry: Entry };

/** The entries of registries and lists of awardees that are about the person. */
export async function registryEntriesOf(
  client: Pick<PoolClient, "query">,
  { accounts, hashes, addresses }: Traces,
  finder: Finder,
): Promise<Row[]> {
  const { rows } = await client.query(
    `select registry, position, entry, coalesce(account_id = any ($1), false) as theirs from registry_entries order by 1, 2`,
    [accounts.map(({ id }) => id)],
  );
  const held = new Set(
    accounts.flatMap(({ platform, handles }) => handles.map((handle) => fold(`${platform}:${handle}`))),
  );
  const isTheirs = ({ links = [], handles = {}, emailHash, gravatarHash }: Entry) =>
    Object.entries(handles).some(([platform, handle]) => held.has(fold(`${platform}:${handle}`))) ||
    [emailHash, gravatarHash].some((hash) => hash !== undefined && hashes.includes(fold(hash))) ||
    links.some((link) => addresses.includes(addressOf(link) ?? ""));
  return rows
    .filter(({ theirs, entry }) => theirs || isTheirs(entry) || finder.names(JSON.stringify(entry)))
    .map(({ registry, position, entry }) => ({ registry, position, entry }));
}
