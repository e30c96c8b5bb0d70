import { ConfigError } from "@groundswell/model";
import { copyRows } from "./copy-store-rows.ts";
import { copiedTables, setSequences, type TableToCopy } from "./copy-store-tables.ts";
import type { Store } from "./open.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

/** What a table held on both sides: how many rows, and 16 hexadecimal digits made of all of them in any order. */
export type CopiedTable = { table: string; rows: number; checksum: string };

/**
 * Copies every table of a store into an empty one of the same version, whole or not at all, then counts and compares both. The store
 * that is read stays as it is. Queues are not copied: schedules are registered anew by whoever works next.
 * @param onTable told after each table
 * @throws ConfigError where the other store is not empty, is not in UTF-8, or does not hold afterwards what was read
 */
export async function copyStore(
  from: Store,
  to: Store,
  onTable: (copied: CopiedTable) => void = () => {},
): Promise<CopiedTable[]> {
  const copied = await inTransaction(from, async (source) => {
    await source.query("set transaction isolation level repeatable read, read only");
    await speakAlike(source);
    return inTransaction(to, async (target) => {
      await speakAlike(target);
      const tables = await copiedTables(target);
      await refuseOtherTables(source, tables);
      await refuseEncoding(target, to.where);
      const names = tables.map(({ name }) => name).join(", ");
      // Nobody may write between the look whether it is empty and the end.
      await target.query(`lock table ${names} in share row exclusive mode`);
      await refuseFilled(target, tables, to.where);
      // The migrations count what is there already: these rows come from the store that is read.
      await target.query("delete from row_tallies");
      const done: CopiedTable[] = [];
      for (const table of tables) {
        // A tally that comes along must not be counted again. Foreign keys stay: those triggers are the database's.
        await target.query(`alter table ${table.name} disable trigger user`);
        await copyRows(source, target, table);
        await target.query(`alter table ${table.name} enable trigger user`);
        const one = await compared(source, target, table);
        done.push(one);
        onTable(one);
      }
      await setSequences(source, target);
      return done;
    });
  });
  // Without statistics the first answers would walk whole tables.
  await to.pool.query("analyze");
  return copied;
}

/** Makes both databases write one value as the same text, exactly. */
export async function speakAlike(client: Transaction): Promise<void> {
  await client.query("set local timezone to 'UTC'");
  await client.query("set local datestyle to 'ISO, YMD'");
  await client.query("set local intervalstyle to 'postgres'");
  await client.query("set local extra_float_digits to 1");
  await client.query("set local bytea_output to 'hex'");
}

async function refuseOtherTables(source: Transaction, tables: readonly TableToCopy[]): Promise<void> {
  const shape = (list: readonly TableToCopy[]) =>
    JSON.stringify(list.map(({ name, columns }) => [name, columns]).sort());
  if (shape(await copiedTables(source)) !== shape(tables))
    throw new ConfigError(
      'The two stores do not have the same tables: run "groundswell migrate" on both with this release, then repeat.',
    );
}

async function refuseEncoding(target: Transaction, where: string): Promise<void> {
  const { rows } = await target.query("select current_setting('server_encoding') as encoding");
  if (rows[0].encoding !== "UTF8")
    throw new ConfigError(
      `The database at ${where} is in ${rows[0].encoding}: create one with encoding UTF8 and copy into that.`,
    );
}

async function refuseFilled(target: Transaction, tables: readonly TableToCopy[], where: string): Promise<void> {
  for (const { name } of tables) {
    if (name === "row_tallies") continue;
    const { rows } = await target.query(`select exists (select 1 from ${name}) as filled`);
    if (rows[0].filled)
      throw new ConfigError(
        `The database at ${where} is not empty: its table ${name} has rows. Stop what works on it, and give a database that nothing was saved in.`,
      );
  }
}

async function compared(source: Transaction, target: Transaction, table: TableToCopy): Promise<CopiedTable> {
  const read = await tallyOf(source, table);
  const kept = await tallyOf(target, table);
  if (read.rows !== kept.rows || read.checksum !== kept.checksum)
    throw new ConfigError(
      `The copy of ${table.name} differs: ${read.rows} rows with checksum ${read.checksum} were read and ${kept.rows} with ` +
        `${kept.checksum} are kept. Nothing was copied: repeat, and report it where it happens again.`,
    );
  return { table: table.name, ...kept };
}

/** Counts the rows of a table and adds up a digest of each, so that their order plays no part; sums of numeric are exact. */
export async function tallyOf(
  client: Transaction,
  { name, columns }: TableToCopy,
): Promise<Omit<CopiedTable, "table">> {
  const row = `row(${columns.map(({ column }) => column).join(", ")})`;
  const { rows } = await client.query(
    `select count(*)::int8 as rows,
       lpad(to_hex(mod(coalesce(sum(('x' || left(encode(sha256(convert_to(${row}::text, 'UTF8')), 'hex'), 15))::bit(60)::int8::numeric), 0),
         1152921504606846976)::int8), 16, '0') as checksum
     from ${name}`,
  );
  return { rows: rows[0].rows, checksum: rows[0].checksum };
}
