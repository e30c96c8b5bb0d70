import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../packages/store/migrations/", import.meta.url);

/** A name for the schema as it is now: a template of an older one is not used. */
export function latestMigration(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".sql")))
    hash.update(readFileSync(new URL(file, folder)));
  return hash.digest("hex").slice(0, 12);
}
