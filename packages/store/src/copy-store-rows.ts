import type { TableToCopy } from "./copy-store-tables.ts";
import type { Transaction } from "./transaction.ts";

const bytesAtOnce = 4_000_000;
const mostAtOnce = 5_000;

/**
 * Copies the rows of a table, so many at a time as make about four megabytes. Every value travels as the text that PostgreSQL itself
 * writes and reads, so that no digit, no byte and no key of a JSON text is lost on the way through JavaScript.
 */
export async function copyRows(source: Transaction, target: Transaction, table: TableToCopy): Promise<void> {
  const { name, columns } = table;
  const atOnce = await rowsAtOnce(source, name);
  const texts = columns.map(({ column }, index) => `${column}::text as c${index}`).join(", ");
  // One may be left of a copy that the other database ended over a deadlock and that begins again.
  await source.query("close all");
  await source.query(`declare copied no scroll cursor for select ${texts} from ${name}`);
  for (;;) {
    const { rows } = await source.query(`fetch ${atOnce} from copied`);
    if (rows.length === 0) return;
    const values = columns.map((_, index) => rows.map((row) => row[`c${index}`]));
    await target.query(insertOf(table), values);
  }
}

function insertOf({ name, columns }: TableToCopy): string {
  const names = columns.map((_, index) => `c${index}`).join(", ");
  return (
    `insert into ${name} (${columns.map(({ column }) => column).join(", ")}) overriding system value ` +
    `select ${columns.map(({ type }, index) => `c${index}::${type}`).join(", ")} ` +
    `from unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(", ")}) as t (${names})`
  );
}

async function rowsAtOnce(source: Transaction, name: string): Promise<number> {
  const { rows } = await source.query(
    `select pg_table_size('${name}'::regclass)::float8 as bytes, (select count(*) from ${name})::float8 as rows`,
  );
  const { bytes, rows: count } = rows[0];
  return count === 0 ? 1 : Math.max(1, Math.min(mostAtOnce, Math.floor(bytesAtOnce / (bytes / count))));
}
