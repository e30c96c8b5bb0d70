import { existsSync } from "node:fs";
import { copyStore, type Store, totals } from "@groundswell/store";
import { afterAll, describe, expect, test } from "vitest";
import { clearStore, databaseUrlOf, openTestStore, storeKinds, useSuiteStore } from "./open-test-store.ts";
import { Desk, signalLines } from "./run-command.ts";
import { accountId, made, makeSource, rowsOf, save } from "./store-fixtures.ts";

/** Texts that go wrong where a value passes through a parser of any kind. */
const awkward = ["a\tb\\n'c\"d{,}NULL", '{"b":1,  "a":[1.0,"\\u00e9"],"b":2}', " e\u0301 \u{1f30a} \u202e ", ""];

/** SQL of a value of a type, another for each row; a key and what refers to it have one type, so they have one value. */
const valueSql: Record<string, (row: number) => string> = {
  text: (row) => `'${row} ' || $$${awkward[row % awkward.length]}$$`,
  "text[]": (row) => `array['${row}', $$${awkward[row % awkward.length]}$$, 'NULL']`,
  integer: (row) => `${row + 1}`,
  "integer[]": (row) => `'{${row},-2147483648}'`,
  "bigint[]": (row) => `array[${row + 1}, 9007199254740993]::int8[]`,
  bigint: (row) => `${row + 1}`,
  boolean: (row) => `${row % 2 === 0}`,
  date: (row) => `'2024-02-29'::date + ${row}`,
  "timestamp with time zone": (row) => `'2024-03-31 01:59:59.123456+00'::timestamptz + interval '${row} us'`,
  "double precision": (row) => ["0.1::float8 + 0.2", "'NaN'", "'-Infinity'", "5e-324"][row % 4] ?? "",
  "double precision[]": (row) => `array[0.1 + 0.2, ${row}, 'NaN']::float8[]`,
  jsonb: (row) => `jsonb_build_object('row', ${row}, 'n', 1e400::numeric, 'text', $$${awkward[0]}$$)`,
  json: (row) => `'{"b": ${row},   "a" : 1, "b": 2.50}'`,
  bytea: (row) => `'\\x00ff0a5c27${row}0'::bytea`,
};

const rowsEach = 4;

/** The tables as they are, asked in another way than the copy asks. */
async function tablesOf(store: Store): Promise<string[]> {
  const rows = await rowsOf(store, "select tablename as name from pg_tables where schemaname = 'public' order by 1");
  return rows.map(({ name }) => name);
}

/** Puts rows into every table there is, one that a migration adds tomorrow too. */
async function fillEveryTable(store: Store): Promise<void> {
  const tables = await tablesOf(store);
  const client = await store.pool.connect();
  try {
    await client.query("begin");
    // Rows of any order, and no trigger that would add further ones.
    await client.query("set local session_replication_role to replica");
    for (const table of tables) {
      const { rows: columns } = await client.query(
        `select column_name as name, is_nullable = 'YES' as "mayBeNull",
           (select format_type(atttypid, null) from pg_attribute where attrelid = quote_ident($1::text)::regclass and attname = column_name) as type
         from information_schema.columns where table_schema = 'public' and table_name = $1::text order by ordinal_position`,
        [table],
      );
      for (let row = 0; row < rowsEach; row++) {
        const values = columns.map(({ name, mayBeNull, type }) => {
          const sql = valueSql[type];
          if (!sql) throw new Error(`${table}.${name} is of the type ${type}: give valueSql one of its values.`);
          return mayBeNull && row === rowsEach - 1 ? "null" : sql(row);
        });
        const names = columns.map(({ name }) => `"${name}"`).join(", ");
        await client.query(`insert into "${table}" (${names}) overriding system value values (${values.join(", ")})`);
      }
    }
    await client.query("select setval('signals_id_seq', 4711)");
    await client.query("commit");
  } finally {
    client.release();
  }
}

/** Everything in a table as PostgreSQL writes it. */
async function contentOf(store: Store, table: string): Promise<string[]> {
  const rows = await rowsOf(store, `select t::text as row from "${table}" t order by 1`);
  return rows.map(({ row }) => row);
}

describe.each(storeKinds)("from the embedded store into %s", (kind) => {
  let target: Store;
  useSuiteStore(kind, (store) => {
    target = store;
  });

  test("every row of every table arrives as it was, and numbers go on where they were", async () => {
    const source = await openTestStore("embedded");
    await clearStore(source);
    await fillEveryTable(source);
    const copied = await copyStore(source, target);

    const tables = await tablesOf(source);
    expect(copied.map(({ table }) => table.replaceAll('"', "")).sort()).toEqual(tables);
    for (const table of tables) {
      const content = await contentOf(source, table);
      expect(content.length, table).toBe(rowsEach);
      expect(await contentOf(target, table), table).toEqual(content);
    }
    expect(await rowsOf(target, "select nextval('signals_id_seq')::int as next")).toEqual([{ next: 4712 }]);
    const { rows } = await target.pool.query("select count(*)::int as off from pg_trigger where tgenabled <> 'O'");
    expect(rows[0].off).toBe(0);

    await expect(copyStore(source, target)).rejects.toThrow(/is not empty: its table \w+ has rows/);
  }, 120_000);

  test("what triggers count is counted once, and the copy takes further signals", async () => {
    const source = await openTestStore("embedded");
    const first = await makeSource(source);
    await save(source, first, { signals: [made("1"), made("2", { by: "bea" })] });
    await copyStore(source, target);
    expect(await totals(target)).toEqual(await totals(source));
    expect((await totals(target)).signals).toBe(2);

    await save(target, first, { signals: [made("2", { by: "bea" }), made("3", { by: "cyd" })] });
    expect((await totals(target)).signals).toBe(3);
    expect(await accountId(target, "cyd")).toBeGreaterThan(await accountId(target, "bea"));
  });

  test.each([
    ["a row that does not arrive", "instead nothing", /copy of expertises differs: 1 rows .* and 0 with/],
    ["a value that is another one", "also update expertises set name = 'x'", /differs: 1 rows .* and 1 with/],
  ])("%s undoes the whole copy", async (_, action, message) => {
    const source = await openTestStore("embedded");
    await save(source, await makeSource(source), { signals: [made("1")] });
    try {
      await target.pool.query(`create rule spoil as on insert to expertises do ${action}`);
      await expect(copyStore(source, target)).rejects.toThrow(message);
      expect(await rowsOf(target, "select count(*)::int as n from accounts")).toEqual([{ n: 0 }]);
    } finally {
      await target.pool.query("drop rule if exists spoil on expertises");
    }
  });
});

const { DATABASE_URL } = process.env;
if (!DATABASE_URL) console.info("DATABASE_URL is not set: groundswell migrate-store is not run.");

describe.skipIf(!DATABASE_URL)("groundswell migrate-store", () => {
  const desk = new Desk();
  afterAll(() => desk.clear());

  test("copies what was imported, says what it copied, and refuses a second time", async () => {
    const target = await openTestStore("postgres");
    const env = { DATABASE_URL: databaseUrlOf(target.where.split("/").at(-1) ?? "") };
    const file = desk.file("signals.jsonl", `${signalLines().join("\n")}\n`);
    expect(await desk.run(["import", "signals", file, "--expertise", "lumen"])).toMatchObject({ code: 0 });

    const done = await desk.run(["migrate-store", "--json"], { env });
    expect(done).toMatchObject({ code: 0 });
    const { tables } = JSON.parse(done.stdout) as { tables: { table: string; rows: number }[] };
    expect(tables.find(({ table }) => table === "signals")).toMatchObject({ rows: 120 });
    expect(await rowsOf(target, "select count(*)::int as n from signals")).toEqual([{ n: 120 }]);

    const again = await desk.run(["migrate-store"], { env });
    expect(again).toMatchObject({ code: 1 });
    expect(again.stderr).toMatch(/is not empty: its table/);
  }, 120_000);

  test("a folder without a store is said to have none, and none is made there", async () => {
    const ended = await desk.run(["migrate-store", "--from", "nowhere"], { env: { DATABASE_URL: DATABASE_URL ?? "" } });
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stderr).toMatch(/There is no embedded store in .*nowhere/);
    expect(existsSync(desk.file("nowhere"))).toBe(false);
  });

  test("without a database to copy to it says what to set", async () => {
    const ended = await desk.run(["migrate-store"]);
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stderr).toMatch(/set DATABASE_URL/);
  });
});
