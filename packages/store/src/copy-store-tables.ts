import type { Transaction } from "./transaction.ts";

/** A column as SQL names it, and its type. */
export type Column = { column: string; type: string };

/** A table to copy, its name quoted where SQL wants that. */
export type TableToCopy = { name: string; columns: Column[] };

/**
 * Every table of ours with its columns as the database itself names them, so that one which a migration adds tomorrow is among
 * them; in an order in which a row comes after those that it refers to, and by name where that does not matter.
 */
export async function copiedTables(client: Transaction): Promise<TableToCopy[]> {
  const columns = await client.query(
    `select format('%I', c.relname) as name, format('%I', a.attname) as column, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by c.relname collate "C", a.attname collate "C"`,
  );
  const keys = await client.query(
    `select format('%I', c.relname) as name, format('%I', f.relname) as "refersTo"
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
  );
  const tables = new Map<string, Column[]>();
  for (const { name, column, type } of columns.rows) tables.set(name, [...(tables.get(name) ?? []), { column, type }]);
  return inOrder([...tables.keys()], keys.rows).map((name) => ({ name, columns: tables.get(name) ?? [] }));
}

/**
 * Names in an order in which each comes after those that it refers to.
 * @throws Error where some refer to one another in a circle
 */
export function inOrder(names: readonly string[], references: readonly { name: string; refersTo: string }[]): string[] {
  const placed = new Set<string>();
  let waiting = [...names];
  while (waiting.length > 0) {
    const isReady = (name: string) =>
      references.every((one) => one.name !== name || one.refersTo === name || placed.has(one.refersTo));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) throw new Error(`The tables ${waiting.join(", ")} refer to one another in a circle.`);
    for (const name of ready) placed.add(name);
    waiting = waiting.filter((name) => !placed.has(name));
  }
  return [...placed];
}

/** Lets the numbers of one database go on where those of the other are, so that the id of a row that is gone comes back on neither. */
export async function setSequences(source: Transaction, target: Transaction): Promise<void> {
  const { rows } = await source.query(
    `select format('%I', relname) as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
     order by relname`,
  );
  for (const { name } of rows) {
    const { rows: at } = await source.query(`select last_value::text as value, is_called from ${name}`);
    await target.query("select setval($1::regclass, $2::int8, $3)", [`public.${name}`, at[0].value, at[0].is_called]);
  }
}
