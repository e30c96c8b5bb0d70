import { expect, test } from "vitest";
import type { Store } from "./open.ts";
import { queryPrepared } from "./prepared.ts";

test("a statement has one name in every process, another text has another, and none is longer than PostgreSQL keeps", async () => {
  const sent: { name: string; text: string; values: unknown[] }[] = [];
  const pool = { query: async (config: (typeof sent)[number]) => sent.push(config) } as unknown as Store["pool"];
  const long = `select ${"1 + ".repeat(100)}$1::int`;
  for (const text of ["select $1::int", "select $1::int", "select $1::text", long])
    await queryPrepared({ pool }, text, [1]);
  const [one, again, other, longest] = sent.map(({ name }) => name);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(longest?.length).toBeLessThanOrEqual(63);
  expect(one).toBe("64094a521aefc65c2da93d0e10f1e67b17c388ea");
  expect(sent[0]).toMatchObject({ text: "select $1::int", values: [1] });
});
