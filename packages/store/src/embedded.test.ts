import { setTimeout as sleep } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { EmbeddedPool } from "./embedded.ts";

let pool: EmbeddedPool;
beforeAll(async () => {
  pool = new EmbeddedPool(await PGlite.create());
  await pool.query("create table notes (id int primary key, text text)");
});
afterAll(() => pool.end());
beforeEach(() => pool.query("truncate notes"));

const ids = async () => (await pool.query("select id from notes order by id")).rows.map(({ id }) => id);

test("a client in a transaction holds the session until it commits, and everybody else waits", async () => {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into notes values (1)");
  let hasAnswered = false;
  const other = ids().then((found) => {
    hasAnswered = true;
    return found;
  });
  await sleep(20);
  await client.query("insert into notes values (2)");
  expect(hasAnswered).toBe(false);
  await client.query("commit");
  expect(await other).toEqual([1, 2]);
  client.release();
});

test("what is rolled back, or released halfway, is gone and the session is free", async () => {
  const rolledBack = await pool.connect();
  await rolledBack.query("BEGIN");
  await rolledBack.query("insert into notes values (1)");
  await expect(rolledBack.query("insert into notes values (1)")).rejects.toThrow(/duplicate key/);
  await rolledBack.query("ROLLBACK");
  rolledBack.release();
  const released = await pool.connect();
  await released.query("start transaction");
  await released.query("insert into notes values (2)");
  released.release();
  expect(await ids()).toEqual([]);
});

test("rolling back to a savepoint does not end the transaction", async () => {
  const client = await pool.connect();
  await client.query("begin");
  await client.query("insert into notes values (1)");
  await client.query("savepoint here");
  await client.query("insert into notes values (2)");
  await client.query("rollback to savepoint here");
  const other = ids();
  await client.query("insert into notes values (3)");
  await client.query("commit");
  client.release();
  expect(await other).toEqual([1, 3]);
});

test.each([
  ["a comment before it", "-- why\n/* and how */ begin", "/* done */ commit"],
  ["capitals and a semicolon", "BEGIN;", "COMMIT;"],
])("a transaction is seen with %s", async (_, begin, commit) => {
  const client = await pool.connect();
  await client.query(begin);
  await client.query("insert into notes values (1)");
  const other = ids();
  await client.query("insert into notes values (2)");
  await client.query(commit);
  expect(await other).toEqual([1, 2]);
  client.release();
});

test("a transaction sent whole leaves the session free", async () => {
  const client = await pool.connect();
  await client.query("begin; insert into notes values (1); commit;");
  expect(await ids()).toEqual([1]);
  client.release();
});

test("a statement that fails outside a transaction leaves the session free", async () => {
  const client = await pool.connect();
  await expect(client.query("select * from nowhere")).rejects.toMatchObject({ code: "42P01" });
  await expect(pool.query("select * from nowhere")).rejects.toMatchObject({ code: "42P01" });
  expect(await ids()).toEqual([]);
  client.release();
});

test("transactions of many clients come one after the other, each whole", async () => {
  await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const client = await pool.connect();
      await client.query("begin");
      const { rows } = await client.query("select count(*)::int as count from notes");
      await client.query("insert into notes values ($1, $2)", [
        n,
        `${(rows[0] as unknown as { count: number }).count}`,
      ]);
      await client.query("commit");
      client.release();
    }),
  );
  const { rows } = await pool.query("select text from notes order by text");
  expect(rows.map(({ text }) => text)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
});

test("a notification reaches every client that is out, and none that came back", async () => {
  const [one, two, back] = [await pool.connect(), await pool.connect(), await pool.connect()];
  const heard: string[] = [];
  one.on("notification", ({ payload }) => heard.push(`one ${payload}`));
  two.on("notification", ({ channel }) => heard.push(`two ${channel}`));
  back.on("notification", () => heard.push("back"));
  back.release();
  await one.query("/* comments come first */ listen news");
  await pool.query("notify news, 'hello'");
  expect(heard.sort()).toEqual(["one hello", "two news"]);
  one.release();
  two.release();
});

test("rows are what pg would give", async () => {
  const { rows, rowCount, fields } = await pool.query(
    `select 1::int as "int", 2.50::numeric as "numeric", true as "bool", '{"a": [1]}'::jsonb as "json", null as "null",
       '2026-01-31T10:00:00Z'::timestamptz as "instant", array['x', 'y'] as "list", '\\x00ff'::bytea as "bytes"`,
  );
  expect(rows).toEqual([
    {
      int: 1,
      numeric: "2.50",
      bool: true,
      json: { a: [1] },
      null: null,
      instant: new Date("2026-01-31T10:00:00Z"),
      list: ["x", "y"],
      bytes: Buffer.from([0, 255]),
    },
  ]);
  expect(rowCount).toBe(1);
  expect(fields.map(({ name }) => name)).toContain("instant");
});

test("a caller's own parsers are used, and dates are pg's", async () => {
  const text = "select 5::int8 as n, '2026-01-31'::date as day, '2026-01-31T10:00:00Z'::timestamptz as at";
  const types = { getTypeParser: (oid: number) => (value: string) => `${oid} ${value}` };
  const { rows } = await pool.query({ text, types });
  expect(rows).toEqual([{ n: "20 5", day: "1082 2026-01-31", at: "1184 2026-01-31 10:00:00+00" }]);
  expect((await pool.query(text)).rows).toEqual([
    { n: pg.types.getTypeParser(20, "text")("5"), day: new Date(2026, 0, 31), at: new Date("2026-01-31T10:00:00Z") },
  ]);
});

test("where two columns have one name the last one stays, read once", async () => {
  expect((await pool.query("select 1 as n, '{\"a\": 1}'::json as n")).rows).toEqual([{ n: { a: 1 } }]);
});

test("what was given comes back the same, as pg would send it", async () => {
  const given = [
    7,
    "text",
    new Date("2026-01-31T10:00:00.123Z"),
    ["a", 'b"c'],
    [1, 2],
    { a: 1 },
    null,
    true,
    Buffer.from([1, 2]),
  ];
  const { rows } = await pool.query({
    text: "select $1::int, $2::text, $3::timestamptz, $4::text[], $5::bigint[]::int[], $6::jsonb, $7::text, $8::bool, $9::bytea",
    values: given,
    rowMode: "array",
  });
  expect(rows[0]).toEqual(given);
});

test("counts say how many rows changed", async () => {
  expect((await pool.query("insert into notes select generate_series(1, 5)")).rowCount).toBe(5);
  expect((await pool.query("delete from notes where id > $1", [3])).rowCount).toBe(2);
  expect((await pool.query("update notes set text = 'x' where id > $1", [9])).rowCount).toBe(0);
  expect((await pool.query("update notes set text = 'x' where id = 1 returning id")).rowCount).toBe(1);
});

test("several statements without parameters run as one, and the last one answers", async () => {
  const { rows } = await pool.query("insert into notes values (1); insert into notes values (2); select 3 as three");
  expect(rows).toEqual([{ three: 3 }]);
  expect(await ids()).toEqual([1, 2]);
});
