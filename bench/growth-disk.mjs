/**
 * What the tables of a store take on disk, in bytes, the largest first; what a column keeps apart (TOAST) counts with its table.
 * @returns the whole, and each table that holds more than a hundredth of it, with its indexes
 */
export async function diskOf({ pool }) {
  const { rows } = await pool.query(
    `select relname as name, pg_table_size(oid)::bigint as "tableBytes", pg_indexes_size(oid)::bigint as "indexBytes",
       (select jsonb_object_agg(indexrelid::regclass::text, pg_relation_size(indexrelid)) from pg_index where indrelid = c.oid) as indexes
     from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_total_relation_size(oid) desc`,
  );
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const whole = { tableBytes: sum("tableBytes"), indexBytes: sum("indexBytes") };
  const least = (whole.tableBytes + whole.indexBytes) / 100;
  return { ...whole, tables: rows.filter(({ tableBytes, indexBytes }) => tableBytes + indexBytes > least) };
}
