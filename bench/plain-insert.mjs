// The yardstick: what the plainest upsert by `unnest` needs for the very rows that an import has left in a store, into
// the same tables, with the same indexes, of an empty one. It reads no file, looks nothing up, keeps no books and
// leaves out every check: no import can be faster, and the ratio says how near one comes.
import { openStore } from "@groundswell/store";

/** The tables that an import fills row by row, and what makes a row the same. */
const tables = {
  accounts: "platform, native_id",
  signals: "platform, kind, native_id",
  endorsements: "signal_id, kind, native_id",
};
const batchRows = 2_000;

const [from, to] = process.argv.slice(2).map((text) => JSON.parse(text));
const settings = (env) => ({ databaseUrl: env.DATABASE_URL ?? null, home: env.GROUNDSWELL_HOME ?? "" });
const source = await openStore(settings(from));
const work = [];
for (const [table, key] of Object.entries(tables)) work.push(await readTable(source.pool, table, key));
await source.close();

const target = await openStore(settings(to));
const startedAt = performance.now();
for (const { sql, batches } of work) for (const columns of batches) await target.pool.query(sql, columns);
const seconds = (performance.now() - startedAt) / 1000;
await target.close();
const rows = work.flatMap(({ batches }) => batches.map((columns) => columns[0].length)).reduce((a, b) => a + b, 0);
console.log(JSON.stringify({ rows, seconds }));

/** A table's rows in the order they were written, cut into the columns of batches, and the statement that saves one. */
async function readTable(pool, table, key) {
  const { rows: shape } = await pool.query(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const names = shape.map(({ name }) => name);
  const texts = names.map((name) => `${name}::text`).join(", ");
  const batches = [];
  for (let last = "(0,0)"; ; ) {
    const { rows } = await pool.query({
      text: `select ctid::text as place, ${texts} from ${table} where ctid > $1::tid order by ctid limit ${batchRows}`,
      values: [last],
      rowMode: "array",
    });
    if (rows.length === 0) break;
    last = rows.at(-1)[0];
    batches.push(names.map((_, n) => rows.map((row) => row[n + 1])));
  }
  return { sql: upsert(table, key, shape), batches };
}

function upsert(table, key, shape) {
  const names = shape.map(({ name }) => name);
  const keys = key.split(", ");
  return `insert into ${table} (${names.join(", ")})
    select ${shape.map(({ name, type }) => `${name}::${type}`).join(", ")}
    from unnest(${names.map((_, n) => `$${n + 1}::text[]`).join(", ")}) as u (${names.join(", ")})
    on conflict (${key}) do update set ${names
      .filter((name) => !keys.includes(name))
      .map((name) => `${name} = excluded.${name}`)
      .join(", ")}`;
}
