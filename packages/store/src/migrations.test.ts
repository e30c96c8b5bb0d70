import { readdirSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { expect, test } from "vitest";
import * as schema from "./schema.ts";

test("the migrations make what the schema says", async () => {
  const folder = new URL("../migrations/meta/", import.meta.url);
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith("_snapshot.json"))
    .sort()
    .at(-1);
  const made = JSON.parse(readFileSync(new URL(newest ?? "", folder), "utf8"));
  expect(await generateMigration(made, generateDrizzleJson(schema, made.id))).toEqual([]);
});
