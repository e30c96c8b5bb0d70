import { gunzipSync, gzipSync } from "node:zlib";
import pg, { type PoolClient } from "pg";
import { holdsOwnWords } from "./erase-ordinary.ts";
import {
  addressOf,
  erasedMark,
  mentions,
  type Phrases,
  phrasesOf,
  readable,
  redact,
  redactJson,
} from "./erase-phrases.ts";
import type { Holds } from "./erase-shared-names.ts";

/** How to recognise a person in any text that the store holds. */
export type Finder = {
  phrases: Phrases;
  /** Conditions for `ilike any`, that every text which names the person meets, and many others do. */
  patterns: string[];
  names(text: string): boolean;
  redact(text: string): string;
};

/** Recognises a person by phrases, and by `platform:id` where it stands as we write it. */
export function finderOf(phrases: readonly string[], keys: readonly string[]): Finder {
  const known = phrasesOf(phrases);
  const quoted = keys.map((key) => key.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const written =
    quoted.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${quoted.join("|")})(?![\\p{L}\\p{N}])`, "giu") : /(?!)/g;
  return {
    phrases: known,
    patterns: [...new Set([...phrases.map(loosely), ...keys.map(literally)])],
    names: (text) => text.search(written) >= 0 || mentions(text, known),
    redact: (text) => redact(text.replace(written, erasedMark), known),
  };
}

/** The plain letters of a phrase in their order: databases fold the case of others differently from us. */
function loosely(phrase: string): string {
  return `%${(phrase.match(/[a-z\d]+/g) ?? []).join("%")}%`;
}

function literally(key: string): string {
  const plain = key.replace(/[\\%_]/g, "\\$&").replace(/[^\x20-\x7e]+/g, "%");
  return `%${plain}%`;
}

/** What a sweep did in one table. */
export type Swept = { table: string; changed: number; removed: number };

type Column = { name: string; type: string; nullable: boolean; keyed: boolean };
type Table = { schema: string; name: string; columns: Column[] };

// What is read again as it was, and would be wrong in any other form, goes whole.
const goWhole = new Set(["raw_pages", "set_aside"]);
// Names of other people are theirs, and what they are told apart by is no text.
const spared: Record<string, string[]> = {
  accounts: ["native_id", "handle", "name"],
  handles: ["handle"],
  tombstones: ["hash"],
};
const sweptTypes = ["text", "varchar", "bpchar", "_text", "_varchar", "json", "jsonb", "bytea"];

/**
 * Takes every mention of a person out of every text of every table, those of other packages and of later releases too.
 * A row that names the person in its key goes.
 */
export async function sweep(client: PoolClient, finder: Finder): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const table of await tablesWithText(client)) {
    const { changed, removed } = await sweepTable(client, table, finder);
    if (changed + removed > 0) swept.push({ table: table.name, changed, removed });
  }
  return swept;
}

async function tablesWithText(client: PoolClient): Promise<Table[]> {
  const { rows } = await client.query(
    `select c.table_schema as schema, c.table_name as name, jsonb_agg(jsonb_build_object(
       'name', c.column_name, 'type', c.udt_name, 'nullable', c.is_nullable = 'YES', 'keyed', exists (
         select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
         where i.indisunique and i.indrelid = format('%I.%I', c.table_schema, c.table_name)::regclass
           and a.attname = c.column_name)) order by c.ordinal_position) as columns
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema in ('public', 'bullmq') and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
       and c.udt_name = any ($1)
     group by 1, 2 order by 1, 2`,
    [sweptTypes],
  );
  return rows.map((table) => ({
    ...table,
    columns: table.columns.filter(
      ({ name, type }: Column) =>
        !spared[table.name]?.includes(name) &&
        !holdsOwnWords(table.name, name) &&
        !(table.name === "raw_pages" && type === "bytea"),
    ),
  }));
}

const rowsAtOnce = 200;

async function sweepTable(client: PoolClient, { schema, name, columns }: Table, finder: Finder) {
  const counts = { changed: 0, removed: 0 };
  if (columns.length === 0) return counts;
  const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  const condition = columns.map((column) => suspects(pg.escapeIdentifier(column.name), column.type)).join(" or ");
  for (;;) {
    const before = counts.changed + counts.removed;
    const { rows: suspected } = await client.query(
      `select ctid::text as place from ${table} where cardinality($1::text[]) > 0 and (${condition})`,
      [finder.patterns],
    );
    for (let start = 0; start < suspected.length; start += rowsAtOnce) {
      const { rows } = await client.query(
        `select ctid::text as "row's place", ${columns.map((column) => pg.escapeIdentifier(column.name)).join(", ")} from ${table}
         where ctid = any ($1::tid[]) for update`,
        [suspected.slice(start, start + rowsAtOnce).map(({ place }) => place)],
      );
      for (const row of rows) {
        const changes = columns.flatMap((column) => {
          const value = redactValue(row[column.name], column, finder);
          return value === row[column.name] ? [] : [{ column, value }];
        });
        if (changes.length === 0) continue;
        if (goWhole.has(name) || changes.some(({ column }) => column.keyed)) {
          await client.query(`delete from ${table} where ctid = $1::tid`, [row["row's place"]]);
          counts.removed++;
        } else {
          const set = changes
            .map(({ column }, index) => `${pg.escapeIdentifier(column.name)} = $${index + 2}`)
            .join(", ");
          await client.query(`update ${table} set ${set} where ctid = $1::tid`, [
            row["row's place"],
            ...changes.map(({ column, value }) => (column.type.startsWith("json") ? JSON.stringify(value) : value)),
          ]);
          counts.changed++;
        }
      }
    }
    // Others may have written a row between the two readings, a queue for one: until nothing is found.
    if (counts.changed + counts.removed === before) return counts;
  }
}

function suspects(column: string, type: string): string {
  if (type === "bytea") return `${column} is not null`;
  const text = type.startsWith("_") ? `array_to_string(${column}, ' ')` : `${column}::text`;
  return `${text} ilike any ($1)`;
}

function redactValue(value: unknown, { name, type, nullable }: Column, finder: Finder): unknown {
  if (value === null || value === undefined) return value;
  if (type === "bytea") return redactBytes(value as Uint8Array, finder);
  if (type.startsWith("json")) return redactJson(value, finder.redact);
  if (Array.isArray(value)) {
    // An address with a part taken out leads nowhere.
    const kept = value.filter((item) => item === null || addressOf(item) === null || !finder.names(item));
    const items = kept.map((item) => (item === null ? null : finder.redact(item)));
    return items.length === value.length && items.every((item, index) => item === value[index]) ? value : items;
  }
  const text = value as string;
  if (/(^|_)url$/.test(name) && nullable) return finder.names(text) ? null : text;
  return finder.redact(text);
}

/** Texts that are kept as bytes, packed or not; anything else is left as it is. */
function redactBytes(value: Uint8Array, finder: Finder): Uint8Array {
  const isPacked = value[0] === 0x1f && value[1] === 0x8b;
  const bytes = isPacked ? gunzipSync(value) : value;
  const text = Buffer.from(bytes).toString();
  if (!Buffer.from(text).equals(bytes)) return value;
  const redacted = finder.redact(text);
  if (redacted === text) return value;
  return isPacked ? gzipSync(redacted) : Buffer.from(redacted);
}

/**
 * Removes the raw pages that name a person, and those that some signals came from.
 * @returns how many
 */
export async function removeRawPages(
  client: PoolClient,
  finder: Finder,
  holds: Holds,
  rawIds: readonly number[],
): Promise<number> {
  const removed = await client.query("delete from raw_pages where id = any ($1)", [rawIds]);
  const named: number[] = [];
  for await (const { id, isNamed } of readRawPages(client, finder, holds)) if (isNamed) named.push(id);
  const more = await client.query("delete from raw_pages where id = any ($1)", [named]);
  return (removed.rowCount ?? 0) + (more.rowCount ?? 0);
}

/** Every raw page, and whether it names or `holds` the person. A few at a time, for they are the largest thing there is. */
export async function* readRawPages(client: Pick<PoolClient, "query">, finder: Finder, holds: Holds) {
  for (let after = 0; ; ) {
    const { rows } = await client.query(
      `select id, source_id as source, request, context::text as context, body, fetched_at as "fetchedAt" from raw_pages
       where id > $1 order by id limit 20`,
      [after],
    );
    for (const { id, source, request, context, body, fetchedAt } of rows) {
      const texts = [request, context ?? "", gunzipSync(body).toString()];
      const isNamed = texts
        .flatMap((text: string) => [text, readable(text)])
        .some((text) => finder.names(text) || holds(text));
      yield { id: id as number, source, request, fetchedAt, isNamed };
      after = id;
    }
    if (rows.length === 0) return;
  }
}
